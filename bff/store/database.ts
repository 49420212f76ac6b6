import type { Client, ResultSet } from '@libsql/client';
import * as core from 'drizzle-orm/libsql/driver-core';
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';

/** A database, or a transaction of one: what a function that reads or writes asks for. */
export type Db = BaseSQLiteDatabase<'async', ResultSet, Record<string, never>>;

/** A database with the connection under it. */
export interface Opened {
  readonly db: Db;
  readonly client: Client;
}

/** Marks what runs inside a transaction. AsyncLocalStorage in Node; a page has none and goes without. */
export interface TransactionGuard {
  run<T>(body: () => T): T;
  inside(): boolean;
}

// `construct` is exported at run time and missing in the types: the typed entries pull in the native driver.
const { construct } = core as unknown as { construct(client: Client): Db };

/** drizzle over a client. Inside a transaction's body the outer database refuses, where it would wait for ever. */
export function openDatabase(client: Client, guard?: TransactionGuard): Opened {
  const db = construct(client);
  if (guard) {
    const transaction = db.transaction.bind(db);
    db.transaction = (body, config) => transaction((tx) => guard.run(() => body(tx)), config);
  }
  return { db, client };
}
