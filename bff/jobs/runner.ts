import type { Db } from '../store/database.ts';
import type { Call } from '../platform/call.ts';
import type { LabelHandle, Labels } from '../store/labels.ts';
import { backoff, giveUpAfter } from './backoff.ts';
import { ClockWatch } from './clock-watch.ts';
import { holding, LeaseLost } from './lease.ts';
import { insists, queue, type Job, type Queue } from './queue.ts';

export interface Running {
  readonly label: LabelHandle;
  readonly job: Job;
  /** What an earlier attempt sent may be there, or may still arrive: read what is there and mend it, do not go on from it. */
  readonly doubt: boolean;
  /** Goes to the connector: its `admit` throws `LeaseLost` unless the job is ours for longer than what is to be told may take. */
  readonly call: Call;
}

/** Does one kind of job. Called at least once; what it tells the world must converge. */
export interface JobHandler {
  /** Tells the world; answers what to write when the job is settled, in the same transaction. */
  run(running: Running): Promise<(tx: Db) => Promise<void>>;
  /** Shows the failure at the object. `retryAt` undefined = given up. */
  failed(tx: Db, running: Running, error: unknown, retryAt: Date | undefined): Promise<void>;
  /** Given up after this time, in ms, where it is not the usual one. */
  readonly giveUpAfter?: number | ((job: Job) => number);
  /** Which port it needs: when its system is back after a while these jobs come at once. */
  readonly port?: string;
  /**
   * What an attempt told the world may come after what a later one told it: the holder was late, or an answer never
   * came. Puts a job that brings the world back to what is wished, due then.
   */
  lookAgain?(tx: Db, running: Running, due: Date): Promise<void>;
  /** After the settling transaction, whatever came out. */
  settled?(running: Running): void;
}

export interface RunnerOptions {
  readonly labels: Labels;
  /** Ours, unless a test shows what a worse one would do. */
  readonly queue?: Queue;
  readonly handlers: Readonly<Record<string, JobHandler>>;
  readonly now: () => number;
  /** Time that passed since some moment, in ms, whatever is done to the clock. */
  readonly elapsed?: () => number;
  readonly random: () => number;
  /** Calls back again and again, until it is told to end; a timer, unless a test has its own time. */
  readonly every?: (ms: number, body: () => void) => () => void;
  readonly report: (name: string, facts: Readonly<Record<string, string | number | undefined>>) => void;
  /** Jobs of one label at a time. */
  readonly parallel?: number;
}

/** No request is on its way any more this long after a later one was answered, in ms. */
const settleTime = 30_000;
/** How long to wait for a job that another one of its object holds up, in ms. */
const blockedPause = 250;
/** How often the label is looked at though nobody woke us, in ms. */
const safetyNet = 60_000;

/** Runs outbox jobs: woken by the commit that wrote one, at the time one is due, and by a slow safety net. */
export class JobRunner {
  readonly #options: RunnerOptions;
  readonly #queue: Queue;
  readonly #clock: ClockWatch;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #draining = new Map<string, Promise<void>>();
  /** One more worker for a label that is being drained. */
  readonly #hire = new Map<string, () => void>();
  readonly #again = new Set<string>();
  #stopped = false;

  constructor(options: RunnerOptions) {
    this.#options = options;
    this.#queue = options.queue ?? queue;
    this.#clock = new ClockWatch(options.now, options.elapsed ?? (() => performance.now()));
  }

  /** Something may be due in this label. */
  wake(labelId: string): void {
    if (this.#stopped) return;
    if (this.#draining.has(labelId)) {
      this.#again.add(labelId);
      // Those at work may be waiting for a system that hangs.
      this.#hire.get(labelId)?.();
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

  /** When the oldest job was made that is due or was tried in vain, in ms; undefined when there is none. */
  async oldest(): Promise<number | undefined> {
    const { labels, now } = this.#options;
    let oldest: number | undefined;
    for (const id of this.#busy()) {
      const at = await labels.use(id, ({ db }) => this.#queue.oldest(db, now())).catch(() => undefined);
      if (at !== undefined && at < (oldest ?? Infinity)) oldest = at;
    }
    return oldest;
  }

  /** The system behind a port may be back: so many of the jobs that did not reach it come now, or all. */
  async hurry(port: string, many = 100_000): Promise<void> {
    const { handlers, labels, now } = this.#options;
    const kinds = Object.keys(handlers).filter((kind) => handlers[kind]!.port === port);
    let left = many;
    for (const id of this.#busy()) {
      const come = await labels
        .use(id, ({ db }) => this.#queue.hurryUnreached(db, kinds, left, now()))
        // Its own database is away; the others do not wait for that.
        .catch(() => 0);
      if (come) this.wake(id);
      left -= come;
      if (left <= 0) return;
    }
  }

  /** Claims and runs one due job; false when there was none. `claimed` hears that there was one, before it is run. */
  async step(label: LabelHandle, claimed?: () => void): Promise<boolean> {
    const { handlers, now, random, report } = this.#options;
    const { claim, settle } = this.#queue;
    this.#clock.look();
    const job = await claim(label.db, now);
    if (!job) return false;
    claimed?.();
    const hold = holding(label.db, job, { ...this.#options, queue: this.#queue });
    const began = performance.now();
    const call: Call = { admit: hold.admit, trace: job.trace ?? undefined, insists: insists(job) };
    const running = { label, job, doubt: job.doubt, call };
    const handler = handlers[job.kind];
    const tell = (name: string, more: Readonly<Record<string, string>> = {}) =>
      report(name, {
        label: label.id,
        job: job.id,
        kind: job.kind,
        attempts: job.attempts,
        requestId: job.requestId ?? undefined,
        trace: job.trace ?? undefined,
        ms: Math.round((performance.now() - began) * 10) / 10,
        ...more,
      });
    /** False when the job was no longer ours. */
    const end = (values: Parameters<Queue['settle']>[2], write: (tx: Db) => Promise<void> | undefined) =>
      label.db.transaction(async (tx) => {
        const ours = await settle(tx, job, values);
        if (ours) await write(tx);
        else if (hold.told()) await handler?.lookAgain?.(tx, running, new Date(now()));
        return ours;
      });
    try {
      if (!handler) throw new Error(`no handler for ${job.kind}`);
      const write = await handler.run(running);
      const ours = await end({ state: 'done', endedAt: new Date(now()), error: null }, async (tx) => {
        await write(tx);
        // A clock that was put forward lets a second look come too early: then there is a third.
        if (job.doubt || this.#clock.skipped(job.dueAt.getTime(), settleTime))
          await handler.lookAgain?.(tx, running, new Date(this.#clock.latest() + settleTime));
      });
      tell(ours ? 'job_done' : 'job_lost');
    } catch (error) {
      const life = handler?.giveUpAfter ?? giveUpAfter;
      const givenUp = now() - job.createdAt.getTime() > (typeof life === 'function' ? life(job) : life);
      const lost = error instanceof LeaseLost;
      const wait = lost ? 0 : backoff(job.attempts, random());
      const retryAt = givenUp ? undefined : new Date(now() + wait);
      const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unexpected';
      if (!lost) tell('job_failed', { reason });
      await end(
        retryAt
          ? { state: 'pending', dueAt: retryAt, error: reason }
          : { state: 'failed', endedAt: new Date(now()), error: reason },
        (tx) => (lost && retryAt ? undefined : handler?.failed(tx, running, error, retryAt)),
      );
    } finally {
      hold.release();
    }
    handler?.settled?.(running);
    return true;
  }

  /** The labels that have jobs, as far as this process knows. */
  #busy(): Set<string> {
    return new Set([...this.#timers.keys(), ...this.#draining.keys()]);
  }

  async #drain(labelId: string): Promise<void> {
    const { labels, parallel = 4 } = this.#options;
    const next = await labels.use(labelId, async (label) => {
      const workers = new Set<Promise<void>>();
      const failures: unknown[] = [];
      // Who finds a job calls the next one, who may find another: a look of all at once finds little and costs the label's requests time.
      const work = async () => {
        while (!this.#stopped && (await this.step(label, hire)));
      };
      const hire = (): void => {
        if (workers.size >= parallel) return;
        const worker = work()
          .catch((error: unknown) => void failures.push(error))
          .finally(() => {
            workers.delete(worker);
            // It may have looked just before a job came.
            if (this.#again.delete(labelId)) hire();
          });
        workers.add(worker);
      };
      hire();
      this.#hire.set(labelId, hire);
      // All of them are done with the label before it is given back, also when one fails.
      while (workers.size) await Promise.all(workers);
      this.#hire.delete(labelId);
      if (failures.length) throw failures[0];
      return this.#queue.nextDue(label.db);
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
