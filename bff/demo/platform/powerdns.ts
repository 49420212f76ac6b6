import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import Libsql from 'libsql';
import { freePort } from './free-port.ts';

const program = '/usr/sbin/pdns_server';
const schema = '/usr/share/pdns-backend-sqlite3/schema/schema.sqlite3.sql';
const host = '127.0.0.1';
const startTimeoutMs = 10_000;

/** True when the PowerDNS server and its SQLite backend are installed where Debian puts them. */
export const isPowerDnsInstalled = (): boolean => existsSync(program) && existsSync(schema);

export interface PowerDnsServer {
  /** Of the HTTP API. */
  readonly url: string;
  readonly key: string;
  /** UDP and TCP, on 127.0.0.1. */
  readonly dnsPort: number;
  stop(): Promise<void>;
  /** As a power cut would: without a farewell. */
  kill(): Promise<void>;
  /** The same server on the same ports, with the zones it had. */
  restart(): Promise<void>;
  /** Settles when the process has ended by itself. */
  readonly ended: Promise<void>;
}

/** True when every user may pass through all that is above the directory. */
function isOpenToAll(dir: string): boolean {
  const above = dirname(dir);
  return above === dir || ((statSync(above).mode & 0o001) !== 0 && isOpenToAll(above));
}

/**
 * Who the server runs as: nobody, when we are root. It needs no right but its own directory; one below a home that is
 * shut to others leaves it no choice but our own user.
 */
export function nobody(dir: string): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0 || !isOpenToAll(resolve(dir))) return undefined;
  const [, uid, gid] = /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8')) ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

function prepare(dir: string, settings: Readonly<Record<string, string | number>>): void {
  mkdirSync(dir, { recursive: true });
  const database = join(dir, 'pdns.db');
  if (!existsSync(database)) {
    const db = new Libsql(database);
    db.exec('pragma journal_mode=wal');
    // In one transaction: each statement by itself would wait for the disk
    db.exec(`begin; ${readFileSync(schema, 'utf8')}; commit`);
    db.close();
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(join(dir, 'pdns.conf'), lines.join(''), { mode: 0o600 });
  const owner = nobody(dir);
  if (!owner) return;
  for (const path of [dir, ...['pdns.conf', 'pdns.db', 'pdns.db-wal', 'pdns.db-shm'].map((name) => join(dir, name))])
    if (existsSync(path)) chownSync(path, owner.uid, owner.gid);
}

/** Answers when the API does; throws with what the server wrote when it ends before. */
async function launch(dir: string, url: string, key: string): Promise<ChildProcess> {
  const child = spawn(program, [`--config-dir=${dir}`], { stdio: ['ignore', 'ignore', 'pipe'], ...nobody(dir) });
  let written = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (written = (written + text).slice(-4000)));
  // Should we end without a farewell, as a test that fails does, it shall not stay behind
  const orphan = () => child.kill('SIGKILL');
  process.once('exit', orphan);
  child.once('exit', () => process.off('exit', orphan));
  let failed: Error | undefined;
  child.once('error', (error) => (failed = error));
  child.once('exit', () => (failed ??= new Error(`PowerDNS did not start:\n${written.trim()}`)));
  const patience = performance.now() + startTimeoutMs;
  for (;;) {
    if (failed) throw failed;
    if (performance.now() > patience) {
      child.kill('SIGKILL');
      throw new Error(`PowerDNS does not answer:\n${written.trim()}`);
    }
    const answer = await fetch(`${url}/api/v1/servers/localhost`, { headers: { 'X-API-Key': key } }).catch(
      () => undefined,
    );
    if (answer?.ok) return child;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/**
 * A real PowerDNS Authoritative Server as a child process, with its own SQLite file in `dir` (one that goes away
 * with it when none is given). Its caches are off, so that what it acknowledged it also serves.
 */
export async function startPowerDns(options: { dir?: string; dnsPort?: number } = {}): Promise<PowerDnsServer> {
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 'hc-powerdns-'));
  const key = randomBytes(24).toString('base64url');

  async function first(tries: number): Promise<{ child: ChildProcess; url: string; dnsPort: number }> {
    const dnsPort = options.dnsPort ?? (await freePort());
    const apiPort = await freePort();
    const url = `http://${host}:${apiPort}`;
    prepare(dir, {
      launch: 'gsqlite3',
      'gsqlite3-database': join(dir, 'pdns.db'),
      'gsqlite3-dnssec': 'yes',
      // Zones that go away with the server need not wait for the disk
      'gsqlite3-pragma-synchronous': options.dir === undefined ? 0 : 2,
      'local-address': host,
      'local-port': dnsPort,
      api: 'yes',
      'api-key': key,
      webserver: 'yes',
      'webserver-address': host,
      'webserver-port': apiPort,
      'webserver-allow-from': host,
      'socket-dir': dir,
      'disable-axfr': 'yes',
      // Else each start asks the project, by way of the resolver below, whether the version is safe
      'security-poll-suffix': '',
      daemon: 'no',
      guardian: 'no',
      'disable-syslog': 'yes',
      loglevel: 3,
      'cache-ttl': 0,
      'query-cache-ttl': 0,
      'negquery-cache-ttl': 0,
      'zone-cache-refresh-interval': 0,
      // ALIAS is resolved by the server itself: targets in its own zones work, others are SERVFAIL
      'expand-alias': 'yes',
      resolver: `${host}:${dnsPort}`,
    });
    try {
      return { child: await launch(dir, url, key), url, dnsPort };
    } catch (error) {
      // Between our look and its start somebody else may have taken the port
      if (tries > 1 && options.dnsPort === undefined) return first(tries - 1);
      throw error;
    }
  }

  const { child, url, dnsPort } = await first(5);
  let running: ChildProcess | undefined = child;
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const watch = (process: ChildProcess) => process.once('exit', () => running === process && end());
  watch(child);

  async function finish(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const process = running;
    running = undefined;
    if (!process || process.exitCode !== null || process.signalCode !== null) return;
    const gone = new Promise((resolve) => process.once('exit', resolve));
    process.kill(signal);
    const late = setTimeout(() => process.kill('SIGKILL'), 3000);
    await gone;
    clearTimeout(late);
  }

  return {
    url,
    key,
    dnsPort,
    ended,
    async stop() {
      await finish('SIGTERM');
      if (options.dir === undefined) rmSync(dir, { recursive: true, force: true });
    },
    kill: () => finish('SIGKILL'),
    async restart() {
      await finish('SIGTERM');
      running = await launch(dir, url, key);
      watch(running);
    },
  };
}
