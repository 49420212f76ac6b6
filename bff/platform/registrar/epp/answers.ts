import type { Ds } from '../../../domains/dnssec/ds.ts';
import { parseIpv4, parseIpv6 } from '../../../domains/rules-addresses.ts';
import type { Status } from '../port.ts';
import { transferStates, type Lookup, type RegistryNotice, type RegistryTransfer } from '../transfers.ts';
import { spaces } from './frames.ts';
import { readDs } from './secdns.ts';
import { childOf, childrenOf, readXml, textOf, XmlError, type Node } from './xml.ts';

/** What a server said to one command. */
export interface Answer {
  readonly code: number;
  /** For people: what it said, with the reasons for its refusal. */
  readonly message: string;
  /** The id that the command was sent with. */
  readonly id: string | undefined;
  readonly data: Node | undefined;
  readonly extension: Node | undefined;
  readonly queue: { readonly count: number; readonly node: Node } | undefined;
}

export interface Greeting {
  readonly objects: readonly string[];
  readonly extensions: readonly string[];
}

/** What stands within `<epp>`. */
function within(text: string, name: string): Node {
  const root = readXml(text);
  const found = root.name === 'epp' && root.space === spaces.epp ? childOf(root, name) : undefined;
  if (!found) throw new XmlError(`no ${name} of EPP`);
  return found;
}

export function readGreeting(text: string): Greeting {
  const menu = childOf(within(text, 'greeting'), 'svcMenu');
  const uris = (node: Node | undefined, name: string) => childrenOf(node, name).map((uri) => uri.text.trim());
  return { objects: uris(menu, 'objURI'), extensions: uris(childOf(menu, 'svcExtension'), 'extURI') };
}

function reasonsOf(result: Node): string {
  const reasons = childrenOf(result, 'extValue').map((value) => textOf(value, 'reason'));
  return [textOf(result, 'msg'), ...reasons].filter(Boolean).join(': ');
}

export function readAnswer(text: string): Answer {
  const response = within(text, 'response');
  const [result] = childrenOf(response, 'result');
  const code = /^[12]\d{3}$/.exec(result?.attributes.code ?? '')?.[0];
  if (!result || !code) throw new XmlError('an answer without a result');
  const queue = childOf(response, 'msgQ');
  return {
    code: Number(code),
    message: reasonsOf(result),
    id: textOf(childOf(response, 'trID'), 'clTRID'),
    data: childOf(response, 'resData'),
    extension: childOf(response, 'extension'),
    queue: queue && { count: Number(queue.attributes.count) || 0, node: queue },
  };
}

/** A domain as the registry tells of it. Days as it writes them: it wants the same back with a renewal. */
export interface DomainInfo {
  readonly name: string;
  /** The registrar it is registered through. */
  readonly sponsor: string;
  readonly registeredOn: string;
  readonly expiresOn: string;
  /** When it was changed last. */
  readonly changedAt: string | undefined;
  /** All that the registry says, `ok` and what of RFC 3915 stands beside it among them. */
  readonly statuses: ReadonlySet<string>;
  readonly graces: ReadonlySet<string>;
  readonly nameServers: readonly string[];
  readonly hosts: readonly string[];
  /** Id of the contact that has it. */
  readonly registrant: string | undefined;
  readonly ds: readonly Ds[];
}

const lower = (name: string): string => name.trim().toLowerCase().replace(/\.$/, '');
function need(value: string | undefined, what: string): string {
  if (value === undefined) throw new XmlError(`an answer without ${what}`);
  return value;
}
const statusesOf = (node: Node): ReadonlySet<string> =>
  new Set(childrenOf(node, 'status').map(({ attributes }) => attributes.s ?? ''));
const dayIn = (text: string | undefined, what: string): string =>
  need(/^\d{4}-\d\d-\d\d(?=T|$)/.exec(text ?? '')?.[0], what);

export function readDomain({ data, extension }: Answer): DomainInfo {
  const node = childOf(data, 'infData', spaces.domain);
  if (!node) throw new XmlError('an answer without a domain');
  const servers = childOf(node, 'ns');
  const grace = childOf(extension, 'infData', spaces.rgp);
  return {
    name: lower(need(textOf(node, 'name'), 'a name')),
    sponsor: need(textOf(node, 'clID'), 'a sponsor'),
    registeredOn: dayIn(textOf(node, 'crDate'), 'a first day'),
    expiresOn: dayIn(textOf(node, 'exDate'), 'a last day'),
    changedAt: textOf(node, 'upDate'),
    statuses: statusesOf(node),
    graces: new Set(childrenOf(grace, 'rgpStatus').map(({ attributes }) => attributes.s ?? '')),
    nameServers: childrenOf(servers, 'hostObj').map(({ text }) => lower(text)),
    hosts: childrenOf(node, 'host').map(({ text }) => lower(text)),
    registrant: textOf(node, 'registrant'),
    ds: readDs(extension),
  };
}

/** What a registry tells a stranger; much of it may be missing. */
export function readLookup({ data }: Answer, sponsor: string): Lookup {
  const node = childOf(data, 'infData', spaces.domain);
  if (!node) throw new XmlError('an answer without a domain');
  const day = (name: string) => /^\d{4}-\d\d-\d\d(?=T|$)/.exec(textOf(node, name) ?? '')?.[0];
  return {
    ours: textOf(node, 'clID') === sponsor,
    statuses: [...statusesOf(node)].filter(isStatus),
    registeredOn: day('crDate'),
    expiresOn: day('exDate'),
    transferredOn: day('trDate'),
  };
}

export function readTransfer({ data }: Answer, sponsor: string): RegistryTransfer {
  const node = childOf(data, 'trnData', spaces.domain);
  if (!node) throw new XmlError('an answer without a transfer');
  const said = need(textOf(node, 'trStatus'), 'a state of the transfer');
  const state = transferStates.find((one) => one === said);
  if (!state) throw new XmlError('a transfer in a strange state');
  return {
    name: lower(need(textOf(node, 'name'), 'a name')),
    state,
    incoming: textOf(node, 'reID') === sponsor,
    askedAt: instantIn(textOf(node, 'reDate')),
    actsAt: instantIn(textOf(node, 'acDate')),
  };
}

function instantIn(text: string | undefined): string {
  const at = Date.parse(need(text, 'an instant'));
  if (Number.isNaN(at)) throw new XmlError('an instant that is none');
  return new Date(at).toISOString();
}

export interface HostInfo {
  readonly name: string;
  readonly addresses: readonly string[];
  /** Some domain uses it as a name server. */
  readonly linked: boolean;
}

/** As we write it, or an address in another spelling would differ from itself for ever. */
function written(address: string): string {
  const parsed = address.includes(':') ? parseIpv6(address) : parseIpv4(address);
  return 'value' in parsed ? parsed.value : address;
}

export function readHost({ data }: Answer): HostInfo {
  const node = childOf(data, 'infData', spaces.host);
  if (!node) throw new XmlError('an answer without a host');
  return {
    name: lower(need(textOf(node, 'name'), 'a name')),
    addresses: childrenOf(node, 'addr').map(({ text }) => written(text.trim())),
    linked: statusesOf(node).has('linked'),
  };
}

/** Those of the hosts that were asked for which are not there yet. */
export function readFreeHosts({ data }: Answer): readonly string[] {
  const all = childrenOf(childOf(data, 'chkData', spaces.host), 'cd').map((one) => childOf(one, 'name'));
  return all
    .filter((name) => ['1', 'true'].includes(name?.attributes.avail ?? ''))
    .map((name) => lower(name?.text ?? ''));
}

/** What the registry left for us to read: how something ended that it did later, or what others began. */
export function readMessage({ queue, data }: Answer): RegistryNotice | undefined {
  if (!queue) return undefined;
  const about = (kind: string) => textOf(childOf(data, kind, spaces.domain), 'name');
  const name = about('panData') ?? about('trnData');
  return {
    id: need(queue.node.attributes.id, 'the id of a message'),
    name: name === undefined ? undefined : lower(name),
  };
}

const known = new Set<string>([
  ...['client', 'server'].flatMap((by) => [
    `${by}Hold`,
    ...['Transfer', 'Delete', 'Update', 'Renew'].map((what) => `${by}${what}Prohibited`),
  ]),
  ...['Create', 'Delete', 'Renew', 'Transfer', 'Update', 'Restore'].map((what) => `pending${what}`),
]);
export const isStatus = (text: string): text is Status => known.has(text);
