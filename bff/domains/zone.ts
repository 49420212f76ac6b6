import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Session } from '../auth/session.ts';
import type { BoundLabel } from '../http/env.ts';
import type { Db } from '../store/database.ts';
import { prepared } from '../store/prepared.ts';
import type { ZoneAnswer } from './answers.ts';
import { deniedOn } from './capability.ts';
import { syncOf } from './list-rows.ts';
import { syncReason } from './messages.ts';
import { drifts } from './drift/schema.ts';
import { recordTypes, rrsetKey, type RRset, type RRsetDiff } from './records.ts';
import { lockOf, sortRRsets, type ZoneLimits } from './rules.ts';
import { dnsRrsets, domains } from './schema.ts';

export type DomainRow = typeof domains.$inferSelect;

/** A customer's own domain: someone else's and none answer alike, so ids cannot be probed. */
export const ownDomain = (db: Db, session: Session, id: string): Promise<DomainRow | undefined> =>
  ownRow(db).get({ id, customer: session.customer.id });

const ownRow = prepared((db) =>
  db
    .select()
    .from(domains)
    .where(and(eq(domains.id, sql.placeholder('id')), eq(domains.customerId, sql.placeholder('customer'))))
    .limit(1)
    .prepare(),
);

const columns = { name: dnsRrsets.name, type: dnsRrsets.type, ttl: dnsRrsets.ttl, records: dnsRrsets.records };

// One text of JSON from SQLite: row by row a zone of thousands takes three times as long.
type Cells = [string, RRset['type'], number, string[]];
const cells = sql<string>`json_group_array(json_array(${columns.name}, ${columns.type}, ${columns.ttl}, json(${columns.records})))`;

const rrsetsOf = (text: string): RRset[] =>
  (JSON.parse(text) as Cells[]).map(([name, type, ttl, records]) => ({ name, type, ttl, records }));

const allCells = prepared((db) =>
  db
    .select({ cells })
    .from(dnsRrsets)
    .where(eq(dnsRrsets.domainId, sql.placeholder('domainId')))
    .prepare(),
);

/** What the customer set; the apex NS RRset is not among it, since the label's name servers make it. */
export async function readRRsets(db: Db, domainId: string): Promise<RRset[]> {
  const found = await allCells(db).get({ domainId });
  return rrsetsOf(found!.cells);
}

const zonesOf = prepared((db) =>
  db
    .select({ id: dnsRrsets.domainId, cells })
    .from(dnsRrsets)
    .where(inArray(dnsRrsets.domainId, sql`(select value from json_each(${sql.placeholder('ids')}))`))
    .groupBy(dnsRrsets.domainId)
    .prepare(),
);

/** The same of many zones at once. */
export async function readZones(db: Db, ids: readonly string[]): Promise<Map<string, RRset[]>> {
  const found = await zonesOf(db).all({ ids: JSON.stringify(ids) });
  return new Map(found.map((zone) => [zone.id, rrsetsOf(zone.cells)]));
}

const someRRsets = prepared((db) =>
  db
    .select(columns)
    .from(dnsRrsets)
    .where(
      and(
        eq(dnsRrsets.domainId, sql.placeholder('domainId')),
        inArray(dnsRrsets.name, sql`(select value from json_each(${sql.placeholder('names')}))`),
      ),
    )
    .prepare(),
);

export const readSomeRRsets = (db: Db, domainId: string, names: readonly string[]): Promise<RRset[]> =>
  someRRsets(db).all({ domainId, names: JSON.stringify(names) });

const dropped = prepared((tx) =>
  tx
    .delete(dnsRrsets)
    .where(
      sql`${dnsRrsets.domainId} = ${sql.placeholder('domainId')} and (${dnsRrsets.name}, ${dnsRrsets.type}) in
        (select value ->> 0, value ->> 1 from json_each(${sql.placeholder('cells')}))`,
    )
    .prepare(),
);
const put = prepared((tx) =>
  tx
    .insert(dnsRrsets)
    .select(
      // Without a condition what follows would be read as a join.
      sql`select ${sql.placeholder('domainId')}, value ->> 0, value ->> 1, value ->> 2, value -> 3
        from json_each(${sql.placeholder('cells')}) where true`,
    )
    .onConflictDoUpdate({
      target: [dnsRrsets.domainId, dnsRrsets.name, dnsRrsets.type],
      set: { ttl: sql`excluded.ttl`, records: sql`excluded.records` },
    })
    .prepare(),
);

const outdated = prepared((tx) =>
  tx
    .delete(drifts)
    .where(
      and(
        eq(drifts.domainId, sql.placeholder('domainId')),
        eq(drifts.kind, 'record'),
        inArray(drifts.subject, sql`(select value from json_each(${sql.placeholder('subjects')}))`),
      ),
    )
    .prepare(),
);

/** Few statements for a change of any size: a database server is asked over the network. */
export async function writeRRsets(tx: Db, domainId: string, diff: readonly RRsetDiff[]): Promise<void> {
  const gone = diff.filter(({ after }) => !after).map(({ name, type }) => [name, type]);
  const set = diff.flatMap(({ after }) => (after ? [[after.name, after.type, after.ttl, after.records]] : []));
  if (gone.length) await dropped(tx).run({ domainId, cells: JSON.stringify(gone) });
  if (set.length) await put(tx).run({ domainId, cells: JSON.stringify(set) });
  // What was compared before is not what stands here now.
  await outdated(tx).run({ domainId, subjects: JSON.stringify(diff.map(rrsetKey)) });
}

/** What this session may put into a zone: the label's lists, narrowed once more for its role. */
export function limitsFor(label: BoundLabel, session: Session): ZoneLimits {
  const { minTtl, maxTtl, defaultTtl, acmeIssuer, types, protectedNames, byRole } = label.settings.dns;
  const own = byRole?.[session.role];
  const narrowed = own?.types && types ? own.types.filter((type) => types.includes(type)) : (own?.types ?? types);
  return {
    minTtl,
    maxTtl,
    defaultTtl,
    acmeIssuer,
    maxRrsets: 10_000,
    ...(narrowed ? { types: narrowed } : {}),
    protectedNames: [...(protectedNames ?? []), ...(own?.protectedNames ?? [])],
  };
}

/** The zone as the editor gets it, the managed apex NS RRset in its place. */
export async function zoneAnswer(
  db: Db,
  label: BoundLabel,
  session: Session,
  domain: DomainRow,
  known?: readonly RRset[],
): Promise<ZoneAnswer> {
  const limits = limitsFor(label, session);
  const labelNameServers = label.settings.dns.nameServers;
  const managed: RRset = { name: '@', type: 'NS', ttl: 86_400, records: labelNameServers };
  const rrsets = sortRRsets([managed, ...(known ?? (await readRRsets(db, domain.id)))]);
  const state = syncOf(domain);
  return {
    domain: { id: domain.id, name: domain.name, unicodeName: domain.unicodeName },
    version: domain.zoneVersion,
    sync: {
      state,
      ...(domain.syncError ? { reason: syncReason(domain.syncError, session.locale) } : {}),
      ...(domain.syncRetryAt ? { retryAt: domain.syncRetryAt.toISOString() } : {}),
    },
    rrsets: rrsets.map((rrset) => {
      const locked = lockOf(rrset, limits);
      return { ...rrset, records: [...rrset.records], ...(locked ? { locked } : {}) };
    }),
    limits: {
      minTtl: limits.minTtl,
      maxTtl: limits.maxTtl,
      defaultTtl: limits.defaultTtl,
      types: [...(limits.types ?? recordTypes)],
    },
    ownNameServers: domain.ownNameServers,
    nameServers: domain.nameServers,
    labelNameServers,
    denied: deniedOn(domain, session),
  };
}
