import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from '../../store/columns.ts';
import { mailboxes, sync } from '../schema.ts';
import type { FilterRule } from './filter-input.ts';

/**
 * The person who uses a mailbox, signed in with its password. Good until `expiresAt`, as long as nothing that opens the mailbox
 * has changed since. A pop-up's begins without a token: whoever holds the verifier gets one (RFC 7636). Secrets are kept as SHA-256.
 */
export const mailboxSessions = sqliteTable(
  'mailbox_sessions',
  {
    id: text().primaryKey(),
    mailboxId: text('mailbox_id')
      .notNull()
      .references(() => mailboxes.id, { onDelete: 'cascade' }),
    /** As the mailbox had it at that time. */
    credentials: integer().notNull(),
    tokenHash: text('token_hash').unique(),
    /** The page that it acts on, and the key that it named; null on the label's own host. */
    origin: text(),
    keyId: text('key_id'),
    txHash: text('tx_hash').unique(),
    challenge: text(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [index('mailbox_sessions_by_mailbox').on(t.mailboxId)],
);

/** How a mailbox sorts what comes, in the order that holds. */
export const mailFilters = sqliteTable('mail_filters', {
  mailboxId: text('mailbox_id')
    .primaryKey()
    .references(() => mailboxes.id, { onDelete: 'cascade' }),
  rules: text({ mode: 'json' }).$type<FilterRule[]>().notNull(),
  ...sync(),
});
