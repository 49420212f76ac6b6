import { index, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { users } from '../auth/schema.ts';
import { flag, instant } from '../store/columns.ts';
import { roles } from './answers.ts';

export const customers = sqliteTable('customers', {
  id: text().primaryKey(),
  name: text().notNull(),
  /** The reseller's own number for this customer. */
  externalId: text('external_id').unique(),
  /** False: everything is shown, nothing can be changed. */
  manageable: flag('manageable').notNull().default(true),
  /**
   * Names the state of his list of domains; triggers give it a new one with each change of a row. By chance, not counted:
   * a restored backup must not come to a number that was seen with other rows.
   */
  domainsVersion: text('domains_version').notNull().default(''),
  createdAt: instant('created_at').notNull(),
});

/** Which user may act for which customer, and as what. */
export const memberships = sqliteTable(
  'memberships',
  {
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.id, { onDelete: 'cascade' }),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: text({ enum: roles }).notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.customerId, t.userId] }), index('memberships_by_user').on(t.userId)],
);
