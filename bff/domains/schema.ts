import { notInArray, sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, unique, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { customers } from '../account/schema.ts';
import type { Status } from '../platform/registrar/port.ts';
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
    name: text().notNull(),
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
    /** Whether the registry hides who the registrant is; null where nobody can choose. */
    privacy: flag('privacy'),
    /** Statuses that the registry has beside those that follow from `locked` (RFC 5731 §2.3). */
    statuses: text({ mode: 'json' }).$type<Status[]>().notNull().default([]),
    /** Rises by one with each change that the registry must learn of; and the one it has. */
    wishedVersion: integer('wished_version').notNull().default(0),
    registeredVersion: integer('registered_version').notNull().default(0),
    /** Day by which the registrant's address must be verified; null where nothing is awaited. */
    verifyBy: text('verify_by'),
    /** Day until which it may not be moved, since it arrived or has a new registrant; null where nothing forbids it. */
    staysUntil: text('stays_until'),
    /** We had it held, since nobody was reached. */
    held: flag('held').notNull().default(false),
    registryError: text('registry_error', { enum: ['unreachable', 'refused'] }),
    registryRetryAt: instant('registry_retry_at'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    // Once at a time. Whoever asks for one in vain keeps nobody from it; one that left or was released may come back, to whomever.
    uniqueIndex('domains_once')
      .on(t.name)
      .where(sql`${t.state} not in ('released', 'transferred', 'pending_transfer_in')`),
    // Holds all that a search looks at, so that it reads no row that it does not find.
    index('domains_by_name').on(t.customerId, t.name, t.unicodeName),
    index('domains_by_expiry').on(t.customerId, t.expiresOn, t.name),
  ],
);

/** Somebody has it here, or has asked for it. */
export const isThere = notInArray(domains.state, ['released', 'transferred']);
/** Somebody has it here. */
export const isHeld = notInArray(domains.state, ['released', 'transferred', 'pending_transfer_in']);

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
    /** The service that asked for it, as people know it; null where the person did it alone. */
    via: text(),
  },
  (t) => [unique('dns_changes_once').on(t.domainId, t.version)],
);
