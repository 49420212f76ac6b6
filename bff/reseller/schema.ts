import { sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** What the label decides, one row a section (`policy`, `dns`, `locale`, `theme`); missing = our default. */
export const labelSettings = sqliteTable('label_settings', {
  section: text().primaryKey(),
  value: text({ mode: 'json' }).$type<unknown>().notNull(),
});
