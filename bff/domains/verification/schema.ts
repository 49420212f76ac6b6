import { sqliteTable, text, unique } from 'drizzle-orm/sqlite-core';
import { customers } from '../../account/schema.ts';
import { instant } from '../../store/columns.ts';

/** Addresses of registrants that must be shown to reach somebody: each once for a customer, however many domains name it. */
export const addressChecks = sqliteTable(
  'address_checks',
  {
    id: text().primaryKey(),
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.id, { onDelete: 'cascade' }),
    /** In small letters. */
    email: text().notNull(),
    /** SHA-256 of what the last link holds. */
    hash: text(),
    sentAt: instant('sent_at'),
    /** The first day, in UTC, on which its domains are held. */
    dueOn: text('due_on').notNull(),
    verifiedAt: instant('verified_at'),
  },
  (t) => [unique('address_checks_once').on(t.customerId, t.email), unique('address_checks_by_hash').on(t.hash)],
);
