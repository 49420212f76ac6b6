import { index, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core';
import { instant } from '../../store/columns.ts';
import { domains } from '../schema.ts';
import type { DomainEvent } from './answers.ts';

/** Hosts below a domain that have addresses at the registry (RFC 5732). */
export const childHosts = sqliteTable(
  'child_hosts',
  {
    id: text().primaryKey(),
    domainId: text('domain_id')
      .notNull()
      .references(() => domains.id, { onDelete: 'cascade' }),
    /** A-label without trailing dot. */
    name: text().notNull(),
    addresses: text({ mode: 'json' }).$type<string[]>().notNull(),
  },
  (t) => [unique('child_hosts_once').on(t.domainId, t.name)],
);

/** What was done to a domain beside its zone, enough to tell it and to take name servers back. */
export const domainEvents = sqliteTable(
  'domain_events',
  {
    id: text().primaryKey(),
    domainId: text('domain_id')
      .notNull()
      .references(() => domains.id, { onDelete: 'cascade' }),
    at: instant('at').notNull(),
    userId: text('user_id'),
    by: text('by_name').notNull(),
    event: text({ mode: 'json' }).$type<DomainEvent>().notNull(),
  },
  (t) => [index('domain_events_by_time').on(t.domainId, t.at)],
);
