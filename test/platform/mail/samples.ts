import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { hashSync } from 'bcryptjs';
import { type AppPassword, type AppScope, type Mailbox, MailError } from '../../../bff/platform/mail/port.ts';
import type { Message, Received, Subject } from './subject.ts';

/** The least that bcrypt can: what a password is worth is not the matter here. */
const rounds = 4;

/** Every password that a test of this process has used: none may be found anywhere. */
export const usedPasswords: string[] = [];

export function newPassword(): string {
  const password = `geheim-${randomBytes(12).toString('base64url')}`;
  usedPasswords.push(password);
  return password;
}

export const hashOf = (password: string): string => hashSync(password, rounds);

let count = 0;
/** A domain of its own for each test, which the server takes mail for. */
export async function newDomain({ mail }: Subject): Promise<string> {
  const name = `d${(count += 1)}.example`;
  await mail.putDomain({ name, dkim: null });
  return name;
}

export interface Opened {
  readonly mailbox: Mailbox;
  readonly password: string;
}

export function mailboxOf(address: string, rest: Partial<Mailbox> = {}): Opened {
  const password = newPassword();
  const mailbox: Mailbox = {
    key: randomUUID(),
    address,
    name: 'Anna de Vries',
    hash: hashOf(password),
    quota: 10_000_000,
    state: 'active',
    appPasswords: [],
    credentials: 1,
    ...rest,
  };
  return { mailbox, password };
}

export async function newMailbox(subject: Subject, address: string, rest: Partial<Mailbox> = {}): Promise<Opened> {
  const opened = mailboxOf(address, rest);
  assert.deepEqual(await subject.mail.putMailbox(opened.mailbox), { state: 'ready' });
  return opened;
}

export function appPassword(...scopes: AppScope[]): { readonly app: AppPassword; readonly password: string } {
  const key = randomBytes(4).toString('hex');
  const password = `${key}${randomBytes(12).toString('hex')}`;
  usedPasswords.push(password);
  return { app: { key, hash: hashOf(password), scopes }, password };
}

export const message = (to: string | readonly string[], subject: string, rest: Partial<Message> = {}): Message => ({
  from: 'sender@elsewhere.example',
  to: typeof to === 'string' ? [to] : to,
  subject,
  text: `This is ${subject}.`,
  ...rest,
});

/** Brings a message that the server takes. */
export async function brings(subject: Subject, ...args: Parameters<typeof message>): Promise<void> {
  assert.match(await subject.deliver(message(...args)), /^250 /);
}

const patience = 10_000;

/** Looks until it is so; fails with what it was last. */
export async function until<Value>(look: () => Promise<Value> | Value, is: (value: Value) => boolean): Promise<Value> {
  for (const end = performance.now() + patience; ;) {
    const value = await look();
    if (is(value)) return value;
    if (performance.now() > end) assert.fail(`it stays ${JSON.stringify(value)?.slice(0, 1000)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export const subjects = (messages: readonly Received[]): string[] => messages.map(({ subject }) => subject);

/** Exactly these come to an inbox, each once, in whatever order; a last message shows that no more was under way. */
export async function assertInbox(
  subject: Subject,
  { mailbox: { address }, password }: Opened,
  expected: readonly string[],
): Promise<void> {
  const read = async () => subjects(await subject.inbox(address, password));
  assert.deepEqual((await until(read, (there) => there.length >= expected.length)).toSorted(), expected.toSorted());
}

export const failsWith = (code: MailError['code']) => (error: unknown) => {
  assert.ok(error instanceof MailError, String(error));
  assert.equal(error.code, code, error.message);
  return true;
};
