import { and, desc, eq, isNotNull, notInArray, sql } from 'drizzle-orm';
import type { NewJob } from '../../jobs/outbox.ts';
import type { Db } from '../../store/database.ts';
import { mailboxSessions } from '../self/schema.ts';
import { appPasswords } from '../schema.ts';
import { webmailLinks } from './schema.ts';

/** Sessions of a webmail: passwords that end by themselves. */
export const isWebmail = isNotNull(appPasswords.until);

/** Ends a session of the webmail. */
export const webmailEndJob = 'mail.webmail.end';

/** Takes away a person's links that nobody has followed yet; the jobs that end what he has opened in the webmail. */
export async function endWebmailOf(tx: Db, userId: string): Promise<NewJob[]> {
  await tx.delete(webmailLinks).where(eq(webmailLinks.userId, userId));
  const open = await tx
    .select({ object: appPasswords.id })
    .from(appPasswords)
    .where(and(eq(appPasswords.byId, userId), isWebmail));
  return open.map(({ object }) => ({ kind: webmailEndJob, object }));
}

/** A mailbox has so many sessions of the webmail at most. */
const most = 20;

/** Makes room for one more session of the webmail: the oldest end. Whether there were any. */
export async function endOldest(tx: Db, mailboxId: string): Promise<boolean> {
  const all = and(eq(appPasswords.mailboxId, mailboxId), isWebmail);
  const newest = tx
    .select({ id: appPasswords.id })
    .from(appPasswords)
    .where(all)
    .orderBy(desc(appPasswords.createdAt))
    .limit(most - 1);
  const ended = await tx
    .delete(appPasswords)
    .where(and(all, notInArray(appPasswords.id, newest)))
    .returning({ id: appPasswords.id });
  return ended.length > 0;
}

/** Who uses the mailbox with its own password goes on: nothing of that has changed. Before its credentials rise by one. */
export async function usersGoOn(tx: Db, mailboxId: string): Promise<void> {
  const now = sql`(select credentials from mailboxes where id = ${mailboxId})`;
  await tx
    .update(mailboxSessions)
    .set({ credentials: sql`${now} + 1` })
    .where(and(eq(mailboxSessions.mailboxId, mailboxId), eq(mailboxSessions.credentials, now)));
}

/** Ends all that the webmail has of a mailbox, also links that nobody has opened yet. The server is told by whoever calls. */
export async function endWebmail(tx: Db, mailboxId: string): Promise<void> {
  await tx.delete(webmailLinks).where(eq(webmailLinks.mailboxId, mailboxId));
  await tx.delete(appPasswords).where(and(eq(appPasswords.mailboxId, mailboxId), isWebmail));
}
