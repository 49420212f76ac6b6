import type { ZoneRRset } from '../../bff/domains/answers.ts';
import { rrsetKey, type RRset, type RRsetChange } from '../../bff/domains/records.ts';
import type { DnsKind } from './dns-tools.ts';

/** What is to be changed, by the key of the RRset: as it shall be, or null when it shall go. */
export type Draft = ReadonlyMap<string, RRset | null>;

export interface DraftRow {
  readonly key: string;
  readonly rrset: ZoneRRset | RRset;
  readonly mark: 'add' | 'change' | 'delete' | undefined;
  /** As it is published now, when it is to change. */
  readonly before: RRset | undefined;
  readonly locked: ZoneRRset['locked'];
}

export const emptyDraft: Draft = new Map();

const same = (a: RRset, b: RRset): boolean =>
  a.ttl === b.ttl && a.records.length === b.records.length && a.records.every((record, at) => record === b.records[at]);

const published = (zone: readonly ZoneRRset[], key: string): ZoneRRset | undefined =>
  zone.find((rrset) => rrsetKey(rrset) === key);

/** The draft with an RRset in it. Under another name or type than it was edited from, the old one goes. */
export function draftSet(draft: Draft, zone: readonly ZoneRRset[], rrset: RRset, editedFrom?: string): Draft {
  const key = rrsetKey(rrset);
  const next = new Map(editedFrom && editedFrom !== key ? draftRemove(draft, zone, editedFrom) : draft);
  const before = published(zone, key);
  if (before && same(before, rrset)) next.delete(key);
  else next.set(key, rrset);
  return next;
}

/** The draft without an RRset: a published one shall go, a new one was never there. */
export function draftRemove(draft: Draft, zone: readonly ZoneRRset[], key: string): Draft {
  const next = new Map(draft);
  if (published(zone, key)) next.set(key, null);
  else next.delete(key);
  return next;
}

export function draftUndo(draft: Draft, key: string): Draft {
  const next = new Map(draft);
  next.delete(key);
  return next;
}

/** The rows of the editor: what is published in its order, marked; what is new below the last of its name. */
export function draftRows(draft: Draft, zone: readonly ZoneRRset[]): DraftRow[] {
  const rows: DraftRow[] = zone.map((rrset) => {
    const key = rrsetKey(rrset);
    const wanted = draft.get(key);
    if (wanted === undefined) return { key, rrset, mark: undefined, before: undefined, locked: rrset.locked };
    if (wanted === null) return { key, rrset, mark: 'delete', before: rrset, locked: undefined };
    return { key, rrset: wanted, mark: 'change', before: rrset, locked: undefined };
  });
  const known = new Set(rows.map(({ key }) => key));
  for (const [key, rrset] of draft) {
    if (rrset === null || known.has(key)) continue;
    const after = rows.findLastIndex((row) => row.rrset.name === rrset.name);
    rows.splice(after < 0 ? rows.length : after + 1, 0, {
      key,
      rrset,
      mark: 'add',
      before: undefined,
      locked: undefined,
    });
  }
  return rows;
}

/** What is sent. Deletions come first, so that a CNAME may take the place of an address. */
export function draftChanges(draft: Draft): RRsetChange[] {
  const deletions: RRsetChange[] = [];
  const sets: RRsetChange[] = [];
  for (const [key, rrset] of draft) {
    if (rrset)
      sets.push({ op: 'set', name: rrset.name, type: rrset.type, ttl: rrset.ttl, records: [...rrset.records] });
    else {
      const [name, type] = key.split(' ') as [string, RRset['type']];
      deletions.push({ op: 'delete', name, type });
    }
  }
  return [...deletions, ...sets];
}

/** The draft on a newer version of the zone: what is there already, or is gone already, needs no change any more. */
export function draftRebase(draft: Draft, zone: readonly ZoneRRset[]): Draft {
  const next = new Map<string, RRset | null>();
  for (const [key, rrset] of draft) {
    const now = published(zone, key);
    if (rrset === null ? now : !(now && same(now, rrset))) next.set(key, rrset);
  }
  return next;
}

/** RRsets that somebody else changed and the draft wants to change too: there one of both must give way. */
export function draftConflicts(draft: Draft, base: readonly ZoneRRset[], now: readonly ZoneRRset[]): string[] {
  return [...draft.keys()].filter((key) => {
    const before = published(base, key);
    const after = published(now, key);
    return before && after ? !same(before, after) : before !== after;
  });
}

const web = new Set(['A', 'AAAA', 'CNAME', 'ALIAS', 'HTTPS', 'SVCB']);

/** Which of the editor's filters an RRset belongs to. */
export function kindOf({ name, type, records }: RRset): 'web' | 'mail' | 'other' {
  if (type === 'MX') return 'mail';
  if (type === 'TXT')
    return name === '_dmarc' ||
      name.endsWith('_domainkey') ||
      records.some((text) => /^v=(spf1|DKIM1|DMARC1)/i.test(text))
      ? 'mail'
      : 'other';
  return web.has(type) ? 'web' : 'other';
}

/** Whether the search and the filter find a row; what is changed is in sight in every filter. */
export function matches({ rrset, mark }: DraftRow, kind: DnsKind, query: string): boolean {
  if (kind !== 'all' && kindOf(rrset) !== kind && !mark) return false;
  const wanted = query.trim().toLowerCase();
  return !wanted || [rrset.name, rrset.type, ...rrset.records].some((text) => text.toLowerCase().includes(wanted));
}
