import * as v from 'valibot';
import { eppEntries, eppOf, wrongBesideEpp, type EppConfig } from './config-epp.ts';
import { port, url } from './config-values.ts';
import { mailConfigOf, mailEntries, mailHostsOf, wrongBesideMail, type MailConfig } from './config-mail.ts';
import type { MailHosts } from './platform/mail/port.ts';

/** Some of a kind, with commas between. */
const several = (one: v.GenericSchema<string>, words: string) =>
  v.pipe(
    v.string(),
    v.transform((text) => text.split(',').map((part) => part.trim())),
    v.check((parts) => parts.every((part) => v.is(one, part)), words),
  );
const yes = v.pipe(
  v.picklist(['0', '1', 'true', 'false'], 'must be 1 or 0'),
  v.transform((text) => text === '1' || text === 'true'),
);

const environment = v.object({
  NODE_ENV: v.optional(v.string()),
  HC_PORT: v.optional(port, '4001'),
  HC_OPS_PORT: v.optional(port, '4009'),
  HC_DNS_PORT: v.optional(port, '4053'),
  ...mailEntries,
  HC_TIDEWELL_PORT: v.optional(port, '4000'),
  HC_SMIDSE_PORT: v.optional(port, '4002'),
  HC_REDIRECT_PORT: v.optional(port, '4080'),
  HC_REDIRECT_TLS_PORT: v.optional(port, '4443'),
  HC_REDIRECT_ASK_PORT: v.optional(port, '4084'),
  HC_REDIRECT_ADDRESSES: v.optional(several(v.pipe(v.string(), v.ip()), 'must be IP addresses with commas between')),
  HC_OUTBOUND_ALLOWED: v.optional(
    several(v.pipe(v.string(), v.regex(/^[a-z\d.-]+(?::\d{1,5})?$/)), 'must be hosts like intra.example:8443'),
  ),
  HC_RESOLVER: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^(?:\d+(?:\.\d+){3}|\[[\da-f:]+\])(?::\d{1,5})?$/i, 'must be an address like 127.0.0.1:4053'),
    ),
  ),
  HC_URL: v.optional(url(['http:', 'https:'], 'must be a URL like https://hc.example')),
  HC_DATA: v.optional(v.pipe(v.string(), v.nonEmpty('must name a folder')), 'data'),
  HC_DB_URL: v.optional(
    url(['http:', 'https:', 'libsql:', 'ws:', 'wss:'], 'must be a URL like http://{db}.sqld.example:8080'),
  ),
  HC_DB_TOKEN: v.optional(v.string()),
  HC_DB_ADMIN_URL: v.optional(url(['http:', 'https:'], 'must be a URL like http://sqld.example:8081')),
  HC_LIMITS_URL: v.optional(
    url(['redis:', 'rediss:', 'valkey:', 'valkeys:'], 'must be a URL like redis://127.0.0.1:6379'),
  ),
  HC_BACKUP_DIR: v.optional(v.pipe(v.string(), v.nonEmpty('must name a folder'))),
  HC_BACKUP_KEY: v.optional(
    v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]{43}=$/, 'must be 32 random bytes in Base64: openssl rand -base64 32')),
  ),
  HC_DEMO: v.optional(yes),
  HC_DEMO_SMALL: v.optional(yes, '0'),
  HC_DEMO_DAYS: v.optional(
    v.pipe(v.string(), v.regex(/^\d{1,4}$/, 'must be how many days ahead of today the demo is'), v.transform(Number)),
    '0',
  ),
  HC_PROXIES: v.optional(
    v.pipe(v.string(), v.regex(/^\d$/, 'must be how many proxies stand in front'), v.transform(Number)),
    '0',
  ),
  HC_POWERDNS_URL: v.optional(url(['http:', 'https:'], 'must be a URL like http://127.0.0.1:8081')),
  HC_POWERDNS_KEY: v.optional(v.pipe(v.string(), v.nonEmpty('must not be empty'))),
  ...eppEntries,
  HC_SMTP_URL: v.optional(url(['smtp:', 'smtps:'], 'must be a URL like smtp://host:587')),
  HC_MAIL_FROM: v.optional(v.pipe(v.string(), v.email('must be a mail address')), 'no-reply@hc.example'),
  HC_SECRET: v.optional(v.pipe(v.string(), v.minLength(32, 'must have at least 32 signs'))),
});

export interface Config {
  readonly production: boolean;
  readonly port: number;
  readonly opsPort: number;
  readonly dnsPort: number;
  readonly sitePorts: { readonly tidewell: number; readonly smidse: number };
  readonly redirects: {
    /** Of the redirect server itself; where a proxy stands in front, it is behind. */
    readonly port: number;
    /** Of the proxy that start:platform puts in front. */
    readonly tlsPort: number;
    /** On loopback: whether a certificate may be made. */
    readonly askPort: number;
    /** Where the records of their hosts point. */
    readonly addresses: readonly string[];
  };
  /** Hosts that may be asked for customers though they are not public. */
  readonly outboundAllowed: readonly string[];
  /** Is asked in the place of all resolvers and name servers; undefined: the public DNS. */
  readonly resolver: string | undefined;
  readonly url: string;
  readonly data: string;
  readonly dbUrl: string | undefined;
  readonly dbToken: string | undefined;
  /** Where databases of new labels are made. */
  readonly dbAdminUrl: string | undefined;
  /** Where all processes count limits together; undefined: each for itself. */
  readonly limitsUrl: string | undefined;
  readonly demo: boolean;
  /** So many days the demo is ahead of today: what ends then has ended. */
  readonly demoDays: number;
  /** Its largest customer has 120 domains, where he would have 2,500: real servers take them one by one. */
  readonly demoSmall: boolean;
  /** So many trusted proxies stand in front: the caller is that far from the right in X-Forwarded-For. */
  readonly proxies: number;
  readonly powerDns: { readonly url: string; readonly key: string } | undefined;
  /** Where domains are registered; undefined: in our own process. */
  readonly epp: EppConfig | undefined;
  /** Where the simulated mail server takes mail, on loopback. */
  readonly mailInPort: number;
  readonly mail: MailConfig | undefined;
  readonly mailHosts: MailHosts;
  /** Of the webmail that start:platform starts. */
  readonly webmailPort: number;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  /** Where what is written is shipped to, and what it is sealed with. */
  readonly backup: { readonly folder: string; readonly key: string } | undefined;
  /** Undefined: made once and kept in the data folder. */
  readonly secret: string | undefined;
}

/** Settings were wrong: one line each, by the name of the variable. Never holds a value. */
export class ConfigError extends Error {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}

/** The settings of the environment, or every one that is wrong at once. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  // An empty variable is one that was not set.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '' && value !== undefined));
  const result = v.safeParse(environment, given);
  const wrong = result.issues?.map((issue) => `${v.getDotPath(issue)} ${issue.message}`) ?? [];
  const production = env.NODE_ENV === 'production';
  if (production && !given.HC_SECRET) wrong.push('HC_SECRET is required in production');
  if (given.HC_POWERDNS_URL && !given.HC_POWERDNS_KEY) wrong.push('HC_POWERDNS_KEY is required beside HC_POWERDNS_URL');
  if (given.HC_POWERDNS_KEY && !given.HC_POWERDNS_URL) wrong.push('HC_POWERDNS_URL is required beside HC_POWERDNS_KEY');
  wrong.push(...wrongBesideEpp(given), ...wrongBesideMail(given));
  if (given.HC_BACKUP_DIR && !given.HC_BACKUP_KEY) wrong.push('HC_BACKUP_KEY is required beside HC_BACKUP_DIR');
  if (given.HC_BACKUP_DIR && given.HC_DB_URL)
    wrong.push('HC_BACKUP_DIR is for files; a libSQL server has backups of its own');
  const strange = Object.keys(given).filter(
    (name) => name.startsWith('HC_') && !(name in environment.entries) && !forTests.has(name),
  );
  wrong.push(...strange.map((name) => `${name} is not a setting of hc`));
  if (!result.success || wrong.length) throw new ConfigError(wrong);
  const o = result.output;
  const demo = o.HC_DEMO ?? !production;
  // Invented domains would be asked for at a real registry.
  if (demo && o.HC_EPP_URL) throw new ConfigError(['HC_DEMO must be 0 beside HC_EPP_URL']);
  // Tokens and leases of real customers would end.
  if (!demo && o.HC_DEMO_DAYS) throw new ConfigError(['HC_DEMO_DAYS is for the demo alone']);
  return {
    production,
    port: o.HC_PORT,
    opsPort: o.HC_OPS_PORT,
    dnsPort: o.HC_DNS_PORT,
    sitePorts: { tidewell: o.HC_TIDEWELL_PORT, smidse: o.HC_SMIDSE_PORT },
    redirects: {
      port: o.HC_REDIRECT_PORT,
      tlsPort: o.HC_REDIRECT_TLS_PORT,
      askPort: o.HC_REDIRECT_ASK_PORT,
      addresses: o.HC_REDIRECT_ADDRESSES ?? [],
    },
    outboundAllowed: o.HC_OUTBOUND_ALLOWED ?? [],
    // The names of the demo are known to its own name server alone.
    resolver: o.HC_RESOLVER ?? (demo ? `127.0.0.1:${o.HC_DNS_PORT}` : undefined),
    url: (o.HC_URL ?? `http://localhost:${o.HC_PORT}`).replace(/\/+$/, ''),
    data: o.HC_DATA,
    dbUrl: o.HC_DB_URL,
    dbToken: o.HC_DB_TOKEN,
    dbAdminUrl: o.HC_DB_ADMIN_URL,
    limitsUrl: o.HC_LIMITS_URL,
    demo,
    demoDays: o.HC_DEMO_DAYS,
    demoSmall: o.HC_DEMO_SMALL,
    proxies: o.HC_PROXIES,
    powerDns: o.HC_POWERDNS_URL && o.HC_POWERDNS_KEY ? { url: o.HC_POWERDNS_URL, key: o.HC_POWERDNS_KEY } : undefined,
    epp: eppOf(o),
    backup: o.HC_BACKUP_DIR && o.HC_BACKUP_KEY ? { folder: o.HC_BACKUP_DIR, key: o.HC_BACKUP_KEY } : undefined,
    mailInPort: o.HC_MAIL_IN_PORT,
    mail: mailConfigOf(o),
    mailHosts: mailHostsOf(o),
    webmailPort: o.HC_WEBMAIL_PORT,
    smtpUrl: o.HC_SMTP_URL,
    mailFrom: o.HC_MAIL_FROM,
    secret: o.HC_SECRET,
  };
}

/** What the test and bench commands read themselves. */
const forTests = new Set(['HC_CHROMIUM', 'HC_FIREFOX', 'HC_REQUIRE_REAL']);
