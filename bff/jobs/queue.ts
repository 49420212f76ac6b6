import { and, asc, eq, gt, inArray, lte, or, sql, type SQLWrapper } from 'drizzle-orm';
import type { Db } from '../store/database.ts';
import { prepared } from '../store/prepared.ts';
import { longestWait } from './backoff.ts';
import { jobRows, type Cause, type NewJob } from './outbox.ts';
import { jobs } from './schema.ts';

export type Job = typeof jobs.$inferSelect;
export interface Claimed extends Job {
  /** An earlier attempt about this object told of no success: what it sent may be there, be lost, or still be on its way. */
  readonly doubt: boolean;
}

/** A running job is somebody's for this long, in ms; then it counts as orphaned. */
export const leaseTime = 15_000;

/** A job that was given up leaves its object in doubt for this long, in ms. */
const doubtAfterEnd = 600_000;

/** A lease that would last longer comes from a clock that has been put back; clocks of two machines may be a lease apart. */
const longestLease = 2 * leaseTime;
const now = sql.placeholder('now');
/** No retry waits longer than its backoff: one that would was put off before the clock was put back. A second look keeps its time, or it would come too early. */
const waitsTooLong = sql`${jobs.dueAt} - ${now} > max(${longestWait(0)}, min(${longestWait(Infinity)}, ${longestWait(1)} << min(${jobs.attempts}, 12)))`;
const due = or(
  and(eq(jobs.state, 'pending'), or(lte(jobs.dueAt, now), and(gt(jobs.attempts, 0), waitsTooLong))),
  and(eq(jobs.state, 'running'), lte(jobs.leaseUntil, now)),
);
/** Area and matter of a kind, `domains.zone.` of `domains.zone.publish`: jobs of another matter tell other systems. */
const matter = (kind: SQLWrapper) =>
  sql`substr(${kind}, 1, instr(${kind}, '.') + instr(substr(${kind}, instr(${kind}, '.') + 1), '.'))`;
const busy = sql`exists (select 1 from jobs other where other.object = ${jobs.object} and other.id <> ${jobs.id}
  and ${matter(sql.raw('other.kind'))} = ${matter(jobs.kind)}
  and other.state = 'running' and other.lease_until > ${now})`;
const heldTooLong = and(eq(jobs.state, 'running'), gt(jobs.leaseUntil, sql.placeholder('longest')));

const somethingToDo = prepared((db) =>
  db
    .select({ id: jobs.id })
    .from(jobs)
    .where(or(and(due, sql`not ${busy}`), heldTooLong))
    .limit(1)
    .prepare(),
);
// Its holder may be alive: he gets a whole lease by the clock as it is now.
const shortenLeases = prepared((tx) =>
  tx
    .update(jobs)
    .set({ leaseUntil: sql`${sql.placeholder('lease')}` })
    .where(heldTooLong)
    .prepare(),
);
const nextJob = prepared((tx) =>
  tx
    .select()
    .from(jobs)
    .where(and(due, sql`not ${busy}`))
    .orderBy(asc(jobs.dueAt), asc(jobs.createdAt))
    .limit(1)
    .prepare(),
);
const begun = prepared((tx) => {
  const open = inArray(jobs.state, ['pending', 'running']);
  const givenUp = and(eq(jobs.state, 'failed'), gt(jobs.endedAt, sql.placeholder('since')));
  return tx
    .select({ id: jobs.id })
    .from(jobs)
    .where(
      and(
        eq(jobs.object, sql.placeholder('object')),
        sql`${matter(jobs.kind)} = ${matter(sql`${sql.placeholder('kind')}`)}`,
        gt(jobs.attempts, 0),
        or(open, givenUp),
      ),
    )
    .limit(1)
    .prepare();
});
const take = prepared((tx) =>
  tx
    .update(jobs)
    .set({
      state: 'running',
      attempts: sql`${jobs.attempts} + 1`,
      fence: sql`${jobs.fence} + 1`,
      leaseUntil: sql`${sql.placeholder('lease')}`,
    })
    .where(eq(jobs.id, sql.placeholder('id')))
    .returning()
    .prepare(),
);

const timesOf = (at: number) => ({ now: at, lease: at + leaseTime, longest: at + longestLease });

/** Takes the job that is due longest, unless another job of its object is running; undefined when there is none. */
export async function claim(db: Db, clock: () => number): Promise<Claimed | undefined> {
  // Most looks find nothing, and a claim is a transaction.
  if (!(await somethingToDo(db).get(timesOf(clock())))) return undefined;
  return db.transaction(async (tx) => {
    // Who waited long for the transaction and went by the time before would take the lease of a holder who is alive.
    const times = timesOf(clock());
    await shortenLeases(tx).run(times);
    const job = await nextJob(tx).get(times);
    if (!job) return undefined;
    const doubt = await begun(tx).get({ object: job.object, kind: job.kind, since: times.now - doubtAfterEnd });
    const claimed = await take(tx).get({ id: job.id, ...times });
    return claimed && { ...claimed, doubt: doubt !== undefined };
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

const nextTime = prepared((db) =>
  db
    .select({
      at: sql<number | null>`min(case ${jobs.state} when 'running' then ${jobs.leaseUntil} else ${jobs.dueAt} end)`,
    })
    .from(jobs)
    .where(inArray(jobs.state, ['pending', 'running']))
    .prepare(),
);

/** When the next job is due or orphaned, in ms; undefined when all are done. */
export const nextDue = async (db: Db): Promise<number | undefined> => (await nextTime(db).get())?.at ?? undefined;

/** When the oldest job was made that is due or was tried in vain, in ms. */
export async function oldest(db: Db, now: number): Promise<number | undefined> {
  const [row] = await db
    .select({ at: sql<number | null>`min(${jobs.createdAt})` })
    .from(jobs)
    .where(and(inArray(jobs.state, ['pending', 'running']), or(gt(jobs.attempts, 0), lte(jobs.dueAt, new Date(now)))));
  return row?.at ?? undefined;
}

/** Makes the waiting jobs of a kind about an object due at once (the customer asked to try again); false when there are none. */
export async function hurry(tx: Db, { kind, object }: NewJob, now: Date): Promise<boolean> {
  const rows = await tx
    .update(jobs)
    // Without its error it is one that a person asked for, see `insists`.
    .set({ dueAt: now, error: null })
    .where(and(eq(jobs.kind, kind), eq(jobs.object, object), eq(jobs.state, 'pending')))
    .returning({ id: jobs.id });
  return rows.length > 0;
}

/** Whether a person asked for this attempt, as against: its time came. */
export const insists = ({ attempts, error }: Job): boolean => attempts > 1 && error === null;

/** Makes so many jobs of these kinds due that did not reach their system, those first that were tried least; how many they were. */
export async function hurryUnreached(db: Db, kinds: readonly string[], many: number, now: number): Promise<number> {
  const waiting = db
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(eq(jobs.state, 'pending'), eq(jobs.error, 'unreachable'), inArray(jobs.kind, kinds)))
    .orderBy(asc(jobs.attempts), asc(jobs.createdAt))
    .limit(many);
  const rows = await db
    .update(jobs)
    .set({ dueAt: new Date(now) })
    .where(inArray(jobs.id, waiting))
    .returning({ id: jobs.id });
  return rows.length;
}

/** Puts a job for later, or moves the one that waits already: one is enough for an object. */
export async function putLater(tx: Db, job: NewJob, due: Date, cause: Cause): Promise<void> {
  const waiting = and(
    eq(jobs.kind, job.kind),
    eq(jobs.object, job.object),
    eq(jobs.state, 'pending'),
    eq(jobs.attempts, 0),
  );
  const moved = await tx
    .update(jobs)
    // It is as old as one that is put for then: or it would be given up at its first failure.
    .set({
      dueAt: sql`max(${jobs.dueAt}, ${due.getTime()})`,
      createdAt: sql`max(${jobs.createdAt}, ${due.getTime()})`,
    })
    .where(waiting)
    .returning({ id: jobs.id });
  if (!moved.length) await tx.insert(jobs).values(jobRows([job], due, cause));
}

/** What the runner asks of the outbox. */
export const queue = { claim, renew, settle, nextDue, oldest, hurryUnreached };
export type Queue = typeof queue;
