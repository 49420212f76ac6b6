import * as v from 'valibot';
import { port } from './config-values.ts';
import type { MailHosts } from './platform/mail/port.ts';

const or = (usual: string) => v.optional(port, usual);
const filled = v.optional(v.pipe(v.string(), v.nonEmpty('must not be empty')));

/** Settings of the mail server, by the names of their variables. */
export const mailEntries = {
  HC_MAIL_IN_PORT: or('4025'),
  HC_MAIL_DB: filled,
  HC_MAIL_DKIM: filled,
  HC_MAIL_DOVEADM_URL: v.optional(
    v.pipe(v.string(), v.regex(/^https?:\/\/[^\s/]+\/?$/, 'must be a URL like http://127.0.0.1:8080')),
  ),
  HC_MAIL_DOVEADM_KEY: filled,
  HC_WEBMAIL_URL: v.optional(
    v.pipe(v.string(), v.regex(/^https?:\/\/[^\s#]+$/, 'must be a URL like https://webmail.hc.example/')),
  ),
  HC_WEBMAIL_KEY: v.optional(
    v.pipe(v.string(), v.regex(/^hc_wk_[\w-]{43,100}$/, 'must be hc_wk_ and 43 signs or more, by chance')),
  ),
  HC_WEBMAIL_PORT: or('4082'),
  HC_MAIL_HOST: v.optional(v.pipe(v.string(), v.regex(/^[a-z\d.-]+$/, 'must be a host name')), 'localhost'),
  HC_MAIL_IMAP_PORT: or('993'),
  HC_MAIL_POP3_PORT: or('995'),
  HC_MAIL_SMTP_PORT: or('465'),
};
type Given = v.InferOutput<v.ObjectSchema<typeof mailEntries, undefined>>;

/** A Postfix and a Dovecot; undefined where mail is simulated in our own process. */
export interface MailConfig {
  /** Path of the SQLite file that both read. */
  readonly database: string;
  /** Folder of the keys that OpenDKIM signs with. */
  readonly dkim: string | undefined;
  readonly doveadm: { readonly url: string; readonly key: string };
  /** The page of the webmail that takes links, and what its server proves itself with. */
  readonly webmail: { readonly url: string; readonly key: string } | undefined;
}

/** How programs reach it. By the usual port mail is sent in TLS from the first byte, by any other TLS begins first (RFC 8314 §3.3). */
export const mailHostsOf = (o: Given): MailHosts => {
  const host = o.HC_MAIL_HOST;
  return {
    imap: { host, port: o.HC_MAIL_IMAP_PORT, security: 'tls' },
    pop3: { host, port: o.HC_MAIL_POP3_PORT, security: 'tls' },
    smtp: { host, port: o.HC_MAIL_SMTP_PORT, security: o.HC_MAIL_SMTP_PORT === 465 ? 'tls' : 'starttls' },
  };
};

const together = ['HC_MAIL_DB', 'HC_MAIL_DOVEADM_URL', 'HC_MAIL_DOVEADM_KEY'] as const;

/** Settings that lack one another. */
export function wrongBesideMail(given: Readonly<Record<string, unknown>>): string[] {
  const lacking = (names: readonly string[], first: string | undefined) =>
    first ? names.filter((name) => !given[name]).map((name) => `${name} is required beside ${first}`) : [];
  const webmail = ['HC_WEBMAIL_URL', 'HC_WEBMAIL_KEY'];
  return [
    ...lacking(
      together,
      [...together, 'HC_MAIL_DKIM'].find((name) => given[name]),
    ),
    ...lacking(
      ['HC_MAIL_DB', ...webmail],
      webmail.find((name) => given[name]),
    ),
  ];
}

export const mailConfigOf = (o: Given): MailConfig | undefined =>
  o.HC_MAIL_DB && o.HC_MAIL_DOVEADM_URL && o.HC_MAIL_DOVEADM_KEY
    ? {
        database: o.HC_MAIL_DB,
        dkim: o.HC_MAIL_DKIM,
        doveadm: { url: o.HC_MAIL_DOVEADM_URL, key: o.HC_MAIL_DOVEADM_KEY },
        webmail: o.HC_WEBMAIL_URL && o.HC_WEBMAIL_KEY ? { url: o.HC_WEBMAIL_URL, key: o.HC_WEBMAIL_KEY } : undefined,
      }
    : undefined;
