import type Libsql from 'libsql';
import { type OwnFile, ownFile } from '../own-file.ts';
import { MailError } from './port.ts';
import { tables } from './tables.ts';

type Database = InstanceType<typeof Libsql>;

/** What Postfixadmin keeps of a mailbox in tables of its own: of the next one of its address it is none. */
const beside = [
  ['fetchmail', 'mailbox'],
  ['vacation_notification', 'on_vacation'],
  ['vacation', 'email'],
  ['quota', 'username'],
  ['quota2', 'username'],
] as const;

/** Its tables may come after we have opened the file, or never. */
function dropBeside(db: Database, address: string): void {
  const isThere = db.prepare(`select 1 from sqlite_master where type = 'table' and name = ?`);
  for (const [table, column] of beside)
    if (isThere.get([table])) db.prepare(`delete from ${table} where ${column} = ?`).run([address]);
}

const prepare = (db: Database) => ({
  hasDomain: db.prepare('select 1 from domain where domain = ?'),
  isOurDomain: db.prepare('select 1 from hc_domain where domain = ?'),
  putOurDomain: db.prepare('insert or ignore into hc_domain (domain) values (?)'),
  dropOurDomain: db.prepare('delete from hc_domain where domain = ?'),
  putDomain: db.prepare(`
    insert into domain (domain, description, transport, password_expiry, created, modified)
    values (?, '', 'virtual', 365, datetime('now'), datetime('now'))
    on conflict (domain) do update set active = 1, backupmx = 0, modified = excluded.modified
    where active <> 1 or backupmx <> 0`),
  dropDomain: db.prepare('delete from domain where domain = ?'),
  hasAddress: db.prepare('select 1 from mailbox where domain = ?1 union all select 1 from alias where domain = ?1'),

  mailbox: db.prepare('select maildir, active from mailbox where username = ?'),
  putMailbox: db.prepare(`
    insert into mailbox (username, password, name, maildir, quota, local_part, domain, active, created, modified, password_expiry)
    values (?, ?, ?, ?, ?, ?, ?, ?, datetime('now'), datetime('now'), '2038-01-18')
    on conflict (username) do update set name = excluded.name, maildir = excluded.maildir,
      quota = excluded.quota, active = excluded.active, modified = excluded.modified`),
  putPassword: db.prepare(`update mailbox set password = ?, password_expiry = '2038-01-18' where username = ?`),
  password: db.prepare('select password from mailbox where username = ? and maildir = ?'),
  ourPassword: db.prepare('select hash from hc_password where key = ?'),
  putOurPassword: db.prepare('insert or replace into hc_password (key, hash) values (?, ?)'),
  dropOurPassword: db.prepare('delete from hc_password where key = ?'),
  shut: db.prepare('update mailbox set active = 0 where username = ? and maildir = ?'),
  dropBeside: (address: string) => dropBeside(db, address),
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
  forwardsOf: db.prepare(`select address from hc_forward where substr(address, instr(address, '@') + 1) = ?`),
  putAlias: db.prepare(`
    insert into alias (address, goto, domain, created, modified) values (?, ?, ?, datetime('now'), datetime('now'))
    on conflict (address) do update set goto = excluded.goto, active = 1, modified = excluded.modified
    where active <> 1 or goto <> excluded.goto`),
  hasAlias: db.prepare('select 1 from alias where address = ?'),
  dropAlias: db.prepare('delete from alias where address = ?'),
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
