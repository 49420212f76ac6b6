import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { Problem } from '../../http/problem.ts';
import { action, nothing, refused, type Act } from '../../policy/action.ts';
import type { Ended } from '../../policy/turns.ts';
import type { Db } from '../../store/database.ts';
import { newId } from '../../store/ids.ts';
import type { BulkRun } from './answers.ts';
import { bulkInput, bulkPreviewInput, type BulkWish } from './input.ts';
import { plan, refuseWish, shown } from './plan.ts';
import { ownRun, runAnswer, underWay, type RunRow } from './read.ts';
import { bulkItems, bulkRuns } from './schema.ts';
import { bulkWords } from './words.ts';

export const bulkJob = 'domains.bulk.run';

const not = (act: Act<unknown>, why: 'running' | 'nothingFailed' | 'over', name: 'start' | 'cancel'): Problem =>
  refused({ code: 'state_forbids', reason: bulkWords(act.session.locale)[why] }, act.session, `domains.bulk.${name}`);

/** Writes a run and what it is about; each domain has its turn afterwards, in a transaction of its own. */
async function begin(act: Act<unknown>, wish: BulkWish, ids: readonly string[], of?: string): Promise<BulkRun> {
  const { tx, session, label, now } = act;
  if (await underWay(tx, session)) throw not(act, 'running', 'start');
  const run: RunRow = {
    id: newId('bulk'),
    customerId: session.customer.id,
    userId: session.user.id,
    by: session.user.name,
    wish,
    state: 'running',
    scope: session.scope,
    origin: session.origin ?? label.entry.hosts[0] ?? '',
    locale: session.locale,
    of: of ?? null,
    createdAt: now,
    endedAt: null,
    closedAt: null,
  };
  // Whoever starts the next is done with the last.
  await tx
    .update(bulkRuns)
    .set({ closedAt: now })
    .where(and(eq(bulkRuns.customerId, run.customerId), eq(bulkRuns.userId, run.userId), isNull(bulkRuns.closedAt)));
  await tx.insert(bulkRuns).values(run);
  await tx.run(sql`insert into ${bulkItems} (run_id, at, domain_id)
    select ${run.id}, key, value from json_each(${JSON.stringify(ids)})`);
  act.note({ run: run.id, action: wish.action, domains: ids.length, ...(of ? { of } : {}) });
  act.enqueue({ kind: bulkJob, object: run.id });
  act.changed({ kind: 'domains.bulk', id: run.id });
  return runAnswer(tx, run);
}

/** Does one thing with many domains. Each is judged anew when its turn comes. */
export const startBulk = action({
  name: 'domains.bulk.start',
  input: bulkInput,
  run: async (act: Act<undefined>, { which, wish, seen }): Promise<BulkRun> => {
    const outcomes = await plan(act.tx, act, which, wish);
    if (seen !== undefined) {
      const current = await shown(outcomes, wish);
      if (current.seen !== seen) throw new Problem('version_conflict', { current });
    }
    return begin(
      act,
      wish,
      outcomes.map(({ id }) => id),
    );
  },
});

/** For the gate of the preview alone: who may not start it is not shown it either. */
export const previewBulk = action({
  name: 'domains.bulk.start',
  input: bulkPreviewInput,
  run: (): Promise<never> => Promise.reject(new Error('a preview writes nothing')),
});

/** Tries those again that were refused. */
export const retryBulk = action({
  name: 'domains.bulk.start',
  input: nothing,
  target: ownRun,
  run: async (act: Act<RunRow>): Promise<BulkRun> => {
    const { tx, target } = act;
    const rows = await tx
      .select({ id: bulkItems.domainId })
      .from(bulkItems)
      .where(and(eq(bulkItems.runId, target.id), eq(bulkItems.state, 'refused')))
      .orderBy(asc(bulkItems.at));
    if (target.state === 'running') throw not(act, 'running', 'start');
    if (!rows.length) throw not(act, 'nothingFailed', 'start');
    refuseWish(target.wish, act);
    return begin(
      act,
      target.wish,
      rows.map(({ id }) => id),
      target.id,
    );
  },
});

/** What came of it was seen. Closed twice is closed. */
export const closeBulk = action({
  name: 'domains.bulk.start',
  input: nothing,
  target: ownRun,
  run: async (act: Act<RunRow>): Promise<BulkRun> => {
    const { tx, target, now } = act;
    if (target.state === 'running') throw not(act, 'running', 'start');
    await tx
      .update(bulkRuns)
      .set({ closedAt: target.closedAt ?? now })
      .where(eq(bulkRuns.id, target.id));
    return runAnswer(tx, target);
  },
});

/** Of a run that goes on. */
export const endRun = (tx: Db, id: string, ended: Ended) =>
  tx
    .update(bulkRuns)
    .set(ended)
    .where(and(eq(bulkRuns.id, id), eq(bulkRuns.state, 'running')));

/** What still waits has no turn any more; how many those are. */
export async function dropWaiting(tx: Db, id: string): Promise<number> {
  const dropped = await tx
    .update(bulkItems)
    .set({ state: 'dropped' })
    .where(and(eq(bulkItems.runId, id), eq(bulkItems.state, 'waiting')))
    .returning({ at: bulkItems.at });
  return dropped.length;
}

/** What has not had its turn stays as it is. */
export const cancelBulk = action({
  name: 'domains.bulk.cancel',
  input: nothing,
  target: ownRun,
  run: async (act: Act<RunRow>): Promise<BulkRun> => {
    const { tx, target, now } = act;
    if (target.state !== 'running') throw not(act, 'over', 'cancel');
    const ended = { state: 'cancelled', endedAt: now } as const;
    await endRun(tx, target.id, ended);
    act.note({ dropped: await dropWaiting(tx, target.id) });
    act.changed({ kind: 'domains.bulk', id: target.id });
    return runAnswer(tx, { ...target, ...ended });
  },
});
