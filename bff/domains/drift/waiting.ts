import { and, eq, inArray, sql } from 'drizzle-orm';
import type { DomainWish, RegisteredDomain } from '../../platform/registrar/port.ts';
import type { Db } from '../../store/database.ts';
import type { DriftKind } from './rules.ts';
import { drifts } from './schema.ts';

/** What a customer decides of a registration, each for itself. */
const facts = {
  lock: ({ statuses }) => ({ locked: statuses.includes('clientTransferProhibited') }),
  hold: () => ({ hold: undefined }),
  privacy: ({ privacy }) => ({ privacy }),
  name_servers: ({ nameServers }) => ({ nameServers }),
  hosts: ({ hosts }) => ({ hosts }),
  ds: () => ({ ds: undefined }),
} as const satisfies Partial<Record<DriftKind, (there: RegisteredDomain) => Partial<DomainWish>>>;
export type Fact = keyof typeof facts;
export const allFacts = Object.keys(facts) as Fact[];

/** The wish, with what the registry has of each fact whose difference waits for a person: a job on another one does not settle it. */
export async function leaveWaiting(
  db: Db,
  domainId: string,
  wish: DomainWish,
  there: RegisteredDomain,
): Promise<DomainWish> {
  const waiting = await db
    .select({ kind: drifts.kind })
    .from(drifts)
    .where(and(eq(drifts.domainId, domainId), inArray(drifts.kind, allFacts)));
  return Object.assign({ ...wish }, ...waiting.map(({ kind }) => facts[kind as Fact](there))) as DomainWish;
}

/** What was compared of these is over: they are to be put there, or were taken over. */
export const forgetKinds = (tx: Db, domainIds: readonly string[], kinds: readonly DriftKind[]): Promise<unknown> =>
  tx
    .delete(drifts)
    .where(
      and(
        inArray(drifts.domainId, sql`(select value from json_each(${JSON.stringify(domainIds)}))`),
        inArray(drifts.kind, [...kinds]),
      ),
    );
