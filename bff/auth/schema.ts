import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { flag, instant } from '../store/columns.ts';

// The first four tables have the columns that better-auth expects; a test compares them with its own list.
export const users = sqliteTable('users', {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: flag('email_verified').notNull().default(false),
  image: text(),
  username: text().unique(),
  displayUsername: text('display_username'),
  locale: text(),
  createdAt: instant('created_at').notNull(),
  updatedAt: instant('updated_at').notNull(),
});

export const sessions = sqliteTable(
  'sessions',
  {
    id: text().primaryKey(),
    token: text().notNull().unique(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** The customer this session acts for. */
    customerId: text('customer_id'),
    expiresAt: instant('expires_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [index('sessions_by_user').on(t.userId)],
);

export const accounts = sqliteTable(
  'accounts',
  {
    id: text().primaryKey(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: instant('access_token_expires_at'),
    refreshTokenExpiresAt: instant('refresh_token_expires_at'),
    scope: text(),
    password: text(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [index('accounts_by_user').on(t.userId)],
);

export const verifications = sqliteTable(
  'verifications',
  {
    id: text().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: instant('expires_at').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [index('verifications_by_identifier').on(t.identifier)],
);

/**
 * A session of panels on someone's page. What it may do follows from its clocks, nothing else is stored:
 * the secret works once before `secretExpiresAt`, the token until `tokenExpiresAt`, nothing after `revokedAt`.
 * All three secrets are kept as SHA-256 only.
 */
export const embedSessions = sqliteTable(
  'embed_sessions',
  {
    id: text().primaryKey(),
    mode: text({ enum: ['server', 'popup', 'demo'] }).notNull(),
    /** The key it was made with: when that is revoked, so is this. */
    keyId: text('key_id'),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    customerId: text('customer_id').notNull(),
    /** Names of tabs and actions; null = as far as the user's role goes (pop-up sign-in). */
    scope: text({ mode: 'json' }).$type<string[]>(),
    origin: text().notNull(),
    locale: text(),
    secretHash: text('secret_hash').unique(),
    secretExpiresAt: instant('secret_expires_at'),
    redeemedAt: instant('redeemed_at'),
    tokenHash: text('token_hash').unique(),
    tokenExpiresAt: instant('token_expires_at'),
    refreshHash: text('refresh_hash').unique(),
    /** End of the pop-up session, renewed or not. */
    refreshExpiresAt: instant('refresh_expires_at'),
    createdAt: instant('created_at').notNull(),
    lastUsedAt: instant('last_used_at'),
    revokedAt: instant('revoked_at'),
  },
  (t) => [index('embed_sessions_by_user').on(t.userId, t.tokenExpiresAt)],
);

/** A pop-up sign-in under way (RFC 7636): who asked, and since `authorisedAt` for whom. */
export const authorizations = sqliteTable('authorizations', {
  txHash: text('tx_hash').primaryKey(),
  challenge: text().notNull(),
  origin: text().notNull(),
  keyId: text('key_id').notNull(),
  userId: text('user_id').notNull(),
  customerId: text('customer_id').notNull(),
  authorisedAt: instant('authorised_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
});

/** A fresh proof of identity: one action on one object, once, in the session that gave it. */
export const stepUps = sqliteTable(
  'step_ups',
  {
    id: text().primaryKey(),
    userId: text('user_id').notNull(),
    sessionId: text('session_id').notNull().default(''),
    action: text().notNull(),
    object: text().notNull(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  (t) => [index('step_ups_by_user').on(t.userId, t.action, t.object)],
);
