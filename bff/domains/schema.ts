import { index, integer, primaryKey, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core';
import { customers } from '../account/schema.ts';
import { flag, instant } from '../store/columns.ts';
import { domainStates } from './input.ts';
import { recordTypes, type RRsetDiff } from './records.ts';

export const domains = sqliteTable(
  'domains',
  {
    id: text().primaryKey(),
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.id),
    /** A-label, lower case. */
    name: text().notNull().unique(),
    unicodeName: text('unicode_name').notNull(),
    tld: text().notNull(),
    state: text({ enum: domainStates }).notNull(),
    /** Days as `2027-03-14`, in the label's time zone. */
    registeredOn: text('registered_on'),
    expiresOn: text('expires_on'),
    autoRenew: flag('auto_renew').notNull().default(true),
    renewalAmount: integer('renewal_amount'),
    renewalCurrency: text('renewal_currency'),
    nameServers: text('name_servers', { mode: 'json' }).$type<string[]>().notNull(),
    ownNameServers: flag('own_name_servers').notNull(),
    /** Null where the ending has no lock. */
    locked: flag('locked'),
    ownerName: text('owner_name').notNull(),
    ownerEmail: text('owner_email').notNull(),
    /** Rises by one with each change set. */
    zoneVersion: integer('zone_version').notNull().default(0),
    /** The version the name server has; behind `zoneVersion` while a job is on it. */
    servedVersion: integer('served_version').notNull().default(0),
    /** Why the last try failed, as a code with words in `messages/`; null while all is well. */
    syncError: text('sync_error', { enum: ['unreachable', 'refused'] }),
    syncRetryAt: instant('sync_retry_at'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    // Holds all that a search looks at, so that it reads no row that it does not find.
    index('domains_by_name').on(t.customerId, t.name, t.unicodeName),
    index('domains_by_expiry').on(t.customerId, t.expiresOn, t.name),
  ],
);

export const dnsRrsets = sqliteTable(
  'dns_rrsets',
  {
    domainId: text('domain_id')
      .notNull()
      .references(() => domains.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    type: text({ enum: recordTypes }).notNull(),
    ttl: integer().notNull(),
    records: text({ mode: 'json' }).$type<string[]>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.domainId, t.name, t.type] })],
);

/** The history: what each change set did, enough to undo it. */
export const dnsChanges = sqliteTable(
  'dns_changes',
  {
    id: text().primaryKey(),
    domainId: text('domain_id')
      .notNull()
      .references(() => domains.id, { onDelete: 'cascade' }),
    version: integer().notNull(),
    at: instant('at').notNull(),
    userId: text('user_id'),
    by: text('by_name').notNull(),
    diff: text({ mode: 'json' }).$type<RRsetDiff[]>().notNull(),
    undoes: text(),
  },
  (t) => [unique('dns_changes_once').on(t.domainId, t.version)],
);
