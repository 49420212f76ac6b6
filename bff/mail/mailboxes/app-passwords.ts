import { and, count, eq, isNull } from 'drizzle-orm';
import type { Session } from '../../auth/session.ts';
import { Problem } from '../../http/problem.ts';
import { action, nothing, type Act } from '../../policy/action.ts';
import type { Db } from '../../store/database.ts';
import { newId } from '../../store/ids.ts';
import type { AppPassword } from '../answers.ts';
import { newAppPassword } from '../input.ts';
import { randomText } from '../rules-random.ts';
import { appPasswords } from '../schema.ts';
import { appPasswordOf, mailboxRefusal, ownMailbox, type MailboxRow } from './read.ts';
import { otherCredentials, tellServer } from './verbs.ts';

const most = 20;
/** Without signs that look alike. */
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

const pick = (many: number): string => randomText(letters, many);

/** A password for one program, in groups that can be typed off a screen: 8 signs by which it is found, 16 that nobody knows (78 bits). */
export function makeAppPassword(): { key: string; password: string } {
  const key = pick(8);
  return { key, password: `${key}-${[pick(4), pick(4), pick(4), pick(4)].join('-')}` };
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
        .where(and(eq(appPasswords.mailboxId, target.id), isNull(appPasswords.until)));
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
      await tellServer(act, target.id, {});
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
    await tellServer(act, mailbox.id, otherCredentials);
    return appPasswordOf(app);
  },
});
