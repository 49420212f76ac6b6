import { sql } from 'drizzle-orm';
import { index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { customers } from '../../account/schema.ts';
import { instant } from '../../store/columns.ts';
import { domains } from '../schema.ts';

/** A domain that one customer of the label offers to another one. */
export const pushes = sqliteTable(
  'pushes',
  {
    id: text().primaryKey(),
    domainId: text('domain_id')
      .notNull()
      .references(() => domains.id, { onDelete: 'cascade' }),
    fromId: text('from_id')
      .notNull()
      .references(() => customers.id, { onDelete: 'cascade' }),
    /** In small letters. Whether somebody has it is looked up by nobody until he comes himself. */
    email: text().notNull(),
    state: text({ enum: ['open', 'accepted', 'declined', 'withdrawn'] }).notNull(),
    by: text('by_name').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [
    uniqueIndex('pushes_once')
      .on(t.domainId)
      .where(sql`${t.state} = 'open'`),
    index('pushes_by_email').on(t.email, t.state),
  ],
);
