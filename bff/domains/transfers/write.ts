import { and, asc, eq } from 'drizzle-orm';
import { mailJob } from '../../account/mail-job.ts';
import { memberships } from '../../account/schema.ts';
import { users } from '../../auth/schema.ts';
import { jobRows, putJob } from '../../jobs/outbox.ts';
import type { RegistryTransfer } from '../../platform/registrar/transfers.ts';
import type { Db } from '../../store/database.ts';
import { newId } from '../../store/ids.ts';
import type { DomainEvent } from '../registry/answers.ts';
import { domainEvents } from '../registry/schema.ts';
import type { DomainRow } from '../zone.ts';
import { transfers } from './schema.ts';

/** Tells the registry of a move to us, and takes over how it goes. */
export const incomingJob = 'domains.transfer.bring';
/** Gives up the claim to a name once a move to us has ended. */
export const releaseJob = 'domains.transfer.release';
/** Tells the registry what the customer says of a move away. */
export const outgoingJob = 'domains.transfer.answer';

export type Step = Extract<DomainEvent, { kind: 'transfer' }>['step'];

export const moveEvent = (domainId: string, step: Step, at: Date, by: { userId?: string; by: string }) => ({
  id: newId('event'),
  domainId,
  at,
  ...by,
  event: { kind: 'transfer' as const, step },
});

export const tellHistory = (tx: Db, domainId: string, step: Step, at: Date, by = ''): Promise<unknown> =>
  tx.insert(domainEvents).values(moveEvent(domainId, step, at, { by }));

/** When the registry was asked, and when it decides or has decided. */
export const timesOf = ({ askedAt, actsAt }: RegistryTransfer) => ({
  askedAt: new Date(askedAt),
  actsAt: new Date(actsAt),
});

export const setMove = (tx: Db, id: string, values: Partial<typeof transfers.$inferInsert>): Promise<unknown> =>
  tx.update(transfers).set(values).where(eq(transfers.id, id));

/** Writes to the registrant and to the owner of the account: what happens to a domain that they should know of. */
export async function tellPeople(
  tx: Db,
  { id, customerId, unicodeName, ownerName, ownerEmail }: DomainRow,
  template: 'transfer_out' | 'transfer_in',
  at: Date,
): Promise<void> {
  const [owner] = await tx
    .select({ name: users.name, email: users.email, locale: users.locale })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.customerId, customerId), eq(memberships.role, 'owner')))
    .orderBy(asc(memberships.createdAt))
    .limit(1);
  const known = (['en', 'nl', 'de'] as const).find((one) => one === owner?.locale) ?? 'en';
  const people = new Map([
    [owner?.email, owner?.name ?? ''],
    [ownerEmail || undefined, ownerName],
  ]);
  for (const [to, name] of people) {
    if (to === undefined) continue;
    const payload = { to, name, template, locale: known, about: unicodeName };
    for (const row of jobRows([{ kind: mailJob, object: id, payload }], at)) await putJob(tx, row);
  }
}
