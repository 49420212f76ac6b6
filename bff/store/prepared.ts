import { sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Db } from './database.ts';

/**
 * A query that is built once for each database and shape: building its text takes longer than most queries do. What
 * differs between two calls of one shape goes in by placeholders, as the database has it: an instant in ms.
 */
export function prepared<Query>(build: (db: Db, shape: string) => Query): (db: Db, shape?: string) => Query {
  const built = new WeakMap<Db, Map<string, Query>>();
  return (db, shape = '') => {
    let queries = built.get(db);
    if (!queries) built.set(db, (queries = new Map()));
    let query = queries.get(shape);
    if (!query) queries.set(shape, (query = build(db, shape)));
    return query;
  };
}

/** Inserts one row by a statement that is built once for each set of columns; what is null is left out. */
export function inserting<Table extends SQLiteTable>(table: Table) {
  const insert = prepared((db, shape) =>
    db
      .insert(table)
      .values(
        Object.fromEntries(shape.split(' ').map((name) => [name, sql.placeholder(name)])) as Table['$inferInsert'],
      )
      .prepare(),
  );
  return async (db: Db, row: Table['$inferInsert']): Promise<void> => {
    const given = Object.entries(row).filter(([, value]) => value !== null && value !== undefined);
    await insert(db, given.map(([name]) => name).join(' ')).run(Object.fromEntries(given));
  };
}
