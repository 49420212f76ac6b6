import { type RecordType, type RRset, type RRsetChange, type RRsetDiff, recordTypes, rrsetKey } from './records.ts';

/** What a label, a plan and a role allow in a zone. TTLs in seconds. */
export interface ZoneLimits {
  readonly minTtl: number;
  readonly maxTtl: number;
  readonly defaultTtl: number;
  /** What may be edited; all types when missing. */
  readonly types?: readonly RecordType[] | undefined;
  /** Owners that may not be edited; `*.x` stands for every name below x. */
  readonly protectedNames?: readonly string[] | undefined;
  /** How our certificate authority calls itself in CAA records. */
  readonly acmeIssuer?: string | undefined;
  readonly maxRrsets: number;
}

/** What holds where nothing narrower is set. */
export const standardLimits: ZoneLimits = { minTtl: 60, maxTtl: 604_800, defaultTtl: 3600, maxRrsets: 10_000 };

/** Why an RRset is not the customer's to change; undefined when it is. */
export function lockOf(
  { name, type }: { readonly name: string; readonly type: RecordType },
  { types, protectedNames }: Pick<ZoneLimits, 'types' | 'protectedNames'>,
): 'managed' | 'type' | 'name' | undefined {
  if (type === 'NS' && name === '@') return 'managed';
  if (types && !types.includes(type)) return 'type';
  const shut = protectedNames?.some(
    (pattern) => name === pattern || (pattern.startsWith('*.') && name.endsWith(pattern.slice(1))),
  );
  return shut ? 'name' : undefined;
}

/** True when two RRsets say the same; the order of records means nothing in DNS. */
export function sameRRset(a: RRset, b: RRset): boolean {
  return a.ttl === b.ttl && sameRecords(a.records, b.records);
}

/** True when two RRsets hold the same records, whatever their order. */
export function sameRecords(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  if (a.every((record, at) => record === b[at])) return true;
  if (a.length === 1) return false;
  const known = new Set(a);
  return b.every((record) => known.has(record));
}

/** The zone after the changes, in its order; what is new comes last. */
export function applyChanges(rrsets: readonly RRset[], changes: readonly RRsetChange[]): RRset[] {
  const after = new Map(rrsets.map((rrset) => [rrsetKey(rrset), rrset]));
  for (const change of changes) {
    if (change.op === 'delete') after.delete(rrsetKey(change));
  }
  for (const change of changes) {
    if (change.op === 'delete') continue;
    const { name, type, ttl, records } = change;
    after.set(rrsetKey(change), { name, type, ttl, records });
  }
  return [...after.values()];
}

/** What makes the second zone of the first. */
export function diffOf(before: readonly RRset[], after: readonly RRset[]): RRsetDiff[] {
  const old = new Map(before.map((rrset) => [rrsetKey(rrset), rrset]));
  const diff: RRsetDiff[] = [];
  for (const rrset of after) {
    const { name, type } = rrset;
    const key = rrsetKey(rrset);
    const known = old.get(key);
    old.delete(key);
    if (!known) diff.push({ name, type, after: rrset });
    else if (!sameRRset(known, rrset)) diff.push({ name, type, before: known, after: rrset });
  }
  for (const rrset of old.values()) diff.push({ name: rrset.name, type: rrset.type, before: rrset });
  return diff;
}

/** The change set that undoes a diff. */
export function invertDiff(diff: readonly RRsetDiff[]): RRsetChange[] {
  return diff.map(({ name, type, before }) =>
    before ? { op: 'set', name, type, ttl: before.ttl, records: before.records } : { op: 'delete', name, type },
  );
}

const typeOrder: ReadonlyMap<RecordType, number> = new Map(recordTypes.map((type, at) => [type, at]));

/** In the order people read: the apex, then names by their labels from the right (RFC 4034 §6.1), types as offered. */
export function sortRRsets<T extends { readonly name: string; readonly type: RecordType }>(rrsets: readonly T[]): T[] {
  return rrsets
    .map((rrset) => ({ rrset, key: rrset.name === '@' ? '' : `${rrset.name.split('.').reverse().join('\0')}\0` }))
    .sort((a, b) =>
      a.key < b.key ? -1 : a.key > b.key ? 1 : typeOrder.get(a.rrset.type)! - typeOrder.get(b.rrset.type)!,
    )
    .map(({ rrset }) => rrset);
}
