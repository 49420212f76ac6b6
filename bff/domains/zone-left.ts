import { and, eq, gt, inArray, not, notExists, or } from 'drizzle-orm';
import { jobTable, putJobs } from '../jobs/outbox.ts';
import { putLater } from '../jobs/queue.ts';
import type { JobHandler } from '../jobs/runner.ts';
import type { DnsPort } from '../platform/dns/port.ts';
import type { Claims } from '../store/claims.ts';
import type { LabelHandle } from '../store/labels.ts';
import { zoneCheckJob } from './dns.ts';
import { isServed } from './input.ts';
import { domains, isHeld } from './schema.ts';
import { transfers } from './transfers/schema.ts';

/** Of the matter of the zone's other jobs: none of them runs at the same time. */
export const removeZoneJob = 'domains.zone.remove';

/** Whoever moved a domain away has so long to give it other name servers, in ms: until then it is answered as before. */
const lingers = 14 * 86_400_000;

/** Takes the zone of a domain that has left off the name servers, unless somebody has it there by now. */
export const zoneLeftJobs = (
  dns: DnsPort,
  claims: Claims,
  now: () => number,
): Readonly<Record<string, JobHandler>> => ({
  [removeZoneJob]: {
    async run({ label, job, call }) {
      const [domain] = await label.db.select().from(domains).where(eq(domains.id, job.object)).limit(1);
      if (!domain || isServed(domain)) return async () => {};
      const claim = { kind: 'zone', name: domain.name, labelId: label.id, objectId: domain.id } as const;
      // Ours while it goes: nobody makes it anew in between. Of names above or below it nothing is taken.
      if (await claims.holdAlone(claim)) {
        await dns.removeZone(domain.name, call);
        await claims.release(claim);
      }
      return async (tx) => {
        const gone = await tx
          .update(domains)
          .set({ servedVersion: 0, syncError: null, syncRetryAt: null })
          .where(and(eq(domains.id, domain.id), not(isHeld)))
          .returning({ id: domains.id });
        // It has come back meanwhile.
        if (!gone.length) await putJobs(tx, [{ kind: zoneCheckJob, object: domain.id }], new Date(now()), job);
      };
    },
    failed: async () => {},
    lookAgain: (tx, { job }, due) => putLater(tx, { kind: zoneCheckJob, object: job.object }, due, job),
    port: 'dns',
  },
});

/** The zones of domains that nobody here has any more; also those that a night before could not be rid of. */
export async function dailyLeftZones({ db }: LabelHandle, now: number): Promise<void> {
  await db.transaction(async (tx) => {
    const left = and(
      eq(transfers.domainId, domains.id),
      eq(transfers.incoming, false),
      eq(transfers.state, 'done'),
      gt(transfers.endedAt, new Date(now - lingers)),
    );
    const open = and(
      eq(jobTable.object, domains.id),
      eq(jobTable.kind, removeZoneJob),
      inArray(jobTable.state, ['pending', 'running']),
    );
    const rows = await tx
      .select({ id: domains.id })
      .from(domains)
      .where(
        and(
          gt(domains.servedVersion, 0),
          or(
            eq(domains.state, 'released'),
            and(eq(domains.state, 'transferred'), notExists(tx.select().from(transfers).where(left))),
          ),
          notExists(tx.select().from(jobTable).where(open)),
        ),
      );
    const queued = rows.map(({ id }) => ({ kind: removeZoneJob, object: id }));
    if (queued.length) await putJobs(tx, queued, new Date(now));
  });
}
