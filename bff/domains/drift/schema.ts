import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from '../../store/columns.ts';
import { domains } from '../schema.ts';
import { driftKinds, type Value } from './rules.ts';

/** What the registry or the name server has otherwise than it stands here, as seen when it was last looked at. */
export const drifts = sqliteTable(
  'drifts',
  {
    domainId: text('domain_id')
      .notNull()
      .references(() => domains.id, { onDelete: 'cascade' }),
    kind: text({ enum: driftKinds }).notNull(),
    /** Of a record its name and type, as `www A`; else empty. */
    subject: text().notNull(),
    ours: text({ mode: 'json' }).$type<Value | null>(),
    theirs: text({ mode: 'json' }).$type<Value | null>(),
    /** When it was first seen. */
    foundAt: instant('found_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.domainId, t.kind, t.subject] })],
);
