import { and, count, eq, sql } from 'drizzle-orm';
import type { Session } from '../../auth/session.ts';
import { Problem } from '../../http/problem.ts';
import { action, nothing, type Act } from '../../policy/action.ts';
import type { Db } from '../../store/database.ts';
import { newId } from '../../store/ids.ts';
import type { AppPassword } from '../answers.ts';
import { newAppPassword } from '../input.ts';
import { appPasswords, mailboxes } from '../schema.ts';
import { appPasswordOf, mailboxRefusal, ownMailbox, type MailboxRow } from './read.ts';
import { mailboxJob } from './verbs.ts';

const most = 20;
/** Without signs that look alike. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

const pick = (many: number): string => {
  let text = '';
  // Bytes beyond a multiple of the letters would make the first ones likelier.
  const limit = 256 - (256 % letters.length);
  while (text.length < many)
    for (const byte of crypto.getRandomValues(new Uint8Array(many * 2)))
      if (byte < limit && text.length < many) text += letters[byte % letters.length];
  return text;
};

/** A password for one program, in groups that can be typed off a screen: 8 signs by which it is found, 16 that nobody knows (78 bits). */
export function makeAppPassword(): { key: string; password: string } {
  const key = pick(8);
  return { key, password: `${key}-${[pick(4), pick(4), pick(4), pick(4)].join('-')}` };
}

async function tell(act: Pick<Act<unknown>, 'tx' | 'enqueue' | 'changed'>, id: string, cut: boolean): Promise<void> {
  await act.tx
    .update(mailboxes)
    .set({
      wishedVersion: sql`${mailboxes.wishedVersion} + 1`,
      ...(cut ? { credentials: sql`${mailboxes.credentials} + 1` } : {}),
    })
    .where(eq(mailboxes.id, id));
  act.enqueue({ kind: mailboxJob, object: id });
  act.changed({ kind: 'mail.mailbox', id });
}

/** Writes a password for one program; `made` is what the route made and shows, of which only its hash is kept. */
export const createAppPassword = (made: { readonly key: string; readonly hash: string } = { key: '', hash: '' }) =>
  action({
    name: 'mail.app_password.create',
    input: newAppPassword,
    target: ownMailbox,
    capability: (row: MailboxRow, session) => mailboxRefusal(row, 'edit', session),
    run: async (act: Act<MailboxRow>, { name, scopes }): Promise<AppPassword> => {
      const { tx, target, now } = act;
      const [there] = await tx
        .select({ many: count() })
        .from(appPasswords)
        .where(eq(appPasswords.mailboxId, target.id));
      if ((there?.many ?? 0) >= most) throw new Problem('invalid', { fields: { name: 'too_many' } });
      const [row] = await tx
        .insert(appPasswords)
        .values({
          id: newId('appPassword'),
          mailboxId: target.id,
          name,
          ...made,
          imap: scopes.includes('imap'),
          smtp: scopes.includes('smtp'),
          createdAt: now,
        })
        .returning();
      act.note({ address: target.address, name, scopes });
      await tell(act, target.id, false);
      return appPasswordOf(row!);
    },
  });

interface AppTarget {
  readonly app: typeof appPasswords.$inferSelect;
  readonly mailbox: MailboxRow;
}

async function ownApp(db: Db, session: Session, id: string): Promise<AppTarget | undefined> {
  const [app] = await db.select().from(appPasswords).where(eq(appPasswords.id, id)).limit(1);
  const mailbox = app && (await ownMailbox(db, session, app.mailboxId));
  return mailbox && { app, mailbox };
}

/** Takes one back: whoever is signed in is cut off, and those with a good password come again. */
export const revokeAppPassword = action({
  name: 'mail.app_password.revoke',
  input: nothing,
  target: ownApp,
  run: async (act: Act<AppTarget>): Promise<AppPassword> => {
    const { app, mailbox } = act.target;
    await act.tx.delete(appPasswords).where(and(eq(appPasswords.id, app.id), eq(appPasswords.mailboxId, mailbox.id)));
    act.note({ address: mailbox.address, name: app.name });
    await tell(act, mailbox.id, true);
    return appPasswordOf(app);
  },
});
