import type { InStatement, ResultSet, Transaction } from '@libsql/client';
import type { Driver } from './client.ts';
import { bind, StoreError, type Bound } from './values.ts';

export type Run = (sql: string, args: readonly Bound[]) => ResultSet;

/** How a transaction's body came out. */
interface Ended {
  readonly kept: boolean;
  /** Its rollback failed: what is in the file's transaction by now, nobody knows. */
  readonly error?: unknown;
}

const shown = ({ rows, rowsAffected }: ResultSet) => JSON.stringify([rows, rowsAffected]);

/** One customer's turn at the connection: all of the file's transaction, or a savepoint of it. */
export class QueuedTransaction implements Transaction {
  closed = false;
  /** After others in the same transaction of the file. */
  joined: boolean;
  /** SQLite gave up the whole transaction of the file (disk full): nothing of it is left. */
  lost: unknown;
  readonly ended: Promise<Ended>;
  readonly #driver: Driver;
  readonly #run: Run;
  #end: (ended: Ended) => void = () => {};
  settle: (error?: unknown) => void = () => {};
  #moving: Promise<void> | undefined;
  /** What it did so far, to be done again elsewhere: false when something else comes out. */
  #steps: (() => boolean)[] = [];

  constructor(driver: Driver, run: Run, joined: boolean) {
    this.#driver = driver;
    this.#run = run;
    this.joined = joined;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    if (joined) run('savepoint one', []);
  }

  async execute(statement: InStatement): Promise<ResultSet> {
    const [sql, args] = typeof statement === 'string' ? [statement, []] : [statement.sql, bind(statement.args)];
    if (this.#moving) await this.#moving;
    return this.#step(sql, args);
  }

  async batch(statements: InStatement[]): Promise<ResultSet[]> {
    const results: ResultSet[] = [];
    for (const statement of statements) results.push(await this.execute(statement));
    return results;
  }

  async executeMultiple(sql: string): Promise<void> {
    if (this.#moving) await this.#moving;
    this.#refuse();
    this.#driver.exec(sql);
    if (this.joined)
      this.#steps.push(() => {
        this.#driver.exec(sql);
        return true;
      });
  }

  async commit(): Promise<void> {
    if (this.#moving) await this.#moving;
    this.#refuse();
    this.closed = true;
    return this.#settled(true);
  }

  async rollback(): Promise<void> {
    if (this.#moving) await this.#moving;
    if (this.closed) return;
    this.closed = true;
    try {
      // SQLite itself rolls back on some errors (disk full): a second rollback would hide the first error.
      if (this.#driver.inTransaction) this.#driver.exec(this.joined ? 'rollback to one; release one' : 'rollback');
    } catch (error) {
      this.#end({ kept: false, error });
      throw error;
    }
    if (!this.joined || this.lost) return this.#end({ kept: false });
    return this.#settled(false);
  }

  /** When the transaction that it shares with others is kept; rejects when it is not. */
  #settled(kept: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      this.settle = (error) => (error === undefined ? resolve() : reject(error as Error));
      this.#end({ kept });
    });
  }

  close(): void {
    // What stays open is rolled back before the next transaction.
    this.rollback().catch(() => {});
  }

  /** Out of the transaction that it shares with others, which `leave` commits, into one of its own: does again what it did. */
  moved(leave: () => Promise<void>): Promise<void> {
    const steps = this.#steps;
    const move = async () => {
      try {
        this.#driver.exec('rollback to one; release one');
        this.joined = false;
        await leave();
        if (!steps.every((again) => again())) throw new StoreError('SQLITE_BUSY', 'another process wrote in between');
      } catch (error) {
        this.lost = error;
      }
      this.#moving = undefined;
    };
    this.#steps = [];
    this.#moving = move();
    return this.#moving;
  }

  #step(sql: string, args: readonly Bound[]): ResultSet {
    this.#refuse();
    try {
      const result = this.#run(sql, args);
      if (this.joined) this.#steps.push(() => shown(this.#step(sql, args)) === shown(result));
      return result;
    } catch (error) {
      if (!this.#driver.inTransaction) this.lost = error;
      throw error;
    }
  }

  #refuse(): void {
    if (this.closed) throw new StoreError('TRANSACTION_CLOSED', 'the transaction is over');
    // Without its transaction, each statement would stand for itself.
    if (this.lost) throw this.lost;
  }
}
