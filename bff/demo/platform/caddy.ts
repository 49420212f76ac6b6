import { type ChildProcess, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../root.ts';
import { freePort } from './free-port.ts';
import { nobody } from './powerdns.ts';

const program = '/usr/bin/caddy';
const host = '127.0.0.1';
const startTimeoutMs = 10_000;

/** True when Caddy is installed where Debian puts it. */
export const isCaddyInstalled = (): boolean => existsSync(program);

export interface CaddyServer {
  readonly httpPort: number;
  readonly httpsPort: number;
  /** The certificate of its own CA, in PEM; there from its first certificate on. */
  authority(): string;
  stop(): Promise<void>;
  /** Settles when the process has ended by itself. */
  readonly ended: Promise<void>;
}

export interface CaddyOptions {
  /** One that goes away with it when none is given. */
  readonly dir?: string;
  readonly httpPort?: number;
  readonly httpsPort?: number;
  /** Of the redirect server behind it. */
  readonly redirectPort: number;
  readonly askPort: number;
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, host);
    const end = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });

async function launch(
  env: Readonly<Record<string, string>>,
  dir: string,
  ports: readonly number[],
): Promise<ChildProcess> {
  const args = ['run', '--config', join(root, 'bff/deploy/Caddyfile'), '--adapter', 'caddyfile'];
  const child = spawn(program, args, {
    cwd: dir,
    env: { ...env, HOME: dir, XDG_DATA_HOME: dir, XDG_CONFIG_HOME: dir },
    stdio: ['ignore', 'ignore', 'pipe'],
    ...nobody(dir),
  });
  let written = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (written = (written + text).slice(-4000)));
  // Should we end without a farewell, as a test that fails does, it shall not stay behind
  const orphan = () => child.kill('SIGKILL');
  process.once('exit', orphan);
  child.once('exit', () => process.off('exit', orphan));
  for (const patience = performance.now() + startTimeoutMs; ;) {
    if (child.exitCode !== null) throw new Error(`Caddy did not start:\n${written.trim()}`);
    if (performance.now() > patience) {
      orphan();
      throw new Error(`Caddy does not answer:\n${written.trim()}`);
    }
    if ((await Promise.all(ports.map(answers))).every(Boolean)) return child;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A real Caddy before the redirect server, with the configuration that is deployed and a CA of its own. */
export async function startCaddy(options: CaddyOptions): Promise<CaddyServer> {
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 'hc-caddy-'));
  mkdirSync(dir, { recursive: true });
  const owner = nobody(dir);
  if (owner) chownSync(dir, owner.uid, owner.gid);
  const httpPort = options.httpPort ?? (await freePort());
  const httpsPort = options.httpsPort ?? (await freePort());
  const child = await launch(
    {
      HC_BIND: host,
      HC_ISSUER: 'internal',
      HC_HTTP_PORT: `${httpPort}`,
      HC_HTTPS_PORT: `${httpsPort}`,
      HC_CERTIFICATES: dir,
      HC_REDIRECT_PORT: `${options.redirectPort}`,
      HC_REDIRECT_ASK_PORT: `${options.askPort}`,
    },
    dir,
    [httpPort, httpsPort],
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    httpPort,
    httpsPort,
    authority: () => readFileSync(join(dir, 'pki/authorities/local/root.crt'), 'utf8'),
    ended,
    async stop() {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 3000);
      await ended;
      clearTimeout(late);
      if (options.dir === undefined) rmSync(dir, { recursive: true, force: true });
    },
  };
}
