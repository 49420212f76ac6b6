import { and, asc, count, desc, eq, gte, inArray, like, lte, or, sql, type SQL } from 'drizzle-orm';
import * as v from 'valibot';
import type { Session } from '../auth/session.ts';
import { Problem } from '../http/problem.ts';
import type { Db } from '../store/database.ts';
import type { DomainPage, DomainSummary } from './answers.ts';
import { deniedOn } from './capability.ts';
import { addDays, dayOf } from './days.ts';
import type { DomainQuery, DomainSort } from './input.ts';
import { domains } from './schema.ts';

// What a list shows, and no more: turning rows into objects is what a list costs.
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
const attention = (today: string) => or(broken, and(stopped, lte(domains.expiresOn, addDays(today, soon))))!;

/** One page of a customer's domains; the first one also counts. `today` is the label's day. */
export async function listDomains(
  db: Db,
  session: Session,
  query: DomainQuery,
  context: { now: number; timeZone: string },
): Promise<DomainPage> {
  const today = dayOf(context.now, context.timeZone);
  const mine = eq(domains.customerId, session.customer.id);
  const filter = and(mine, ...filters(query, today));
  const sort = query.sort ?? 'name';
  const size = query.limit ?? pageSize;
  const rows = await db
    .select(shown)
    .from(domains)
    .where(and(filter, query.cursor === undefined ? undefined : after(sort, query.cursor)))
    .orderBy(...order(sort))
    .limit(size + 1);
  const items = rows.slice(0, size).map((row) => summary(row, session));
  const last = rows.length > size ? rows[size - 1] : undefined;
  const page = { items, next: last ? cursorOf(sort, last) : null };
  return query.cursor === undefined ? { ...page, ...(await totals(db, mine, filter!, today)) } : page;
}

async function totals(db: Db, mine: SQL, filter: SQL, today: string) {
  const howMany = async (where: SQL | undefined) =>
    (await db.select({ n: count() }).from(domains).where(where))[0]?.n ?? 0;
  const tlds = await db.selectDistinct({ tld: domains.tld }).from(domains).where(mine).orderBy(asc(domains.tld));
  return {
    total: await howMany(filter),
    counts: {
      all: await howMany(mine),
      attention: await howMany(and(mine, attention(today))),
      stopped: await howMany(and(mine, stopped)),
    },
    tlds: tlds.map(({ tld }) => tld),
  };
}

function filters(query: DomainQuery, today: string): (SQL | undefined)[] {
  const words = query.q
    ?.normalize('NFC')
    .toLowerCase()
    .replaceAll(/[\\%_]/g, '\\$&');
  const contains = (column: typeof domains.name | typeof domains.unicodeName) =>
    sql`${like(column, `%${words}%`)} escape '\\'`;
  return [
    words ? or(contains(domains.name), contains(domains.unicodeName)) : undefined,
    query.view === 'attention' ? attention(today) : query.view === 'stopped' ? stopped : undefined,
    query.state ? eq(domains.state, query.state) : undefined,
    query.tld ? eq(domains.tld, query.tld.toLowerCase().replace(/^\./, '')) : undefined,
    query.expires === undefined
      ? undefined
      : and(gte(domains.expiresOn, today), lte(domains.expiresOn, addDays(today, query.expires))),
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

function after(sort: DomainSort, cursor: string): SQL {
  const [sortedBy, key, name] = readCursor(cursor);
  if (sortedBy !== sort) throw new Problem('invalid', { fields: { cursor: 'format' } });
  if (sort === 'name') return sql`${domains.name} > ${name}`;
  if (sort === '-name') return sql`${domains.name} < ${name}`;
  return sort === 'expires'
    ? sql`(${expiry(false)}, ${domains.name}) > (${key}, ${name})`
    : or(sql`${expiry(true)} < ${key}`, and(sql`${expiry(true)} = ${key}`, sql`${domains.name} > ${name}`))!;
}

function readCursor(cursor: string) {
  try {
    return v.parse(cursorSchema, JSON.parse(atob(cursor)));
  } catch {
    throw new Problem('invalid', { fields: { cursor: 'format' } });
  }
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
