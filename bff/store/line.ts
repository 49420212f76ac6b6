import type { Driver } from './client.ts';
import { QueuedTransaction, type Run } from './transaction.ts';
import { isBusy } from './values.ts';

interface WaitingTransaction {
  readonly begin: (transaction: QueuedTransaction) => void;
  readonly fail: (error: unknown) => void;
}
type Waiting = WaitingTransaction | { readonly alone: () => Promise<void> };

export interface LineOptions {
  readonly driver: Driver;
  readonly run: Run;
  /** Throws when the database is closed. */
  readonly refuseClosed: () => void;
  /** How long to wait for another process to let go of the file, in ms. */
  readonly busyTimeout: number;
  /** Until what has arrived by now was begun; transactions of that time are committed together. */
  readonly turn: (() => Promise<void>) | undefined;
}

/** So many transactions share a commit at most: those behind them, and reads, wait that long. */
const most = 32;
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * Who may use the one connection, in the order of coming. Transactions that wait at the same moment share one of the file's,
 * a savepoint each, one after another, and with it the sync to disk; each is acknowledged after that.
 */
export class Line {
  readonly #options: LineOptions;
  readonly #waiting: Waiting[] = [];
  #working = false;
  /** Somebody has the connection for himself: what he wrote is not committed yet. */
  #taken = false;

  constructor(options: LineOptions) {
    this.#options = options;
  }

  /**
   * Whether a statement need not stand in line. What writes stands behind all: when it meets BUSY its statement stays in progress,
   * and nobody can commit until it was run again.
   */
  lets(sql: string): boolean {
    return /^select\b/i.test(sql) ? !this.#taken : !this.#working;
  }

  alone<T>(body: () => T | Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const alone = async () => {
        this.#taken = true;
        try {
          this.#options.refuseClosed();
          resolve(await body());
        } catch (error) {
          reject(error);
        } finally {
          this.#taken = false;
        }
      };
      this.#join({ alone });
    });
  }

  transaction(): Promise<QueuedTransaction> {
    return new Promise((begin, fail) => this.#join({ begin, fail }));
  }

  begin(): void {
    const { driver } = this.#options;
    // Whoever is in front is alone: an open transaction is one whose rollback failed.
    if (driver.inTransaction) driver.exec('rollback');
    // Not prepared: a prepared BEGIN that met BUSY poisons the connection.
    driver.exec('begin immediate');
  }

  // Another process may hold the file; wait without blocking the event loop, with jitter so that two do not march in step.
  async patiently<T>(attempt: () => T): Promise<T> {
    const end = performance.now() + this.#options.busyTimeout;
    for (let wait = 2; ; wait = Math.min(wait * 2, 50)) {
      try {
        return attempt();
      } catch (error) {
        if (!isBusy(error) || performance.now() > end) throw error;
        await pause(wait * (0.5 + Math.random()));
      }
    }
  }

  #join(one: Waiting): void {
    this.#waiting.push(one);
    if (!this.#working) void this.#work();
  }

  async #work(): Promise<void> {
    this.#working = true;
    for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
      if ('begin' in next) await this.#options.turn?.();
      this.#waiting.shift();
      if ('alone' in next) await next.alone();
      else await this.#group(next);
    }
    this.#working = false;
  }

  async #group(first: WaitingTransaction): Promise<void> {
    const { driver, run, refuseClosed } = this.#options;
    this.#taken = true;
    try {
      refuseClosed();
      await this.patiently(() => this.begin());
    } catch (error) {
      this.#taken = false;
      return first.fail(error);
    }
    let kept: QueuedTransaction[] = [];
    try {
      let next: Waiting | undefined = first;
      for (let size = 1; next && 'begin' in next; size += 1) {
        const one = begun(next, () => new QueuedTransaction(driver, run, kept.length > 0));
        next.begin(one);
        if (kept.length && (await this.#isLate(one))) {
          // It waits for something else than the database: those before it do not wait for that.
          const before = kept;
          kept = [];
          await one.moved(async () => {
            this.#commit(before);
            await this.patiently(() => this.begin());
          });
        }
        const { kept: keeps, error } = await one.ended;
        // Who rolls back may have been refused for what another one wrote: told only when that is kept.
        if (keeps || one.joined) kept.push(one);
        if (error ?? one.lost) throw error ?? one.lost;
        // What was alone was all of the file's transaction.
        if (!keeps && !kept.length) return;
        if (keeps && one.joined) run('release one', []);
        if (size === most) break;
        next = this.#waiting[0];
        if (next && 'begin' in next) this.#waiting.shift();
      }
      this.#commit(kept);
    } catch (error) {
      this.#giveUp();
      for (const one of kept) one.settle(error);
    } finally {
      this.#taken = false;
    }
  }

  #commit(kept: readonly QueuedTransaction[]): void {
    try {
      this.#options.refuseClosed();
      this.#options.driver.exec('commit');
    } catch (error) {
      this.#giveUp();
      for (const one of kept) one.settle(error);
      return;
    }
    for (const one of kept) one.settle();
  }

  // Nobody may read what is not kept.
  #giveUp(): void {
    const { driver } = this.#options;
    try {
      if (driver.inTransaction) driver.exec('rollback');
    } catch {
      // The next one that begins tries again.
    }
  }

  // What awaits nothing but the database is through before the event loop turns.
  async #isLate(one: QueuedTransaction): Promise<boolean> {
    const turned = (this.#options.turn ?? (() => pause(0)))();
    return Promise.race([one.ended.then(() => false), turned.then(() => true)]);
  }
}

function begun(waiting: WaitingTransaction, make: () => QueuedTransaction): QueuedTransaction {
  try {
    return make();
  } catch (error) {
    waiting.fail(error);
    throw error;
  }
}
