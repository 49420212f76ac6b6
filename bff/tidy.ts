import { and, eq, inArray, lt, sql } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { authorizations, embedSessions, sessions, stepUps } from './auth/schema.ts';
import { bulkRuns } from './domains/bulk/schema.ts';
import { mailImports } from './mail/import/schema.ts';
import { mailboxSessions } from './mail/self/schema.ts';
import type { Db } from './store/database.ts';
import type { LabelHandle } from './store/labels.ts';
import { jobs } from './jobs/schema.ts';

const day = 86_400_000;
/** So many rows at a time, so that no request waits long for the database; and so many times a night. */
const part = 2000;
const parts = 50;

/** Forgets what nobody can use or ask for any more: a label's database grows with its customers, not with its age. */
export async function dailyTidy({ db }: Pick<LabelHandle, 'db'>, now: number): Promise<void> {
  const before = (days: number) => new Date(now - days * day);
  const ended = sql`coalesce(${embedSessions.refreshExpiresAt}, ${embedSessions.tokenExpiresAt}, ${embedSessions.secretExpiresAt})`;
  // What was given up stays: it says what was not done.
  await forget(
    db,
    jobs,
    jobs.id,
    and(eq(jobs.state, 'done'), lt(jobs.dueAt, before(30)), lt(jobs.endedAt, before(30)))!,
  );
  await forget(db, stepUps, stepUps.id, lt(stepUps.expiresAt, before(1)));
  await forget(db, authorizations, authorizations.txHash, lt(authorizations.expiresAt, before(1)));
  await forget(db, embedSessions, embedSessions.id, sql`${ended} < ${before(30).getTime()}`);
  await forget(db, mailboxSessions, mailboxSessions.id, lt(mailboxSessions.expiresAt, before(1)));
  await forget(db, sessions, sessions.id, lt(sessions.expiresAt, before(30)));
  await forget(db, bulkRuns, bulkRuns.id, lt(bulkRuns.endedAt, before(90)));
  await forget(db, mailImports, mailImports.id, lt(mailImports.endedAt, before(90)));
}

async function forget(db: Db, table: SQLiteTable, key: SQLiteColumn, over: ReturnType<typeof sql>): Promise<void> {
  for (let round = 0; round < parts; round += 1) {
    const some = db.select({ key }).from(table).where(over).limit(part);
    const gone = await db.delete(table).where(inArray(key, some)).returning({ key });
    if (gone.length < part) return;
  }
}
