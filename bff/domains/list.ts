import { and, asc, desc, eq, gte, inArray, isNotNull, lte, or, sql, type SQL } from 'drizzle-orm';
import * as v from 'valibot';
import type { Session } from '../auth/session.ts';
import { Problem } from '../http/problem.ts';
import type { Db } from '../store/database.ts';
import { prepared } from '../store/prepared.ts';
import type { DomainPage } from './answers.ts';
import { shownRun } from './bulk/read.ts';
import { addDays, dayOf } from './days.ts';
import type { DomainQuery, DomainSort } from './input.ts';
import { rowOf, shown, summary, waitingCells, type Cells, type Row } from './list-rows.ts';
import { domains, isThere } from './schema.ts';

const pageSize = 50;
/** A domain that will not renew needs its customer this many days before it expires. */
const soon = 30;

const broken = inArray(domains.state, ['failed', 'expired', 'redemption', 'pending_transfer_in']);
const stopped = and(eq(domains.autoRenew, false), inArray(domains.state, ['active', 'expired', 'redemption']))!;
const attention = or(
  broken,
  isNotNull(domains.verifyBy),
  and(stopped, lte(domains.expiresOn, sql.placeholder('soon'))),
)!;
const mine = eq(domains.customerId, sql.placeholder('customer'));

const narrowing = ['q', 'state', 'tld', 'expires', 'month', 'cursor'] as const;
/** What a query filters and sorts by; its values go in by placeholders, so that few texts of SQL serve all. */
type Shape = Pick<DomainQuery, 'view'> & {
  readonly sort: DomainSort;
  readonly by: readonly (typeof narrowing)[number][];
};

/** One page of a customer's domains; the first one also counts. `today` is the label's day. */
export async function listDomains(
  db: Db,
  session: Session,
  query: DomainQuery,
  context: { now: number; timeZone: string },
): Promise<DomainPage> {
  const today = dayOf(context.now, context.timeZone);
  const sort = query.sort ?? 'name';
  const size = query.limit ?? pageSize;
  const cursor = query.cursor === undefined ? undefined : readCursor(query.cursor, sort);
  const shape = shapeOf(query);
  const values = {
    ...valuesOf(session, query, today),
    size: size + 1,
    key: cursor?.key,
    after: cursor?.name,
  };
  const found = (await pages(db, shape).get(values))!;
  const rows = (JSON.parse(found.rows) as Cells[]).map(rowOf);
  const items = rows.slice(0, size).map((row) => summary(row, session));
  const last = rows.length > size ? rows[size - 1] : undefined;
  const page = { items, next: last ? cursorOf(sort, last) : null };
  if (cursor) return page;
  const { tlds, total, ...counts } = (await totals(db, shape).get(values))!;
  const bulk = (await shownRun(db, session)) ?? null;
  return { ...page, total, counts, tlds: (JSON.parse(tlds) as string[]).sort(), bulk };
}

const shapeOf = (query: DomainQuery): string =>
  JSON.stringify({
    view: query.view,
    sort: query.sort ?? 'name',
    by: narrowing.filter((name) => query[name] || query[name] === 0),
  } satisfies Shape);

const valuesOf = ({ customer }: Session, { q, state, tld, expires, month }: DomainQuery, today: string) => ({
  customer: customer.id,
  today,
  soon: addDays(today, soon),
  words: q && wordsOf(q),
  state,
  tld: tld?.toLowerCase().replace(/^\./, ''),
  until: expires === undefined ? undefined : addDays(today, expires),
  from: month,
  to: `${month}-31`,
});

const found = prepared((db, shape) =>
  db
    .select({ id: domains.id })
    .from(domains)
    .where(and(mine, ...filters(JSON.parse(shape) as Shape)))
    .orderBy(asc(domains.name))
    .limit(sql.placeholder('size'))
    .prepare(),
);

/** The ids of all that a filter finds, by name; so many at most. */
export const findDomains = async (
  db: Db,
  session: Session,
  query: DomainQuery,
  { today, most }: { today: string; most: number },
): Promise<string[]> => {
  const rows = await found(db, shapeOf(query)).all({ ...valuesOf(session, query, today), size: most });
  return rows.map(({ id }) => id);
};

const pages = prepared((db, shape) => {
  const { sort, by, ...narrowed } = JSON.parse(shape) as Shape;
  const page = db
    .select(shown)
    .from(domains)
    .where(and(mine, ...filters({ ...narrowed, by }), by.includes('cursor') ? after(sort) : undefined))
    .orderBy(...order(sort))
    .limit(sql.placeholder('size'))
    .as('page');
  const own = (Object.keys(shown) as (keyof typeof shown)[]).map((name) => sql`${page[name]}`);
  const cells = sql.join([...own, ...waitingCells(db, page.id)], sql`, `);
  return db
    .select({ rows: sql<string>`json_group_array(json_array(${cells}))` })
    .from(page)
    .prepare();
});

const totals = prepared((db, shape) => {
  const howMany = (...where: (SQL | undefined)[]) => sql<number>`count(*) filter (where ${and(sql`true`, ...where)})`;
  return db
    .select({
      total: howMany(...filters(JSON.parse(shape) as Shape)),
      all: howMany(),
      attention: howMany(attention),
      stopped: howMany(stopped),
      tlds: sql<string>`json_group_array(distinct ${domains.tld})`,
    })
    .from(domains)
    .where(mine)
    .prepare();
});

/** Names are stored in small letters. */
const wordsOf = (q: string): string => q.normalize('NFC').toLowerCase();

function filters({ view, by }: Pick<Shape, 'view' | 'by'>): (SQL | undefined)[] {
  const contains = (column: typeof domains.name | typeof domains.unicodeName) =>
    sql`instr(${column}, ${sql.placeholder('words')})`;
  return [
    view === 'attention' ? attention : view === 'stopped' ? stopped : undefined,
    by.includes('q') ? or(contains(domains.name), contains(domains.unicodeName)) : undefined,
    by.includes('state') ? eq(domains.state, sql.placeholder('state')) : undefined,
    by.includes('tld') ? eq(domains.tld, sql.placeholder('tld')) : undefined,
    by.includes('expires')
      ? and(gte(domains.expiresOn, sql.placeholder('today')), lte(domains.expiresOn, sql.placeholder('until')))
      : undefined,
    by.includes('month')
      ? and(isThere, gte(domains.expiresOn, sql.placeholder('from')), lte(domains.expiresOn, sql.placeholder('to')))
      : undefined,
  ];
}

// Not registered yet = at the end, whichever way round.
const expiry = (descending: boolean) => sql<string>`coalesce(${domains.expiresOn}, ${descending ? '' : '9999-12-31'})`;

function order(sort: DomainSort): SQL[] {
  if (sort === 'name') return [asc(domains.name)];
  if (sort === '-name') return [desc(domains.name)];
  return sort === 'expires' ? [asc(expiry(false)), asc(domains.name)] : [desc(expiry(true)), asc(domains.name)];
}

const cursorSchema = v.strictTuple([v.picklist(['name', '-name', 'expires', '-expires']), v.string(), v.string()]);

function cursorOf(sort: DomainSort, row: Row): string {
  const key = sort === 'expires' ? (row.expiresOn ?? '9999-12-31') : (row.expiresOn ?? '');
  return btoa(JSON.stringify([sort, key, row.name]));
}

function after(sort: DomainSort): SQL {
  const [key, name] = [sql.placeholder('key'), sql.placeholder('after')];
  if (sort === 'name') return sql`${domains.name} > ${name}`;
  if (sort === '-name') return sql`${domains.name} < ${name}`;
  return sort === 'expires'
    ? sql`(${expiry(false)}, ${domains.name}) > (${key}, ${name})`
    : or(sql`${expiry(true)} < ${key}`, and(sql`${expiry(true)} = ${key}`, sql`${domains.name} > ${name}`))!;
}

function readCursor(cursor: string, sort: DomainSort): { key: string; name: string } {
  try {
    const [sortedBy, key, name] = v.parse(cursorSchema, JSON.parse(atob(cursor)));
    if (sortedBy === sort) return { key, name };
  } catch {
    // Not one of ours.
  }
  throw new Problem('invalid', { fields: { cursor: 'format' } });
}
