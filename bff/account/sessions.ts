import { and, desc, eq } from 'drizzle-orm';
import { embedSessions, sessions } from '../auth/schema.ts';
import { endEverything, endSession, livingPage, sessionLife, type Session } from '../auth/session.ts';
import type { BoundLabel } from '../http/env.ts';
import { action, nothing } from '../policy/action.ts';
import { goodNow } from '../store/clock.ts';
import type { SessionInfo } from './answers.ts';
import { deviceOf } from './rules-device.ts';

/** The live sessions of a person, newest first: sign-ins, and pages that act for him. */
export async function listSessions(
  label: Pick<BoundLabel, 'db' | 'entry'>,
  session: Session,
  now: number,
): Promise<{ items: SessionInfo[] }> {
  const signIns = await label.db
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, session.user.id), goodNow(sessions.expiresAt, now, sessionLife)))
    .orderBy(desc(sessions.updatedAt))
    .limit(100);
  const embeds = await label.db
    .select()
    .from(embedSessions)
    .where(and(eq(embedSessions.userId, session.user.id), livingPage(label, now)))
    .orderBy(desc(embedSessions.createdAt))
    .limit(100);
  return {
    items: [
      ...signIns.map((row) => ({
        id: row.id,
        kind: 'sign_in' as const,
        device: deviceOf(row.userAgent),
        createdAt: row.createdAt.toISOString(),
        lastUsedAt: row.updatedAt.toISOString(),
        current: row.id === session.id,
      })),
      ...embeds.map((row) => ({
        id: row.id,
        kind: 'embed' as const,
        device: new URL(row.origin).host,
        createdAt: row.createdAt.toISOString(),
        lastUsedAt: (row.lastUsedAt ?? row.createdAt).toISOString(),
        current: row.id === session.id,
      })),
    ].sort((a, b) => Number(b.current) - Number(a.current) || (a.lastUsedAt < b.lastUsedAt ? 1 : -1)),
  };
}

/** Ends one of the person's own sessions. */
export const revokeSession = action({
  name: 'account.session.revoke',
  input: nothing,
  target: async (db, session, id): Promise<{ id: string; kind: Session['kind'] } | undefined> => {
    const own = (table: typeof sessions | typeof embedSessions) =>
      db
        .select({ id: table.id })
        .from(table)
        .where(and(eq(table.id, id), eq(table.userId, session.user.id)))
        .limit(1);
    if ((await own(sessions)).length) return { id, kind: 'sign_in' };
    return (await own(embedSessions)).length ? { id, kind: 'embed' } : undefined;
  },
  run: async ({ tx, target, now }) => endSession({ db: tx }, target.id, target.kind, now),
});

/** Ends all of the person's sessions but this one. */
export const revokeOthers = action({
  name: 'account.session.revoke',
  input: nothing,
  run: async ({ tx, session, now, enqueue }): Promise<void> => {
    for (const job of await endEverything(tx, session.user.id, now, session.id)) enqueue(job);
  },
});
