import { and, eq, gt, lte, sql } from 'drizzle-orm';
import type { Changes } from '../jobs/changes.ts';
import type { JobHandler } from '../jobs/runner.ts';
import { putLater } from '../jobs/queue.ts';
import type { Call } from '../platform/call.ts';
import { DnsError, type DnsPort } from '../platform/dns/port.ts';
import { readSettings } from '../reseller/settings.ts';
import type { Claims } from '../store/claims.ts';
import type { Db } from '../store/database.ts';
import type { LabelHandle } from '../store/labels.ts';
import { prepared } from '../store/prepared.ts';
import { zoneCheckJob, zoneJob } from './dns.ts';
import { lookAtKeys } from './dnssec/again.ts';
import { isServed } from './input.ts';
import { rrsetKey, type RRsetChange } from './records.ts';
import { dnsChanges, domains } from './schema.ts';
import { readRRsets, readSomeRRsets, type DomainRow } from './zone.ts';

/**
 * The jobs that bring the name server to the zone as it is now. A publication sends what changed since the served
 * version, as it is now. Where an earlier one is in doubt, what the server has is read and made the whole zone: so a
 * job may come twice, late, or after a newer one.
 */
export const zoneJobs = (
  dns: DnsPort,
  claims: Claims,
  changes: Changes,
  now: () => number,
): Readonly<Record<string, JobHandler>> => ({
  [zoneJob]: publishZone(dns, claims, changes, now),
  [zoneCheckJob]: checkZone(dns, claims, now),
});

const lookAgain: JobHandler['lookAgain'] = (tx, { job }, due) =>
  putLater(tx, { kind: zoneCheckJob, object: job.object }, due, job);

const publishZone = (dns: DnsPort, claims: Claims, changes: Changes, now: () => number): JobHandler => ({
  async run({ label, job, doubt, call }) {
    const domain = await readDomain(label.db, job.object);
    if (!domain || !isServed(domain)) return async () => {};
    let whole = doubt;
    if (doubt) await sendWhole(dns, claims, label, domain, call);
    else if (domain.servedVersion < domain.zoneVersion) whole = await sendChanges(dns, claims, label, domain, call);
    const { zoneVersion } = domain;
    return async (tx) => {
      if (whole) await lookAtKeys(tx, domain.id, new Date(now()));
      await setServed(tx).run({ id: domain.id, version: zoneVersion });
    };
  },

  async failed(tx, { job }, error, retryAt) {
    const syncError = error instanceof DnsError && error.code === 'refused' ? 'refused' : 'unreachable';
    await tx
      .update(domains)
      .set({ syncError, syncRetryAt: retryAt ?? null })
      .where(eq(domains.id, job.object));
  },

  lookAgain,
  port: 'dns',

  settled({ label, job }) {
    void readDomain(label.db, job.object).then(
      (domain) => domain && changes.publish(label.id, domain.customerId, { kind: 'domains.dns', id: domain.id }),
      () => {},
    );
  },
});

/** Nothing is new: whatever comes out, a customer sees nothing of it. */
const checkZone = (dns: DnsPort, claims: Claims, now: () => number): JobHandler => ({
  async run({ label, job, call }) {
    const domain = await readDomain(label.db, job.object);
    if (!domain || !isServed(domain)) return async () => {};
    await sendWhole(dns, claims, label, domain, call);
    return (tx) => lookAtKeys(tx, domain.id, new Date(now()));
  },
  failed: async () => {},
  lookAgain,
  port: 'dns',
});

const setServed = prepared((tx) =>
  tx
    .update(domains)
    .set({
      servedVersion: sql`max(${domains.servedVersion}, ${sql.placeholder('version')})`,
      syncError: null,
      syncRetryAt: null,
    })
    .where(eq(domains.id, sql.placeholder('id')))
    .prepare(),
);

const domainRow = prepared((db) =>
  db
    .select()
    .from(domains)
    .where(eq(domains.id, sql.placeholder('id')))
    .limit(1)
    .prepare(),
);
const readDomain = (db: Db, id: string): Promise<DomainRow | undefined> => domainRow(db).get({ id });

/** Makes the name server's zone exactly ours, creating it where it is not there. */
export async function sendWhole(
  dns: DnsPort,
  claims: Claims,
  { id, db }: LabelHandle,
  domain: DomainRow,
  call: Call,
): Promise<void> {
  // No label may serve a name that another one has: the claim comes before the zone.
  const claim = { kind: 'zone', name: domain.name, labelId: id, objectId: domain.id } as const;
  await claims.hold(claim);
  const { nameServers } = (await readSettings(db)).dns;
  await dns.ensureZone({ name: domain.name, nameServers, rrsets: await readRRsets(db, domain.id) }, call);
  await claims.confirm(claim);
}

/** Whether the whole zone was sent, since the server did not have it. */
async function sendChanges(
  dns: DnsPort,
  claims: Claims,
  label: LabelHandle,
  domain: DomainRow,
  call: Call,
): Promise<boolean> {
  try {
    if (domain.servedVersion > 0) {
      await dns.change(domain.name, await pendingChanges(label.db, domain), call);
      return false;
    }
  } catch (error) {
    if (!(error instanceof DnsError && error.code === 'zone_missing')) throw error;
  }
  await sendWhole(dns, claims, label, domain, call);
  return true;
}

const diffs = prepared((db) =>
  db
    .select({ diff: dnsChanges.diff })
    .from(dnsChanges)
    .where(
      and(
        eq(dnsChanges.domainId, sql.placeholder('id')),
        gt(dnsChanges.version, sql.placeholder('served')),
        lte(dnsChanges.version, sql.placeholder('wished')),
      ),
    )
    .prepare(),
);

async function pendingChanges(db: Db, domain: DomainRow): Promise<RRsetChange[]> {
  const rows = await diffs(db).all({ id: domain.id, served: domain.servedVersion, wished: domain.zoneVersion });
  const touched = new Map(rows.flatMap(({ diff }) => diff).map((line) => [rrsetKey(line), line]));
  const names = [...new Set([...touched.values()].map(({ name }) => name))];
  const now = new Map((await readSomeRRsets(db, domain.id, names)).map((rrset) => [rrsetKey(rrset), rrset]));
  return [...touched].map(([key, { name, type }]) => {
    const rrset = now.get(key);
    return rrset ? { op: 'set', ...rrset } : { op: 'delete', name, type };
  });
}
