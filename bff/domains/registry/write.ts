import { and, eq, inArray, sql } from 'drizzle-orm';
import * as v from 'valibot';
import { jobTable } from '../../jobs/outbox.ts';
import type { Act } from '../../policy/action.ts';
import type { Db } from '../../store/database.ts';
import { newId } from '../../store/ids.ts';
import type { DomainDetail } from '../answers.ts';
import { domainDetail } from '../detail.ts';
import { allFacts, forgetKinds, type Fact } from '../drift/waiting.ts';
import { domains } from '../schema.ts';
import type { DomainRow } from '../zone.ts';
import type { DomainEvent } from './answers.ts';
import { domainEvents } from './schema.ts';

/** Brings the registry to what is wished; with a payload it renews or restores before. */
export const registryJob = 'domains.registry.apply';
export const registryPayload = v.nullable(
  v.variant('op', [
    v.object({
      op: v.literal('renew'),
      expiresOn: v.string(),
      years: v.number(),
      by: v.string(),
      automatic: v.optional(v.boolean()),
    }),
    /** Its renewal was stopped, and the registry would renew it by itself. */
    v.object({ op: v.literal('delete'), expiresOn: v.string() }),
    v.object({ op: v.literal('adopt') }),
    v.object({ op: v.literal('restore'), by: v.string() }),
  ]),
);
export type RegistryPayload = v.InferOutput<typeof registryPayload>;

/** Which facts are wished anew with these values. */
const factsIn = (values: Partial<typeof domains.$inferInsert>, event: DomainEvent | undefined): Fact[] => [
  ...(values.nameServers ? (['name_servers'] as const) : []),
  ...('locked' in values ? (['lock'] as const) : []),
  ...('privacy' in values ? (['privacy'] as const) : []),
  ...(event?.kind === 'host' ? (['hosts'] as const) : []),
];

/** Writes what is wished of a registration, and has it carried out. */
export async function wish(
  act: Act<DomainRow>,
  values: Partial<typeof domains.$inferInsert>,
  event: DomainEvent | undefined,
  payload: RegistryPayload = null,
): Promise<DomainDetail> {
  const { tx, target, label, session, now } = act;
  if (Object.keys(values).length) await tx.update(domains).set(values).where(eq(domains.id, target.id));
  if (event) await record(act, event);
  await tellRegistry(act, factsIn(values, event), payload);
  const [row] = await tx.select().from(domains).where(eq(domains.id, target.id));
  return domainDetail({ db: tx, label, session, now: now.getTime() }, row!);
}

/** One more version that the registry must learn of. What was compared before of these facts is over; what differs otherwise waits on. */
export async function wishAgain(tx: Db, domainId: string, facts: readonly Fact[] = allFacts): Promise<void> {
  await forgetKinds(tx, [domainId], facts);
  await tx
    .update(domains)
    .set({ wishedVersion: sql`${domains.wishedVersion} + 1` })
    .where(eq(domains.id, domainId));
}

/** What is wished stands in rows: the registry shall have it. */
export async function tellRegistry(
  act: Act<DomainRow>,
  facts: readonly Fact[],
  payload: RegistryPayload = null,
): Promise<void> {
  const { tx, target } = act;
  await wishAgain(tx, target.id, facts);
  act.enqueue({ kind: registryJob, object: target.id, ...(payload ? { payload } : {}) });
  act.changed({ kind: 'domains.domain', id: target.id });
}

export async function record({ tx, target, session, now, note }: Act<DomainRow>, event: DomainEvent): Promise<void> {
  note({ event });
  await tx.insert(domainEvents).values({
    id: newId('event'),
    domainId: target.id,
    at: now,
    userId: session.user.id,
    by: session.user.name,
    event,
  });
}

/** Whether a renewal of the domain is still on its way. */
export async function isRenewing(tx: Db, domainId: string): Promise<boolean> {
  const [open] = await tx
    .select({ id: jobTable.id })
    .from(jobTable)
    .where(
      and(
        eq(jobTable.object, domainId),
        eq(jobTable.kind, registryJob),
        inArray(jobTable.state, ['pending', 'running']),
        sql`json_extract(${jobTable.payload}, '$.op') = 'renew'`,
      ),
    )
    .limit(1);
  return open !== undefined;
}
