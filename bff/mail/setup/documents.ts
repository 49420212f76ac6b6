import type { MailSetUp } from '../answers.ts';
import { escaped } from './xml.ts';

export interface Described {
  /** A-labels. */
  readonly domain: string;
  readonly setUp: MailSetUp;
  /** Who offers it. */
  readonly label: string;
  readonly labelId: string;
}

const heading = '<?xml version="1.0" encoding="UTF-8"?>\n';
type Endpoint = MailSetUp['imap'];

/** What Thunderbird and its kin ask for: `config-v1.1.xml`, the same for every address of a domain (Mozilla, ISPDB format). */
export function autoconfigXml({ domain, setUp, label }: Described): string {
  const server = (kind: 'incoming' | 'outgoing', type: string, { host, port, security }: Endpoint) =>
    `<${kind}Server type="${type}"><hostname>${escaped(host)}</hostname><port>${port}</port>` +
    `<socketType>${security === 'tls' ? 'SSL' : 'STARTTLS'}</socketType>` +
    `<authentication>password-cleartext</authentication><username>%EMAILADDRESS%</username></${kind}Server>`;
  const name = escaped(label);
  return (
    `${heading}<clientConfig version="1.1"><emailProvider id="${escaped(domain)}"><domain>${escaped(domain)}</domain>` +
    `<displayName>${name}</displayName><displayShortName>${name}</displayShortName>` +
    `${server('incoming', 'imap', setUp.imap)}${server('incoming', 'pop3', setUp.pop3)}` +
    `${server('outgoing', 'smtp', setUp.smtp)}</emailProvider></clientConfig>\n`
  );
}

const schema = 'http://schemas.microsoft.com/exchange/autodiscover/';

/** What Outlook asks for (MS-OXDSCLI §2.2.4, the part about IMAP, POP3 and SMTP). */
export function autodiscoverXml(address: string, { setUp }: Described): string {
  const protocol = (type: string, { host, port, security }: Endpoint) =>
    `<Protocol><Type>${type}</Type><Server>${escaped(host)}</Server><Port>${port}</Port>` +
    `<LoginName>${escaped(address)}</LoginName><DomainRequired>off</DomainRequired><SPA>off</SPA>` +
    `<SSL>on</SSL><Encryption>${security === 'tls' ? 'SSL' : 'TLS'}</Encryption><AuthRequired>on</AuthRequired></Protocol>`;
  return (
    `${heading}<Autodiscover xmlns="${schema}responseschema/2006"><Response xmlns="${schema}outlook/responseschema/2006a">` +
    `<Account><AccountType>email</AccountType><Action>settings</Action>` +
    `${protocol('IMAP', setUp.imap)}${protocol('POP3', setUp.pop3)}${protocol('SMTP', setUp.smtp)}` +
    `</Account></Response></Autodiscover>\n`
  );
}

/** The address in an Outlook's question; undefined where there is none. */
export const addressAsked = (question: string): string | undefined =>
  /<EMailAddress>\s*([^<>&\s]{3,254})\s*<\/EMailAddress>/i.exec(question)?.[1]?.toLowerCase();
