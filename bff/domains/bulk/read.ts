import { and, asc, desc, eq, gt, isNull, ne, sql } from 'drizzle-orm';
import type { Session } from '../../auth/session.ts';
import type { Db } from '../../store/database.ts';
import { prepared } from '../../store/prepared.ts';
import { domains } from '../schema.ts';
import type { BulkItems, BulkRun } from './answers.ts';
import { bulkItems, bulkRuns } from './schema.ts';
import type { itemStates } from './states.ts';

export type RunRow = typeof bulkRuns.$inferSelect;
type ItemState = (typeof itemStates)[number];

/** A customer's own run. */
export async function ownRun(db: Db, { customer }: Session, id: string): Promise<RunRow | undefined> {
  const [row] = await db
    .select()
    .from(bulkRuns)
    .where(and(eq(bulkRuns.id, id), eq(bulkRuns.customerId, customer.id)))
    .limit(1);
  return row;
}

const runningRun = prepared((db) =>
  db
    .select({ id: bulkRuns.id })
    .from(bulkRuns)
    .where(and(eq(bulkRuns.customerId, sql.placeholder('customer')), eq(bulkRuns.state, 'running')))
    .limit(1)
    .prepare(),
);

const unseenRun = prepared((db) =>
  db
    .select({ id: bulkRuns.id })
    .from(bulkRuns)
    .where(
      and(
        eq(bulkRuns.customerId, sql.placeholder('customer')),
        eq(bulkRuns.userId, sql.placeholder('user')),
        ne(bulkRuns.state, 'running'),
        isNull(bulkRuns.closedAt),
      ),
    )
    .orderBy(desc(bulkRuns.createdAt), desc(bulkRuns.id))
    .limit(1)
    .prepare(),
);

/** The id of the run to be shown: the one under way, else the last one whose end this person has not closed. */
export async function shownRun(db: Db, session: Session): Promise<string | undefined> {
  const { customer, user } = session;
  return (await underWay(db, session)) ?? (await unseenRun(db).get({ customer: customer.id, user: user.id }))?.id;
}

/** The id of the run that is under way. */
export const underWay = async (db: Db, { customer }: Session): Promise<string | undefined> =>
  (await runningRun(db).get({ customer: customer.id }))?.id;

const countsIn = prepared((db) =>
  db
    .select({ state: bulkItems.state, many: sql<number>`count(*)` })
    .from(bulkItems)
    .where(eq(bulkItems.runId, sql.placeholder('run')))
    .groupBy(bulkItems.state)
    .prepare(),
);

export async function runAnswer(db: Db, run: RunRow): Promise<BulkRun> {
  const counts: Record<ItemState, number> = { waiting: 0, changed: 0, same: 0, refused: 0, dropped: 0 };
  for (const { state, many } of await countsIn(db).all({ run: run.id })) counts[state] = many;
  return {
    id: run.id,
    wish: run.wish,
    state: run.state,
    by: run.by,
    at: run.createdAt.toISOString(),
    ...(run.endedAt ? { endedAt: run.endedAt.toISOString() } : {}),
    total: Object.values(counts).reduce((sum, many) => sum + many, 0),
    counts,
  };
}

/** So many of the last ones are told. */
const recent = 20;

/** The last runs of a customer, newest first. */
export async function recentRuns(db: Db, { customer }: Session): Promise<BulkRun[]> {
  const rows = await db
    .select()
    .from(bulkRuns)
    .where(eq(bulkRuns.customerId, customer.id))
    .orderBy(desc(bulkRuns.createdAt), desc(bulkRuns.id))
    .limit(recent);
  return Promise.all(rows.map((row) => runAnswer(db, row)));
}

const pageSize = 100;

/** What became of the domains of a run, in the order in which they have their turn. */
export async function itemsOf(
  db: Db,
  run: RunRow,
  query: { state?: ItemState | undefined; cursor?: string | undefined; limit?: number | undefined },
): Promise<BulkItems> {
  const size = query.limit ?? pageSize;
  const rows = await db
    .select({
      at: bulkItems.at,
      id: domains.id,
      name: domains.unicodeName,
      state: bulkItems.state,
      code: bulkItems.code,
      reason: bulkItems.reason,
    })
    .from(bulkItems)
    .innerJoin(domains, eq(domains.id, bulkItems.domainId))
    .where(
      and(
        eq(bulkItems.runId, run.id),
        query.state === undefined ? undefined : eq(bulkItems.state, query.state),
        query.cursor === undefined ? undefined : gt(bulkItems.at, Number(query.cursor)),
      ),
    )
    .orderBy(asc(bulkItems.at))
    .limit(size + 1);
  const page = rows.slice(0, size);
  return {
    items: page.map(({ id, name, state, code, reason }) => ({
      domain: { id, name },
      state,
      ...(code === null ? {} : { code }),
      ...(reason === null ? {} : { reason }),
    })),
    next: rows.length > size ? String(page.at(-1)!.at) : null,
  };
}
