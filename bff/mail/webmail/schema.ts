import { sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from '../../store/columns.ts';
import { mailboxes } from '../schema.ts';

/** Links that open a mailbox in the webmail, each once; whoever redeems one takes its row away. */
export const webmailLinks = sqliteTable('mail_webmail_links', {
  /** SHA-256 of what stands behind its `#`. */
  tokenHash: text('token_hash').primaryKey(),
  mailboxId: text('mailbox_id')
    .notNull()
    .references(() => mailboxes.id, { onDelete: 'cascade' }),
  /** Who asked for it. */
  userId: text('user_id').notNull(),
  expiresAt: instant('expires_at').notNull(),
});
