/** What of Postfixadmin 3.3's schema a mail server reads; its own `upgrade.php` adds the rest to the same file. */
const postfixadmin = `
  create table if not exists domain (
    domain varchar(255) not null primary key, description varchar(255) not null,
    aliases int(11) not null default 0, mailboxes int(11) not null default 0,
    maxquota bigint(20) not null default 0, quota bigint(20) not null default 0,
    transport varchar(255) not null, backupmx tinyint(1) not null default '0',
    created datetime not null default '2000-01-01', modified datetime not null default '2000-01-01',
    active tinyint(1) not null default '1', password_expiry int default 0
  );
  create table if not exists mailbox (
    username varchar(255) not null primary key, password varchar(255) not null, name varchar(255) not null,
    maildir varchar(255) not null, quota bigint(20) not null default 0,
    local_part varchar(255) not null, domain varchar(255) not null,
    created datetime not null default '2000-01-01', modified datetime not null default '2000-01-01',
    active tinyint(1) not null default '1', phone varchar(30) not null default '',
    email_other varchar(255) not null default '', token varchar(255) not null default '',
    token_validity datetime not null default '2000-01-01', password_expiry datetime not null default '2000-01-01'
  );
  create table if not exists alias (
    address varchar(255) not null primary key, goto text not null, domain varchar(255) not null,
    created datetime not null default '2000-01-01', modified datetime not null default '2000-01-01',
    active tinyint(1) not null default '1'
  );
`;

/**
 * What it has no column for. The mailbox of an address is the one with its row's maildir: others of the same address were
 * before it, and their mail is still to be destroyed.
 */
const own = `
  create table if not exists hc_domain (domain text primary key) without rowid;
  create table if not exists hc_mailbox (
    key text primary key, address text not null, maildir text not null unique, state text not null,
    credentials integer not null, cut integer not null
  ) without rowid;
  create index if not exists hc_mailbox_address on hc_mailbox (address);
  create table if not exists hc_password (key text primary key, hash text not null) without rowid;
  create table if not exists hc_app_password (
    key text not null, mailbox text not null, hash text not null, scope text not null,
    primary key (key, mailbox, scope)
  ) without rowid;
  create table if not exists hc_forward (
    address text primary key, targets text not null, keep_copy integer not null
  ) without rowid;
`;

/** What the servers ask, so that their own configurations hold no rule. */
const views = `
  create view if not exists hc_accepts as
    select m.username, m.password, m.maildir, m.quota, coalesce(h.state, 'active') as state, h.key
    from mailbox m
    join domain d on d.domain = m.domain and d.active = 1
    left join hc_mailbox h on h.address = m.username and h.maildir = m.maildir
    where m.active = 1;
  create view if not exists hc_signs_in as select * from hc_accepts where state = 'active';
  create view if not exists hc_app_signs_in as
    select s.username, a.hash as password, s.maildir, s.quota, a.key, a.scope
    from hc_signs_in s join hc_app_password a on a.mailbox = s.key;
`;

/** In one transaction: each statement by itself would wait for the disk. */
export const tables = `begin immediate; ${postfixadmin}${own}${views} commit`;
