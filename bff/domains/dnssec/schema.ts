import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from '../../store/columns.ts';
import { domains } from '../schema.ts';
import type { Ds } from './ds.ts';
import { steps } from './rules.ts';

/** How far a zone is on its way to being signed, or back; without a row it is not signed by us. */
export const zoneSigning = sqliteTable('zone_signing', {
  domainId: text('domain_id')
    .primaryKey()
    .references(() => domains.id, { onDelete: 'cascade' }),
  step: text({ enum: steps }).notNull(),
  /** Of the keys that the zone is signed with; empty before it is. */
  ds: text({ mode: 'json' }).$type<Ds[]>().notNull().default([]),
  /** When the wait of this step is over. */
  dueAt: instant('due_at'),
  /** Why the last try failed; null while all is well. */
  error: text({ enum: ['unreachable', 'refused'] }),
});
