import type { MailSetUp } from '../answers.ts';
import { escaped } from '../setup/xml.ts';

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

interface Profiled {
  /** Id of the mailbox: the same profile replaces itself. */
  readonly id: string;
  readonly address: string;
  readonly name: string;
  readonly setUp: MailSetUp;
  /** Who offers it. */
  readonly label: string;
}

/** A configuration profile that sets up mail on Apple's devices (com.apple.mail.managed). It holds no password: the device asks. */
export function mailProfile({ id, address, name, setUp, label }: Profiled): string {
  const uuid = id.slice(id.indexOf('_') + 1);
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
    PayloadUUID: `${uuid.slice(0, -1)}${uuid.endsWith('0') ? '1' : '0'}`,
    PayloadDisplayName: address,
    PayloadOrganization: label,
    PayloadContent: [account],
  };
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">${plist(profile)}</plist>
`;
}
