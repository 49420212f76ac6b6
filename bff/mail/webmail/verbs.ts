import { lt } from 'drizzle-orm';
import { action, nothing, type Act } from '../../policy/action.ts';
import { mailboxRefusal, ownMailbox, type MailboxRow } from '../mailboxes/read.ts';
import { webmailLinks } from './schema.ts';

/** So long a link is good, in ms. */
export const linkLife = 60_000;

/** Writes that a link opens the mailbox in the webmail; `tokenHash` is of what the route shows this once. */
export const openMailbox = (tokenHash = '') =>
  action({
    name: 'mail.mailbox.open',
    input: nothing,
    target: ownMailbox,
    capability: (row: MailboxRow, session) => mailboxRefusal(row, 'open', session),
    run: async (act: Act<MailboxRow>): Promise<{ expiresAt: string }> => {
      const { tx, target, session, now } = act;
      const expiresAt = new Date(now.getTime() + linkLife);
      await tx.delete(webmailLinks).where(lt(webmailLinks.expiresAt, now));
      await tx.insert(webmailLinks).values({ tokenHash, mailboxId: target.id, userId: session.user.id, expiresAt });
      act.note({ address: target.address });
      return { expiresAt: expiresAt.toISOString() };
    },
  });
