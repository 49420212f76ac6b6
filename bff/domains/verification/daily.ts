import { and, eq, inArray, lte } from 'drizzle-orm';
import type { LabelHandle } from '../../store/labels.ts';
import { domains } from '../schema.ts';
import { tell, utcDay } from './write.ts';

/** Has the domains held whose registrant nobody reached in time. Told once: the registry has it then, or the job goes on trying. */
export async function dailyVerification({ db }: LabelHandle, now: number): Promise<boolean> {
  const at = new Date(now);
  return db.transaction(async (tx) => {
    const due = await tx
      .update(domains)
      .set({ held: true })
      .where(
        and(eq(domains.held, false), lte(domains.verifyBy, utcDay(at)), inArray(domains.state, ['active', 'expired'])),
      )
      .returning({ id: domains.id });
    await tell(
      tx,
      due.map(({ id }) => id),
      at,
    );
    return due.length > 0;
  });
}
