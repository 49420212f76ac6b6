import { type RecordType, recordTypes, rrsetKey } from '../records.ts';
import { fromWireTxt, readStrings } from '../rules-text.ts';
import { parseOwner } from '../rules-names.ts';
import { parseValue } from '../rules-values.ts';
import type { FileRRset, ZoneFileCode, ZoneFileNote } from './codes.ts';
import { entriesOf, type Entry } from './rules-lines.ts';

export interface ZoneFile {
  readonly rrsets: readonly FileRRset[];
  readonly notes: readonly ZoneFileNote[];
}

/** TTLs in seconds: for records without one, and what is allowed. */
interface Ttls {
  readonly minTtl: number;
  readonly maxTtl: number;
  readonly defaultTtl: number;
}

const known: ReadonlySet<string> = new Set(recordTypes);
const signed: ReadonlySet<string> = new Set('DNSKEY RRSIG NSEC NSEC3 NSEC3PARAM CDS CDNSKEY SIG KEY NXT'.split(' '));
/** Which word of the data is a host name. */
const hostAt: Partial<Record<RecordType, number>> = {
  CNAME: 0,
  ALIAS: 0,
  NS: 0,
  PTR: 0,
  MX: 1,
  HTTPS: 1,
  SVCB: 1,
  SRV: 3,
  NAPTR: 5,
};

const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/** `3600`, and BIND's `1h30m`; undefined when it is no TTL. */
function ttlOf(text: string): number | undefined {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  if (!/^(?:\d{1,10}[smhdw])+$/i.test(text)) return undefined;
  let sum = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)([a-z])/gi)) sum += Number(count) * units[unit!.toLowerCase()]!;
  return sum;
}

const isClass = (text: string) => /^(?:IN|CH|HS|CS|ANY|NONE|CLASS\d{1,5})$/i.test(text);
/** The full name, with its dot. */
const full = (name: string, origin: string) =>
  name === '@' ? origin : name.endsWith('.') && !/(?:^|[^\\])(?:\\\\)*\\\.$/.test(name) ? name : `${name}.${origin}`;

/** Reads the zone file of a domain (RFC 1035 §5); what cannot be taken over is noted by its line. */
export function readZoneFile(text: string, zone: string, { minTtl, maxTtl, defaultTtl }: Ttls): ZoneFile {
  const rrsets = new Map<string, FileRRset>();
  const values = new Map<string, Set<string>>();
  const notes: ZoneFileNote[] = [];
  let origin = `${zone}.`;
  let owner: string | undefined;
  let standard: number | undefined;
  let last: number | undefined;

  const read = ({ line, blank, tokens, broken }: Entry): void => {
    const skip = (code: ZoneFileCode, name?: string, type?: string) =>
      void notes.push({ line, code, skipped: true, name, type });
    if (broken) return skip('unbalanced', blank ? owner : tokens[0]);
    const first = tokens[0]!;
    if (first.startsWith('$') && !blank) {
      const directive = first.toUpperCase();
      const value = tokens[1] ?? '';
      if (directive === '$ORIGIN' && tokens.length === 2) origin = full(value, origin);
      else if (directive === '$TTL' && ttlOf(value) !== undefined) standard = ttlOf(value);
      else skip('directive', first);
      return;
    }
    // Kept with its origin: a later $ORIGIN does not change whose entry this is
    if (!blank) owner = full(first, origin);
    if (owner === undefined) return skip('syntax');
    let at = blank ? 0 : 1;
    let own: number | undefined;
    let kind: string | undefined;
    for (; at < tokens.length; at += 1) {
      const word = tokens[at]!;
      if (kind === undefined && isClass(word)) kind = word.toUpperCase();
      else if (own === undefined && ttlOf(word) !== undefined) own = ttlOf(word);
      else break;
    }
    const type = tokens[at]?.toUpperCase();
    const data = tokens.slice(at + 1);
    if (type === undefined || !/^[A-Z][A-Z\d-]*$/.test(type)) return skip('syntax', owner);
    last = own ?? last;
    if (kind !== undefined && kind !== 'IN' && kind !== 'CLASS1') return skip('class', owner, type);
    if (type === 'SOA') return skip('soa', owner, type);
    if (signed.has(type)) return skip('dnssec', owner, type);
    if (!known.has(type) || data[0] === '\\#') return skip('unknown_type', owner, type);
    const name = parseOwner(owner, zone);
    if ('code' in name) return skip(name.code, owner, type);
    if (name.name === '@' && type === 'NS') return skip('managed', owner, type);
    take(line, name.name, type as RecordType, data, own ?? standard ?? last ?? defaultTtl, skip);
  };

  const take = (
    line: number,
    name: string,
    type: RecordType,
    data: string[],
    wanted: number,
    skip: (code: ZoneFileCode, name?: string, type?: string) => void,
  ): void => {
    const place = hostAt[type];
    const host = place === undefined ? undefined : data[place];
    const target = host === undefined ? undefined : full(host, origin);
    if (target !== undefined) data[place!] = target;
    const joined = data.join(' ');
    if (type === 'TXT' && data.length && !readStrings(joined)) return skip('unbalanced', name, type);
    const parsed = parseValue(type, type === 'TXT' && data.length ? fromWireTxt(joined) : joined, zone);
    if ('code' in parsed) return skip(parsed.code, name, type);
    const note = (code: ZoneFileCode, value: string) =>
      void notes.push({ line, code, skipped: false, name, type, value });
    // A full name that lacks its dot is the oldest mistake in zone files
    if (target !== host && host!.includes('.')) note('relative_target', target!);
    const ttl = Math.min(maxTtl, Math.max(minTtl, wanted));
    const key = rrsetKey({ name, type });
    const rrset = rrsets.get(key);
    if (!rrset) {
      if (ttl !== wanted) note('ttl_limits', String(ttl));
      rrsets.set(key, { name, type, ttl, records: [parsed.value], lines: [line] });
      values.set(key, new Set([parsed.value]));
      return;
    }
    if (values.get(key)!.has(parsed.value)) return skip('duplicate', name, type);
    values.get(key)!.add(parsed.value);
    rrset.records.push(parsed.value);
    rrset.lines.push(line);
    if (ttl === rrset.ttl) return;
    rrset.ttl = Math.min(ttl, rrset.ttl);
    note('ttl_mixed', String(rrset.ttl));
  };

  for (const entry of entriesOf(text)) read(entry);
  return { rrsets: [...rrsets.values()], notes };
}
