import { type RRset, type RRsetChange, recordTypes } from '../../domains/records.ts';
import { absolute, relative } from '../../domains/rules-names.ts';
import { fromWireText, wireText } from '../../domains/rules-values.ts';
import { sameRRset } from '../../domains/rules-zone.ts';
import type { Call } from '../call.ts';
import { DnsError, type DnsPort, type DnsZone } from './port.ts';
import { powerDnsApi, type PowerDnsOptions } from './powerdns-api.ts';
import { powerDnsKeys } from './powerdns-keys.ts';
import { allRRsets } from './servable.ts';
import { soaNumbers, soaTimes } from './soa.ts';

interface WireRRset {
  readonly name: string;
  readonly type: string;
  readonly ttl: number;
  readonly records: readonly { readonly content: string; readonly disabled: boolean }[];
}

const fullName = (name: string, zone: string) => `${absolute(name, zone)}.`;
const zonePath = (zone: string) => `/zones/${encodeURIComponent(`${zone}.`)}`;

const toWire = ({ name, type, ttl, records }: RRset, zone: string): WireRRset => ({
  name: fullName(name, zone),
  type,
  ttl,
  records: records.map((record) => ({ content: wireText(type, record), disabled: false })),
});

const firstSoa = ({ name, nameServers: [primary = name] }: DnsZone): WireRRset => ({
  name: `${name}.`,
  type: 'SOA',
  ttl: soaTimes.ttl,
  records: [{ content: `${primary}. hostmaster.${name}. 0 ${soaNumbers.join(' ')}`, disabled: false }],
});

const replacing = (rrset: RRset, zone: string) => ({ ...toWire(rrset, zone), changetype: 'REPLACE' });
const deleting = (name: string, type: string) => ({ name, type, changetype: 'DELETE' });

function fromWire({ name, type, ttl, records }: WireRRset, zone: string): RRset | undefined {
  const known = recordTypes.find((candidate) => candidate === type);
  const owner = relative(name.toLowerCase().replace(/\.$/, ''), zone);
  const served = records.filter(({ disabled }) => !disabled);
  if (!known || owner === undefined || served.length === 0) return undefined;
  return { name: owner, type: known, ttl, records: served.map(({ content }) => fromWireText(known, content)) };
}

/**
 * Zones on a PowerDNS Authoritative Server (4.7 or later) through its HTTP API. The SOA is ours when a zone begins;
 * from then on the server counts its serial with each change.
 */
export function powerDns(options: PowerDnsOptions): DnsPort {
  const api = powerDnsApi(options);
  const { read, request, inTurn } = api;

  const wireZone = async (zone: string) => (await read<{ rrsets: readonly WireRRset[] }>(zonePath(zone)))?.rrsets;

  /** Only what differs is sent, what is not wanted first: types that exclude each other may change places. */
  function difference(zone: string, there: readonly WireRRset[], wanted: readonly RRset[]) {
    const left = new Map(
      there.filter(({ type }) => type !== 'SOA').map((rrset) => [`${rrset.name} ${rrset.type}`, rrset]),
    );
    const replaced = wanted.filter((rrset) => {
      const key = `${fullName(rrset.name, zone)} ${rrset.type}`;
      const held = left.get(key);
      left.delete(key);
      const known = held && held.records.every(({ disabled }) => !disabled) ? fromWire(held, zone) : undefined;
      return !known || !sameRRset(known, rrset);
    });
    return [
      ...[...left.values()].map(({ name, type }) => deleting(name, type)),
      ...replaced.map((rrset) => replacing(rrset, zone)),
    ];
  }

  async function converge(zone: string, wanted: readonly RRset[], call: Call | undefined): Promise<void> {
    const there = await wireZone(zone);
    if (!there) throw new DnsError('unreachable', `the zone ${zone} went while it was written`);
    const rrsets = difference(zone, there, wanted);
    if (rrsets.length > 0) await request('PATCH', zonePath(zone), { body: { rrsets }, call });
  }

  async function ensure(zone: DnsZone, call?: Call): Promise<void> {
    const wanted = allRRsets(zone);
    const body = {
      name: `${zone.name}.`,
      kind: 'Native',
      nameservers: [],
      rrsets: [firstSoa(zone), ...wanted.map((rrset) => toWire(rrset, zone.name))],
    };
    const { status } = await request('POST', '/zones?rrsets=false', { expected: [409], body, call });
    if (status === 409) await converge(zone.name, wanted, call);
  }

  async function change(zone: string, changes: readonly RRsetChange[], call?: Call): Promise<void> {
    // It looks at every step by itself: a CNAME goes before an A comes
    const gone = changes.filter(({ op }) => op === 'delete');
    const set = changes.filter((one) => one.op === 'set');
    const rrsets = [
      ...gone.map(({ name, type }) => deleting(fullName(name, zone), type)),
      ...set.map((rrset) => replacing(rrset, zone)),
    ];
    const { status } = await request('PATCH', zonePath(zone), { expected: [404], body: { rrsets }, call });
    if (status === 404) throw new DnsError('zone_missing', `PowerDNS does not have the zone ${zone}`);
  }

  return {
    kind: 'powerdns',
    ...powerDnsKeys(api, zonePath),
    ensureZone: (zone, call) => inTurn(() => ensure(zone, call)),
    async createZones(zones) {
      for (const zone of zones) await inTurn(() => ensure(zone));
    },
    change: (zone, changes, call) => inTurn(() => change(zone, changes, call)),
    removeZone: (zone, call) =>
      inTurn(async () => {
        await request('DELETE', zonePath(zone), { expected: [404], call });
      }),
    serial: async (zone) => (await read<{ serial: number }>(`${zonePath(zone)}?rrsets=false`))?.serial,
    async readZone(zone) {
      const there = await wireZone(zone);
      return there?.map((rrset) => fromWire(rrset, zone)).filter((rrset) => rrset !== undefined);
    },
    close: () => inTurn(async () => {}).catch(() => {}),
  };
}
