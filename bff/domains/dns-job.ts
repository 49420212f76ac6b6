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
import { zoneCheckJob, zoneJob } from './dns.ts';
import { rrsetKey, type RRsetChange } from './records.ts';
import { dnsChanges, domains } from './schema.ts';
import { readRRsets, readSomeRRsets, type DomainRow } from './zone.ts';

/**
 * The jobs that bring the name server to the zone as it is now. A publication sends what changed since the served
 * version, as it is now. Where an earlier one is in doubt, what the server has is read and made the whole zone: so a
 * job may come twice, late, or after a newer one.
 */
export const zoneJobs = (dns: DnsPort, claims: Claims, changes: Changes): Readonly<Record<string, JobHandler>> => ({
  [zoneJob]: publishZone(dns, claims, changes),
  [zoneCheckJob]: checkZone(dns, claims),
});

const lookAgain: JobHandler['lookAgain'] = (tx, { job }, due) =>
  putLater(tx, { kind: zoneCheckJob, object: job.object }, due, job);

const publishZone = (dns: DnsPort, claims: Claims, changes: Changes): JobHandler => ({
  async run({ label, job, doubt, call }) {
    const domain = await readDomain(label.db, job.object);
    if (!domain) return async () => {};
    if (doubt) await sendWhole(dns, claims, label, domain, call);
    else if (domain.servedVersion < domain.zoneVersion) await sendChanges(dns, claims, label, domain, call);
    const { zoneVersion } = domain;
    return async (tx) => {
      await tx
        .update(domains)
        .set({ servedVersion: sql`max(${domains.servedVersion}, ${zoneVersion})`, syncError: null, syncRetryAt: null })
        .where(eq(domains.id, domain.id));
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
const checkZone = (dns: DnsPort, claims: Claims): JobHandler => ({
  async run({ label, job, call }) {
    const domain = await readDomain(label.db, job.object);
    if (domain) await sendWhole(dns, claims, label, domain, call);
    return async () => {};
  },
  failed: async () => {},
  lookAgain,
  port: 'dns',
});

async function readDomain(db: Db, id: string): Promise<DomainRow | undefined> {
  const [row] = await db.select().from(domains).where(eq(domains.id, id)).limit(1);
  return row;
}

async function sendWhole(
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

async function sendChanges(
  dns: DnsPort,
  claims: Claims,
  label: LabelHandle,
  domain: DomainRow,
  call: Call,
): Promise<void> {
  if (domain.servedVersion === 0) return sendWhole(dns, claims, label, domain, call);
  try {
    await dns.change(domain.name, await pendingChanges(label.db, domain), call);
  } catch (error) {
    if (!(error instanceof DnsError && error.code === 'zone_missing')) throw error;
    await sendWhole(dns, claims, label, domain, call);
  }
}

async function pendingChanges(db: Db, domain: DomainRow): Promise<RRsetChange[]> {
  const rows = await db
    .select({ diff: dnsChanges.diff })
    .from(dnsChanges)
    .where(
      and(
        eq(dnsChanges.domainId, domain.id),
        gt(dnsChanges.version, domain.servedVersion),
        lte(dnsChanges.version, domain.zoneVersion),
      ),
    );
  const touched = new Map(rows.flatMap(({ diff }) => diff).map((line) => [rrsetKey(line), line]));
  const names = [...new Set([...touched.values()].map(({ name }) => name))];
  const now = new Map((await readSomeRRsets(db, domain.id, names)).map((rrset) => [rrsetKey(rrset), rrset]));
  return [...touched].map(([key, { name, type }]) => {
    const rrset = now.get(key);
    return rrset ? { op: 'set', ...rrset } : { op: 'delete', name, type };
  });
}
