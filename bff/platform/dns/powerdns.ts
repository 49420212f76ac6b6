import { type RecordType, recordTypes, type RRset, rrsetKey, type RRsetChange } from '../../domains/records.ts';
import { absolute, relative } from '../../domains/rules-names.ts';
import { fromWireText, wireText } from '../../domains/rules-values.ts';
import { sameRecords } from '../../domains/rules-zone.ts';
import { DnsError, type DnsPort, type DnsZone } from './port.ts';
import { changesByKey, nameServerRRset, soaText } from './zones.ts';

interface PowerDnsRRset {
  readonly name: string;
  readonly type: string;
  readonly ttl: number;
  readonly records: readonly { readonly content: string; readonly disabled?: boolean }[];
}
interface PowerDnsPatch extends Partial<PowerDnsRRset> {
  readonly name: string;
  readonly type: string;
  readonly changetype: 'REPLACE' | 'DELETE';
}

/** Where the API of a PowerDNS Authoritative Server is. `timeoutMs` is for one request. */
export interface PowerDnsOptions {
  readonly url: string;
  readonly key: string;
  readonly timeoutMs?: number;
}

const longestMessage = 300;
const isKnown = (type: string): type is RecordType => recordTypes.some((known) => known === type);
const served = ({ records }: PowerDnsRRset) =>
  records.filter(({ disabled }) => !disabled).map(({ content }) => content);

function toServer({ name, type, ttl, records }: RRset, zone: string): PowerDnsRRset {
  const content = records.map((record) => ({ content: wireText(type, record), disabled: false }));
  return { name: `${absolute(name, zone)}.`, type, ttl, records: content };
}

function fromServer(rrset: PowerDnsRRset, zone: string): RRset | undefined {
  const { type, ttl } = rrset;
  const name = relative(rrset.name.slice(0, -1).toLowerCase(), zone);
  const contents = served(rrset);
  if (name === undefined || !isKnown(type) || contents.length === 0) return undefined;
  return { name, type, ttl, records: contents.map((content) => fromWireText(type, content)) };
}

/** What makes the zone on the server the wanted one; deletions first, since types that exclude each other may swap. */
function difference(wanted: readonly RRset[], held: readonly PowerDnsRRset[], zone: string): PowerDnsPatch[] {
  const left = new Map(
    held.filter(({ type }) => type !== 'SOA').map((rrset) => [`${rrset.name} ${rrset.type}`, rrset]),
  );
  const replace: PowerDnsPatch[] = [];
  for (const rrset of wanted) {
    const target = toServer(rrset, zone);
    const key = rrsetKey(target);
    const old = left.get(key);
    left.delete(key);
    const known = old && old.records.every(({ disabled }) => !disabled) ? fromServer(old, zone) : undefined;
    if (!known || known.ttl !== rrset.ttl || !sameRecords(known.records, rrset.records))
      replace.push({ ...target, changetype: 'REPLACE' });
  }
  const remove = [...left.values()].map(({ name, type }) => ({ name, type, changetype: 'DELETE' as const }));
  return [...remove, ...replace];
}

/** What the server says is wrong: `{error, errors}`, or plain text. */
async function complaint(response: Response): Promise<string> {
  const text = await response.text().catch(() => '');
  let said = text;
  try {
    const { error }: { error?: unknown } = JSON.parse(text) ?? {};
    if (typeof error === 'string') said = error;
  } catch {
    // Plain text it is
  }
  return said.trim().slice(0, longestMessage) || `status ${response.status}`;
}

/** Zones on a PowerDNS Authoritative Server, by its HTTP API. */
export function powerDns({ url, key, timeoutMs = 3000 }: PowerDnsOptions): DnsPort {
  const base = `${url.replace(/\/+$/, '')}/api/v1/servers/localhost`;

  async function request(method: string, path: string, body?: object): Promise<Response> {
    let response: Response;
    try {
      response = await fetch(base + path, {
        method,
        headers: { 'X-API-Key': key, ...(body && { 'Content-Type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      // The answer is read here, so that a server that stops in the middle of it counts as unreachable
      response = new Response(response.status === 204 ? null : await response.arrayBuffer(), {
        status: response.status,
      });
    } catch (error) {
      const why =
        error instanceof Error && error.name === 'TimeoutError' ? `no answer in ${timeoutMs} ms` : 'no connection';
      throw new DnsError('unreachable', `PowerDNS: ${why}`);
    }
    const { status } = response;
    // A wrong key is the operator's to repair, after which repeating helps
    if (status >= 500 || status === 401 || status === 403 || status === 429)
      throw new DnsError('unreachable', `PowerDNS: ${await complaint(response)}`);
    return response;
  }

  const zonePath = (zone: string) => `/zones/${encodeURIComponent(`${zone}.`)}`;
  const missing = (zone: string) => new DnsError('zone_missing', `PowerDNS has no zone ${zone}`);
  async function expectDone(response: Response): Promise<void> {
    if (!response.ok) throw new DnsError('refused', `PowerDNS: ${await complaint(response)}`);
  }

  // One write at a time: its SQLite backend answers "database is locked" to the second one
  let tail: Promise<unknown> = Promise.resolve();
  let failedAt = -Infinity;
  function inTurn<T>(write: () => Promise<T>): Promise<T> {
    const asked = performance.now();
    const turn = tail.then(async () => {
      // Who waited while the server did not answer does not wait for it again, one after the other
      if (asked < failedAt) throw new DnsError('unreachable', 'PowerDNS: did not answer the request before');
      try {
        return await write();
      } catch (error) {
        if (error instanceof DnsError && error.code === 'unreachable') failedAt = performance.now();
        throw error;
      }
    });
    tail = turn.catch(() => {});
    return turn;
  }

  async function patch(zone: string, rrsets: readonly PowerDnsPatch[]): Promise<void> {
    if (rrsets.length === 0) return;
    const response = await request('PATCH', zonePath(zone), { rrsets });
    if (response.status === 404) throw missing(zone);
    await expectDone(response);
  }

  async function read(zone: string, query = ''): Promise<{ serial: number; rrsets: PowerDnsRRset[] } | undefined> {
    const response = await request('GET', zonePath(zone) + query);
    if (response.status === 404) return undefined;
    await expectDone(response);
    return response.json();
  }

  async function ensure(zone: DnsZone): Promise<void> {
    const { name } = zone;
    const wanted = [nameServerRRset(zone), ...zone.rrsets];
    const soa = { name: `${name}.`, type: 'SOA', ttl: 3600, records: [{ content: soaText(zone), disabled: false }] };
    const rrsets = [soa, ...wanted.map((rrset) => toServer(rrset, name))];
    const created = await request('POST', '/zones', { name: `${name}.`, kind: 'Native', nameservers: [], rrsets });
    if (created.status !== 409) return expectDone(created);
    const held = await read(name);
    if (!held) throw missing(name);
    await patch(name, difference(wanted, held.rrsets, name));
  }

  const changeOf = (change: RRsetChange, zone: string): PowerDnsPatch =>
    change.op === 'set'
      ? { ...toServer(change, zone), changetype: 'REPLACE' }
      : { name: `${absolute(change.name, zone)}.`, type: change.type, changetype: 'DELETE' };

  return {
    kind: 'powerdns',
    ensureZone: (zone) => inTurn(() => ensure(zone)),
    async createZones(zones) {
      for (const zone of zones) await inTurn(() => ensure(zone));
    },
    change: (zone, changes) =>
      inTurn(() =>
        patch(
          zone,
          changesByKey(changes).map((change) => changeOf(change, zone)),
        ),
      ),
    removeZone: (zone) =>
      inTurn(async () => {
        const response = await request('DELETE', zonePath(zone));
        if (response.status !== 404) await expectDone(response);
      }),
    serial: async (zone) => (await read(zone, '?rrsets=false'))?.serial,
    async readZone(zone) {
      const held = await read(zone);
      return held?.rrsets.flatMap((rrset) => fromServer(rrset, zone) ?? []);
    },
    async close() {
      await tail;
    },
  };
}
