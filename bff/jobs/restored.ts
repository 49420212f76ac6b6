import { eq } from 'drizzle-orm';
import type { Db } from '../store/database.ts';
import { jobs } from './schema.ts';

/** It came out of a backup: the world is newer, and nothing is done unasked. What was still to be told says so, and a mark where nothing was. */
export async function wasRestored(db: Db): Promise<boolean> {
  const [held] = await db.select({ id: jobs.id }).from(jobs).where(eq(jobs.error, 'restored')).limit(1);
  return held !== undefined;
}
