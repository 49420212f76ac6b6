import { personSession } from '../auth/session.ts';
import { withLabel } from '../http/bind.ts';
import type { Deps } from '../http/env.ts';
import type { Change } from '../jobs/changes.ts';
import { jobRows, putJob } from '../jobs/outbox.ts';
import type { Job } from '../jobs/queue.ts';
import type { JobHandler } from '../jobs/runner.ts';
import type { Db } from '../store/database.ts';
import type { Through } from './enact.ts';

/** What somebody asked to have done with many things, one after the other. */
interface Run {
  readonly id: string;
  readonly state: string;
  readonly customerId: string;
  readonly origin: string;
}

export interface Ended {
  readonly state: 'done' | 'cancelled';
  readonly endedAt: Date;
}

/** A kind of such runs: its tables, and what happens to one thing when it has its turn. */
export interface Turns<Row extends Run & Parameters<typeof personSession>[1], Item> {
  /** Of the job that goes through a run; its object is the run. */
  readonly job: string;
  readonly change: Change['kind'];
  /** The next part is due before jobs that came meanwhile, or behind them. */
  readonly next: 'before' | 'behind';
  read(db: Db, id: string): Promise<Row | undefined>;
  /** The first of those that still wait. */
  waiting(db: Db, run: Row, many: number): Promise<readonly Item[]>;
  /** One thing, behind the gate, and that it had its turn, in one transaction; or why not. */
  turn(through: Through, run: Row, item: Item): Promise<void>;
  /** Nobody acts any more who asked for it, or the same failed again and again. */
  leaveOut(db: Db, run: Row, item: Item, code: 'role_forbidden' | 'internal'): Promise<unknown>;
  /** Writes down that a run that goes on has ended. */
  end(tx: Db, id: string, ended: Ended): Promise<unknown>;
  /** What still waits has no turn any more. */
  drop(tx: Db, id: string): Promise<unknown>;
}

/** After so many, or this long in ms, it is the next job's turn: a stop need not wait, and panels hear of it. */
const most = 50;
const longest = 1000;
/** What failed so often without a reason that anybody could be told is left out, or the rest would wait for it. */
const enough = 5;

/** Goes through the things of a run, a part at a time, until none waits. */
export function turnJobs<Row extends Run & Parameters<typeof personSession>[1], Item>(
  deps: () => Deps,
  kind: Turns<Row, Item>,
): Readonly<Record<string, JobHandler>> {
  const part = (job: Job, labelId: string) =>
    withLabel(deps(), labelId, async (label) => {
      const run = await kind.read(label.db, job.object);
      if (run?.state !== 'running') return;
      const items = await kind.waiting(label.db, run, most);
      const until = performance.now() + longest;
      for (const [at, item] of items.entries()) {
        if (performance.now() > until) break;
        // Asked anew each time: who lost his role meanwhile, or whose label switched it off, goes no further.
        const session = await personSession(label, run);
        if (!session) await kind.leaveOut(label.db, run, item, 'role_forbidden');
        // An outage of the database, or a process that died, is no fault of the thing.
        else if (at === 0 && job.attempts > enough && job.error === 'unexpected')
          await kind.leaveOut(label.db, run, item, 'internal');
        else {
          const said = { origin: run.origin, requestId: job.requestId ?? job.id, trace: job.trace ?? '' };
          await kind.turn({ ...said, session, label, deps: deps(), now: new Date(deps().now()) }, run, item);
        }
      }
    });

  return {
    [kind.job]: {
      async run({ label, job }) {
        await part(job, label.id);
        return async (tx) => {
          const run = await kind.read(tx, job.object);
          if (run?.state !== 'running') return;
          const now = new Date(deps().now());
          if ((await kind.waiting(tx, run, 1)).length) {
            const [next] = jobRows([{ kind: kind.job, object: run.id }], now, job);
            await putJob(tx, kind.next === 'before' ? { ...next!, dueAt: job.dueAt } : next!);
          } else await kind.end(tx, run.id, { state: 'done', endedAt: now });
        };
      },

      async failed(tx, { job }, _error, retryAt) {
        if (retryAt) return;
        await kind.end(tx, job.object, { state: 'cancelled', endedAt: new Date(deps().now()) });
        await kind.drop(tx, job.object);
      },

      settled({ label, job }) {
        void kind.read(label.db, job.object).then(
          (run) => run && deps().changes.publish(label.id, run.customerId, { kind: kind.change, id: run.id }),
          () => {},
        );
      },
    },
  };
}
