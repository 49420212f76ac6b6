import { and, eq, ne, sql } from 'drizzle-orm';
import { knownOf, refuseGuessable } from '../../account/guessable.ts';
import { ownDomain } from '../../domains/zone.ts';
import type { Session } from '../../auth/session.ts';
import type { BoundLabel } from '../../http/env.ts';
import { Problem } from '../../http/problem.ts';
import { putLater } from '../../jobs/queue.ts';
import { action, nothing, refused, type Act } from '../../policy/action.ts';
import type { Action } from '../../policy/actions.ts';
import type { Db } from '../../store/database.ts';
import { newId } from '../../store/ids.ts';
import { mailboxEdit, newMailbox, passwordChange, suspension } from '../input.ts';
import { placeOf, takenOf, type MailPlace } from '../plans.ts';
import { keepDeleted, leastQuota, parseLocal } from '../rules.ts';
import { mailboxes, mailDomains } from '../schema.ts';
import { tellScript } from '../self/script-job.ts';
import { endWebmail } from '../webmail/end.ts';
import { mailWords } from '../words.ts';
import type { Mailbox } from '../answers.ts';
import { mailboxOf, mailboxRefusal, ownMailbox, type MailboxRow } from './read.ts';
import { takenAmong } from './taken.ts';

/** Brings the mail server to what a mailbox shall be. */
export const mailboxJob = 'mail.mailbox.put';
/** Destroys a deleted one when its time is over. */
export const purgeJob = 'mail.mailbox.purge';

const field = (name: string, code: string): Problem => new Problem('invalid', { fields: { [name]: code } });

/** What is tried first as a mailbox's password. */
export const knownOfMailbox = (
  { name }: Pick<BoundLabel['entry'], 'name'>,
  { customer }: Pick<Session, 'customer'>,
  box: Pick<MailboxRow, 'address' | 'name'>,
): string[] => knownOf({ name }, { ...box, customers: [customer.name] });

/** The verbs refuse it too: a file of mailboxes has no route. */
export const judgePassword = (
  { label, session }: Pick<Act<unknown>, 'label' | 'session'>,
  box: Pick<MailboxRow, 'address' | 'name'>,
  password: string,
): void => refuseGuessable(password, knownOfMailbox(label.entry, session, box));

/** The domain's place in its plan, with room for one more of that size; a deleted mailbox that comes back needs it too. */
async function roomFor(act: Act<unknown>, domainId: string, quota: number, name: Action): Promise<MailPlace> {
  const place = await placeOf(act.tx, act.session, domainId);
  if (!place && !(await ownDomain(act.tx, act.session, domainId))) throw new Problem('not_found');
  if (!place) throw field('domain', 'not_in_plan');
  const { plan } = place;
  const words = mailWords(act.session.locale);
  const taken = await takenOf(act.tx, plan.id);
  if (taken.mailboxes >= plan.maxMailboxes)
    throw refused({ code: 'plan_full', reason: words.mailboxes_full(plan.maxMailboxes) }, act.session, name);
  if (taken.pool + quota > plan.mailPool) throw field('quota', 'quota_pool');
  return place;
}

/** Makes a mailbox; it is `creating` until the mail server has it. `hash` is bcrypt of its password. */
export const createMailbox = (hash = '') =>
  action({
    name: 'mail.mailbox.create',
    input: newMailbox,
    run: async (act: Act<undefined>, input): Promise<Mailbox> => {
      const { tx, session, now } = act;
      const parsed = parseLocal(input.local);
      if ('code' in parsed) throw field('local', parsed.code);
      if (input.quota < leastQuota) throw field('quota', 'quota_least');
      const { plan, domain } = await roomFor(act, input.domain, input.quota, 'mail.mailbox.create');
      const address = `${parsed.local}@${domain.name}`;
      judgePassword(act, { address, name: input.name }, input.password);
      const taken = (await takenAmong(tx, [address])).get(address);
      if (taken) throw field('local', taken);
      const id = newId('mailbox');
      await tx.insert(mailDomains).values({ domainId: domain.id }).onConflictDoNothing();
      const owner = { customerId: session.customer.id, subscriptionId: plan.id, domainId: domain.id };
      const [row] = await tx
        .insert(mailboxes)
        .values({ id, ...owner, address, name: input.name, hash, quota: input.quota, createdAt: now })
        .returning();
      act.note({ mailbox: id, address, quota: input.quota });
      tell(act, id);
      return mailboxOf(row!, session);
    },
  });

function tell(act: Pick<Act<unknown>, 'enqueue' | 'changed'>, id: string): void {
  act.enqueue({ kind: mailboxJob, object: id });
  act.changed({ kind: 'mail.mailbox', id });
}

type Values = Parameters<ReturnType<Db['update']>['set']>[0];
/** What opens a mailbox is another from now on: who is signed in is cut off. */
export const otherCredentials: Values = { credentials: sql`${mailboxes.credentials} + 1` };

/** Writes what a mailbox shall be from now on, and has the server told, whatever came of the last time. */
export async function tellServer(
  act: Pick<Act<unknown>, 'tx' | 'enqueue' | 'changed'>,
  id: string,
  values: Values,
): Promise<MailboxRow> {
  const [row] = await act.tx
    .update(mailboxes)
    .set({ ...values, wishedVersion: sql`${mailboxes.wishedVersion} + 1`, syncError: null, syncRetryAt: null })
    .where(eq(mailboxes.id, id))
    .returning();
  tell(act, id);
  return row!;
}

async function wish(act: Act<MailboxRow>, values: Values): Promise<Mailbox> {
  act.note({ address: act.target.address });
  return mailboxOf(await tellServer(act, act.target.id, values), act.session);
}

/** Another key to it from now on, or none: whoever has it open is cut off, also in the webmail. */
async function shut(act: Act<MailboxRow>, values: Values): Promise<Mailbox> {
  await endWebmail(act.tx, act.target.id);
  return wish(act, { ...values, ...otherCredentials });
}

const onMailbox = (verb: 'edit' | 'suspend' | 'delete' | 'restore') =>
  ({
    name: `mail.mailbox.${verb}`,
    target: ownMailbox,
    capability: (row: MailboxRow, session: Act<MailboxRow>['session']) => mailboxRefusal(row, verb, session),
  }) as const;

export const editMailbox = action({
  ...onMailbox('edit'),
  input: mailboxEdit,
  run: async (act: Act<MailboxRow>, { name, quota }): Promise<Mailbox> => {
    const { tx, target } = act;
    if (quota !== undefined && quota !== target.quota) {
      if (quota < leastQuota) throw field('quota', 'quota_least');
      if (quota < (target.used ?? 0)) throw field('quota', 'quota_used');
      const plan = await placeOf(tx, act.session, target.domainId);
      const taken = await takenOf(tx, target.subscriptionId);
      if (quota > target.quota && (!plan || taken.pool - target.quota + quota > plan.plan.mailPool))
        throw field('quota', 'quota_pool');
      act.note({ quota });
    }
    return wish(act, { ...(name === undefined ? {} : { name }), ...(quota === undefined ? {} : { quota }) });
  },
});

/** Another password: who is signed in with the one before is cut off. `hash` is bcrypt of it. */
export const changePassword = (hash = '') =>
  action({
    ...onMailbox('edit'),
    input: passwordChange,
    run: async (act: Act<MailboxRow>, { password }): Promise<Mailbox> => {
      judgePassword(act, act.target, password);
      return shut(act, { hash });
    },
  });

/** While it is suspended mail still arrives, and nobody signs in or sends. */
export const suspendMailbox = action({
  ...onMailbox('suspend'),
  input: suspension,
  run: async (act: Act<MailboxRow>, { suspended }): Promise<Mailbox> => {
    act.note({ suspended });
    return shut(act, { suspended });
  },
});

export const deleteMailbox = action({
  ...onMailbox('delete'),
  input: nothing,
  run: async (act: Act<MailboxRow>): Promise<Mailbox> => {
    const due = new Date(act.now.getTime() + keepDeleted);
    await putLater(act.tx, { kind: purgeJob, object: act.target.id }, due, {});
    return shut(act, { deletedAt: act.now });
  },
});

/** Brings a deleted one back with all its mail, if its plan still has room for it. */
export const restoreMailbox = action({
  ...onMailbox('restore'),
  input: nothing,
  run: async (act: Act<MailboxRow>): Promise<Mailbox> => {
    const { target, now } = act;
    // It may be on its way out: then there is nothing to bring back.
    if (target.deletedAt!.getTime() + keepDeleted <= now.getTime()) throw new Problem('not_found');
    await roomFor(act, target.domainId, target.quota, 'mail.mailbox.restore');
    // It was told of nothing while it was gone.
    await tellScript(act, target.id);
    return wish(act, { deletedAt: null });
  },
});

/** Destroys a deleted one now: its address is free again at once. */
export const purgeMailbox = action({
  name: 'mail.mailbox.delete',
  input: nothing,
  target: ownMailbox,
  capability: (row: MailboxRow, { locale }) =>
    row.deletedAt ? undefined : { code: 'state_forbids', reason: mailWords(locale).not_deleted },
  run: async (act: Act<MailboxRow>): Promise<Mailbox> => {
    const over = new Date(act.now.getTime() - keepDeleted);
    act.note({ address: act.target.address, purged: true });
    act.enqueue({ kind: purgeJob, object: act.target.id });
    act.changed({ kind: 'mail.mailbox', id: act.target.id });
    const [row] = await act.tx
      .update(mailboxes)
      .set({ deletedAt: over })
      .where(and(eq(mailboxes.id, act.target.id), ne(mailboxes.deletedAt, over)))
      .returning();
    return mailboxOf(row ?? act.target, act.session);
  },
});
