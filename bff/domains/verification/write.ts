import { and, eq, sql } from 'drizzle-orm';
import { jobRows, putJob } from '../../jobs/outbox.ts';
import type { Db } from '../../store/database.ts';
import { newId } from '../../store/ids.ts';
import { addDays, dayOf } from '../days.ts';
import { tldOf } from '../registry/tlds.ts';
import { registryJob, wishAgain } from '../registry/write.ts';
import { domains } from '../schema.ts';
import type { DomainRow } from '../zone.ts';
import { addressChecks } from './schema.ts';

/** Mails a link to an address. */
export const verifyJob = 'domains.verification.send';
/** Days that a registrant has, before the domain is held (ICANN RAA 2013, Whois Accuracy Program §1). */
const patience = 15;

export type CheckRow = typeof addressChecks.$inferSelect;

export const utcDay = (at: Date): string => dayOf(at.getTime(), 'UTC');

export async function checkOf(db: Db, customerId: string, email: string): Promise<CheckRow | undefined> {
  const [row] = await db
    .select()
    .from(addressChecks)
    .where(and(eq(addressChecks.customerId, customerId), eq(addressChecks.email, email.toLowerCase())))
    .limit(1);
  return row;
}

/** The domain has a registrant whom nobody knows yet: his address must be shown to reach him, where the ending wants that. */
export async function wantVerified(
  tx: Db,
  { id, customerId, tld }: Pick<DomainRow, 'id' | 'customerId' | 'tld'>,
  email: string,
  now: Date,
): Promise<void> {
  const wanted = tldOf(tld).verifies && email !== '';
  let check = wanted ? await checkOf(tx, customerId, email) : undefined;
  if (wanted && !check) {
    const dueOn = addDays(utcDay(now), patience);
    const row = { id: newId('addressCheck'), customerId, email: email.toLowerCase(), dueOn };
    [check] = await tx.insert(addressChecks).values(row).returning();
    for (const job of jobRows([{ kind: verifyJob, object: row.id }], now)) await putJob(tx, job);
  }
  const verifyBy = check && !check.verifiedAt ? check.dueOn : null;
  await tx.update(domains).set({ verifyBy }).where(eq(domains.id, id));
}

/** Somebody answered from there: no domain of the customer waits for it any more, and those that were held are let go. */
export async function markVerified(tx: Db, customerId: string, email: string, now: Date): Promise<DomainRow[]> {
  const address = email.toLowerCase();
  await tx
    .insert(addressChecks)
    .values({ id: newId('addressCheck'), customerId, email: address, dueOn: utcDay(now), verifiedAt: now })
    .onConflictDoUpdate({
      target: [addressChecks.customerId, addressChecks.email],
      set: { verifiedAt: sql`coalesce(${addressChecks.verifiedAt}, ${now.getTime()})` },
    });
  const named = and(eq(domains.customerId, customerId), eq(sql`lower(${domains.ownerEmail})`, address));
  const waiting = await tx
    .select()
    .from(domains)
    .where(and(named, sql`${domains.verifyBy} is not null`));
  await tx.update(domains).set({ verifyBy: null }).where(named);
  for (const { id, held } of waiting) if (held) await tell(tx, id, now);
  return waiting;
}

/** The registry shall hold it, or let it go. */
export async function tell(tx: Db, domainId: string, now: Date): Promise<void> {
  await wishAgain(tx, domainId);
  for (const row of jobRows([{ kind: registryJob, object: domainId }], now)) await putJob(tx, row);
}
