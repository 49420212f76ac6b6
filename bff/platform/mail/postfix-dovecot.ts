import type { Call } from '../call.ts';
import { needAddress, needDomain, needDomainName, needForward, needMailbox } from './checked.ts';
import { openDatabase } from './database.ts';
import { dkimFolder } from './dkim-folder.ts';
import {
  commandsAtOnce,
  doveadm,
  type DoveadmCommand,
  type DoveadmOptions,
  type DoveadmResult,
  exit,
} from './doveadm.ts';
import { type Mailbox, MailError, type MailHosts, type MailPort, type MailboxUse } from './port.ts';
import {
  dropDomainRows,
  dropForwardRows,
  dropMailboxRows,
  hashAt,
  putDomainRows,
  putForwardRows,
  putMailboxRows,
  shutMailboxRows,
} from './rows.ts';

export interface PostfixDovecotOptions {
  /** The SQLite file that both servers read. */
  readonly database: string;
  /** The folder of keys that OpenDKIM signs with; nothing is signed without it. */
  readonly dkim?: string | undefined;
  readonly doveadm: DoveadmOptions;
  readonly hosts: MailHosts;
  /** As the port has it. */
  readonly webmail?: string | undefined;
}

/** The name of the script that is ours among those that its owner may keep. */
const scriptName = 'hc';

/** What a command said; `fine` are the codes that say as much as success. */
function need(result: DoveadmResult | undefined, what: string, fine: readonly number[] = []): unknown {
  if (result && 'rows' in result) return result.rows;
  if (result && fine.includes(result.code)) return undefined;
  throw new MailError('unreachable', `Dovecot could not ${what}: code ${result?.code}`);
}

const kick = (address: string): DoveadmCommand => ['kick', { mask: [address] }];

/** Where the mail of each user that was asked for lies. */
function homesOf(rows: unknown): string[] {
  const users = Object.values(typeof rows === 'object' && rows !== null ? rows : {}) as unknown[];
  return users.flatMap((user) =>
    typeof user === 'object' && user !== null && 'home' in user ? [String(user.home)] : [],
  );
}

function useOf(rows: unknown): MailboxUse {
  const values = new Map<unknown, number>();
  for (const row of Array.isArray(rows) ? (rows as unknown[]) : [])
    if (typeof row === 'object' && row !== null && 'type' in row && 'value' in row)
      values.set(row.type, Number(row.value));
  // Bytes are counted in KiB there.
  return { bytes: (values.get('STORAGE') ?? 0) * 1024, messages: values.get('MESSAGE') ?? 0 };
}

/**
 * Mailboxes of a Postfix and a Dovecot 2.3 that read one SQLite file in Postfixadmin's schema: what is written there holds at
 * once. Live sessions, mail and scripts are Dovecot's, by its HTTP API.
 */
export function postfixDovecot(options: PostfixDovecotOptions): MailPort {
  const { hosts, webmail } = options;
  const database = openDatabase(options.database);
  const keys = options.dkim === undefined ? undefined : dkimFolder(options.dkim);
  const server = doveadm(options.doveadm);

  async function putMailbox(mailbox: Mailbox, call?: Call): Promise<void> {
    needMailbox(mailbox);
    const { key, address, credentials } = mailbox;
    call?.admit(0);
    const cutting = database.alone((on) => putMailboxRows(on, mailbox));
    // It is ready when Dovecot too knows the mailbox that was written.
    const [user, kicked] = await server.run(
      [['user', { userMask: [address] }], ...(cutting ? [kick(address)] : [])],
      call,
    );
    const homes = homesOf(need(user, 'find a mailbox', [exit.noUser]));
    if (!homes.some((home) => home.endsWith(`/${key}/`)))
      throw new MailError('unreachable', 'Dovecot does not know the mailbox');
    if (!cutting) return;
    need(kicked, 'end sessions', [exit.notFound]);
    database.alone((on) => on.cut.run([credentials, key, credentials]));
  }

  /** Files go; Dovecot leaves their empty folders. */
  async function destroy({ key, address }: Pick<Mailbox, 'key' | 'address'>, call?: Call): Promise<void> {
    const [user, kicked] = await server.run([['user', { userMask: [key] }], kick(address)], call);
    need(kicked, 'end sessions', [exit.notFound]);
    // A path with its key in it, or another's mail could go.
    const homes = homesOf(need(user, 'find a mailbox', [exit.noUser])).filter((home) => home.endsWith(`/${key}/`));
    for (const home of homes) {
      const path = [home.replace(/\/$/, '')];
      const [gone] = await server.run([['fsDelete', { fsDriver: 'posix', fsArgs: '', recursive: true, path }]], call);
      need(gone, 'destroy mail', [exit.notFound]);
    }
  }

  async function putScript(address: string, script: string, call?: Call): Promise<void> {
    needAddress(address);
    const command: DoveadmCommand = script
      ? ['sievePut', { user: address, scriptname: scriptName, activate: true, file: script }]
      : ['sieveDelete', { user: address, scriptname: [scriptName], ignoreActive: true }];
    const [result] = await server.run([command], call);
    if (result?.code === exit.noUser) throw new MailError('refused', `${address} is no mailbox`);
    if (result?.code === exit.dataError) throw new MailError('refused', 'Dovecot does not take the script');
    need(result, 'change a script', script ? [] : [exit.notFound]);
  }

  async function use(addresses: readonly string[]): Promise<ReadonlyMap<string, MailboxUse>> {
    const uses = new Map<string, MailboxUse>();
    for (let from = 0; from < addresses.length; from += commandsAtOnce) {
      const asked = addresses.slice(from, from + commandsAtOnce);
      const results: readonly DoveadmResult[] = await server.run(asked.map((user) => ['quotaGet', { user }]));
      asked.forEach((address, at) => {
        const rows = need(results[at], 'tell how full mailboxes are', [exit.noUser]);
        if (rows) uses.set(address, useOf(rows));
      });
    }
    return uses;
  }

  const write = async (call: Call | undefined, body: Parameters<typeof database.alone<void>>[0]) => {
    call?.admit(0);
    database.alone(body);
  };

  function read<Result>(body: (on: ReturnType<typeof database.use>) => Result): Result {
    try {
      return body(database.use());
    } catch (error) {
      if (error instanceof MailError) throw error;
      throw new MailError('unreachable', 'mail: the file cannot be read', { cause: error });
    }
  }

  return {
    kind: 'postfix-dovecot',
    sieve: true,
    hosts,
    webmail,
    async putDomain(domain, call) {
      needDomain(domain);
      // While nobody else writes, so that key and domain are of the same call. What it sends first is signed already.
      await write(call, (on) => {
        keys?.put(domain);
        putDomainRows(on, domain.name);
      });
    },
    async dropDomain(name, call) {
      needDomainName(name);
      await write(call, (on) => {
        dropDomainRows(on, name);
        keys?.drop(name);
      });
    },
    async putMailbox(mailbox, call) {
      await putMailbox(mailbox, call);
      return { state: 'ready' };
    },
    async dropMailbox(mailbox, call) {
      call?.admit(0);
      if (!database.alone((on) => shutMailboxRows(on, mailbox))) return;
      await destroy(mailbox, call);
      await write(call, (on) => dropMailboxRows(on, mailbox));
    },
    hashOf: async (mailbox) => read((on) => hashAt(on, mailbox)),
    async putForward(forward, call) {
      needForward(forward);
      await write(call, (on) => putForwardRows(on, forward));
    },
    dropForward: (address, call) => write(call, (on) => dropForwardRows(on, address)),
    putScript: ({ address, script }, call) => putScript(address, script, call),
    use,
    close: async () => database.close(),
  };
}
