import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { flag, instant } from '../../store/columns.ts';
import { domainStates } from '../input.ts';
import { domains } from '../schema.ts';
import { transferCodes, transferStates } from './states.ts';

/** Each move of a domain to us or away from us. */
export const transfers = sqliteTable(
  'transfers',
  {
    id: text().primaryKey(),
    domainId: text('domain_id')
      .notNull()
      .references(() => domains.id, { onDelete: 'cascade' }),
    incoming: flag('incoming').notNull(),
    state: text({ enum: transferStates }).notNull(),
    /** Why it failed, or is stuck. */
    code: text({ enum: transferCodes }),
    /** The code of the other registrar, sealed; gone once the registry has it. */
    sealed: text(),
    /**
     * While the registry may have been asked: when the move before this one was asked for, as the registry writes it, empty
     * where there was none. What is there beside it is ours.
     */
    since: text(),
    /** Shall use the label's own name servers once it is here; else it keeps those it has. */
    ours: flag('ours').notNull().default(false),
    /** What the domain was before, where it was one of the customer's. */
    before: text({ enum: domainStates }),
    /** Who began it; empty where it was somebody else's registrar. */
    by: text('by_name').notNull(),
    startedAt: instant('started_at').notNull(),
    /** When the registry was asked, and when it decides by itself. */
    askedAt: instant('asked_at'),
    actsAt: instant('acts_at'),
    endedAt: instant('ended_at'),
    retryAt: instant('retry_at'),
  },
  (t) => [index('transfers_by_domain').on(t.domainId, t.startedAt)],
);
