import type { MailHosts } from '../../../platform/mail/port.ts';

export interface RoundcubeConf {
  readonly dir: string;
  readonly hosts: MailHosts;
  /** File of the servers' certificate, in PEM; it is its own authority. */
  readonly certificate: string;
  /** Where hc is, and what we prove ourselves with there. */
  readonly hc: { readonly url: string; readonly key: string };
  /** Seals the passwords of sessions in the database: 24 signs. */
  readonly desKey: string;
}

/** A value as PHP has it. */
const php = (value: string | number | boolean | readonly string[] | object): string => {
  if (Array.isArray(value)) return `[${(value as readonly string[]).map(php).join(', ')}]`;
  if (typeof value === 'object')
    return `[${Object.entries(value)
      .map(([key, one]) => `${php(key)} => ${php(one as string)}`)
      .join(', ')}]`;
  return typeof value === 'string' ? `'${value.replaceAll(/[\\']/g, '\\$&')}'` : String(value);
};

/** `config.inc.php` of Roundcube 1.6. */
export function roundcubeConf({ dir, hosts, certificate, hc, desKey }: RoundcubeConf): string {
  const trusted = { ssl: { cafile: certificate, verify_peer: true, verify_peer_name: true } };
  const settings = {
    db_dsnw: `sqlite:///${dir}/data/roundcube.db?mode=0600`,
    imap_host: `ssl://${hosts.imap.host}:${hosts.imap.port}`,
    imap_conn_options: trusted,
    smtp_host: `${hosts.smtp.security === 'tls' ? 'ssl' : 'tls'}://${hosts.smtp.host}:${hosts.smtp.port}`,
    smtp_user: '%u',
    smtp_pass: '%p',
    smtp_conn_options: trusted,
    log_dir: `${dir}/logs/`,
    temp_dir: `${dir}/temp/`,
    des_key: desKey,
    plugins: ['hc_webmail'],
    product_name: 'Webmail',
    skin: 'elastic',
    // In minutes, without use.
    session_lifetime: 30,
    session_samesite: 'Lax',
    enable_spellcheck: false,
    hc_url: hc.url,
    hc_key: hc.key,
  };
  const lines = Object.entries(settings).map(([name, value]) => `$config['${name}'] = ${php(value)};\n`);
  return `<?php\n\n$config = [];\n${lines.join('')}`;
}
