import { and, eq, inArray, sql } from 'drizzle-orm';
import { putJobs } from '../../jobs/outbox.ts';
import type { Db } from '../../store/database.ts';
import { newId } from '../../store/ids.ts';
import { addDays, dayOf } from '../days.ts';
import { forgetKinds } from '../drift/waiting.ts';
import { tldOf } from '../registry/tlds.ts';
import { registryJob } from '../registry/write.ts';
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
  // One that was not answered in its time gives a domain that comes now no time at all.
  if (wanted && (!check || (!check.verifiedAt && check.dueOn <= utcDay(now)))) {
    const dueOn = addDays(utcDay(now), patience);
    const row = { id: newId('addressCheck'), customerId, email: email.toLowerCase(), dueOn };
    [check] = await tx
      .insert(addressChecks)
      .values(row)
      .onConflictDoUpdate({ target: [addressChecks.customerId, addressChecks.email], set: { dueOn } })
      .returning();
    await putJobs(tx, [{ kind: verifyJob, object: check!.id }], now);
  }
  const verifyBy = check && !check.verifiedAt ? check.dueOn : null;
  const [row] = await tx.update(domains).set({ verifyBy }).where(eq(domains.id, id)).returning({ held: domains.held });
  // Nothing is awaited any more: the registry lets it go.
  if (row?.held && verifyBy === null) await tell(tx, [id], now);
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
  await tell(
    tx,
    waiting.filter(({ held }) => held).map(({ id }) => id),
    now,
  );
  return waiting;
}

/** The registry shall hold them, or let them go. */
export async function tell(tx: Db, ids: readonly string[], now: Date): Promise<void> {
  if (!ids.length) return;
  await forgetKinds(tx, ids, ['hold']);
  await tx
    .update(domains)
    .set({ wishedVersion: sql`${domains.wishedVersion} + 1` })
    .where(inArray(domains.id, sql`(select value from json_each(${JSON.stringify(ids)}))`));
  await putJobs(
    tx,
    ids.map((object) => ({ kind: registryJob, object })),
    now,
  );
}
