import { and, eq, lte, sql } from 'drizzle-orm';
import type { LabelHandle } from '../../store/labels.ts';
import { confirmations, registrants } from './schema.ts';

/** Ends changes that not everybody answered in time, and forgets who was asked. */
export async function dailyContacts({ db }: LabelHandle, now: number): Promise<void> {
  const over = lte(confirmations.expiresAt, new Date(now));
  const unanswered = sql`not exists (select 1 from ${confirmations}
    where ${confirmations.changeId} = ${registrants.changeId} and ${confirmations.expiresAt} > ${now})`;
  await db.transaction(async (tx) => {
    await tx
      .update(registrants)
      .set({ state: 'refused', code: 'unanswered', next: null, changeId: null })
      .where(and(eq(registrants.state, 'waiting'), unanswered));
    await tx.delete(confirmations).where(over);
  });
}
