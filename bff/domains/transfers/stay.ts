import { eq, lte } from 'drizzle-orm';
import type { Db } from '../../store/database.ts';
import type { LabelHandle } from '../../store/labels.ts';
import { addDays } from '../days.ts';
import { tldOf } from '../registry/tlds.ts';
import { domains } from '../schema.ts';
import { utcDay } from '../verification/write.ts';
import type { DomainRow } from '../zone.ts';

/** It arrived, or has another registrant: it stays here for the days of its ending (ICANN Transfer Policy §I.A.3.7, §II.C.2). */
export async function keepHere(tx: Db, { id, tld }: Pick<DomainRow, 'id' | 'tld'>, at: Date): Promise<void> {
  const { stayDays } = tldOf(tld);
  if (!stayDays) return;
  await tx
    .update(domains)
    .set({ staysUntil: addDays(utcDay(at), stayDays) })
    .where(eq(domains.id, id));
}

/** Those whose time is over may go. */
export async function dailyStays({ db }: LabelHandle, now: number): Promise<void> {
  await db
    .update(domains)
    .set({ staysUntil: null })
    .where(lte(domains.staysUntil, utcDay(new Date(now))));
}
