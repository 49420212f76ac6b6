import { type Forward, type Mailbox, MailError, type MailDomain } from './port.ts';

const domain = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
/** What hosted addresses may be: no sign that means something to a shell, a path or a list. */
const localPart = /^(?=.{1,64}$)[a-z0-9_+-]+(\.[a-z0-9_+-]+)*$/;
/** A foreign one may be international (RFC 6531); what would end it in a list of addresses it may not hold (RFC 5322 §3.2.3). */
const target = /^[^\s\p{C}"(),:;<>@[\]\\]+@[^\s\p{C}"(),:;<>@[\]\\]+$/u;
const key = /^[a-z0-9-]{1,100}$/;
const appKey = /^[A-Za-z0-9]{8}$/;
const hash = /^\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}$/;
const selector = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

function need(is: boolean, what: string): void {
  // What is wrong is named, not shown: it may be a secret in the wrong place.
  if (!is) throw new MailError('refused', `the mail server takes no such ${what}`);
}

const isHosted = (address: string): boolean => {
  const [local = '', name = '', ...more] = address.split('@');
  return more.length === 0 && address.length <= 254 && localPart.test(local) && domain.test(name);
};

export const needAddress = (address: string): void => need(isHosted(address), 'address');

export function needMailbox(mailbox: Mailbox): void {
  needAddress(mailbox.address);
  need(key.test(mailbox.key), 'key');
  need(!/\p{Cc}/u.test(mailbox.name) && mailbox.name.length <= 255, 'name');
  need(hash.test(mailbox.hash), 'hash');
  // To the server 0 is no limit at all.
  need(Number.isSafeInteger(mailbox.quota) && mailbox.quota > 0, 'quota');
  for (const one of mailbox.appPasswords) need(appKey.test(one.key) && hash.test(one.hash), 'app password');
  need(new Set(mailbox.appPasswords.map((one) => one.key)).size === mailbox.appPasswords.length, 'app passwords');
}

export function needForward({ address, targets }: Forward): void {
  need(address.startsWith('@') ? domain.test(address.slice(1)) : isHosted(address), 'address');
  need(targets.length > 0 && targets.every((one) => target.test(one)), 'target');
}

export const needDomainName = (name: string): void => need(domain.test(name), 'domain');

export function needDomain({ name, dkim }: MailDomain): void {
  needDomainName(name);
  need(
    !dkim || (selector.test(dkim.selector) && dkim.privateKey.startsWith('-----BEGIN PRIVATE KEY-----')),
    'DKIM key',
  );
}
