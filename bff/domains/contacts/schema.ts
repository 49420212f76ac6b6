import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { customers } from '../../account/schema.ts';
import { flag, instant } from '../../store/columns.ts';
import { domains } from '../schema.ts';
import type { Contact, Extra } from './input.ts';
import type { Told } from './plan.ts';
import { registrantCodes, registrantStates } from './states.ts';

/** The profile of a customer, or the contact that one of his domains has of its own. */
export const contacts = sqliteTable('contacts', {
  id: text().primaryKey(),
  customerId: text('customer_id')
    .notNull()
    .references(() => customers.id, { onDelete: 'cascade' }),
  /** Id of the customer, or of the domain: one each. */
  of: text().notNull().unique(),
  contact: text({ mode: 'json' }).$type<Contact>().notNull(),
  /** What registries want beside it, kept once for all domains below an ending. */
  extra: text({ mode: 'json' }).$type<Extra>().notNull(),
  version: integer().notNull().default(1),
  changedAt: instant('changed_at').notNull(),
});

/** Whom the registry has for a domain, and whom it shall have. */
export const registrants = sqliteTable(
  'registrants',
  {
    domainId: text('domain_id')
      .primaryKey()
      .references(() => domains.id, { onDelete: 'cascade' }),
    /** What the registry was told last; null until it was told something by us. */
    told: text({ mode: 'json' }).$type<Told>(),
    /** What it shall be told; null when it was. */
    next: text({ mode: 'json' }).$type<Told>(),
    /** Rises with each change, so that a late job ends none but its own. */
    version: integer().notNull().default(0),
    state: text({ enum: registrantStates }).notNull().default('ready'),
    code: text({ enum: registrantCodes }),
    retryAt: instant('retry_at'),
    /** What the people who must agree were asked, while it waits for them. */
    changeId: text('change_id'),
  },
  (t) => [index('registrants_by_change').on(t.changeId)],
);

/** Who was asked by mail whether a registrant may change. All of a change must agree. */
export const confirmations = sqliteTable(
  'registrant_confirmations',
  {
    /** SHA-256 of what the link holds. */
    hash: text().primaryKey(),
    changeId: text('change_id').notNull(),
    customerId: text('customer_id')
      .notNull()
      .references(() => customers.id, { onDelete: 'cascade' }),
    email: text().notNull(),
    agrees: flag('agrees'),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [index('confirmations_by_change').on(t.changeId)],
);
