import type { RecordType, RRset, RRsetChange } from '../records.ts';
import { sameRecords } from '../rules-zone.ts';
import type { Afterwards } from './kinds.ts';

/** Where redirects live. */
export interface Addresses {
  readonly A: readonly string[];
  readonly AAAA: readonly string[];
}

const families = ['A', 'AAAA'] as const;
/** What would lead visitors elsewhere, beside the addresses. */
const others = ['CNAME', 'ALIAS', 'HTTPS'] as const;
const leading: readonly RecordType[] = [...families, ...others];

export const addressesOf = (all: readonly string[]): Addresses => ({
  A: all.filter((address) => !address.includes(':')),
  AAAA: all.filter((address) => address.includes(':')),
});

const at = (rrsets: readonly RRset[], host: string, type: RecordType): RRset | undefined =>
  rrsets.find((rrset) => rrset.name === host && rrset.type === type);

/** True when a host's records lead visitors to the redirects, and nowhere else. */
export const pointsHere = (rrsets: readonly RRset[], host: string, addresses: Addresses): boolean =>
  families.every((type) => sameRecords(at(rrsets, host, type)?.records ?? [], addresses[type])) &&
  others.every((type) => !at(rrsets, host, type));

/** The change set that leads a host's visitors to the redirects; empty when they come already. */
export function changesToPoint(
  rrsets: readonly RRset[],
  host: string,
  addresses: Addresses,
  ttl: number,
): RRsetChange[] {
  const changes: RRsetChange[] = others
    .filter((type) => at(rrsets, host, type))
    .map((type) => ({ op: 'delete', name: host, type }));
  for (const type of families) {
    const have = at(rrsets, host, type);
    const wanted = addresses[type];
    if (sameRecords(have?.records ?? [], wanted)) continue;
    if (wanted.length) changes.push({ op: 'set', name: host, type, ttl: have?.ttl ?? ttl, records: wanted });
    else changes.push({ op: 'delete', name: host, type });
  }
  return changes;
}

/** What led a host's visitors elsewhere, to be put back one day. */
export const ledBefore = (rrsets: readonly RRset[], host: string, addresses: Addresses): RRset[] =>
  pointsHere(rrsets, host, addresses)
    ? []
    : rrsets.filter(({ name, type }) => name === host && leading.includes(type)).map((rrset) => ({ ...rrset }));

/** The change set for when the redirect goes. Records that somebody changed since are his and stay. */
export function changesToLeave(
  rrsets: readonly RRset[],
  host: string,
  addresses: Addresses,
  before: readonly RRset[],
  then: Afterwards,
): RRsetChange[] {
  if (then === 'keep' || !pointsHere(rrsets, host, addresses)) return [];
  return leading.flatMap((type): RRsetChange[] => {
    const old = then === 'restore' ? at(before, host, type) : undefined;
    const now = at(rrsets, host, type);
    if (old) return [{ op: 'set', name: host, type, ttl: old.ttl, records: old.records }];
    return now ? [{ op: 'delete', name: host, type }] : [];
  });
}

/** True for a name that other name servers answer for. */
export const isDelegated = (rrsets: readonly RRset[], host: string): boolean =>
  rrsets.some(({ name, type }) => type === 'NS' && name !== '@' && (host === name || host.endsWith(`.${name}`)));
