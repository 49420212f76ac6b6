import { existsSync } from 'node:fs';

/** A part of the mail servers, a file that is there when it is, and the Debian packages that bring it. */
export const mailParts = [
  { name: 'Postfix', path: '/usr/lib/postfix/postfix-sqlite.so', packages: ['postfix', 'postfix-sqlite'] },
  { name: 'Dovecot', path: '/usr/lib/dovecot/imap', packages: ['dovecot-imapd'] },
  { name: "Dovecot's POP3", path: '/usr/lib/dovecot/pop3', packages: ['dovecot-pop3d'] },
  { name: "Dovecot's LMTP", path: '/usr/lib/dovecot/lmtp', packages: ['dovecot-lmtpd'] },
  {
    name: "Dovecot's SQLite",
    path: '/usr/lib/dovecot/modules/auth/libdriver_sqlite.so',
    packages: ['dovecot-sqlite'],
  },
  {
    name: "Dovecot's Sieve",
    path: '/usr/lib/dovecot/managesieve',
    packages: ['dovecot-sieve', 'dovecot-managesieved'],
  },
  { name: 'PHP', path: '/usr/bin/php', packages: ['php-cli'] },
  { name: 'Roundcube', path: '/usr/share/roundcube/index.php', packages: ['roundcube-core', 'roundcube-sqlite3'] },
  { name: 'OpenDKIM', path: '/usr/sbin/opendkim', packages: ['opendkim'] },
  { name: 'PostSRSd', path: '/usr/sbin/postsrsd', packages: ['postsrsd'] },
] as const;

export const mailPackages: readonly string[] = mailParts.flatMap(({ packages }) => packages);

/** True when all of it is installed where Debian puts it. */
export const isMailInstalled = (): boolean => mailParts.every(({ path }) => existsSync(path));
