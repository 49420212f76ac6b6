import type { Certificate } from './certificate.ts';

export interface DovecotPorts {
  readonly imap: number;
  readonly pop3: number;
  readonly sieve: number;
  readonly lmtp: number;
  readonly doveadm: number;
  /** Where Postfix asks who signs in, and whether there is room for a message. */
  readonly auth: number;
  readonly quota: number;
}

export interface DovecotConf {
  readonly dir: string;
  readonly database: string;
  readonly ports: DovecotPorts;
  readonly certificate: Certificate;
  readonly doveadmKey: string;
  /** Takes what scripts send, without signing in. */
  readonly submissionPort: number;
  /** Undefined: whoever starts it. */
  readonly user: string | undefined;
  readonly group: string | undefined;
}

const listener = (port: number, host = '127.0.0.1') =>
  `  inet_listener hc {\n    address = ${host}\n    port = ${port}\n  }`;

const service = (name: string, ...lines: readonly string[]) => `service ${name} {\n${lines.join('\n')}\n}`;

/** A login service that listens at one port only; `ssl` from the first byte. */
const login = (name: string, own: string, port: number, ssl: boolean) =>
  service(
    `${name}-login`,
    '  chroot =',
    ...[own, ...(own === 'sieve' ? [] : [`${own}s`])].map((one) => `  inet_listener ${one} {\n    port = 0\n  }`),
    `  inet_listener hc {\n    address = 127.0.0.1\n    port = ${port}\n    ssl = ${ssl ? 'yes' : 'no'}\n  }`,
  );

const identity = ({ user, group }: DovecotConf) =>
  user === undefined || group === undefined
    ? []
    : [
        ...['default_internal_user', 'default_login_user', 'mail_uid'].map((name) => `${name} = ${user}`),
        ...['default_internal_group', 'mail_gid'].map((name) => `${name} = ${group}`),
      ];

/** `dovecot.conf` in the language of Dovecot 2.3. */
export function dovecotConf(conf: DovecotConf): string {
  const { dir, ports, certificate } = conf;
  return `${[
    ...identity(conf),
    `base_dir = ${dir}/run`,
    `state_dir = ${dir}/run`,
    `log_path = ${dir}/dovecot.log`,
    'protocols = imap pop3 lmtp sieve',
    'listen = 127.0.0.1',
    'first_valid_uid = 1',
    'ssl = required',
    `ssl_cert = <${certificate.certificate}`,
    `ssl_key = <${certificate.key}`,
    `mail_home = ${dir}/mail/none`,
    'mail_location = maildir:~/Maildir',
    `mail_plugins = quota`,
    'auth_mechanisms = plain login',
    // What changes shall hold at once.
    'auth_cache_size = 0',
    // Else one wrong password makes all wait who come from the same address, as the pages of one BFF do.
    'auth_failure_delay = 0',
    `passdb {\n  driver = sql\n  args = ${dir}/password.conf\n}`,
    `passdb {\n  driver = sql\n  args = ${dir}/app-password.conf\n}`,
    'userdb {\n  driver = prefetch\n}',
    `userdb {\n  driver = sql\n  args = ${dir}/user.conf\n}`,
    `plugin {
  quota = count:User quota
  quota_vsizes = yes
  quota_grace = 0
  quota_status_success = DUNNO
  quota_status_nouser = DUNNO
  quota_status_overquota = 552 5.2.2 Mailbox is full
  sieve = file:~/sieve;active=~/.dovecot.sieve
}`,
    'protocol imap {\n  mail_plugins = $mail_plugins imap_quota\n}',
    'protocol lmtp {\n  mail_plugins = $mail_plugins sieve\n  postmaster_address = postmaster@localhost\n}',
    'lmtp_rcpt_check_quota = yes',
    // A folder that a rule makes is one that mail programs show.
    'lda_mailbox_autosubscribe = yes',
    `submission_host = 127.0.0.1:${conf.submissionPort}`,
    `doveadm_api_key = ${conf.doveadmKey}`,
    login('imap', 'imap', ports.imap, true),
    login('pop3', 'pop3', ports.pop3, true),
    login('managesieve', 'sieve', ports.sieve, false),
    service('anvil', '  chroot =', '  unix_listener anvil-auth-penalty {\n    mode = 0\n  }'),
    service('stats', '  chroot ='),
    service('lmtp', listener(ports.lmtp)),
    service('auth', listener(ports.auth)),
    service('quota-status', '  executable = quota-status -p postfix', listener(ports.quota), '  client_limit = 100'),
    service(
      'doveadm',
      `  inet_listener http {\n    address = 127.0.0.1\n    port = ${ports.doveadm}\n    ssl = no\n  }`,
    ),
  ].join('\n')}\n`;
}

const sql = (database: string, ...lines: readonly string[]) =>
  `${['driver = sqlite', `connect = ${database}`, 'default_pass_scheme = BLF-CRYPT', ...lines].join('\n')}\n`;

/** What a user is beside his password: where his mail lies, and how much of it may. */
const fields = (dir: string, prefix = '') =>
  `'${dir}/mail/' || maildir AS ${prefix}home, '*:bytes=' || quota AS ${prefix}quota_rule`;

/** The files that `dovecot.conf` names. */
export function dovecotSql({ dir, database }: DovecotConf): Readonly<Record<string, string>> {
  const signed = `username AS user, password, ${fields(dir, 'userdb_')}`;
  return {
    'password.conf': sql(database, `password_query = SELECT ${signed} FROM hc_signs_in WHERE username = '%u'`),
    // The first 8 signs of an app password say which one it is: a query has to answer with one hash.
    'app-password.conf': sql(
      database,
      `password_query = SELECT ${signed} FROM hc_app_signs_in WHERE username = '%u' AND key = '%8w' \\
  AND scope = CASE '%s' WHEN 'smtp' THEN 'smtp' ELSE 'imap' END`,
    ),
    // To doveadm a mailbox is there as long as its mail is; those that are no more are called by their keys.
    'user.conf': sql(
      database,
      `user_query = SELECT ${fields(dir)} FROM mailbox WHERE username = '%u' \\
  AND ('%s' = 'doveadm' OR username IN (SELECT username FROM hc_accepts WHERE username = '%u')) \\
  UNION ALL SELECT '${dir}/mail/' || maildir, NULL FROM hc_mailbox WHERE key = '%u' AND '%s' = 'doveadm'`,
      'iterate_query = SELECT username AS user FROM mailbox',
    ),
  };
}
