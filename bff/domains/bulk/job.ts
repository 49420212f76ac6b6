import { and, asc, eq, exists, sql } from 'drizzle-orm';
import type { Deps } from '../../http/env.ts';
import { Problem } from '../../http/problem.ts';
import type { JobHandler } from '../../jobs/runner.ts';
import { tell, type Through } from '../../policy/enact.ts';
import { turnJobs } from '../../policy/turns.ts';
import type { Db } from '../../store/database.ts';
import { prepared } from '../../store/prepared.ts';
import { ownDomain } from '../zone.ts';
import { kindOf } from './kinds.ts';
import { outcomeOf } from './plan.ts';
import type { RunRow } from './read.ts';
import { bulkItems, bulkRuns } from './schema.ts';
import type { itemStates } from './states.ts';
import { bulkJob, dropWaiting, endRun } from './verbs.ts';
import { refusalOf } from './words.ts';

const readRun = async (db: Db, id: string): Promise<RunRow | undefined> =>
  (await db.select().from(bulkRuns).where(eq(bulkRuns.id, id)).limit(1))[0];

const waiting = prepared((db) =>
  db
    .select({ at: bulkItems.at, domainId: bulkItems.domainId })
    .from(bulkItems)
    .where(and(eq(bulkItems.runId, sql.placeholder('run')), eq(bulkItems.state, 'waiting')))
    .orderBy(asc(bulkItems.at))
    .limit(sql.placeholder('many'))
    .prepare(),
);

// Only what still waits, in a run that goes on: a second holder of the job, or who cancels, may have been quicker.
const settleItem = prepared((tx) =>
  tx
    .update(bulkItems)
    .set({
      state: sql`${sql.placeholder('state')}`,
      code: sql`${sql.placeholder('code')}`,
      reason: sql`${sql.placeholder('reason')}`,
    })
    .where(
      and(
        eq(bulkItems.runId, sql.placeholder('run')),
        eq(bulkItems.at, sql.placeholder('at')),
        eq(bulkItems.state, 'waiting'),
        exists(
          tx
            .select({ one: sql`1` })
            .from(bulkRuns)
            .where(and(eq(bulkRuns.id, sql.placeholder('run')), eq(bulkRuns.state, 'running'))),
        ),
      ),
    )
    .returning({ at: bulkItems.at })
    .prepare(),
);

interface Settled {
  readonly state: (typeof itemStates)[number];
  readonly code?: string;
  readonly reason?: string;
}
type Item = { readonly at: number; readonly domainId: string };

const settle = async (tx: Db, run: RunRow, { at }: Item, { state, code, reason }: Settled): Promise<boolean> => {
  const values = { run: run.id, at, state, code: code ?? null, reason: reason ?? null };
  return (await settleItem(tx).all(values)).length === 1;
};

async function turn(through: Through, run: RunRow, item: Item): Promise<void> {
  const { label, session } = through;
  const { wish } = run;
  const kind = kindOf(wish);
  try {
    const enacted = await label.db.transaction(async (tx) => {
      const domain = await ownDomain(tx, session, item.domainId);
      if (!domain) throw new Problem('not_found');
      const judge = await kind.judge?.(tx, [domain.id], wish.input, through);
      const outcome = await outcomeOf(domain, through, wish, judge);
      if (!(await settle(tx, run, item, outcome)) || outcome.state !== 'changed') return undefined;
      return kind.enact(tx, through, domain.id, wish.input);
    });
    if (enacted) tell(through, enacted);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await settle(label.db, run, item, { state: 'refused', ...refusalOf(error, session.locale) });
  }
}

/** Has each domain of a run changed in its turn. */
export const bulkJobs = (deps: () => Deps): Readonly<Record<string, JobHandler>> =>
  turnJobs<RunRow, Item>(deps, {
    job: bulkJob,
    change: 'domains.bulk',
    // Due since it began: before what its own domains have yet to tell the world.
    next: 'before',
    read: readRun,
    waiting: (db, run, many) => waiting(db).all({ run: run.id, many }),
    turn,
    leaveOut: (db, run, item, code) =>
      settle(db, run, item, { state: 'refused', ...refusalOf(new Problem(code), run.locale) }),
    end: endRun,
    drop: dropWaiting,
  });
