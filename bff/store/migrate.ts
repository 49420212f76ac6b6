import type { Client } from '@libsql/client';
import { isUniqueViolation, StoreError } from './values.ts';

export interface Migration {
  /** File name without `.sql`: `0000_start`. Their order is the order of the names. */
  readonly name: string;
  readonly sql: string;
}

/**
 * Brings a database to the newest schema: each migration once, in order, each in a transaction of its own that
 * also notes it. Rejects with `SCHEMA_TOO_NEW` when a newer program was here.
 */
export async function migrate(client: Client, migrations: readonly Migration[]): Promise<void> {
  const done = await applied(client);
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = [...done].find((name) => !known.has(name));
  if (unknown)
    throw new StoreError('SCHEMA_TOO_NEW', `the database has migration ${unknown}, which this program does not know`);
  for (const { name, sql } of migrations) {
    if (done.has(name)) continue;
    const statements = sql.split('--> statement-breakpoint').filter((one) => one.trim());
    try {
      // The note comes first: of two processes that migrate at once the second fails on it and has changed nothing.
      await client.migrate([
        { sql: 'insert into migrations (name, at) values (?, ?)', args: [name, Date.now()] },
        ...statements,
      ]);
    } catch (error) {
      if (isUniqueViolation(error) && (await applied(client)).has(name)) continue;
      throw error;
    }
  }
}

async function applied(client: Client): Promise<Set<string>> {
  const { rows } = await client.execute("select 1 from sqlite_master where type = 'table' and name = 'migrations'");
  if (!rows.length) {
    await client.execute('create table if not exists migrations (name text primary key, at integer not null)');
    return new Set();
  }
  return new Set((await client.execute('select name from migrations')).rows.map(({ name }) => String(name)));
}
