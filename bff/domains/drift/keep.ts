import { and, eq, inArray, notInArray, sql } from 'drizzle-orm';
import type { Db } from '../../store/database.ts';
import { registrants } from '../contacts/schema.ts';
import { domains } from '../schema.ts';
import type { DomainRow } from '../zone.ts';
import type { Seen } from './look.ts';
import { driftKinds, driftRules, type Drift, type DriftKind } from './rules.ts';
import { drifts } from './schema.ts';

export type DriftRow = typeof drifts.$inferSelect;

/** So many lines of one domain are kept: who looks at more does not read them. */
const most = 200;

export const driftsOf = (db: Db, domainId: string): Promise<DriftRow[]> =>
  db.select().from(drifts).where(eq(drifts.domainId, domainId)).orderBy(drifts.kind, drifts.subject);

/** Keeps what was seen in place of what was seen before; nothing where the domain was changed meanwhile. */
export async function keepSeen(
  tx: Db,
  domain: DomainRow,
  { where, drifts: found, registrant = 0 }: Seen,
  at: Date,
): Promise<boolean> {
  const [now] = await tx
    .select({ zone: domains.zoneVersion, wished: domains.wishedVersion, registrant: registrants.version })
    .from(domains)
    .leftJoin(registrants, eq(registrants.domainId, domains.id))
    .where(eq(domains.id, domain.id));
  if (now?.zone !== domain.zoneVersion || now.wished !== domain.wishedVersion) return false;
  if ((now.registrant ?? 0) !== registrant) return false;
  const kinds = driftKinds.filter((kind) => where.includes(driftRules[kind].where));
  const rows = found.slice(0, most);
  const kept = rows.map(({ kind, subject }) => `${kind} ${subject}`);
  await tx
    .delete(drifts)
    .where(
      and(
        eq(drifts.domainId, domain.id),
        inArray(drifts.kind, kinds),
        notInArray(sql`${drifts.kind} || ' ' || ${drifts.subject}`, kept),
      ),
    );
  for (const { kind, subject, ours, theirs } of rows)
    await tx
      .insert(drifts)
      .values({ domainId: domain.id, kind, subject, ours, theirs, foundAt: at })
      .onConflictDoUpdate({ target: [drifts.domainId, drifts.kind, drifts.subject], set: { ours, theirs } });
  return true;
}

export const forget = (tx: Db, domainId: string, gone: readonly { kind: DriftKind; subject: string }[]) =>
  tx.delete(drifts).where(
    and(
      eq(drifts.domainId, domainId),
      inArray(
        sql`${drifts.kind} || ' ' || ${drifts.subject}`,
        gone.map(({ kind, subject }) => `${kind} ${subject}`),
      ),
    ),
  );

export const driftOf = ({ kind, subject, ours, theirs }: DriftRow): Drift => ({ kind, subject, ours, theirs });
