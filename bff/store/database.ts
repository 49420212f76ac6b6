import type { Client, InStatement, ResultSet, Transaction } from '@libsql/client';
import { sql } from 'drizzle-orm';
import * as core from 'drizzle-orm/libsql/driver-core';
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';
import { StoreError } from './values.ts';

/** A database, or a transaction of one: what a function that reads or writes asks for. */
export type Db = BaseSQLiteDatabase<'async', ResultSet, Record<string, never>>;

/** A database with the connection under it. */
export interface Opened {
  readonly db: Db;
  readonly client: Client;
}

/** Knows the transaction that the caller runs inside. AsyncLocalStorage in Node; a page has none and goes without. */
export interface TransactionGuard {
  run<T>(transaction: Transaction, body: () => Promise<T>): Promise<T>;
  current(): Transaction | undefined;
}

// `construct` is exported at run time and missing in the types: the typed entries pull in the native driver.
const { construct } = core as unknown as { construct(client: Pick<Client, 'execute' | 'batch'>): Db };

/** What acts in the transaction that `current` names, at each statement. */
function handle(current: () => Transaction | undefined): Db {
  const transaction = (): Transaction => {
    const found = current();
    if (!found) throw new StoreError('TRANSACTION_CLOSED', 'the transaction is over');
    return found;
  };
  const tx = construct({
    execute: async (statement: InStatement) => transaction().execute(statement),
    batch: async (statements: InStatement[]) => transaction().batch(statements),
  } as Pick<Client, 'execute' | 'batch'>);
  let inner = 0;
  tx.transaction = async (body) => {
    const name = sql.raw(`inner_${(inner += 1)}`);
    await tx.run(sql`savepoint ${name}`);
    try {
      const result = await body(tx as Parameters<typeof body>[0]);
      await tx.run(sql`release ${name}`);
      return result;
    } catch (error) {
      await tx.run(sql`rollback to ${name}`);
      throw error;
    }
  };
  return tx;
}

/**
 * drizzle over a client. With a guard all transactions have one handle, so that what was prepared for the one before stays
 * prepared; and inside a transaction's body the outer database refuses, where it would wait for ever.
 */
export function openDatabase(client: Client, guard?: TransactionGuard): Opened {
  const db = construct(client);
  const shared = guard && handle(() => guard.current());
  db.transaction = async (body) => {
    const transaction = await client.transaction('write');
    const tx = (shared ?? handle(() => transaction)) as Parameters<typeof body>[0];
    const whole = async () => {
      try {
        const result = await body(tx);
        await transaction.commit();
        return result;
      } catch (error) {
        await transaction.rollback();
        throw error;
      }
    };
    return guard ? guard.run(transaction, whole) : whole();
  };
  return { db, client };
}
