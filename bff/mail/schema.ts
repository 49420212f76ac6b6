import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { customers } from '../account/schema.ts';
import { domains } from '../domains/schema.ts';
import { subscriptions } from '../hosting/schema.ts';
import { flag, instant } from '../store/columns.ts';

/** How far the mail server has followed, see `domains`. */
export const sync = () => ({
  /** Rises by one with each change that the server must learn of; and the one it has. */
  wishedVersion: integer('wished_version').notNull().default(1),
  servedVersion: integer('served_version').notNull().default(0),
  /** Why the last try failed, as a code with words; null while all is well. */
  syncError: text('sync_error', { enum: ['unreachable', 'refused'] }),
  syncRetryAt: instant('sync_retry_at'),
});

const owned = () => ({
  customerId: text('customer_id')
    .notNull()
    .references(() => customers.id),
  /** The plan that it counts in. */
  subscriptionId: text('subscription_id')
    .notNull()
    .references(() => subscriptions.id),
  domainId: text('domain_id')
    .notNull()
    .references(() => domains.id),
});

/** Domains that the mail server takes mail for: made with their first mailbox or forward. */
export const mailDomains = sqliteTable('mail_domains', {
  domainId: text('domain_id')
    .primaryKey()
    .references(() => domains.id),
  /** First label of the DKIM record, and its key pair: public as in the record, private sealed. */
  selector: text(),
  publicKey: text('public_key'),
  sealedKey: text('sealed_key'),
  ...sync(),
});

export const mailboxes = sqliteTable(
  'mailboxes',
  {
    id: text().primaryKey(),
    ...owned(),
    /** Lower case, A-labels. */
    address: text().notNull(),
    name: text().notNull(),
    /** bcrypt. */
    hash: text().notNull(),
    /** Bytes. */
    quota: integer().notNull(),
    /** As the server last said; null before. */
    used: integer(),
    messages: integer(),
    usedAt: instant('used_at'),
    suspended: flag('suspended').notNull().default(false),
    /** Since then nothing arrives; a week later it is destroyed. */
    deletedAt: instant('deleted_at'),
    /** Rises with each change of what opens it. */
    credentials: integer().notNull().default(1),
    /** Where its owner opens it first, on platforms that ask for that; null once it is there. */
    firstSignInUrl: text('first_sign_in_url'),
    createdAt: instant('created_at').notNull(),
    ...sync(),
  },
  (t) => [
    uniqueIndex('mailboxes_once').on(t.address),
    index('mailboxes_by_customer').on(t.customerId, t.address),
    index('mailboxes_by_plan').on(t.subscriptionId),
    index('mailboxes_deleted')
      .on(t.deletedAt)
      .where(sql`${t.deletedAt} is not null`),
  ],
);

/** Further passwords of a mailbox, for one program each. */
export const appPasswords = sqliteTable(
  'mail_app_passwords',
  {
    id: text().primaryKey(),
    mailboxId: text('mailbox_id')
      .notNull()
      .references(() => mailboxes.id, { onDelete: 'cascade' }),
    /** What the person calls it. */
    name: text().notNull(),
    /** The first 8 signs, by which the server finds it; and bcrypt of the whole. */
    key: text().notNull(),
    hash: text().notNull(),
    imap: flag('imap').notNull(),
    smtp: flag('smtp').notNull(),
    /** Of a session of the webmail: who opened it, and when it ends by itself. */
    by: text('opened_by'),
    byId: text('opened_by_id'),
    until: instant('until'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [index('mail_app_passwords_by_mailbox').on(t.mailboxId)],
);

export const forwards = sqliteTable(
  'mail_forwards',
  {
    id: text().primaryKey(),
    ...owned(),
    /** Lower case, A-labels; `@example.nl` takes all that nothing else of the domain takes. */
    address: text().notNull(),
    /** A mailbox of the same address gets it too. */
    keepCopy: flag('keep_copy').notNull(),
    /** It leads nowhere any more; its row goes once the server has forgotten it. */
    deletedAt: instant('deleted_at'),
    createdAt: instant('created_at').notNull(),
    ...sync(),
  },
  (t) => [
    uniqueIndex('mail_forwards_once').on(t.address),
    index('mail_forwards_by_customer').on(t.customerId, t.address),
    index('mail_forwards_by_plan').on(t.subscriptionId),
  ],
);

export const forwardTargets = sqliteTable(
  'mail_forward_targets',
  {
    forwardId: text('forward_id')
      .notNull()
      .references(() => forwards.id, { onDelete: 'cascade' }),
    address: text().notNull(),
    /** Null while its owner has not agreed; nothing is sent there before. */
    confirmedAt: instant('confirmed_at'),
    /** SHA-256 of what the link in the mail to him holds, which tells him later that he has agreed; null where nobody asks. */
    tokenHash: text('token_hash'),
    askedAt: instant('asked_at'),
  },
  (t) => [
    uniqueIndex('mail_forward_targets_once').on(t.forwardId, t.address),
    index('mail_forward_targets_by_address').on(t.address),
    index('mail_forward_targets_by_token').on(t.tokenHash),
  ],
);

/** What a mailbox answers by itself (RFC 5230), one at most. */
export const autoReplies = sqliteTable('mail_auto_replies', {
  mailboxId: text('mailbox_id')
    .primaryKey()
    .references(() => mailboxes.id, { onDelete: 'cascade' }),
  on: flag('is_on').notNull(),
  subject: text().notNull(),
  body: text().notNull(),
  /** First and last day of it as `2027-03-14`; null without an end. */
  from: text('first_day'),
  until: text('last_day'),
  ...sync(),
});
