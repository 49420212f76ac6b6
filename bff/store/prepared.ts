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
