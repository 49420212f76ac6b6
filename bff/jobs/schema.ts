import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from '../store/columns.ts';

/** The outbox: what the world must still be told. Written in the transaction that makes it necessary. */
export const jobs = sqliteTable(
  'jobs',
  {
    id: text().primaryKey(),
    kind: text().notNull(),
    /** The object it is about; two jobs of one object never run at once. */
    object: text().notNull(),
    payload: text({ mode: 'json' }).$type<unknown>(),
    state: text({ enum: ['pending', 'running', 'done', 'failed'] })
      .notNull()
      .default('pending'),
    attempts: integer().notNull().default(0),
    dueAt: instant('due_at').notNull(),
    /** A running job whose lease is over was orphaned and may be claimed again. */
    leaseUntil: instant('lease_until'),
    /** Rises with each claim; a holder whose fence is old may not write any more. */
    fence: integer().notNull().default(0),
    error: text(),
    requestId: text('request_id'),
    /** 32 hex digits: what the customer did, through all that follows from it (W3C Trace Context). */
    trace: text(),
    createdAt: instant('created_at').notNull(),
    endedAt: instant('ended_at'),
  },
  (t) => [index('jobs_due').on(t.state, t.dueAt), index('jobs_by_object').on(t.object, t.state)],
);
