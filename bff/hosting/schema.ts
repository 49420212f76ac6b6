import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { customers } from '../account/schema.ts';
import { instant } from '../store/columns.ts';

/** A hosting plan that a customer has: where its sites and its mail are. */
export const subscriptions = sqliteTable('subscriptions', {
  id: text().primaryKey(),
  customerId: text('customer_id')
    .notNull()
    .references(() => customers.id, { onDelete: 'cascade' }),
  /** What it was sold as. */
  name: text().notNull(),
  /** The server that it is on. */
  server: text().notNull(),
  /** Where its sites answer; IPv4 and IPv6. */
  addresses: text({ mode: 'json' }).$type<string[]>().notNull(),
  /** Takes its mail; null where it has none. */
  mailHost: text('mail_host'),
  /** Who may send for it, as terms of an SPF policy (RFC 7208): `include:spf.example.net`. */
  spf: text().notNull().default(''),
  maxDomains: integer('max_domains').notNull(),
  maxMailboxes: integer('max_mailboxes').notNull().default(0),
  maxForwards: integer('max_forwards').notNull().default(0),
  /** What its mailboxes may hold together, in bytes. */
  mailPool: integer('mail_pool').notNull().default(0),
  createdAt: instant('created_at').notNull(),
});
