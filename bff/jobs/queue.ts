import { and, asc, eq, inArray, lte, or, sql } from 'drizzle-orm';
import type { Db } from '../store/database.ts';
import { jobs } from './schema.ts';

export type Job = typeof jobs.$inferSelect;

/** A running job is somebody's for this long, in ms; then it counts as orphaned. */
export const leaseTime = 15_000;

/** Takes the job that is due longest, unless another job of its object is running; undefined when there is none. */
export async function claim(db: Db, now: number): Promise<Job | undefined> {
  const at = new Date(now);
  const due = or(
    and(eq(jobs.state, 'pending'), lte(jobs.dueAt, at)),
    and(eq(jobs.state, 'running'), lte(jobs.leaseUntil, at)),
  );
  const busy = sql`exists (select 1 from jobs other where other.object = ${jobs.object} and other.id <> ${jobs.id}
    and other.state = 'running' and other.lease_until > ${now})`;
  return db.transaction(async (tx) => {
    const [job] = await tx
      .select()
      .from(jobs)
      .where(and(due, sql`not ${busy}`))
      .orderBy(asc(jobs.dueAt), asc(jobs.createdAt))
      .limit(1);
    if (!job) return undefined;
    const [claimed] = await tx
      .update(jobs)
      .set({
        state: 'running',
        attempts: job.attempts + 1,
        fence: job.fence + 1,
        leaseUntil: new Date(now + leaseTime),
      })
      .where(eq(jobs.id, job.id))
      .returning();
    return claimed;
  });
}

/** Keeps a running job for another lease; false when somebody else has it by now. */
export async function renew(db: Db, job: Job, now: number): Promise<boolean> {
  const rows = await db
    .update(jobs)
    .set({ leaseUntil: new Date(now + leaseTime) })
    .where(and(eq(jobs.id, job.id), eq(jobs.fence, job.fence), eq(jobs.state, 'running')))
    .returning({ id: jobs.id });
  return rows.length === 1;
}

/** Writes the end of a job, if it is still ours: a holder that slept past its lease is told no. */
export async function settle(tx: Db, job: Job, values: Partial<typeof jobs.$inferInsert>): Promise<boolean> {
  const rows = await tx
    .update(jobs)
    .set({ leaseUntil: null, ...values })
    .where(and(eq(jobs.id, job.id), eq(jobs.fence, job.fence), eq(jobs.state, 'running')))
    .returning({ id: jobs.id });
  return rows.length === 1;
}

/** When the next job is due or orphaned, in ms; undefined when all are done. */
export async function nextDue(db: Db): Promise<number | undefined> {
  const [row] = await db
    .select({
      at: sql<number | null>`min(case ${jobs.state} when 'running' then ${jobs.leaseUntil} else ${jobs.dueAt} end)`,
    })
    .from(jobs)
    .where(inArray(jobs.state, ['pending', 'running']));
  return row?.at ?? undefined;
}

/** Makes the waiting jobs of an object due at once (the customer asked to try again); false when there are none. */
export async function hurry(tx: Db, object: string, now: Date): Promise<boolean> {
  const rows = await tx
    .update(jobs)
    .set({ dueAt: now })
    .where(and(eq(jobs.object, object), eq(jobs.state, 'pending')))
    .returning({ id: jobs.id });
  return rows.length > 0;
}

/** What the runner asks of the outbox; each is one transaction. */
export const queue = { claim, renew, settle, nextDue };
export type Queue = typeof queue;
