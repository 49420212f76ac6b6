import { and, eq, isNotNull } from 'drizzle-orm';
import type { Db } from '../../store/database.ts';
import { appPasswords } from '../schema.ts';
import { webmailLinks } from './schema.ts';

/** Sessions of a webmail: passwords that end by themselves. */
export const isWebmail = isNotNull(appPasswords.until);

/** Ends all that the webmail has of a mailbox, also links that nobody has opened yet. The server is told by whoever calls. */
export async function endWebmail(tx: Db, mailboxId: string): Promise<void> {
  await tx.delete(webmailLinks).where(eq(webmailLinks.mailboxId, mailboxId));
  await tx.delete(appPasswords).where(and(eq(appPasswords.mailboxId, mailboxId), isWebmail));
}
