import type { RRset } from '../../domains/records.ts';
import { absolute } from '../../domains/rules-names.ts';
import { pathOf, type StoredZone, textOf, type ZoneStore } from './embedded-store.ts';
import { counted } from './rdata-fields.ts';
import { encodeRdata, typeNumbers } from './rdata.ts';
import { soaNumbers, soaTimes } from './soa.ts';
import { type Labels, labelsOf, type Query, rcodes, type Reply, type WireRecord } from './wire.ts';

const soaType = 6;
const hinfoType = 13;
const dsType = typeNumbers.DS;
const anyType = 255;
const transfers: ReadonlySet<number> = new Set([251, 252]);
/** A chain of aliases longer than this is taken for a circle. */
const longestChain = 10;

type Sections = Pick<Reply, 'answers' | 'authorities' | 'additionals'>;
const none: Sections = { answers: [], authorities: [], additionals: [] };

const says = (rcode: Reply['rcode'], authoritative = false): Reply => ({ ...none, rcode, authoritative });

/** Where a walk from the apex to a name ends. */
type Place =
  | { readonly kind: 'here'; readonly rrsets: readonly RRset[] }
  | { readonly kind: 'delegated'; readonly cut: RRset }
  | { readonly kind: 'nowhere' };

const recordsOf = (name: Labels, rrset: RRset): WireRecord[] =>
  rrset.records.map((record) => ({
    name,
    type: typeNumbers[rrset.type],
    ttl: rrset.ttl,
    rdata: encodeRdata(rrset.type, record),
  }));

const longs = (values: readonly number[]): Uint8Array => {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, at) => bytes.writeUInt32BE(value, at * 4));
  return bytes;
};

/** What a question for everything gets: one small record, no use to those who want to amplify (RFC 8482 §4.2). */
const minimal = (name: Labels): WireRecord => ({
  name,
  type: hinfoType,
  ttl: soaTimes.ttl,
  rdata: [counted('RFC8482'), counted('')],
});

/** Answers as an authoritative server does: RFC 1034 §4.3.2, wildcards RFC 4592, negative answers RFC 2308. */
export function answerer(store: ZoneStore): (query: Query) => Reply {
  function zoneOf(name: Labels): StoredZone | undefined {
    for (let first = 0; first < name.length; first++) {
      const zone = store.findZone(textOf(name.slice(first)));
      if (zone) return zone;
    }
    return undefined;
  }

  function soa(zone: StoredZone): WireRecord {
    const servers = store.at(zone.id, '').find(({ type }) => type === 'NS');
    return {
      name: labelsOf(zone.name),
      type: soaType,
      ttl: soaTimes.ttl,
      rdata: [servers?.records[0] ?? zone.name, `hostmaster.${zone.name}`, longs([zone.serial, ...soaNumbers])],
    };
  }

  const labelsBelow = (zone: StoredZone, name: Labels) => name.slice(0, name.length - labelsOf(zone.name).length);

  /** The wildcard that stands in for a name that is not there (RFC 4592 §3.3.1). */
  function wildcard(zone: StoredZone, encloser: Labels): Place {
    const path = pathOf(['*', ...encloser]);
    const rrsets = store.at(zone.id, path);
    return rrsets.length > 0 || store.hasBelow(zone.id, path) ? { kind: 'here', rrsets } : { kind: 'nowhere' };
  }

  function find(zone: StoredZone, name: Labels, type: number): Place {
    const below = labelsBelow(zone, name);
    let rrsets = below.length === 0 ? store.at(zone.id, '') : [];
    for (let first = below.length - 1; first >= 0; first--) {
      const path = pathOf(below.slice(first));
      rrsets = store.at(zone.id, path);
      if (rrsets.length === 0 && !store.hasBelow(zone.id, path)) return wildcard(zone, below.slice(first + 1));
      const cut = rrsets.find((rrset) => rrset.type === 'NS');
      // The parent answers for DS (RFC 4035 §3.1.4.1)
      if (cut && !(first === 0 && type === dsType)) return { kind: 'delegated', cut };
    }
    return { kind: 'here', rrsets };
  }

  function referral(zone: StoredZone, cut: RRset): Pick<Sections, 'authorities' | 'additionals'> {
    const apex = labelsOf(zone.name);
    const additionals: WireRecord[] = [];
    for (const host of cut.records) {
      const name = labelsOf(host);
      if (!`.${host}`.endsWith(`.${zone.name}`)) continue;
      const glue = store.at(zone.id, pathOf(name.slice(0, name.length - apex.length)));
      for (const rrset of glue) {
        if (rrset.type === 'A' || rrset.type === 'AAAA') additionals.push(...recordsOf(name, rrset));
      }
    }
    return { authorities: recordsOf(labelsOf(absolute(cut.name, zone.name)), cut), additionals };
  }

  /** The addresses of an ALIAS: what its target answers, when that is served here; we ask no other server. */
  function flattened(name: Labels, alias: RRset, type: number, hops: number): WireRecord[] | undefined {
    const target = labelsOf(alias.records[0] ?? '.');
    const { rcode, answers, authorities } = lookUp(target, type, hops + 1);
    const addresses = answers.filter((record) => record.type === type);
    const known = addresses.length > 0 || authorities.some((record) => record.type === soaType);
    if (rcode !== rcodes.noError || !known) return undefined;
    return addresses.map((record) => ({ ...record, name, ttl: Math.min(record.ttl, alias.ttl) }));
  }

  function lookUp(name: Labels, type: number, hops: number): Reply {
    const zone = (type === dsType && zoneOf(name.slice(1))) || zoneOf(name);
    if (!zone) return says(rcodes.refused);
    if (hops > longestChain) return says(rcodes.servFail, true);
    const place = find(zone, name, type);
    if (place.kind === 'delegated') {
      return { ...says(rcodes.noError), ...referral(zone, place.cut) };
    }
    const authoritative = says(rcodes.noError, true);
    if (place.kind === 'nowhere') return { ...authoritative, rcode: rcodes.nxDomain, authorities: [soa(zone)] };
    const { rrsets } = place;
    if (type === anyType && rrsets.length > 0) return { ...authoritative, answers: [minimal(name)] };
    const rrset = rrsets.find((found) => found.type !== 'ALIAS' && type === typeNumbers[found.type]);
    if (rrset) return { ...authoritative, answers: recordsOf(name, rrset) };
    if (type === soaType && labelsBelow(zone, name).length === 0) return { ...authoritative, answers: [soa(zone)] };
    const cname = rrsets.find((found) => found.type === 'CNAME');
    if (cname) return followed(name, cname, type, hops);
    const alias = rrsets.find((found) => found.type === 'ALIAS');
    if (alias && (type === typeNumbers.A || type === typeNumbers.AAAA)) {
      const answers = flattened(name, alias, type, hops);
      if (!answers) return says(rcodes.servFail, true);
      if (answers.length > 0) return { ...authoritative, answers };
    }
    return { ...authoritative, authorities: [soa(zone)] };
  }

  function followed(name: Labels, cname: RRset, type: number, hops: number): Reply {
    const answers = recordsOf(name, cname);
    const rest = lookUp(labelsOf(cname.records[0] ?? '.'), type, hops + 1);
    if (rest.rcode === rcodes.servFail) return rest;
    // The end lies on another server: the client goes there
    if (rest.rcode === rcodes.refused) return { ...says(rcodes.noError, true), answers };
    return { ...rest, authoritative: true, answers: [...answers, ...rest.answers] };
  }

  return ({ question, opcode, edns }) => {
    if (opcode !== 0) return says(rcodes.notImp);
    if (edns && edns.version > 0) return says(rcodes.badVers);
    if (!question) return says(rcodes.formErr);
    if (question.class !== 1) return says(rcodes.refused);
    if (transfers.has(question.type)) return says(rcodes.refused);
    return lookUp(question.name, question.type, 0);
  };
}
