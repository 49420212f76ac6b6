import type { Client, InArgs, InStatement, ResultSet, Row, Transaction } from '@libsql/client';
import { bind, isBusy, resultSet, StoreError, type Bound } from './values.ts';

/** One connection to one database, synchronous. `libsql` in Node, sql.js in a page. */
export interface Driver {
  run(
    sql: string,
    args: readonly Bound[],
  ): { columns: string[]; rows: Row[]; changes: number; lastId?: bigint | undefined };
  exec(sql: string): void;
  readonly inTransaction: boolean;
  /** Forgets prepared statements; after a migration, since a kept `select *` has the old columns. */
  forget(): void;
  close(): void;
}

export interface ClientOptions {
  /** Tells whether the caller runs inside a transaction of this client; using the client there would wait for itself. */
  insideTransaction?: (() => boolean) | undefined;
  /** How long to wait for another process to let go of the file, in ms. */
  busyTimeout?: number | undefined;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * `@libsql/client`'s interface over one synchronous connection. Transactions wait for each other in a queue, and
 * statements outside wait for the running transaction, so nobody reads what is not committed yet.
 */
export class QueuedClient implements Client {
  readonly protocol = 'file';
  closed = false;
  readonly #driver: Driver;
  readonly #options: ClientOptions;
  #tail: Promise<void> = Promise.resolve();
  #busy = 0;

  constructor(driver: Driver, options: ClientOptions = {}) {
    this.#driver = driver;
    this.#options = options;
  }

  async execute(statement: InStatement, args?: InArgs): Promise<ResultSet> {
    const [sql, values] = typeof statement === 'string' ? [statement, args] : [statement.sql, statement.args];
    const bound = bind(values);
    this.#refuseInside();
    if (this.#busy === 0) {
      try {
        return this.#run(sql, bound);
      } catch (error) {
        if (!isBusy(error)) throw error;
      }
    }
    return this.#exclusive(() => this.#patiently(() => this.#run(sql, bound)));
  }

  async batch(statements: Array<InStatement | [string, InArgs?]>): Promise<ResultSet[]> {
    const transaction = await this.transaction();
    try {
      const results = await transaction.batch(
        statements.map((one) => (Array.isArray(one) ? { sql: one[0], args: one[1] ?? [] } : one)),
      );
      await transaction.commit();
      return results;
    } finally {
      transaction.close();
    }
  }

  async transaction(): Promise<Transaction> {
    this.#refuseInside();
    const release = await this.#acquire();
    try {
      await this.#patiently(() => this.#begin());
    } catch (error) {
      release();
      throw error;
    }
    return new QueuedTransaction((sql, args) => this.#run(sql, args), this.#driver, release);
  }

  /** Runs migrations with foreign keys off: rebuilding a table would otherwise delete its children. */
  async migrate(statements: InStatement[]): Promise<ResultSet[]> {
    return this.#exclusive(async () => {
      this.#driver.exec('pragma foreign_keys=off');
      try {
        await this.#patiently(() => this.#begin());
        const results = statements.map((one) =>
          typeof one === 'string' ? this.#run(one, []) : this.#run(one.sql, bind(one.args)),
        );
        if (this.#run('pragma foreign_key_check', []).rows.length)
          throw new StoreError('SQLITE_CONSTRAINT_FOREIGNKEY', 'a migration left orphans');
        this.#driver.exec('commit');
        return results;
      } catch (error) {
        if (this.#driver.inTransaction) this.#driver.exec('rollback');
        throw error;
      } finally {
        this.#driver.forget();
        this.#driver.exec('pragma foreign_keys=on');
      }
    });
  }

  async executeMultiple(sql: string): Promise<void> {
    this.#refuseInside();
    await this.#exclusive(() => this.#patiently(() => this.#driver.exec(sql)));
  }

  async sync(): Promise<undefined> {
    return undefined;
  }

  reconnect(): void {}

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.#driver.forget();
    this.#driver.close();
  }

  #run(sql: string, args: readonly Bound[]): ResultSet {
    this.#refuseClosed();
    const { columns, rows, changes, lastId } = this.#driver.run(sql, args);
    return resultSet(columns, rows, changes, lastId);
  }

  #begin(): void {
    // Whoever holds the queue is alone: an open transaction is one whose rollback failed.
    if (this.#driver.inTransaction) this.#driver.exec('rollback');
    // Not prepared: a prepared BEGIN that met BUSY poisons the connection.
    this.#driver.exec('begin immediate');
  }

  #refuseClosed(): void {
    if (this.closed) throw new StoreError('CLIENT_CLOSED', 'the database is closed');
  }

  #refuseInside(): void {
    if (this.#options.insideTransaction?.())
      throw new StoreError('SQLITE_MISUSE', 'inside a transaction use its handle, not the database');
  }

  async #exclusive<T>(body: () => T | Promise<T>): Promise<T> {
    const release = await this.#acquire();
    try {
      return await body();
    } finally {
      release();
    }
  }

  async #acquire(): Promise<() => void> {
    const before = this.#tail;
    let free = () => {};
    this.#tail = new Promise((resolve) => {
      free = resolve;
    });
    this.#busy += 1;
    await before;
    let held = true;
    const release = () => {
      if (!held) return;
      held = false;
      this.#busy -= 1;
      free();
    };
    if (this.closed) {
      release();
      this.#refuseClosed();
    }
    return release;
  }

  // Another process may hold the file; wait without blocking the event loop, with jitter so that two do not march in step.
  async #patiently<T>(attempt: () => T): Promise<T> {
    const end = performance.now() + (this.#options.busyTimeout ?? 2000);
    for (let wait = 2; ; wait = Math.min(wait * 2, 50)) {
      try {
        return attempt();
      } catch (error) {
        if (!isBusy(error) || performance.now() > end) throw error;
        await pause(wait * (0.5 + Math.random()));
      }
    }
  }
}

class QueuedTransaction implements Transaction {
  closed = false;
  readonly #run: (sql: string, args: readonly Bound[]) => ResultSet;
  readonly #driver: Driver;
  readonly #release: () => void;

  constructor(run: (sql: string, args: readonly Bound[]) => ResultSet, driver: Driver, release: () => void) {
    this.#run = run;
    this.#driver = driver;
    this.#release = release;
  }

  async execute(statement: InStatement): Promise<ResultSet> {
    this.#refuseClosed();
    return typeof statement === 'string' ? this.#run(statement, []) : this.#run(statement.sql, bind(statement.args));
  }

  async batch(statements: InStatement[]): Promise<ResultSet[]> {
    const results: ResultSet[] = [];
    for (const statement of statements) results.push(await this.execute(statement));
    return results;
  }

  async executeMultiple(sql: string): Promise<void> {
    this.#refuseClosed();
    this.#driver.exec(sql);
  }

  async commit(): Promise<void> {
    this.#refuseClosed();
    this.#driver.exec('commit');
    this.#end();
  }

  async rollback(): Promise<void> {
    if (this.closed) return;
    try {
      // SQLite itself rolls back on some errors (disk full): a second rollback would hide the first error.
      if (this.#driver.inTransaction) this.#driver.exec('rollback');
    } finally {
      this.#end();
    }
  }

  close(): void {
    // What stays open is rolled back before the next transaction.
    this.rollback().catch(() => {});
  }

  #end(): void {
    this.closed = true;
    this.#release();
  }

  #refuseClosed(): void {
    if (this.closed) throw new StoreError('TRANSACTION_CLOSED', 'the transaction is over');
  }
}
