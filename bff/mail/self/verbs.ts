import { and, eq, sql } from 'drizzle-orm';
import type { Session } from '../../auth/session.ts';
import { dayOf } from '../../domains/days.ts';
import { endWebmail } from '../webmail/end.ts';
import { Problem } from '../../http/problem.ts';
import { action, nothing, type Act } from '../../policy/action.ts';
import type { Db } from '../../store/database.ts';
import type { AppPassword } from '../answers.ts';
import { createAppPassword, revokeAppPassword } from '../mailboxes/app-passwords.ts';
import type { MailboxRow } from '../mailboxes/read.ts';
import { judgePassword, otherCredentials, tellServer } from '../mailboxes/verbs.ts';
import { appPasswords, autoReplies, mailboxes } from '../schema.ts';
import type { AutoReply } from './answers.ts';
import { autoReplyWish, selfPassword } from './input.ts';
import { ownSelf, replyOf } from './read.ts';
import { isOver } from './rules-days.ts';
import { mailboxSessions } from './schema.ts';
import { scriptJob } from './script-job.ts';

/** What was changed from here does not end the session that changed it. */
async function goesOn({ tx, session }: Pick<Act<unknown>, 'tx' | 'session'>, row: MailboxRow): Promise<void> {
  await tx.update(mailboxSessions).set({ credentials: row.credentials }).where(eq(mailboxSessions.id, session.id));
}

/** Another password; all other sessions end, here and in mail programs. `checked` is the hash that the old one fits. */
export const changeOwnPassword = (checked = '', hash = '') =>
  action({
    name: 'mail.self.password',
    input: selfPassword,
    target: ownSelf,
    run: async (act: Act<MailboxRow>, { password }): Promise<object> => {
      const { tx, target } = act;
      judgePassword(act, target, password);
      // Changed by somebody else since: what was typed is no longer the old one.
      if (target.hash !== checked) throw new Problem('invalid', { fields: { current: 'password_wrong' } });
      act.note({ address: target.address });
      await endWebmail(tx, target.id);
      const row = await tellServer(act, target.id, { hash, ...otherCredentials });
      await tx
        .delete(mailboxSessions)
        .where(and(eq(mailboxSessions.mailboxId, target.id), sql`${mailboxSessions.id} <> ${act.session.id}`));
      await goesOn(act, row);
      return {};
    },
  });

/** What the mailbox answers by itself. */
export const setAutoReply = action({
  name: 'mail.self.auto_reply',
  input: autoReplyWish,
  target: ownSelf,
  run: async (act: Act<MailboxRow>, { on, subject, text, from, until }): Promise<AutoReply> => {
    const { tx, target, label, now } = act;
    if (isOver({ on, until }, dayOf(now.getTime(), label.settings.locale.timeZone)))
      throw new Problem('invalid', { fields: { until: 'until_past' } });
    const wished = { on, subject, body: text, from, until, syncError: null, syncRetryAt: null };
    const [row] = await tx
      .insert(autoReplies)
      .values({ mailboxId: target.id, ...wished })
      .onConflictDoUpdate({
        target: autoReplies.mailboxId,
        set: { ...wished, wishedVersion: sql`${autoReplies.wishedVersion} + 1` },
      })
      .returning();
    act.note({ address: target.address, on, from, until });
    act.enqueue({ kind: scriptJob, object: target.id });
    return replyOf(row!);
  },
});

/** A password for one program, as the customer makes one. */
export const createOwnApp = (made?: { readonly key: string; readonly hash: string }) =>
  action({ ...createAppPassword(made), name: 'mail.self.app_password', target: ownSelf });

interface AppTarget {
  readonly app: typeof appPasswords.$inferSelect;
  readonly mailbox: MailboxRow;
}

async function ownApp(db: Db, session: Session, id: string): Promise<AppTarget | undefined> {
  const [app] = await db
    .select()
    .from(appPasswords)
    .where(and(eq(appPasswords.id, id), eq(appPasswords.mailboxId, session.user.id)))
    .limit(1);
  const mailbox = app && (await ownSelf(db, session));
  return mailbox && { app, mailbox };
}

export const revokeOwnApp = action({
  ...revokeAppPassword,
  name: 'mail.self.app_password',
  input: nothing,
  target: ownApp,
  run: async (act: Act<AppTarget>): Promise<AppPassword> => {
    const answer = await revokeAppPassword.run(act, {});
    const [row] = await act.tx.select().from(mailboxes).where(eq(mailboxes.id, act.target.mailbox.id));
    await goesOn(act, row!);
    return answer;
  },
});
