import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { subscriptions } from '../../hosting/schema.ts';
import { flag, instant } from '../../store/columns.ts';
import type { RRset } from '../records.ts';
import { domains } from '../schema.ts';
import { linkRoles } from './roles.ts';

/** The plan that a domain leads to: one at most. */
export const hostingLinks = sqliteTable(
  'hosting_links',
  {
    domainId: text('domain_id')
      .primaryKey()
      .references(() => domains.id, { onDelete: 'cascade' }),
    subscriptionId: text('subscription_id')
      .notNull()
      .references(() => subscriptions.id),
    role: text({ enum: linkRoles }).notNull(),
    /** As an owner in the zone: `@`, or the name that the site is below. */
    host: text().notNull(),
    mail: flag('mail').notNull(),
    /** The RRsets that it changed: as they were, and as it made them. One that was not there has no records. */
    before: text('zone_before', { mode: 'json' }).$type<RRset[]>().notNull(),
    after: text('zone_after', { mode: 'json' }).$type<RRset[]>().notNull(),
    /** `leaving`: the plan's server shall forget it. */
    state: text({ enum: ['joining', 'ready', 'leaving'] }).notNull(),
    error: text({ enum: ['unreachable', 'refused'] }),
    retryAt: instant('retry_at'),
    by: text('by_name').notNull(),
    linkedAt: instant('linked_at').notNull(),
  },
  (t) => [index('hosting_links_by_plan').on(t.subscriptionId)],
);
