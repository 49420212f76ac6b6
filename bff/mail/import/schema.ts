import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { customers } from '../../account/schema.ts';
import type { Locale } from '../../policy/words.ts';
import { instant } from '../../store/columns.ts';
import { importRowStates, importStates } from './states.ts';

/** Mailboxes that one person has made from a file. */
export const mailImports = sqliteTable(
  'mail_imports',
  {
    id: text().primaryKey(),
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.id, { onDelete: 'cascade' }),
    userId: text('user_id').notNull(),
    by: text('by_name').notNull(),
    state: text({ enum: importStates }).notNull(),
    /** As of `bulk_runs`. */
    scope: text({ mode: 'json' }).$type<readonly string[]>(),
    origin: text().notNull(),
    locale: text().$type<Locale>().notNull(),
    createdAt: instant('created_at').notNull(),
    endedAt: instant('ended_at'),
    /** Who asked for it has seen what came of it. */
    closedAt: instant('closed_at'),
  },
  (t) => [
    index('mail_imports_by_time').on(t.customerId, t.createdAt),
    // One at a time: two would take each other's room.
    uniqueIndex('mail_imports_once')
      .on(t.customerId)
      .where(sql`${t.state} = 'running'`),
  ],
);

/** What became of each line. */
export const mailImportRows = sqliteTable(
  'mail_import_rows',
  {
    importId: text('import_id')
      .notNull()
      .references(() => mailImports.id, { onDelete: 'cascade' }),
    at: integer().notNull(),
    line: integer().notNull(),
    address: text().notNull(),
    name: text().notNull(),
    /** Null once the line had its turn. */
    sealedPassword: text('sealed_password'),
    /** Bytes. */
    quota: integer().notNull(),
    state: text({ enum: importRowStates }).notNull().default('waiting'),
    /** Why it was refused: which value, and a code. */
    field: text({ enum: ['address', 'name', 'password', 'quota'] }),
    code: text(),
  },
  (t) => [
    primaryKey({ columns: [t.importId, t.at] }),
    index('mail_import_rows_by_state').on(t.importId, t.state, t.at),
  ],
);
