import type { Forward, Mailbox, MailboxScript, MailDomain, MailHosts } from './port.ts';
import {
  simulatedMail,
  type MailKeep,
  type SimulatedMail,
  type SimulatedOptions,
  type StoredMail,
} from './simulated.ts';

export const exampleHosts: MailHosts = {
  imap: { host: 'mail.example.net', port: 993, security: 'tls' },
  pop3: { host: 'mail.example.net', port: 995, security: 'tls' },
  smtp: { host: 'mail.example.net', port: 465, security: 'tls' },
};

function memoryKeep(): MailKeep {
  const domains = new Map<string, MailDomain>();
  const mailboxes = new Map<string, Mailbox>();
  const forwards = new Map<string, Forward>();
  const mails = new Map<string, StoredMail[]>();
  const scripts = new Map<string, MailboxScript>();
  const answered = new Map<string, number>();
  const of = (key: string) => mails.get(key) ?? [];
  return {
    putDomain: (domain) => void domains.set(domain.name, domain),
    dropDomain: (name) => void domains.delete(name),
    domain: (name) => domains.get(name),
    putMailbox: (mailbox) => void mailboxes.set(mailbox.address, mailbox),
    dropMailbox(address) {
      const found = mailboxes.get(address);
      if (found) mails.delete(found.key);
      scripts.delete(address);
      mailboxes.delete(address);
    },
    mailbox: (address) => mailboxes.get(address),
    putForward: (forward) => void forwards.set(forward.address, forward),
    dropForward: (address) => void forwards.delete(address),
    forward: (address) => forwards.get(address),
    putScript: (script) => void scripts.set(script.address, script),
    script: (address) => scripts.get(address),
    answeredAt: (key, to) => answered.get(`${key} ${to}`),
    answered: (key, to, at) => void answered.set(`${key} ${to}`, at),
    addMail: (key, mail) => void mails.set(key, [mail, ...of(key)]),
    mails: (key) => [...of(key)],
    use: (key) => ({
      bytes: of(key).reduce((sum, { raw, size }) => sum + (size ?? raw.length), 0),
      messages: of(key).length,
    }),
    close: () => {},
  };
}

/** Mail in memory: the connector of stories and tests. A simulator. */
export const memoryMail = (options: Partial<SimulatedOptions> = {}): SimulatedMail =>
  simulatedMail({
    kind: 'memory',
    keep: memoryKeep(),
    hosts: exampleHosts,
    webmail: 'https://webmail.example/',
    now: Date.now,
    compare: async () => false,
    ...options,
  });
