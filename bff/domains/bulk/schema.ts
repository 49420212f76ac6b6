import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { customers } from '../../account/schema.ts';
import type { Locale } from '../../policy/words.ts';
import { instant } from '../../store/columns.ts';
import { domains } from '../schema.ts';
import type { BulkWish } from './input.ts';
import { itemStates, runStates } from './states.ts';

/** One change of many domains, by one person. */
export const bulkRuns = sqliteTable(
  'bulk_runs',
  {
    id: text().primaryKey(),
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.id, { onDelete: 'cascade' }),
    userId: text('user_id').notNull(),
    by: text('by_name').notNull(),
    wish: text({ mode: 'json' }).$type<BulkWish>().notNull(),
    state: text({ enum: runStates }).notNull(),
    /** What the session might do that asked for it; null where it might do all that the person may. */
    scope: text({ mode: 'json' }).$type<readonly string[]>(),
    /** The page that it was asked on, and the language of that person there. */
    origin: text().notNull(),
    locale: text().$type<Locale>().notNull(),
    /** The run whose refused ones it tries again. */
    of: text(),
    createdAt: instant('created_at').notNull(),
    endedAt: instant('ended_at'),
    /** Who asked for it has seen what came of it. */
    closedAt: instant('closed_at'),
  },
  (t) => [
    index('bulk_runs_by_time').on(t.customerId, t.createdAt),
    // One at a time: two could change the same domains in no order at all.
    uniqueIndex('bulk_runs_once')
      .on(t.customerId)
      .where(sql`${t.state} = 'running'`),
  ],
);

/** What became of each domain. */
export const bulkItems = sqliteTable(
  'bulk_items',
  {
    runId: text('run_id')
      .notNull()
      .references(() => bulkRuns.id, { onDelete: 'cascade' }),
    at: integer().notNull(),
    domainId: text('domain_id')
      .notNull()
      .references(() => domains.id, { onDelete: 'cascade' }),
    state: text({ enum: itemStates }).notNull().default('waiting'),
    /** Why it was refused: a code, and words in the language of who asked. */
    code: text(),
    reason: text(),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.at] }),
    index('bulk_items_by_state').on(t.runId, t.state, t.at),
    index('bulk_items_by_domain').on(t.domainId),
  ],
);
