import type { Status } from '../port.ts';
import { Xml, xml } from './xml.ts';

/** Namespaces of EPP and of what is provisioned with it. */
export const spaces = {
  epp: 'urn:ietf:params:xml:ns:epp-1.0',
  domain: 'urn:ietf:params:xml:ns:domain-1.0',
  host: 'urn:ietf:params:xml:ns:host-1.0',
  contact: 'urn:ietf:params:xml:ns:contact-1.0',
  rgp: 'urn:ietf:params:xml:ns:rgp-1.0',
  secDns: 'urn:ietf:params:xml:ns:secDNS-1.1',
} as const;

/** A command without the id that it is sent with. */
export interface Command {
  readonly body: Xml;
  readonly extension?: Xml;
  /** Changes something at the registry. */
  readonly writes: boolean;
  /** Stands in it, and must not come back in an error. */
  readonly secret?: string;
}

const frame = (body: Xml): string =>
  xml`<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<epp xmlns="${spaces.epp}">${body}</epp>`.text;

export const helloFrame = frame(xml`<hello/>`);
export const commandFrame = ({ body, extension }: Command, id: string): string =>
  frame(xml`<command>${body}${extension && xml`<extension>${extension}</extension>`}<clTRID>${id}</clTRID></command>`);

const reads = (body: Xml): Command => ({ body, writes: false });
const writes = (body: Xml, more: Partial<Command> = {}): Command => ({ body, writes: true, ...more });

export interface Login {
  readonly user: string;
  readonly password: string;
  readonly objects: readonly string[];
  readonly extensions: readonly string[];
}

export const login = ({ user, password, objects, extensions }: Login): Command => ({
  writes: false,
  secret: password,
  body: xml`<login><clID>${user}</clID><pw>${password}</pw><options><version>1.0</version><lang>en</lang></options><svcs>${[
    objects.map((uri) => xml`<objURI>${uri}</objURI>`),
    extensions.length
      ? xml`<svcExtension>${extensions.map((uri) => xml`<extURI>${uri}</extURI>`)}</svcExtension>`
      : undefined,
  ]}</svcs></login>`,
});
export const logout: Command = reads(xml`<logout/>`);

const inDomain = (verb: string, body: Xml): Xml => {
  const name = new Xml(verb);
  return xml`<${name}><domain:${name} xmlns:domain="${spaces.domain}">${body}</domain:${name}></${name}>`;
};
const inHost = (verb: string, body: Xml): Xml => {
  const name = new Xml(verb);
  return xml`<${name}><host:${name} xmlns:host="${spaces.host}">${body}</host:${name}></${name}>`;
};

export const domainInfo = (name: string): Command =>
  reads(inDomain('info', xml`<domain:name hosts="all">${name}</domain:name>`));

/** What comes to a domain, or goes from it. */
export interface DomainPart {
  readonly nameServers: readonly string[];
  readonly statuses: readonly Status[];
}

const domainPart = (element: 'add' | 'rem', { nameServers, statuses }: DomainPart): Xml | undefined => {
  if (!nameServers.length && !statuses.length) return undefined;
  const name = new Xml(element);
  return xml`<domain:${name}>${[
    nameServers.length
      ? xml`<domain:ns>${nameServers.map((host) => xml`<domain:hostObj>${host}</domain:hostObj>`)}</domain:ns>`
      : undefined,
    statuses.map((status) => xml`<domain:status s="${status}"/>`),
  ]}</domain:${name}>`;
};

export const domainUpdate = (name: string, { add, rem }: Record<'add' | 'rem', DomainPart>, extension?: Xml): Command =>
  writes(
    inDomain('update', xml`<domain:name>${name}</domain:name>${domainPart('add', add)}${domainPart('rem', rem)}`),
    extension ? { extension } : {},
  );

/** Sets the code that moves the domain to another registrar; without one, none does (RFC 9154 §5.2). */
export const domainAuthInfo = (name: string, code: string | undefined): Command =>
  writes(
    inDomain(
      'update',
      xml`<domain:name>${name}</domain:name><domain:chg><domain:authInfo>${
        code === undefined ? xml`<domain:null/>` : xml`<domain:pw>${code}</domain:pw>`
      }</domain:authInfo></domain:chg>`,
    ),
    code === undefined ? {} : { secret: code },
  );

export const domainRenew = (name: string, expiresOn: string, years: number): Command =>
  writes(
    inDomain(
      'renew',
      xml`<domain:name>${name}</domain:name><domain:curExpDate>${expiresOn}</domain:curExpDate><domain:period unit="y">${years}</domain:period>`,
    ),
  );

export const domainDelete = (name: string): Command =>
  writes(inDomain('delete', xml`<domain:name>${name}</domain:name>`));

/** Moves a domain between registrars, or says how that stands (RFC 5731 §3.1.3, §3.2.4). */
export function domainTransfer(
  op: 'request' | 'query' | 'approve' | 'reject' | 'cancel',
  name: string,
  code?: string,
): Command {
  const authInfo =
    code === undefined ? undefined : xml`<domain:authInfo><domain:pw>${code}</domain:pw></domain:authInfo>`;
  return {
    body: xml`<transfer op="${op}"><domain:transfer xmlns:domain="${spaces.domain}"><domain:name>${name}</domain:name>${authInfo}</domain:transfer></transfer>`,
    writes: op !== 'query',
    ...(code === undefined ? {} : { secret: code }),
  };
}

const restoring = (name: string, body: Xml): Command =>
  writes(inDomain('update', xml`<domain:name>${name}</domain:name><domain:chg/>`), {
    extension: xml`<rgp:update xmlns:rgp="${spaces.rgp}">${body}</rgp:update>`,
  });

export const restoreRequest = (name: string): Command => restoring(name, xml`<rgp:restore op="request"/>`);

export interface RestoreReport {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly deletedAt: string;
  readonly restoredAt: string;
}

/** The report that a registry wants of a domain that was restored, with the two statements of RFC 3915 §4.2.5. */
export const restoreReport = ({ name, before, after, deletedAt, restoredAt }: RestoreReport): Command =>
  restoring(
    name,
    xml`<rgp:restore op="report"><rgp:report><rgp:preData>${before}</rgp:preData><rgp:postData>${after}</rgp:postData><rgp:delTime>${deletedAt}</rgp:delTime><rgp:resTime>${restoredAt}</rgp:resTime><rgp:resReason>Registrant error.</rgp:resReason>${statements.map(
      (statement) => xml`<rgp:statement>${statement}</rgp:statement>`,
    )}</rgp:report></rgp:restore>`,
  );
const statements = [
  'This registrar has not restored the Registered Name in order to assume the rights to use or sell the Registered Name for itself or for any third party.',
  "The information in this report is true to best of this registrar's knowledge, and this registrar acknowledges that intentionally supplying false information in this report shall constitute an incurable material breach of the Registry-Registrar Agreement.",
];

const addresses = (list: readonly string[]): Xml[] =>
  list.map((address) => xml`<host:addr ip="${address.includes(':') ? 'v6' : 'v4'}">${address}</host:addr>`);

export const hostCheck = (names: readonly string[]): Command =>
  reads(inHost('check', xml`${names.map((name) => xml`<host:name>${name}</host:name>`)}`));
export const hostInfo = (name: string): Command => reads(inHost('info', xml`<host:name>${name}</host:name>`));
export const hostCreate = (name: string, list: readonly string[]): Command =>
  writes(inHost('create', xml`<host:name>${name}</host:name>${addresses(list)}`));
export const hostDelete = (name: string): Command => writes(inHost('delete', xml`<host:name>${name}</host:name>`));
export const hostUpdate = (name: string, { add, rem }: Record<'add' | 'rem', readonly string[]>): Command =>
  writes(
    inHost(
      'update',
      xml`<host:name>${name}</host:name>${add.length ? xml`<host:add>${addresses(add)}</host:add>` : undefined}${
        rem.length ? xml`<host:rem>${addresses(rem)}</host:rem>` : undefined
      }`,
    ),
  );

export const pollRequest: Command = reads(xml`<poll op="req"/>`);
export const pollAck = (id: string): Command => writes(xml`<poll op="ack" msgID="${id}"/>`);
