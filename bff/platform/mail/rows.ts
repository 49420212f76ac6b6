import type { MailStatements } from './database.ts';
import { type Forward, type Mailbox, MailError } from './port.ts';

const domainOf = (address: string) => address.slice(address.indexOf('@') + 1);
const localPartOf = (address: string) => address.slice(0, address.indexOf('@'));

const refused = (message: string) => new MailError('refused', message);

/** Below the folder of all mail. A folder of its own for each key: another mailbox of the same address begins empty. */
const maildirOf = ({ key, address }: Pick<Mailbox, 'key' | 'address'>) => `hc/${domainOf(address)}/${key}/`;

/** A rising number of nothing that anybody could be signed in with. */
const never = -1;

/** Where the mail of an address lies; null when it has no mailbox. */
const maildirAt = (on: MailStatements, address: string): string | null =>
  (on.mailbox.get([address]) as { maildir: string } | undefined)?.maildir ?? null;

function needDomain(on: MailStatements, address: string): void {
  if (!on.hasDomain.get([domainOf(address)])) throw refused(`${domainOf(address)} is no domain of this mail server`);
}

/**
 * What Postfix makes of an address. A mailbox is in its own row too, as Postfixadmin has it: else a catch-all of its domain
 * would take its mail.
 */
function writeAlias(on: MailStatements, address: string): void {
  const mailbox = on.mailbox.get([address]) as { active: number } | undefined;
  const forward = on.forward.get([address]) as { targets: string; keep_copy: number } | undefined;
  const keeps = mailbox?.active === 1 && (!forward || forward.keep_copy === 1);
  const targets = forward ? (JSON.parse(forward.targets) as string[]) : [];
  const goto = [...new Set([...(keeps ? [address] : []), ...targets])];
  if (goto.length === 0) on.dropAlias.run([address]);
  else on.putAlias.run([address, goto.join(','), domainOf(address)]);
}

export function putDomainRows(on: MailStatements, name: string): void {
  if (!on.hasDomain.get([name])) on.putOurDomain.run([name]);
  on.putDomain.run([name]);
}

export function dropDomainRows(on: MailStatements, name: string): void {
  for (const { address } of on.forwardsOf.all([name]) as { address: string }[]) dropForwardRows(on, address);
  if (on.hasAddress.get([name])) throw refused(`${name} has mailboxes, or addresses that were made by somebody else`);
  if (on.isOurDomain.get([name])) on.dropDomain.run([name]);
  on.dropOurDomain.run([name]);
}

/** An alias that somebody else made is his: neither ours, nor that of a mailbox of ours. */
function needOurs(on: MailStatements, address: string): void {
  if (!on.hasAlias.get([address]) || on.forward.get([address])) return;
  if (!on.isOurs.get([address, maildirAt(on, address)]))
    throw refused(`${address} is an address that was made by somebody else`);
}

/** Answers whether somebody may be signed in who may be no more. */
export function putMailboxRows(on: MailStatements, mailbox: Mailbox): boolean {
  const { key, address, name, hash, quota, state, appPasswords, credentials } = mailbox;
  needDomain(on, address);
  const maildir = maildirOf(mailbox);
  const held = maildirAt(on, address);
  if (held !== null && !on.isOurs.get([address, held]))
    throw refused(`${address} is a mailbox that was made by somebody else`);
  needOurs(on, address);
  const before = on.ours.get([key, address]) as { cut: number } | undefined;
  // Of a new one nobody can be signed in; of one that had its address before, somebody may.
  const cut = before?.cut ?? (held === null ? credentials : never);
  const active = state === 'deleted' ? 0 : 1;
  on.putMailbox.run([address, hash, name, maildir, quota, localPartOf(address), domainOf(address), active]);
  on.putOurs.run([key, address, maildir, state, credentials, cut]);
  // One that somebody set elsewhere meanwhile stays, until another one is set here.
  if ((on.ourPassword.get([key]) as { hash: string } | undefined)?.hash !== hash) on.putPassword.run([hash, address]);
  on.putOurPassword.run([key, hash]);
  on.dropAppPasswords.run([key]);
  for (const one of appPasswords)
    for (const scope of one.scopes) on.putAppPassword.run([one.key, key, one.hash, scope]);
  writeAlias(on, address);
  return state !== 'active' || cut < credentials;
}

/** How Postfixadmin and Dovecot write what a hash is before it. */
const scheme = /^\{(?:BLF-CRYPT|CRYPT)\}/;

/** The hash that opens a mailbox: the one that we put, or the one that somebody set since. */
export function hashAt(on: MailStatements, mailbox: Pick<Mailbox, 'address' | 'key' | 'hash'>): string | undefined {
  const { key, address, hash } = mailbox;
  // What is still to be put overrules what is there.
  if ((on.ourPassword.get([key]) as { hash: string } | undefined)?.hash !== hash) return hash;
  const there = on.password.get([address, maildirOf(mailbox)]) as { password: string } | undefined;
  return there?.password.replace(scheme, '');
}

/** Shuts a mailbox whose mail is to be destroyed; false when there is nothing to destroy. */
export function shutMailboxRows(on: MailStatements, { key, address }: Pick<Mailbox, 'key' | 'address'>): boolean {
  const ours = on.ours.get([key, address]) as { maildir: string } | undefined;
  if (!ours) return false;
  on.shutOurs.run([key]);
  on.dropAppPasswords.run([key]);
  const its = on.isOurs.get([address, maildirAt(on, address)]);
  on.shut.run([address, ours.maildir]);
  if (its) writeAlias(on, address);
  return true;
}

export function dropMailboxRows(on: MailStatements, { key, address }: Pick<Mailbox, 'key' | 'address'>): void {
  const ours = on.ours.get([key, address]) as { maildir: string } | undefined;
  if (!ours) return;
  const its = on.isOurs.get([address, maildirAt(on, address)]);
  on.dropMailbox.run([address, ours.maildir]);
  on.dropOurs.run([key]);
  on.dropOurPassword.run([key]);
  if (!its) return;
  on.dropBeside(address);
  writeAlias(on, address);
}

export function putForwardRows(on: MailStatements, { address, targets, keepCopy }: Forward): void {
  needDomain(on, address);
  needOurs(on, address);
  on.putForward.run([address, JSON.stringify(targets), keepCopy ? 1 : 0]);
  writeAlias(on, address);
}

export function dropForwardRows(on: MailStatements, address: string): void {
  // One that somebody else made is his.
  if (!on.forward.get([address])) return;
  on.dropForward.run([address]);
  writeAlias(on, address);
}
