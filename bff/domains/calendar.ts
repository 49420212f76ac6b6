import { and, eq, isNotNull, sql } from 'drizzle-orm';
import type { Session } from '../auth/session.ts';
import type { Db } from '../store/database.ts';
import { prepared } from '../store/prepared.ts';
import type { ExpiryCalendar } from './answers.ts';
import { domains, isThere } from './schema.ts';

const span = 12;

/** So many months from the one of this day on. */
export function monthsFrom(today: string, many = span): string[] {
  const [year, month] = today.split('-').map(Number) as [number, number];
  return Array.from({ length: many }, (_, at) => new Date(Date.UTC(year, month - 1 + at, 1)).toISOString().slice(0, 7));
}

const month = sql<string>`substr(${domains.expiresOn}, 1, 7)`;
const counted = prepared((db) =>
  db
    .select({
      month,
      total: sql<number>`count(*)`,
      stopped: sql<number>`count(*) filter (where not ${domains.autoRenew})`,
    })
    .from(domains)
    .where(and(eq(domains.customerId, sql.placeholder('customer')), isNotNull(domains.expiresOn), isThere))
    .groupBy(month)
    .prepare(),
);

/** How many of a customer's domains expire in which month of the coming year; `today` is the label's day. */
export async function expiryCalendar(db: Db, { customer }: Session, today: string): Promise<ExpiryCalendar> {
  const rows = await counted(db).all({ customer: customer.id });
  const found = new Map(rows.map((row) => [row.month, row]));
  const months = monthsFrom(today);
  const sum = (fits: (row: { month: string }) => boolean) =>
    rows.filter(fits).reduce((total, row) => total + row.total, 0);
  return {
    months: months.map((name) => found.get(name) ?? { month: name, total: 0, stopped: 0 }),
    before: sum((row) => row.month < months[0]!),
    later: sum((row) => row.month > months.at(-1)!),
  };
}
