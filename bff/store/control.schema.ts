import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { flag, instant } from './columns.ts';

export const resellers = sqliteTable('resellers', {
  id: text().primaryKey(),
  name: text().notNull(),
  createdAt: instant('created_at').notNull(),
});

export const labels = sqliteTable('labels', {
  id: text().primaryKey(),
  resellerId: text('reseller_id')
    .notNull()
    .references(() => resellers.id),
  name: text().notNull(),
  createdAt: instant('created_at').notNull(),
});

/** Host names (with port where it is not the scheme's own) that answer for a label. */
export const hosts = sqliteTable(
  'hosts',
  {
    host: text().primaryKey(),
    labelId: text('label_id')
      .notNull()
      .references(() => labels.id, { onDelete: 'cascade' }),
    /** The one that links in mails and pop-ups use. */
    primary: flag('is_primary').notNull().default(false),
  },
  (t) => [index('hosts_by_label').on(t.labelId)],
);

/** Origins whose pages may embed a label's panels; compared exactly. */
export const origins = sqliteTable(
  'origins',
  {
    labelId: text('label_id')
      .notNull()
      .references(() => labels.id, { onDelete: 'cascade' }),
    origin: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.labelId, t.origin] }), index('origins_by_origin').on(t.origin)],
);

export const keys = sqliteTable(
  'keys',
  {
    id: text().primaryKey(),
    labelId: text('label_id')
      .notNull()
      .references(() => labels.id, { onDelete: 'cascade' }),
    kind: text({ enum: ['publishable', 'secret'] }).notNull(),
    test: flag('is_test').notNull(),
    /** SHA-256 of the key, hex; the key itself is shown once. */
    hash: text().notNull().unique(),
    /** The last four signs, to tell keys apart. */
    hint: text().notNull(),
    createdAt: instant('created_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (t) => [index('keys_by_label').on(t.labelId)],
);

/** Names that labels share on the platform's servers: whoever claims first has it. */
export const claims = sqliteTable(
  'claims',
  {
    kind: text({ enum: ['zone', 'registration', 'mail_domain', 'ftp_user', 'database'] }).notNull(),
    name: text().notNull(),
    /** Of a zone its name from the ending on, as `example.shop.`: all names below it begin with it. A trigger writes it. */
    path: text().notNull().default(''),
    labelId: text('label_id').notNull(),
    objectId: text('object_id').notNull(),
    state: text({ enum: ['held', 'confirmed'] }).notNull(),
    heldAt: instant('held_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.kind, t.name] }),
    index('claims_by_state').on(t.state, t.heldAt),
    index('claims_by_path').on(t.kind, t.path),
  ],
);

/** Messages of a registry for a label that could not be told, until it can. */
export const keptNotices = sqliteTable(
  'kept_notices',
  {
    labelId: text('label_id')
      .notNull()
      .references(() => labels.id, { onDelete: 'cascade' }),
    /** What it is about; all that is done is to look at it. */
    name: text().notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.labelId, t.name] })],
);

/** Processes that are alive: a silent one's jobs are looked for by the others. */
export const heartbeats = sqliteTable('heartbeats', {
  process: text().primaryKey(),
  at: integer({ mode: 'timestamp_ms' }).notNull(),
});

/** The last day on which a label's daily round was made, by whichever process came first. */
export const dailyRounds = sqliteTable('daily_rounds', {
  labelId: text('label_id')
    .primaryKey()
    .references(() => labels.id, { onDelete: 'cascade' }),
  /** `2027-03-14`, in UTC. */
  day: text().notNull(),
});
