import { sqliteTable, text, unique } from 'drizzle-orm/sqlite-core';
import { flag, instant } from '../../store/columns.ts';
import type { RRset } from '../records.ts';
import { domains } from '../schema.ts';
import { redirectKinds } from './kinds.ts';

export const redirects = sqliteTable(
  'redirects',
  {
    id: text().primaryKey(),
    domainId: text('domain_id')
      .notNull()
      .references(() => domains.id, { onDelete: 'cascade' }),
    /** As an owner in the zone: `@`, `www`, `*`. */
    host: text().notNull(),
    kind: text({ enum: redirectKinds }).notNull(),
    target: text().notNull(),
    keepPath: flag('keep_path').notNull(),
    keepQuery: flag('keep_query').notNull(),
    /** Of a mask's page. */
    title: text().notNull(),
    description: text().notNull(),
    canonical: flag('canonical').notNull(),
    noindex: flag('noindex').notNull(),
    /** Origins that the target led through when it was looked at: a mask's frame may open these. */
    frames: text({ mode: 'json' }).$type<string[]>().notNull(),
    /** What led the host's visitors elsewhere before, in our zone. */
    before: text('led_before', { mode: 'json' }).$type<RRset[]>().notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [unique('redirects_by_host').on(t.domainId, t.host)],
);
