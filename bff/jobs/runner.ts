import type { Db } from '../store/database.ts';
import type { LabelHandle, Labels } from '../store/labels.ts';
import { backoff, giveUpAfter } from './backoff.ts';
import { claim, nextDue, settle, type Job } from './queue.ts';

export interface Running {
  readonly label: LabelHandle;
  readonly job: Job;
}

/** Does one kind of job. Called at least once; what it tells the world must converge. */
export interface JobHandler {
  /** Tells the world; answers what to write when the job is settled, in the same transaction. */
  run(running: Running): Promise<(tx: Db) => Promise<void>>;
  /** Shows the failure at the object. `retryAt` undefined = given up. */
  failed(tx: Db, running: Running, error: unknown, retryAt: Date | undefined): Promise<void>;
  /** Given up after this time, in ms, where it is not the usual one. */
  readonly giveUpAfter?: number;
  /** After the settling transaction, whatever came out. */
  settled?(running: Running): void;
}

export interface RunnerOptions {
  readonly labels: Labels;
  readonly handlers: Readonly<Record<string, JobHandler>>;
  readonly now: () => number;
  readonly random: () => number;
  readonly report: (name: string, facts: Readonly<Record<string, string | number | undefined>>) => void;
  /** Jobs of one label at a time. */
  readonly parallel?: number;
}

/** How long to wait for a job that another one of its object holds up, in ms. */
const blockedPause = 250;
/** How often the label is looked at though nobody woke us, in ms. */
const safetyNet = 60_000;

/** Runs outbox jobs: woken by the commit that wrote one, at the time one is due, and by a slow safety net. */
export class JobRunner {
  readonly #options: RunnerOptions;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #draining = new Map<string, Promise<void>>();
  readonly #again = new Set<string>();
  #stopped = false;

  constructor(options: RunnerOptions) {
    this.#options = options;
  }

  /** Something may be due in this label. */
  wake(labelId: string): void {
    if (this.#stopped) return;
    if (this.#draining.has(labelId)) {
      this.#again.add(labelId);
      return;
    }
    clearTimeout(this.#timers.get(labelId));
    this.#timers.delete(labelId);
    const draining = this.#drain(labelId)
      .catch((error: unknown) => {
        this.#options.report('jobs_failed', { label: labelId, error: error instanceof Error ? error.name : 'unknown' });
        this.#schedule(labelId, this.#options.now() + 2000);
      })
      .finally(() => {
        this.#draining.delete(labelId);
        if (this.#again.delete(labelId)) this.wake(labelId);
      });
    this.#draining.set(labelId, draining);
  }

  /** Resolves when nothing that is due now is left (not: when nothing will be due later). */
  async idle(labelId: string): Promise<void> {
    for (;;) {
      const draining = this.#draining.get(labelId);
      if (!draining) return;
      await draining;
      await Promise.resolve();
    }
  }

  /** Takes no new job and waits for those under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    await Promise.all(this.#draining.values());
  }

  /** Claims and runs one due job; false when there was none. */
  async step(label: LabelHandle): Promise<boolean> {
    const { handlers, now, random, report } = this.#options;
    const job = await claim(label.db, now());
    if (!job) return false;
    const running = { label, job };
    const handler = handlers[job.kind];
    try {
      if (!handler) throw new Error(`no handler for ${job.kind}`);
      const write = await handler.run(running);
      await label.db.transaction(async (tx) => {
        if (await settle(tx, job, { state: 'done', endedAt: new Date(now()), error: null })) await write(tx);
      });
    } catch (error) {
      const givenUp = now() - job.createdAt.getTime() > (handler?.giveUpAfter ?? giveUpAfter);
      const retryAt = givenUp ? undefined : new Date(now() + backoff(job.attempts, random()));
      const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unexpected';
      report('job_failed', { label: label.id, job: job.id, kind: job.kind, attempts: job.attempts, reason });
      await label.db.transaction(async (tx) => {
        const ours = await settle(
          tx,
          job,
          retryAt
            ? { state: 'pending', dueAt: retryAt, error: reason }
            : { state: 'failed', endedAt: new Date(now()), error: reason },
        );
        if (ours) await handler?.failed(tx, running, error, retryAt);
      });
    }
    handler?.settled?.(running);
    return true;
  }

  async #drain(labelId: string): Promise<void> {
    const { labels, parallel = 4 } = this.#options;
    const next = await labels.use(labelId, async (label) => {
      const worker = async () => {
        while (!this.#stopped && (await this.step(label)));
      };
      // All of them are done with the label before it is given back, also when one fails.
      const ends = await Promise.allSettled(Array.from({ length: parallel }, worker));
      for (const end of ends) if (end.status === 'rejected') throw end.reason;
      return nextDue(label.db);
    });
    // Due already and not taken: another job of its object is running elsewhere.
    if (next !== undefined) this.#schedule(labelId, Math.max(next, this.#options.now() + blockedPause));
  }

  #schedule(labelId: string, at: number): void {
    if (this.#stopped) return;
    clearTimeout(this.#timers.get(labelId));
    const wait = Math.min(safetyNet, Math.max(5, at - this.#options.now()));
    const timer = setTimeout(() => this.wake(labelId), wait);
    if (typeof timer === 'object') timer.unref?.();
    this.#timers.set(labelId, timer);
  }
}
