import { and, eq, gt, lte, sql } from 'drizzle-orm';
import type { Changes } from '../jobs/changes.ts';
import type { JobHandler } from '../jobs/runner.ts';
import { jobRows, jobTable } from '../jobs/outbox.ts';
import { type Admit, DnsError, type DnsPort } from '../platform/dns/port.ts';
import { readSettings } from '../reseller/settings.ts';
import type { Claims } from '../store/claims.ts';
import type { Db } from '../store/database.ts';
import type { LabelHandle } from '../store/labels.ts';
import { rrsetKey, type RRsetChange } from './records.ts';
import { dnsChanges, domains } from './schema.ts';
import { readRRsets, readSomeRRsets, type DomainRow } from './zone.ts';

/**
 * Brings the name server to the zone as it is now. Only what changed since the served version is sent, as it is now,
 * so the job may come twice, late, or after a newer one.
 */
export const publishZone = (
  dns: DnsPort,
  claims: Claims,
  changes: Changes,
  now: () => number = Date.now,
): JobHandler => ({
  async run({ label, job, admit }) {
    const domain = await readDomain(label.db, job.object);
    if (!domain) return async () => {};
    if (domain.servedVersion < domain.zoneVersion) await send(dns, claims, label, domain, admit);
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

  async overtaken(tx, { job }) {
    // From the start: which of the two writes the name server took last, nobody knows.
    await tx.update(domains).set({ servedVersion: 0 }).where(eq(domains.id, job.object));
    const again = { kind: job.kind, object: job.object };
    await tx.insert(jobTable).values(jobRows([again], new Date(now()), job.requestId ?? ''));
  },

  settled({ label, job }) {
    void readDomain(label.db, job.object).then(
      (domain) => domain && changes.publish(label.id, domain.customerId, { kind: 'domains.dns', id: domain.id }),
      () => {},
    );
  },
});

async function readDomain(db: Db, id: string): Promise<DomainRow | undefined> {
  const [row] = await db.select().from(domains).where(eq(domains.id, id)).limit(1);
  return row;
}

async function send(
  dns: DnsPort,
  claims: Claims,
  { id, db }: LabelHandle,
  domain: DomainRow,
  admit: Admit,
): Promise<void> {
  const whole = async () => {
    // No label may serve a name that another one has: the claim comes before the zone.
    const claim = { kind: 'zone', name: domain.name, labelId: id, objectId: domain.id } as const;
    await claims.hold(claim);
    const { nameServers } = (await readSettings(db)).dns;
    await dns.ensureZone({ name: domain.name, nameServers, rrsets: await readRRsets(db, domain.id) }, admit);
    await claims.confirm(claim);
  };
  if (domain.servedVersion === 0) return whole();
  try {
    await dns.change(domain.name, await pendingChanges(db, domain), admit);
  } catch (error) {
    if (!(error instanceof DnsError && error.code === 'zone_missing')) throw error;
    await whole();
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
