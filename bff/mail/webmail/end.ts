import { and, eq, isNotNull } from 'drizzle-orm';
import type { NewJob } from '../../jobs/outbox.ts';
import type { Db } from '../../store/database.ts';
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

/** Ends all that the webmail has of a mailbox, also links that nobody has opened yet. The server is told by whoever calls. */
export async function endWebmail(tx: Db, mailboxId: string): Promise<void> {
  await tx.delete(webmailLinks).where(eq(webmailLinks.mailboxId, mailboxId));
  await tx.delete(appPasswords).where(and(eq(appPasswords.mailboxId, mailboxId), isWebmail));
}
