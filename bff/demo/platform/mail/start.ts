import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MailHosts } from '../../../platform/mail/port.ts';
import { createTables } from '../../../platform/mail/database.ts';
import { freePort } from '../free-port.ts';
import { nobody } from '../powerdns.ts';
import { ownCertificate } from './certificate.ts';
import type { Child } from './child.ts';
import type { DovecotPorts } from './dovecot-conf.ts';
import { launchDovecot, prepareDovecot } from './dovecot.ts';
import { launchOpenDkim, prepareOpenDkim } from './opendkim.ts';
import { launchPostSrsd, preparePostSrsd, type SrsPorts } from './postsrsd.ts';
import type { PostfixPorts } from './postfix-conf.ts';
import { launchPostfix, postfixUser, preparePostfix } from './postfix.ts';

export type MailServerName = 'dovecot' | 'postfix' | 'opendkim' | 'postsrsd';
export type MailPorts = DovecotPorts & PostfixPorts & SrsPorts & { readonly dkim: number };

export interface MailServers {
  readonly dir: string;
  /** The SQLite file that the servers read. */
  readonly database: string;
  /** The folder of the keys that OpenDKIM signs with. */
  readonly dkim: string;
  readonly hosts: MailHosts;
  /** Where others bring mail, on 127.0.0.1. */
  readonly mxPort: number;
  readonly sievePort: number;
  /** Of Dovecot's HTTP API. */
  readonly doveadmUrl: string;
  readonly doveadmKey: string;
  /** The servers' certificate, in PEM; it is its own authority. */
  readonly certificate: string;
  stop(): Promise<void>;
  /** As a power cut would: without a farewell. */
  kill(which: MailServerName): Promise<void>;
  /** The same server on the same ports, with all mail it had. */
  restart(which: MailServerName): Promise<void>;
  /** Settles when one of them has ended by itself. */
  readonly ended: Promise<MailServerName>;
}

export interface MailServersOptions {
  /** One that goes away with them when none is given. */
  readonly dir?: string;
  readonly ports?: Partial<MailPorts>;
  readonly hostname?: string;
  /** Where mail for others goes, `[127.0.0.1]:2525`; else to their own servers. */
  readonly nextHop?: string;
}

const portNames = [
  ...(['imap', 'pop3', 'sieve', 'lmtp', 'doveadm', 'auth', 'quota'] as const),
  ...(['mx', 'submission', 'internal', 'onward'] as const),
  ...(['dkim', 'srsForward', 'srsReverse'] as const),
];

async function choosePorts(given: Partial<MailPorts>): Promise<MailPorts> {
  const chosen: Record<string, number> = {};
  for (const name of portNames) chosen[name] = given[name] ?? (await freePort());
  return chosen as unknown as MailPorts;
}

/** The same key again when the servers start again in a directory. */
function keyIn(dir: string): string {
  const file = join(dir, 'doveadm.key');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

/**
 * The database in a folder in which the servers may make its log: each file there is Dovecot's by its owner, and Postfix's
 * by its group.
 */
function prepareDatabase(dir: string, owner: { readonly uid: number } | undefined): string {
  const folder = join(dir, 'db');
  const database = join(folder, 'mail.db');
  mkdirSync(folder, { recursive: true });
  createTables(database);
  const { gid } = postfixUser();
  for (const [path, mode] of [
    [folder, 0o2770],
    [database, 0o660],
  ] as const) {
    chownSync(path, owner?.uid ?? process.getuid!(), gid);
    chmodSync(path, mode);
  }
  return database;
}

/** A real Postfix before a real Dovecot as child processes on the loopback, and the SQLite file that both read. */
export async function startMail(options: MailServersOptions = {}): Promise<MailServers> {
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 'hc-mail-'));
  mkdirSync(dir, { recursive: true });
  // Each server has its own user, and passes through to its own folder.
  chmodSync(dir, 0o755);
  const ports = await choosePorts(options.ports ?? {});
  const owner = nobody(join(dir, 'dovecot'));
  const doveadmKey = keyIn(dir);
  const database = prepareDatabase(dir, owner);
  const certificate = ownCertificate(dir);
  const dovecot = {
    dir: join(dir, 'dovecot'),
    database,
    ports: pick(ports, ['imap', 'pop3', 'sieve', 'lmtp', 'doveadm', 'auth', 'quota']),
    certificate,
    doveadmKey,
    submissionPort: ports.internal,
    user: owner && 'nobody',
    group: owner && 'nogroup',
    owner,
  };
  const opendkim = {
    dir: join(dir, 'opendkim'),
    ports: pick(ports, ['dkim']),
    keys: join(dir, 'opendkim', 'keys'),
    owner,
  };
  const hostname = options.hostname ?? 'mail.hc.test';
  const postsrsd = {
    dir: join(dir, 'postsrsd'),
    ports: pick(ports, ['srsForward', 'srsReverse']),
    domain: hostname,
    owner,
  };
  const postfix = {
    dir: join(dir, 'postfix'),
    database,
    ports: pick(ports, ['mx', 'submission', 'internal', 'onward']),
    dovecot: dovecot.ports,
    dkimPort: ports.dkim,
    srs: postsrsd.ports,
    certificate,
    hostname,
    nextHop: options.nextHop,
  };
  prepareDovecot(dovecot);
  prepareOpenDkim(opendkim);
  preparePostSrsd(postsrsd);
  preparePostfix(postfix);

  const { promise: ended, resolve: end } = Promise.withResolvers<MailServerName>();
  const launches = {
    dovecot: () => launchDovecot(dovecot),
    postfix: () => launchPostfix(postfix),
    opendkim: () => launchOpenDkim(opendkim),
    postsrsd: () => launchPostSrsd(postsrsd),
  };
  const names = Object.keys(launches) as MailServerName[];
  const running = new Map<MailServerName, Child>();
  async function start(which: MailServerName): Promise<void> {
    const child = await launches[which]();
    running.set(which, child);
    void child.ended.then(() => end(which));
  }
  const finish = async (which: MailServerName, how: 'stop' | 'kill') => {
    const child = running.get(which);
    running.delete(which);
    await child?.[how]();
  };
  const stop = async () => {
    // OpenDKIM has nothing to say farewell for, and takes seconds for it.
    await Promise.all(names.map((which) => finish(which, which === 'opendkim' ? 'kill' : 'stop')));
    if (options.dir === undefined) rmSync(dir, { recursive: true, force: true });
  };
  try {
    await Promise.all(names.map(start));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    dir,
    database,
    dkim: opendkim.keys,
    hosts: {
      imap: { host: 'localhost', port: ports.imap, security: 'tls' },
      pop3: { host: 'localhost', port: ports.pop3, security: 'tls' },
      smtp: { host: 'localhost', port: ports.submission, security: 'starttls' },
    },
    mxPort: ports.mx,
    sievePort: ports.sieve,
    doveadmUrl: `http://127.0.0.1:${ports.doveadm}`,
    doveadmKey,
    certificate: readFileSync(certificate.certificate, 'utf8'),
    ended,
    stop,
    kill: (which) => finish(which, 'kill'),
    async restart(which) {
      await finish(which, 'stop');
      await start(which);
    },
  };
}

const pick = <Name extends string>(from: Readonly<Record<Name, number>>, names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, from[name]])) as Record<Name, number>;
