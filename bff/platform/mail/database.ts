import type Libsql from 'libsql';
import { type OwnFile, ownFile } from '../own-file.ts';
import { MailError } from './port.ts';
import { tables } from './tables.ts';

type Database = InstanceType<typeof Libsql>;

const prepare = (db: Database) => ({
  hasDomain: db.prepare('select 1 from domain where domain = ?'),
  putDomain: db.prepare(`
    insert into domain (domain, description, transport, created, modified)
    values (?, '', 'virtual', datetime('now'), datetime('now'))
    on conflict (domain) do update set active = 1, backupmx = 0, modified = excluded.modified
    where active <> 1 or backupmx <> 0`),
  dropDomain: db.prepare('delete from domain where domain = ?'),
  countMailboxes: db.prepare('select count(*) as count from mailbox where domain = ?'),

  mailbox: db.prepare('select maildir, active from mailbox where username = ?'),
  putMailbox: db.prepare(`
    insert into mailbox (username, password, name, maildir, quota, local_part, domain, active, created, modified)
    values (?, ?, ?, ?, ?, ?, ?, ?, datetime('now'), datetime('now'))
    on conflict (username) do update set password = excluded.password, name = excluded.name, maildir = excluded.maildir,
      quota = excluded.quota, active = excluded.active, modified = excluded.modified`),
  shut: db.prepare('update mailbox set active = 0 where username = ? and maildir = ?'),
  dropMailbox: db.prepare('delete from mailbox where username = ? and maildir = ?'),

  ours: db.prepare('select maildir, cut from hc_mailbox where key = ? and address = ?'),
  isOurs: db.prepare('select 1 from hc_mailbox where address = ? and maildir = ?'),
  putOurs: db.prepare(`
    insert into hc_mailbox (key, address, maildir, state, credentials, cut) values (?, ?, ?, ?, ?, ?)
    on conflict (key) do update set state = excluded.state, credentials = excluded.credentials`),
  shutOurs: db.prepare(`update hc_mailbox set state = 'deleted' where key = ?`),
  cut: db.prepare('update hc_mailbox set cut = ? where key = ? and cut < ?'),
  dropOurs: db.prepare('delete from hc_mailbox where key = ?'),
  putAppPassword: db.prepare('insert into hc_app_password (key, mailbox, hash, scope) values (?, ?, ?, ?)'),
  dropAppPasswords: db.prepare('delete from hc_app_password where mailbox = ?'),

  forward: db.prepare('select targets, keep_copy from hc_forward where address = ?'),
  putForward: db.prepare('insert or replace into hc_forward (address, targets, keep_copy) values (?, ?, ?)'),
  dropForward: db.prepare('delete from hc_forward where address = ?'),
  dropForwards: db.prepare(`delete from hc_forward where substr(address, instr(address, '@') + 1) = ?`),
  putAlias: db.prepare(`
    insert into alias (address, goto, domain, created, modified) values (?, ?, ?, datetime('now'), datetime('now'))
    on conflict (address) do update set goto = excluded.goto, active = 1, modified = excluded.modified
    where active <> 1 or goto <> excluded.goto`),
  dropAlias: db.prepare('delete from alias where address = ?'),
  dropAliases: db.prepare('delete from alias where domain = ?'),
});

export type MailStatements = ReturnType<typeof prepare>;
export type MailDatabase = OwnFile<MailStatements>;

/** The file that the mail servers read; made when it is missing. */
export const openDatabase = (path: string): MailDatabase =>
  ownFile({
    path,
    tables,
    prepare,
    isOurs: (error) => error instanceof MailError,
    unreachable: (message, options) => new MailError('unreachable', `mail: ${message}`, options),
  });

/** Makes the file, for servers that start before anybody writes to it. */
export const createTables = (path: string): void => openDatabase(path).close();
