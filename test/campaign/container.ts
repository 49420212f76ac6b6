import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { installPackages } from '../../bff/demo/platform/debian.ts';
import { freePorts } from '../bff/process.ts';
import { scratch } from '../bff/store/files.ts';
import type { Campaign } from './run.ts';

const base = 'docker.io/library/node:24-slim';
const limits = ['--ulimit', 'nofile=1024:1024', '--ulimit', 'nproc=1024:1024'];

/** Debian's smallest system with this Node and its npm: what the image starts from, without asking a registry of images. */
function baseSystem(folder: string): void {
  const system = join(folder, 'system');
  execFileSync('debootstrap', ['--variant=minbase', '--include=ca-certificates', 'bookworm', system], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  cpSync(process.execPath, join(system, 'usr/local/bin/node'), { dereference: true });
  // That which runs this campaign.
  const npm = dirname(dirname(process.env.npm_execpath!));
  const modules = join(system, 'usr/local/lib/node_modules');
  mkdirSync(modules);
  cpSync(npm, join(modules, 'npm'), { recursive: true });
  symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', join(system, 'usr/local/bin/npm'));
  // Whom this machine trusts, where a proxy stands before the registry of packages.
  const trusted = process.env.NODE_EXTRA_CA_CERTS;
  if (trusted) cpSync(trusted, join(system, 'etc/ssl/certs/ca-certificates.crt'), { dereference: true });
  execFileSync('chroot', [system, 'useradd', '--uid', '1000', '--user-group', '--create-home', 'node']);
  execFileSync('tar', ['-C', system, '-cf', join(folder, 'system.tar'), '.']);
}

/** The container file of `bff/deploy`, built and run for real: its health, command line, stop and data. Needs root on Debian. */
export const campaign: Campaign = async () => {
  assert.ok(
    existsSync('/etc/debian_version') && process.getuid?.() === 0,
    'it makes its own base image, which needs Debian and root',
  );
  assert.equal(installPackages(['debootstrap', 'buildah', 'podman', 'runc']), undefined);
  const folder = scratch();
  const place = ['--root', join(folder, 'images'), '--runroot', join(folder, 'run'), '--storage-driver', 'vfs'];
  const engine = ['--runtime', 'runc', '--cgroup-manager', 'cgroupfs', '--events-backend', 'file'];
  const podman = (args: readonly string[], input?: string) =>
    execFileSync('podman', [...place, ...engine, ...args], {
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'ignore'],
      input,
    }).trim();

  baseSystem(folder);
  const trust = ['--change', 'ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt'];
  podman(['import', '--quiet', ...trust, join(folder, 'system.tar'), base]);
  const file = join(import.meta.dirname, '../../bff/deploy/Containerfile');
  const options = ['--isolation', 'chroot', '--network', 'host', '--pull=never', '--format', 'docker'];
  const built = spawnSync('buildah', [...place, 'build', ...options, '--file', file, '--tag', 'hc', '.'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  assert.equal(built.status, 0, 'it is built');

  const ports = await freePorts();
  const settings = { ...ports, HC_URL: `http://127.0.0.1:${ports.HC_PORT}`, HC_SECRET: 's'.repeat(48) };
  const variables = Object.entries(settings).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
  const host = ['--network', 'host', '--cgroups', 'no-conmon', ...limits];
  const start = async (): Promise<number> => {
    const began = performance.now();
    podman(['run', '--detach', '--name', 'hc', ...host, ...variables, '--volume', 'hc:/var/lib/hc', 'localhost/hc']);
    while (!(await fetch(`${settings.HC_URL}/readyz`).catch(() => undefined))?.ok) {
      assert.ok(performance.now() - began < 30_000, podman(['logs', 'hc']));
      await pause(50);
    }
    return Math.round(performance.now() - began);
  };
  const stop = (): number => {
    const began = performance.now();
    podman(['stop', '--time', '30', 'hc']);
    assert.equal(podman(['inspect', 'hc', '--format', '{{.State.ExitCode}}']), '0', 'it ends by itself when told to');
    podman(['rm', 'hc']);
    return Math.round(performance.now() - began);
  };
  const inside = (...args: string[]) => podman(['exec', 'hc', ...args]);
  try {
    const readyMs = await start();
    podman(['healthcheck', 'run', 'hc']);
    assert.equal(inside('id', '-u'), '1000', 'it is nobody of rank');
    assert.equal(inside('stat', '-c', '%a %U', '/var/lib/hc'), '700 node');
    const { id } = JSON.parse(inside('hc', 'reseller', 'create', 'Loaf and Linden')) as { id: string };
    const answer = await fetch(`${settings.HC_URL}/embed/v1/hc.js`);
    assert.equal(answer.status, 200, 'it has the scripts of the panels');
    const stopMs = stop();
    const againMs = await start();
    assert.ok(inside('hc', 'reseller', 'list').includes(id), 'another container on the same volume has its data');
    stop();
    const size = Number(podman(['image', 'inspect', 'localhost/hc', '--format', '{{.Size}}']));
    const bare = Number(podman(['image', 'inspect', base, '--format', '{{.Size}}']));
    console.log(JSON.stringify({ readyMs, againMs, stopMs, imageMB: Math.round((size - bare) / 1e6) }));
  } finally {
    spawnSync('podman', [...place, ...engine, 'rm', '--force', '--all'], { stdio: 'ignore' });
  }
};
