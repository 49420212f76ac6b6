import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from '../store/columns.ts';

/** Who did what to which object; only ever appended. */
export const auditLog = sqliteTable(
  'audit_log',
  {
    id: text().primaryKey(),
    at: instant('at').notNull(),
    customerId: text('customer_id').notNull(),
    userId: text('user_id').notNull(),
    /** Set when staff acted in the user's name. */
    onBehalfOf: text('on_behalf_of'),
    action: text().notNull(),
    object: text(),
    detail: text({ mode: 'json' }).$type<unknown>(),
    /** The page or host it came from. */
    origin: text(),
    requestId: text('request_id').notNull(),
  },
  (t) => [index('audit_by_customer').on(t.customerId, t.at)],
);

/** Answers to writes that carried an Idempotency-Key, kept for 7 days: the same key acts once. */
export const idempotencyKeys = sqliteTable(
  'idempotency_keys',
  {
    customerId: text('customer_id').notNull(),
    key: text().notNull(),
    /** HMAC of method, path and body. */
    requestHash: text('request_hash').notNull(),
    status: integer().notNull(),
    body: text().notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.customerId, t.key] }), index('idempotency_by_age').on(t.createdAt)],
);
