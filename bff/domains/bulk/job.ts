import { and, asc, eq, exists, sql } from 'drizzle-orm';
import { personSession } from '../../auth/session.ts';
import { withLabel } from '../../http/bind.ts';
import type { Deps } from '../../http/env.ts';
import { Problem } from '../../http/problem.ts';
import { jobRows, putJob } from '../../jobs/outbox.ts';
import type { Job } from '../../jobs/queue.ts';
import type { JobHandler } from '../../jobs/runner.ts';
import { tell, type Through } from '../../policy/enact.ts';
import type { Db } from '../../store/database.ts';
import { prepared } from '../../store/prepared.ts';
import { ownDomain } from '../zone.ts';
import { kindOf } from './kinds.ts';
import { outcomeOf } from './plan.ts';
import type { RunRow } from './read.ts';
import { bulkItems, bulkRuns } from './schema.ts';
import type { itemStates } from './states.ts';
import { bulkJob } from './verbs.ts';
import { refusalOf } from './words.ts';

/** After so many, or this long in ms, it is the next job's turn: a stop need not wait, and panels hear of it. */
const most = 50;
const longest = 1000;
/** What failed so often without a reason that anybody could be told is left out, or the rest would wait for it. */
const enough = 5;

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

/** One domain: its verb, behind the gate, and that it had its turn, in one transaction; or why not. */
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

/** Nobody acts any more who asked for it, or the same failed again and again. */
const leaveOut = (db: Db, run: RunRow, item: Item, code: 'role_forbidden' | 'internal'): Promise<boolean> =>
  settle(db, run, item, { state: 'refused', ...refusalOf(new Problem(code), run.locale) });

async function turns(deps: Deps, job: Job, labelId: string): Promise<void> {
  await withLabel(deps, labelId, async (label) => {
    const run = await readRun(label.db, job.object);
    if (run?.state !== 'running') return;
    const items = await waiting(label.db).all({ run: run.id, many: most });
    const until = performance.now() + longest;
    for (const [at, item] of items.entries()) {
      if (performance.now() > until) break;
      // Asked anew each time: who lost his role meanwhile, or whose label switched it off, goes no further.
      const session = await personSession(label, run);
      if (!session) await leaveOut(label.db, run, item, 'role_forbidden');
      // An outage of the database, or a process that died, is no fault of the domain.
      else if (at === 0 && job.attempts > enough && job.error === 'unexpected')
        await leaveOut(label.db, run, item, 'internal');
      else {
        const { requestId, trace } = job;
        const said = { origin: run.origin, requestId: requestId ?? job.id, trace: trace ?? '' };
        await turn({ ...said, session, label, deps, now: new Date(deps.now()) }, run, item);
      }
    }
  });
}

/** Goes through the domains of a run, a part at a time, until none waits. */
export const bulkJobs = (deps: () => Deps): Readonly<Record<string, JobHandler>> => ({
  [bulkJob]: {
    async run({ label, job }) {
      await turns(deps(), job, label.id);
      return async (tx) => {
        const run = await readRun(tx, job.object);
        if (run?.state !== 'running') return;
        const now = new Date(deps().now());
        if ((await waiting(tx).all({ run: run.id, many: 1 })).length) {
          // Due since it began: before what its own domains have yet to tell the world.
          const [next] = jobRows([{ kind: bulkJob, object: run.id }], now, job);
          await putJob(tx, { ...next!, dueAt: job.dueAt });
        } else await tx.update(bulkRuns).set({ state: 'done', endedAt: now }).where(eq(bulkRuns.id, run.id));
      };
    },

    async failed(tx, { job }, _error, retryAt) {
      if (retryAt) return;
      const ended = { state: 'cancelled', endedAt: new Date(deps().now()) } as const;
      await tx
        .update(bulkRuns)
        .set(ended)
        .where(and(eq(bulkRuns.id, job.object), eq(bulkRuns.state, 'running')));
      await tx
        .update(bulkItems)
        .set({ state: 'dropped' })
        .where(and(eq(bulkItems.runId, job.object), eq(bulkItems.state, 'waiting')));
    },

    settled({ label, job }) {
      void readRun(label.db, job.object).then(
        (run) => run && deps().changes.publish(label.id, run.customerId, { kind: 'domains.bulk', id: run.id }),
        () => {},
      );
    },
  },
});
