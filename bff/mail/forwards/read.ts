import { and, asc, eq, exists, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Session } from '../../auth/session.ts';
import { ownDomain } from '../../domains/zone.ts';
import { Problem } from '../../http/problem.ts';
import type { Refusal } from '../../policy/actions.ts';
import type { Db } from '../../store/database.ts';
import type { MailPlan } from '../answers.ts';
import { syncOf } from '../mailboxes/read.ts';
import { mailPlans } from '../plans.ts';
import { readable } from '../rules.ts';
import { forwards, forwardTargets, mailboxes } from '../schema.ts';
import { mailWords } from '../words.ts';
import type { Forward, ForwardPage } from './answers.ts';
import type { ForwardQuery } from './input.ts';
import { isCatchAll } from './rules-graph.ts';

export type ForwardRow = typeof forwards.$inferSelect;
type TargetRow = typeof forwardTargets.$inferSelect;

const pageSize = 50;
const here = isNull(forwards.deletedAt);

/** A forward or catch-all of the customer's; someone else's, a deleted one and none answer alike. */
export async function ownAddress(db: Db, { customer }: Session, id: string): Promise<ForwardRow | undefined> {
  const [row] = await db
    .select()
    .from(forwards)
    .where(and(eq(forwards.id, id), eq(forwards.customerId, customer.id), here))
    .limit(1);
  return row;
}

type Own = (db: Db, session: Session, id: string) => Promise<ForwardRow | undefined>;
const only =
  (catchAll: boolean): Own =>
  async (db, session, id) => {
    const row = await ownAddress(db, session, id);
    return row && isCatchAll(row.address) === catchAll ? row : undefined;
  };
/** What labels switch off apart is loaded apart: a catch-all is no forward here. */
export const ownForward = only(false);
export const ownCatchAll = only(true);

export const targetsOf = (db: Db, ids: readonly string[]): Promise<TargetRow[]> =>
  db
    .select()
    .from(forwardTargets)
    .where(inArray(forwardTargets.forwardId, sql`(select value from json_each(${JSON.stringify(ids)}))`))
    .orderBy(asc(forwardTargets.address));

/** Which of these addresses have a mailbox that receives. */
async function withMailbox(db: Db, rows: readonly ForwardRow[]): Promise<ReadonlySet<string>> {
  const addresses = JSON.stringify(rows.map(({ address }) => address));
  const found = await db
    .select({ address: mailboxes.address })
    .from(mailboxes)
    .where(
      and(inArray(mailboxes.address, sql`(select value from json_each(${addresses}))`), isNull(mailboxes.deletedAt)),
    );
  return new Set(found.map(({ address }) => address));
}

/** Forwards as their customer sees them. */
export async function forwardsOf(db: Db, rows: readonly ForwardRow[]): Promise<Forward[]> {
  const targets = Map.groupBy(
    await targetsOf(
      db,
      rows.map(({ id }) => id),
    ),
    ({ forwardId }) => forwardId,
  );
  const boxes = await withMailbox(db, rows);
  return rows.map((row) => ({
    id: row.id,
    address: row.address,
    unicodeAddress: readable(row.address),
    catchAll: isCatchAll(row.address),
    domain: row.domainId,
    plan: row.subscriptionId,
    hasMailbox: boxes.has(row.address),
    keepCopy: row.keepCopy,
    targets: (targets.get(row.id) ?? []).map(({ address, confirmedAt }) => ({
      address,
      unicodeAddress: readable(address),
      waiting: confirmedAt === null,
    })),
    sync: syncOf(row),
  }));
}

/** Why no plan of the customer takes another forward. */
export function createRefusal(plans: readonly MailPlan[], { locale }: Session): Refusal | undefined {
  const words = mailWords(locale);
  if (!plans.length) return { code: 'plan_lacks', reason: words.no_plan };
  const reached = plans.filter(({ domains }) => domains.length);
  if (!reached.length) return { code: 'state_forbids', reason: words.no_domain };
  if (reached.some(({ forwards: { used, max } }) => used < max)) return undefined;
  return { code: 'plan_full', reason: words.forwards_full(reached.reduce((all, one) => all + one.forwards.max, 0)) };
}

const aTarget = (db: Db, where: ReturnType<typeof sql>) =>
  exists(
    db
      .select({ one: sql`1` })
      .from(forwardTargets)
      .where(and(eq(forwardTargets.forwardId, forwards.id), where)),
  );

/** One page of a customer's forwards by address; the first one also counts, and says what is left of the plans. */
export async function listForwards(db: Db, session: Session, query: ForwardQuery): Promise<ForwardPage> {
  if (query.domain && !(await ownDomain(db, session, query.domain))) throw new Problem('not_found');
  const size = query.limit ?? pageSize;
  const words = query.q?.toLowerCase();
  const mine = and(eq(forwards.customerId, session.customer.id), here);
  const found = and(
    words
      ? or(sql`instr(${forwards.address}, ${words})`, aTarget(db, sql`instr(${forwardTargets.address}, ${words})`))
      : undefined,
    query.domain ? eq(forwards.domainId, query.domain) : undefined,
  );
  const rows = await db
    .select()
    .from(forwards)
    .where(and(mine, found, query.cursor ? gt(forwards.address, afterOf(query.cursor)) : undefined))
    .orderBy(asc(forwards.address))
    .limit(size + 1);
  const items = await forwardsOf(db, rows.slice(0, size));
  const page = { items, next: rows.length > size ? `a${items.at(-1)!.address}` : null };
  if (query.cursor) return page;
  const waits = aTarget(db, sql`${forwardTargets.confirmedAt} is null`);
  const [totals] = await db
    .select({
      total: sql<number>`count(*) filter (where ${found ?? sql`1`})`,
      all: sql<number>`count(*)`,
      waiting: sql<number>`count(*) filter (where ${waits})`,
    })
    .from(forwards)
    .where(mine);
  const { total, ...counts } = totals!;
  const plans = await mailPlans(db, session);
  const refusal = createRefusal(plans, session);
  const names = (['mail.forward.create', 'mail.catch_all.edit'] as const).filter((name) => !session.denied[name]);
  const denied = refusal ? Object.fromEntries(names.map((name) => [name, refusal])) : {};
  return { ...page, total, counts, plans, denied };
}

function afterOf(cursor: string): string {
  if (!cursor.startsWith('a') || !cursor.includes('@')) throw new Problem('invalid', { fields: { cursor: 'format' } });
  return cursor.slice(1);
}
