import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compare } from 'bcryptjs';
import type Libsql from 'libsql';
import { ownFile } from '../own-file.ts';
import { MailError, type Forward, type Mailbox, type MailboxReply, type MailDomain, type MailHosts } from './port.ts';
import { simulatedMail, type MailKeep, type SimulatedMail, type StoredMail } from './simulated.ts';

const tables = `
  create table if not exists domains (name text primary key, spec text not null) without rowid;
  create table if not exists mailboxes (address text primary key, key text not null, spec text not null) without rowid;
  create table if not exists forwards (address text primary key, spec text not null) without rowid;
  create table if not exists scripts (address text primary key, script text not null) without rowid;
  create table if not exists replies (address text primary key, reply text not null) without rowid;
  create table if not exists answered (
    mailbox text not null, sender text not null, at integer not null, primary key (mailbox, sender)
  ) without rowid;
  create table if not exists mails (
    id integer primary key, mailbox text not null, at integer not null, sender text not null, raw text not null,
    size integer not null
  );
  create index if not exists mails_by_mailbox on mails (mailbox, id);
`;

const prepare = (db: InstanceType<typeof Libsql>) => ({
  putDomain: db.prepare('insert or replace into domains values (?, ?)'),
  dropDomain: db.prepare('delete from domains where name = ?'),
  domain: db.prepare('select spec from domains where name = ?'),
  putMailbox: db.prepare('insert or replace into mailboxes values (?, ?, ?)'),
  dropMails: db.prepare('delete from mails where mailbox = (select key from mailboxes where address = ?)'),
  dropMailbox: db.prepare('delete from mailboxes where address = ?'),
  mailbox: db.prepare('select spec from mailboxes where address = ?'),
  putForward: db.prepare('insert or replace into forwards values (?, ?)'),
  dropForward: db.prepare('delete from forwards where address = ?'),
  forward: db.prepare('select spec from forwards where address = ?'),
  putScript: db.prepare('insert or replace into scripts values (?, ?)'),
  dropScript: db.prepare('delete from scripts where address = ?'),
  script: db.prepare('select script from scripts where address = ?'),
  putReply: db.prepare('insert or replace into replies values (?, ?)'),
  dropReply: db.prepare('delete from replies where address = ?'),
  reply: db.prepare('select reply as spec from replies where address = ?'),
  answeredAt: db.prepare('select at from answered where mailbox = ? and sender = ?'),
  answered: db.prepare('insert or replace into answered values (?, ?, ?)'),
  addMail: db.prepare('insert into mails (mailbox, at, sender, raw, size) values (?, ?, ?, ?, ?)'),
  mails: db.prepare('select at, sender as "from", raw from mails where mailbox = ? order by id desc limit 100'),
  use: db.prepare('select count(*) as messages, coalesce(sum(size), 0) as bytes from mails where mailbox = ?'),
});

function fileKeep(path: string): MailKeep {
  const file = ownFile({
    path,
    tables,
    prepare,
    isOurs: (error) => error instanceof MailError,
    unreachable: (message, options) => new MailError('unreachable', `mail: ${message}`, options),
  });
  const one = <Spec>(row: unknown): Spec | undefined =>
    row === undefined ? undefined : (JSON.parse((row as { spec: string }).spec) as Spec);
  return {
    putDomain: (spec) => file.alone((on) => void on.putDomain.run([spec.name, JSON.stringify(spec)])),
    dropDomain: (name) => file.alone((on) => void on.dropDomain.run([name])),
    domain: (name) => one<MailDomain>(file.use().domain.get([name])),
    putMailbox: (spec) => file.alone((on) => void on.putMailbox.run([spec.address, spec.key, JSON.stringify(spec)])),
    dropMailbox: (address) =>
      file.alone((on) => {
        on.dropMails.run([address]);
        on.dropScript.run([address]);
        on.dropReply.run([address]);
        on.dropMailbox.run([address]);
      }),
    mailbox: (address) => one<Mailbox>(file.use().mailbox.get([address])),
    putForward: (spec) => file.alone((on) => void on.putForward.run([spec.address, JSON.stringify(spec)])),
    dropForward: (address) => file.alone((on) => void on.dropForward.run([address])),
    forward: (address) => one<Forward>(file.use().forward.get([address])),
    putScript: ({ address, script, reply }) =>
      file.alone((on) => {
        on.putScript.run([address, script]);
        if (reply) on.putReply.run([address, JSON.stringify(reply)]);
        else on.dropReply.run([address]);
      }),
    script(address) {
      const found = file.use().script.get([address]) as { script: string } | undefined;
      return found && { address, ...found, reply: one<MailboxReply>(file.use().reply.get([address])) ?? null };
    },
    answeredAt: (key, to) => (file.use().answeredAt.get([key, to]) as { at: number } | undefined)?.at,
    answered: (key, to, at) => file.alone((on) => void on.answered.run([key, to, at])),
    addMail: (key, { at, from, raw, size = raw.length }) =>
      file.alone((on) => void on.addMail.run([key, at, from, raw, size])),
    mails: (key) => file.use().mails.all([key]) as StoredMail[],
    use: (key) => file.use().use.get([key]) as { bytes: number; messages: number },
    close: () => file.close(),
  };
}

/** Puts copies that would leave the platform into a folder, where the page of all that was sent shows them. */
export const keepOutside =
  (folder: string) =>
  (from: string, to: string, raw: string): void => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, `outside-${crypto.randomUUID()}.eml`),
      `Return-Path: <${from}>\nDelivered-To: ${to}\n${raw}`,
      {
        mode: 0o600,
      },
    );
  };

export interface EmbeddedOptions {
  /** Of the libSQL file, or `:memory:`. */
  readonly path: string;
  readonly hosts: MailHosts;
  readonly webmail?: string | undefined;
  readonly now: () => number;
  /** Gets copies for addresses that are not ours. */
  readonly outside?: (from: string, to: string, raw: string) => void;
  readonly firstSignIn?: (address: string) => string;
}

/**
 * Mailboxes in a libSQL file of its own. A simulator: it takes mail by SMTP (`embedded-smtp.ts`), shows it on a page, leads it on and
 * answers for those who are away; rules of a script it keeps and does not follow.
 */
export const embeddedMail = ({ path, ...options }: EmbeddedOptions): SimulatedMail =>
  simulatedMail({ kind: 'embedded', keep: fileKeep(path), compare, ...options });
