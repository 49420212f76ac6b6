import type { Call } from '../call.ts';
import type { Forward, Mailbox, MailDomain, MailHosts, MailboxScript, MailPort } from './port.ts';
import { destinationsOf, type Destinations } from './routing.ts';
import { isAnswered, replyTo } from './simulated-reply.ts';

export interface StoredMail {
  readonly at: number;
  readonly from: string;
  /** As it came, RFC 5322. */
  readonly raw: string;
  /** Bytes, where it stands for more than there is of it. */
  readonly size?: number;
}

/** What a simulated mail server keeps. */
export interface MailKeep {
  putDomain(domain: MailDomain): void;
  dropDomain(name: string): void;
  domain(name: string): MailDomain | undefined;
  putMailbox(mailbox: Mailbox): void;
  /** With all its mail. */
  dropMailbox(address: string): void;
  mailbox(address: string): Mailbox | undefined;
  putForward(forward: Forward): void;
  dropForward(address: string): void;
  forward(address: string): Forward | undefined;
  putScript(script: MailboxScript): void;
  script(address: string): MailboxScript | undefined;
  /** When somebody was last answered by a mailbox, and that he was just now. */
  answeredAt(key: string, to: string): number | undefined;
  answered(key: string, to: string, at: number): void;
  addMail(key: string, mail: StoredMail): void;
  /** Newest first. */
  mails(key: string): StoredMail[];
  use(key: string): { bytes: number; messages: number };
  close(): void;
}

/** How an SMTP server answers. */
export type SmtpReply = { readonly code: 250 } | { readonly code: 550 | 552; readonly text: string };

export interface SimulatedMail extends MailPort {
  /** What a server says to `RCPT TO`. */
  accepts(to: string): SmtpReply;
  /** Takes a mail for one address; `outside` gets the copies that leave the platform. */
  deliver(from: string, to: string, raw: string): SmtpReply;
  /** As if so many bytes of older mail were in a mailbox, if nothing is. */
  archive(address: string, bytes: number): void;
  /** The mail of a mailbox, for whoever knows its password, or one of a program that reads it; undefined for all others. */
  inbox(address: string, password: string): Promise<StoredMail[] | undefined>;
}

export interface SimulatedOptions {
  readonly kind: string;
  readonly keep: MailKeep;
  readonly hosts: MailHosts;
  /** As the port has it. */
  readonly webmail?: string | undefined;
  readonly now: () => number;
  readonly compare: (password: string, hash: string) => Promise<boolean>;
  readonly outside?: (from: string, to: string, raw: string) => void;
  /** The address of the page where an owner opens his mailbox first; such platforms make it then and not before. */
  readonly firstSignIn?: ((address: string) => string) | undefined;
}

const unknown = { code: 550, text: '5.1.1 no such mailbox' } as const;
const full = { code: 552, text: '5.2.2 mailbox is full' } as const;
const taken = { code: 250 } as const;
const day = 86_400_000;

/**
 * A mail server in our own process. A simulator: it takes mail and shows it, leads it on, and answers for those who are away. It
 * speaks neither IMAP nor POP3, and sorts nothing: of a script it reads the answer alone.
 */
export function simulatedMail({
  kind,
  keep,
  hosts,
  webmail,
  now,
  compare,
  outside,
  firstSignIn,
}: SimulatedOptions): SimulatedMail {
  const opened = new Set<string>();
  const isLocal = (domain: string) => keep.domain(domain) !== undefined;
  const receives = (address: string) => {
    const found = keep.mailbox(address);
    return found !== undefined && found.state !== 'deleted';
  };
  const ways = (to: string): Destinations =>
    destinationsOf(to, { hasMailbox: receives, forward: keep.forward }, isLocal);
  const isFull = (address: string, more = 0) => {
    const { key, quota } = keep.mailbox(address)!;
    return keep.use(key).bytes + more >= quota;
  };
  const answer = (to: string, more: number): { reply: SmtpReply; ways: Destinations } => {
    const found = isLocal(to.slice(to.lastIndexOf('@') + 1).toLowerCase())
      ? ways(to)
      : { mailboxes: new Set<string>(), outside: new Set<string>() };
    if (!found.mailboxes.size && !found.outside.size) return { reply: unknown, ways: found };
    return { reply: [...found.mailboxes].some((address) => isFull(address, more)) ? full : taken, ways: found };
  };
  const told =
    <Input extends readonly unknown[]>(write: (...input: Input) => void) =>
    async (...input: [...Input, Call?]): Promise<void> => {
      (input.at(-1) as Call | undefined)?.admit?.(0);
      write(...(input as unknown as Input));
    };
  function deliver(from: string, to: string, raw: string): SmtpReply {
    const { reply, ways: found } = answer(to, raw.length);
    if (reply.code !== 250) return reply;
    for (const address of found.mailboxes) {
      const { key } = keep.mailbox(address)!;
      keep.addMail(key, { at: now(), from, raw });
      answerFor(address, key, from, raw);
    }
    for (const address of found.outside) outside?.(from, address, raw);
    return reply;
  }
  /** Once a day for each who writes. */
  function answerFor(address: string, key: string, from: string, raw: string): void {
    const script = keep.script(address);
    const at = now();
    if (!script?.reply || !isAnswered({ ...script.reply, address }, { from, raw, at })) return;
    if (at - (keep.answeredAt(key, from) ?? -Infinity) < day) return;
    keep.answered(key, from, at);
    const letter = replyTo({ ...script.reply, address }, from, raw);
    if (isLocal(from.slice(from.lastIndexOf('@') + 1).toLowerCase())) deliver('', from, letter);
    else outside?.('', from, letter);
  }
  return {
    kind,
    sieve: true,
    hosts,
    webmail,
    putDomain: told(keep.putDomain),
    dropDomain: told(keep.dropDomain),
    async putMailbox(mailbox, call) {
      call?.admit(0);
      if (keep.mailbox(mailbox.address)?.key !== mailbox.key) keep.dropMailbox(mailbox.address);
      keep.putMailbox(mailbox);
      return firstSignIn && !opened.has(mailbox.key)
        ? { state: 'first_sign_in', url: firstSignIn(mailbox.address) }
        : { state: 'ready' };
    },
    async dropMailbox({ address, key }, call) {
      call?.admit(0);
      if (keep.mailbox(address)?.key === key) keep.dropMailbox(address);
    },
    putForward: told(keep.putForward),
    dropForward: told(keep.dropForward),
    putScript: told(keep.putScript),
    async use(addresses) {
      const found = addresses.flatMap((address) => {
        const mailbox = keep.mailbox(address);
        return mailbox ? [[address, keep.use(mailbox.key)] as const] : [];
      });
      return new Map(found);
    },
    accepts: (to) => answer(to, 0).reply,
    deliver,
    archive(address, size) {
      const found = keep.mailbox(address);
      if (found && !keep.use(found.key).messages)
        keep.addMail(found.key, { at: now(), from: '', raw: 'Subject: Older mail\r\n\r\n', size });
    },
    async inbox(address, password) {
      const found = keep.mailbox(address.toLowerCase());
      if (found?.state !== 'active') return undefined;
      const app = found.appPasswords.find(({ key, scopes }) => password.startsWith(key) && scopes.includes('imap'));
      if (!(await compare(password, found.hash)) && !(app && (await compare(password, app.hash)))) return undefined;
      opened.add(found.key);
      return keep.mails(found.key);
    },
    close: async () => keep.close(),
  };
}
