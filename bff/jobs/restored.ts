import { and, eq, ne } from 'drizzle-orm';
import type { Db } from '../store/database.ts';
import { jobs } from './schema.ts';

/** Kind of the row that says so where nothing was still to be told. */
export const restoreMark = 'store.restored';

/** It came out of a backup: the world is newer, and nothing is done unasked. What was still to be told says so, and a mark where nothing was. */
export async function wasRestored(db: Db): Promise<boolean> {
  const [held] = await db.select({ id: jobs.id }).from(jobs).where(eq(jobs.error, 'restored')).limit(1);
  return held !== undefined;
}

/** Somebody looked at what a restored label has otherwise than the world: it is as any other from now on. How many jobs stay undone. */
export async function forgetRestore(db: Db): Promise<number> {
  const { rowsAffected } = await db
    .update(jobs)
    .set({ error: 'abandoned' })
    .where(and(eq(jobs.error, 'restored'), ne(jobs.kind, restoreMark)));
  await db.delete(jobs).where(eq(jobs.kind, restoreMark));
  return rowsAffected;
}
