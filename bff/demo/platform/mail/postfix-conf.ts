import type { Certificate } from './certificate.ts';
import type { DovecotPorts } from './dovecot-conf.ts';
import type { SrsPorts } from './postsrsd.ts';

export interface PostfixPorts {
  /** From other servers. */
  readonly mx: number;
  /** From mail programs that sign in. */
  readonly submission: number;
  /** From Dovecot's scripts; the loopback needs no password there. */
  readonly internal: number;
  /** From itself: what others sent and is passed on to others. */
  readonly onward: number;
}

export interface PostfixConf {
  readonly dir: string;
  readonly database: string;
  readonly ports: PostfixPorts;
  readonly dovecot: DovecotPorts;
  /** Of the OpenDKIM that signs. */
  readonly dkimPort: number;
  readonly srs: SrsPorts;
  readonly certificate: Certificate;
  /** How it greets; and the domain of the senders under which it passes mail on (SRS). */
  readonly hostname: string;
  /** Where mail for others goes, `[127.0.0.1]:2525`; undefined: to their own servers. */
  readonly nextHop: string | undefined;
}

/** What Postfix asks the database; `%s` is quoted by it. */
const maps = ({ nextHop = '' }: PostfixConf): Readonly<Record<string, string>> => ({
  domains: "SELECT domain FROM domain WHERE domain = '%s' AND active = 1 AND backupmx = 0",
  mailboxes: "SELECT maildir FROM hc_accepts WHERE username = '%s'",
  aliases: "SELECT goto FROM alias WHERE address = '%s' AND active = 1",
  senders: "SELECT username FROM hc_signs_in WHERE username = '%s'",
  // What our own send, and what the server says itself, leaves as it is.
  leaving: `SELECT 'smtp:${nextHop}' WHERE '%s' = '<>' OR EXISTS (
    SELECT 1 FROM domain WHERE domain = substr('%s', instr('%s', '@') + 1) AND active = 1)`.replaceAll(/\s+/g, ' '),
});

/** Addresses that PostSRSd made; it is asked of no others, so that all other mail comes without it. */
const rewritten = (hostname: string) => `/^(SRS[01][-+=].*@${hostname.replaceAll('.', '\\.')})$/ $1\n`;

const main = ({ dir, dovecot, certificate, hostname, ports, srs }: PostfixConf): Readonly<Record<string, string>> => ({
  compatibility_level: '3.7',
  queue_directory: `${dir}/queue`,
  data_directory: `${dir}/data`,
  command_directory: '/usr/sbin',
  daemon_directory: '/usr/lib/postfix/sbin',
  shlib_directory: '/usr/lib/postfix',
  maillog_file: `${dir}/maillog`,
  maillog_file_prefixes: dir,
  inet_interfaces: '127.0.0.1',
  inet_protocols: 'ipv4',
  myhostname: hostname,
  mydestination: '',
  mynetworks: '',
  alias_maps: '',
  local_recipient_maps: '',
  biff: 'no',
  append_dot_mydomain: 'no',
  virtual_mailbox_domains: `sqlite:${dir}/conf/domains.cf`,
  virtual_mailbox_maps: `sqlite:${dir}/conf/mailboxes.cf`,
  virtual_alias_maps: `sqlite:${dir}/conf/aliases.cf`,
  virtual_transport: `lmtp:inet:127.0.0.1:${dovecot.lmtp}`,
  // Who is reached by two ways gets a message once.
  enable_original_recipient: 'no',
  smtpd_tls_cert_file: certificate.certificate,
  smtpd_tls_key_file: certificate.key,
  smtpd_tls_security_level: 'may',
  smtp_tls_security_level: 'may',
  smtpd_helo_required: 'yes',
  smtpd_relay_restrictions: 'reject_unauth_destination',
  smtpd_recipient_restrictions: `check_policy_service inet:127.0.0.1:${dovecot.quota}`,
  smtpd_sasl_type: 'dovecot',
  smtpd_sasl_path: `inet:127.0.0.1:${dovecot.auth}`,
  smtpd_sender_login_maps: `sqlite:${dir}/conf/senders.cf`,
  // What others sent and a forward passes on: first to ourselves once more, which gives it a sender that we may send for. Of a
  // letter that a mailbox gets too, or that our own sent, the sender stays.
  default_transport: `smtp:[127.0.0.1]:${ports.onward}`,
  sender_dependent_default_transport_maps: `sqlite:${dir}/conf/leaving.cf`,
  // What comes back to such a sender goes to the one it was made of.
  virtual_alias_domains: hostname,
  recipient_canonical_maps: `pipemap:{regexp:${dir}/conf/rewritten.regexp, tcp:127.0.0.1:${srs.srsReverse}}`,
  recipient_canonical_classes: 'envelope_recipient',
  // The loopback has no names.
  smtp_host_lookup: 'native, dns',
  message_size_limit: '52428800',
  virtual_mailbox_limit: '0',
});

interface Service {
  readonly name: string;
  readonly type?: 'inet' | 'unix' | 'unix-dgram';
  readonly private?: 'n' | 'y';
  readonly unprivileged?: 'n' | 'y';
  readonly wakeup?: string;
  readonly most?: string;
  readonly command: string;
  readonly settings?: Readonly<Record<string, string>>;
}

const inner = ({ srs }: PostfixConf): readonly Service[] => [
  { name: 'pickup', private: 'n', wakeup: '60', most: '1', command: 'pickup' },
  { name: 'cleanup', private: 'n', most: '0', command: 'cleanup' },
  {
    name: 'onward-cleanup',
    type: 'unix',
    private: 'n',
    most: '0',
    command: 'cleanup',
    settings: {
      syslog_name: 'postfix/onward',
      sender_canonical_maps: `tcp:127.0.0.1:${srs.srsForward}`,
      sender_canonical_classes: 'envelope_sender',
    },
  },
  { name: 'qmgr', private: 'n', unprivileged: 'n', wakeup: '300', most: '1', command: 'qmgr' },
  { name: 'tlsmgr', wakeup: '1000?', most: '1', command: 'tlsmgr' },
  { name: 'rewrite', command: 'trivial-rewrite' },
  { name: 'bounce', most: '0', command: 'bounce' },
  { name: 'defer', most: '0', command: 'bounce' },
  { name: 'trace', most: '0', command: 'bounce' },
  { name: 'verify', most: '1', command: 'verify' },
  { name: 'flush', private: 'n', wakeup: '1000?', most: '0', command: 'flush' },
  { name: 'proxymap', command: 'proxymap' },
  { name: 'smtp', command: 'smtp' },
  { name: 'lmtp', command: 'lmtp' },
  { name: 'showq', private: 'n', command: 'showq' },
  { name: 'error', command: 'error' },
  { name: 'retry', command: 'error' },
  { name: 'anvil', most: '1', command: 'anvil' },
  { name: 'scache', most: '1', command: 'scache' },
  { name: 'postlog', type: 'unix-dgram', private: 'n', most: '1', command: 'postlogd' },
];

const outer = ({ ports, dkimPort, nextHop = '' }: PostfixConf): readonly Service[] => {
  const inet = { type: 'inet', private: 'n', command: 'smtpd' } as const;
  // What our own send, and nothing that only says it is from them. Without a signature it comes again later.
  const signed = { smtpd_milters: `inet:127.0.0.1:${dkimPort}`, milter_default_action: 'tempfail' };
  return [
    { ...inet, name: `127.0.0.1:${ports.mx}` },
    {
      ...inet,
      name: `127.0.0.1:${ports.submission}`,
      settings: {
        syslog_name: 'postfix/submission',
        ...signed,
        smtpd_tls_security_level: 'encrypt',
        smtpd_sasl_auth_enable: 'yes',
        smtpd_tls_auth_only: 'yes',
        smtpd_sender_restrictions: 'reject_sender_login_mismatch',
        smtpd_relay_restrictions: 'permit_sasl_authenticated,reject',
      },
    },
    {
      ...inet,
      name: `127.0.0.1:${ports.internal}`,
      settings: {
        syslog_name: 'postfix/internal',
        ...signed,
        mynetworks: '127.0.0.0/8',
        smtpd_relay_restrictions: 'permit_mynetworks,reject',
      },
    },
    {
      ...inet,
      name: `127.0.0.1:${ports.onward}`,
      settings: {
        syslog_name: 'postfix/onward',
        mynetworks: '127.0.0.0/8',
        smtpd_relay_restrictions: 'permit_mynetworks,reject',
        smtpd_recipient_restrictions: '',
        smtpd_tls_security_level: 'none',
        cleanup_service_name: 'onward-cleanup',
        // Past the default transport, which would lead here again.
        content_filter: `smtp:${nextHop}`,
      },
    },
  ];
};

/** A line of master.cf; nothing runs in a chroot, which would need copies of system files. */
const line = (one: Service): string =>
  [
    [
      one.name,
      one.type ?? 'unix',
      one.private ?? '-',
      one.unprivileged ?? '-',
      'n',
      one.wakeup ?? '-',
      one.most ?? '-',
      one.command,
    ].join(' '),
    ...Object.entries(one.settings ?? {}).map(([name, value]) => `  -o { ${name} = ${value} }`),
  ].join('\n');

/** The files of its configuration directory; Postfix 3.7 or later. */
export function postfixConf(conf: PostfixConf): Readonly<Record<string, string>> {
  const queries = Object.entries(maps(conf)).map(([name, query]) => [
    `${name}.cf`,
    `dbpath = ${conf.database}\nquery = ${query}\n`,
  ]);
  const settings = Object.entries(main(conf)).map(([name, value]) => `${name} = ${value}\n`);
  return {
    ...(Object.fromEntries(queries) as Record<string, string>),
    'rewritten.regexp': rewritten(conf.hostname),
    'main.cf': settings.join(''),
    'master.cf': `${[...inner(conf), ...outer(conf)].map(line).join('\n')}\n`,
  };
}
