import type { Client, InArgs, InStatement, ResultSet, Row, Transaction } from '@libsql/client';
import { Line } from './line.ts';
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
  /** Resolves when what has arrived by now was begun: transactions of that time are committed together. */
  turn?: (() => Promise<void>) | undefined;
}

/**
 * `@libsql/client`'s interface over one synchronous connection. Transactions wait for each other in a line, and
 * statements outside wait for the running transaction, so nobody reads what is not committed yet.
 */
export class QueuedClient implements Client {
  readonly protocol = 'file';
  closed = false;
  readonly #driver: Driver;
  readonly #options: ClientOptions;
  readonly #line: Line;

  constructor(driver: Driver, options: ClientOptions = {}) {
    this.#driver = driver;
    this.#options = options;
    this.#line = new Line({
      driver,
      run: (sql, args) => this.#run(sql, args),
      refuseClosed: () => this.#refuseClosed(),
      busyTimeout: options.busyTimeout ?? 2000,
      turn: options.turn,
    });
  }

  async execute(statement: InStatement, args?: InArgs): Promise<ResultSet> {
    const [sql, values] = typeof statement === 'string' ? [statement, args] : [statement.sql, statement.args];
    const bound = bind(values);
    this.#refuseInside();
    if (this.#line.lets(sql)) {
      try {
        return this.#run(sql, bound);
      } catch (error) {
        if (!isBusy(error)) throw error;
      }
    }
    return this.#line.alone(() => this.#line.patiently(() => this.#run(sql, bound)));
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
    return this.#line.transaction();
  }

  /** Runs migrations with foreign keys off: rebuilding a table would otherwise delete its children. */
  async migrate(statements: InStatement[]): Promise<ResultSet[]> {
    return this.#line.alone(async () => {
      this.#driver.exec('pragma foreign_keys=off');
      try {
        await this.#line.patiently(() => this.#line.begin());
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
    await this.#line.alone(() => this.#line.patiently(() => this.#driver.exec(sql)));
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

  #refuseClosed(): void {
    if (this.closed) throw new StoreError('CLIENT_CLOSED', 'the database is closed');
  }

  #refuseInside(): void {
    if (this.#options.insideTransaction?.())
      throw new StoreError('SQLITE_MISUSE', 'inside a transaction use its handle, not the database');
  }
}
