import { and, asc, desc, eq, gte, inArray, lte, or, sql, type SQL } from 'drizzle-orm';
import * as v from 'valibot';
import type { Session } from '../auth/session.ts';
import { Problem } from '../http/problem.ts';
import type { Db } from '../store/database.ts';
import { prepared } from '../store/prepared.ts';
import type { DomainPage, DomainSummary } from './answers.ts';
import { deniedOn } from './capability.ts';
import { addDays, dayOf } from './days.ts';
import type { DomainQuery, DomainSort, DomainState } from './input.ts';
import { domains } from './schema.ts';

// What a list shows, and no more, in the order of `Cells`.
const shown = {
  id: domains.id,
  name: domains.name,
  unicodeName: domains.unicodeName,
  state: domains.state,
  expiresOn: domains.expiresOn,
  autoRenew: domains.autoRenew,
  renewalAmount: domains.renewalAmount,
  renewalCurrency: domains.renewalCurrency,
  ownNameServers: domains.ownNameServers,
  zoneVersion: domains.zoneVersion,
  servedVersion: domains.servedVersion,
  syncError: domains.syncError,
};
type Row = Pick<typeof domains.$inferSelect, keyof typeof shown>;
const pageSize = 50;
/** A domain that will not renew needs its customer this many days before it expires. */
const soon = 30;

const broken = inArray(domains.state, ['failed', 'expired', 'redemption', 'pending_transfer_in']);
const stopped = and(eq(domains.autoRenew, false), inArray(domains.state, ['active', 'expired', 'redemption']))!;
const attention = or(broken, and(stopped, lte(domains.expiresOn, sql.placeholder('soon'))))!;
const mine = eq(domains.customerId, sql.placeholder('customer'));

/** What a query filters and sorts by; its values go in by placeholders, so that few texts of SQL serve all. */
type Shape = Pick<DomainQuery, 'view'> & {
  readonly sort: DomainSort;
  readonly by: readonly ('q' | 'state' | 'tld' | 'expires' | 'cursor')[];
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
  const by = (['q', 'state', 'tld', 'expires', 'cursor'] as const).filter((name) => query[name] || query[name] === 0);
  const shape = JSON.stringify({ view: query.view, sort, by } satisfies Shape);
  const values = {
    customer: session.customer.id,
    size: size + 1,
    today,
    soon: addDays(today, soon),
    words: query.q && wordsOf(query.q),
    state: query.state,
    tld: query.tld?.toLowerCase().replace(/^\./, ''),
    until: query.expires === undefined ? undefined : addDays(today, query.expires),
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
  return { ...page, total, counts, tlds: (JSON.parse(tlds) as string[]).sort() };
}

// One text of JSON from SQLite and one JSON.parse: cell by cell out of the database takes three times as long.
type Cells = [
  string,
  string,
  string,
  DomainState,
  string | null,
  0 | 1,
  number | null,
  string | null,
  0 | 1,
  number,
  number,
  Row['syncError'],
];
const rowOf = ([
  id,
  name,
  unicodeName,
  state,
  expiresOn,
  autoRenew,
  renewalAmount,
  renewalCurrency,
  ownNameServers,
  zoneVersion,
  servedVersion,
  syncError,
]: Cells): Row => ({
  id,
  name,
  unicodeName,
  state,
  expiresOn,
  autoRenew: autoRenew === 1,
  renewalAmount,
  renewalCurrency,
  ownNameServers: ownNameServers === 1,
  zoneVersion,
  servedVersion,
  syncError,
});

const pages = prepared((db, shape) => {
  const { sort, by, ...narrowed } = JSON.parse(shape) as Shape;
  const page = db
    .select(shown)
    .from(domains)
    .where(and(mine, ...filters({ ...narrowed, by }), by.includes('cursor') ? after(sort) : undefined))
    .orderBy(...order(sort))
    .limit(sql.placeholder('size'))
    .as('page');
  const cells = sql.join(
    (Object.keys(shown) as (keyof typeof shown)[]).map((name) => sql`${page[name]}`),
    sql`, `,
  );
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

/** A domain as a list shows it. */
export function summary(row: Row, session: Session): DomainSummary {
  return {
    id: row.id,
    name: row.name,
    unicodeName: row.unicodeName,
    state: row.state,
    expiresOn: row.expiresOn,
    autoRenew: row.autoRenew,
    renewalPrice:
      row.renewalAmount === null || row.renewalCurrency === null
        ? null
        : { amount: row.renewalAmount, currency: row.renewalCurrency },
    ownNameServers: row.ownNameServers,
    dns: syncOf(row),
    denied: deniedOn(row, session),
  };
}

/** How far the name server has followed. */
export const syncOf = (row: Pick<Row, 'syncError' | 'zoneVersion' | 'servedVersion'>): DomainSummary['dns'] =>
  row.syncError ? 'failed' : row.servedVersion < row.zoneVersion ? 'pending' : 'ready';
