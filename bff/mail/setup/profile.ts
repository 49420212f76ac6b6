import type { MailSetUp } from '../answers.ts';
import { sha256 } from '../../store/hash.ts';
import { escaped } from './xml.ts';

type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value };

/** A value as a property list has it. */
function plist(value: Value): string {
  if (typeof value === 'string') return `<string>${escaped(value)}</string>`;
  if (typeof value === 'number') return `<integer>${value}</integer>`;
  if (typeof value === 'boolean') return value ? '<true/>' : '<false/>';
  if (Array.isArray(value)) return `<array>${value.map(plist).join('')}</array>`;
  const entries = Object.entries(value as Record<string, Value>);
  return `<dict>${entries.map(([key, one]) => `<key>${escaped(key)}</key>${plist(one)}`).join('')}</dict>`;
}

/** A UUID that a text always has (RFC 9562 §5.8). */
async function uuidOf(text: string): Promise<string> {
  const hex = await sha256(text);
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return parts.join('-');
}

interface Profiled {
  readonly address: string;
  readonly name: string;
  readonly setUp: MailSetUp;
  /** Who offers it. */
  readonly label: string;
}

/** A configuration profile that sets up mail on Apple's devices (com.apple.mail.managed). It holds no password: the device asks. */
export async function mailProfile({ address, name, setUp, label }: Profiled): Promise<string> {
  // The same address has the same ones: a profile replaces the one before.
  const [uuid, whole] = await Promise.all([uuidOf(`account ${address}`), uuidOf(`profile ${address}`)]);
  const { imap, smtp } = setUp;
  const account: Value = {
    PayloadType: 'com.apple.mail.managed',
    PayloadVersion: 1,
    PayloadIdentifier: `hc.mail.${uuid}.account`,
    PayloadUUID: uuid,
    PayloadDisplayName: address,
    EmailAccountType: 'EmailTypeIMAP',
    EmailAccountDescription: address,
    EmailAccountName: name || address,
    EmailAddress: address,
    IncomingMailServerAuthentication: 'EmailAuthPassword',
    IncomingMailServerHostName: imap.host,
    IncomingMailServerPortNumber: imap.port,
    IncomingMailServerUseSSL: imap.security === 'tls',
    IncomingMailServerUsername: address,
    OutgoingMailServerAuthentication: 'EmailAuthPassword',
    OutgoingMailServerHostName: smtp.host,
    OutgoingMailServerPortNumber: smtp.port,
    OutgoingMailServerUseSSL: true,
    OutgoingMailServerUsername: address,
    OutgoingPasswordSameAsIncomingPassword: true,
  };
  const profile: Value = {
    PayloadType: 'Configuration',
    PayloadVersion: 1,
    PayloadIdentifier: `hc.mail.${uuid}`,
    PayloadUUID: whole,
    PayloadDisplayName: address,
    PayloadOrganization: label,
    PayloadContent: [account],
  };
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">${plist(profile)}</plist>
`;
}
