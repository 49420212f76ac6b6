import { and, asc, eq, gt, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm';
import type { Session } from '../../auth/session.ts';
import { ownDomain } from '../../domains/zone.ts';
import { Problem } from '../../http/problem.ts';
import { areaUrl } from '../../account/me.ts';
import type { BoundLabel, Deps } from '../../http/env.ts';
import { subscriptions } from '../../hosting/schema.ts';
import type { Denied, Refusal } from '../../policy/actions.ts';
import type { Db } from '../../store/database.ts';
import type { AppPassword, Mailbox, MailboxDetail, MailboxPage, MailPlan } from '../answers.ts';
import type { MailboxQuery } from '../input.ts';
import { shownImport } from '../import/read.ts';
import { setUpAt } from '../setup/find.ts';
import { mailPlans } from '../plans.ts';
import { keepDeleted, readable } from '../rules.ts';
import { appPasswords, mailboxes } from '../schema.ts';
import { mailWords } from '../words.ts';

export type MailboxRow = typeof mailboxes.$inferSelect;

const pageSize = 50;
/** From here on a mailbox counts as nearly full (RULES: warn at 80 %). */
const nearlyFull = sql`${mailboxes.used} * 10 >= ${mailboxes.quota} * 8`;
const here = isNull(mailboxes.deletedAt);

/** A customer's own mailbox; someone else's and none answer alike. */
export async function ownMailbox(db: Db, { customer }: Session, id: string): Promise<MailboxRow | undefined> {
  const [row] = await db
    .select()
    .from(mailboxes)
    .where(and(eq(mailboxes.id, id), eq(mailboxes.customerId, customer.id)))
    .limit(1);
  return row;
}

type Verb = 'edit' | 'suspend' | 'delete' | 'restore' | 'open';
const verbs: readonly Verb[] = ['edit', 'suspend', 'delete', 'restore', 'open'];

/** Why this mailbox does not allow it now. */
export function mailboxRefusal(row: MailboxRow, verb: Verb, { locale }: Session): Refusal | undefined {
  const words = mailWords(locale);
  if (verb === 'restore') return row.deletedAt ? undefined : { code: 'state_forbids' };
  if (row.deletedAt) return { code: 'state_forbids', reason: words.deleted };
  if (verb !== 'open') return undefined;
  if (row.servedVersion === 0) return { code: 'state_forbids', reason: words.creating };
  if (row.suspended) return { code: 'state_forbids', reason: words.suspended };
  if (row.firstSignInUrl) return { code: 'state_forbids', reason: words.first_sign_in };
  return undefined;
}

function deniedOn(row: MailboxRow, session: Session): Denied {
  const found = verbs.flatMap((verb) => {
    const refusal = mailboxRefusal(row, verb, session);
    return refusal ? [[`mail.mailbox.${verb}`, refusal] as const] : [];
  });
  const deleted = row.deletedAt && ({ code: 'state_forbids', reason: mailWords(session.locale).deleted } as const);
  const all = deleted ? [...found, ['mail.app_password.create', deleted] as const] : found;
  return Object.fromEntries(all.filter(([name]) => !session.denied[name as keyof Denied]));
}

function stateOf(row: MailboxRow): Mailbox['state'] {
  if (row.deletedAt) return 'deleted';
  if (row.firstSignInUrl) return 'first_sign_in';
  if (row.servedVersion === 0) return 'creating';
  return row.suspended ? 'suspended' : 'active';
}

export const syncOf = (row: Pick<MailboxRow, 'wishedVersion' | 'servedVersion' | 'syncError' | 'syncRetryAt'>) => ({
  state: row.syncError
    ? ('failed' as const)
    : row.servedVersion < row.wishedVersion
      ? ('pending' as const)
      : ('ready' as const),
  ...(row.syncError ? { error: row.syncError } : {}),
  ...(row.syncRetryAt ? { retryAt: row.syncRetryAt.toISOString() } : {}),
});

/** A mailbox as its customer sees it. */
export const mailboxOf = (row: MailboxRow, session: Session): Mailbox => ({
  id: row.id,
  address: row.address,
  unicodeAddress: readable(row.address),
  name: row.name,
  domain: row.domainId,
  plan: row.subscriptionId,
  state: stateOf(row),
  ...(row.firstSignInUrl && !row.deletedAt ? { firstSignInUrl: row.firstSignInUrl } : {}),
  sync: syncOf(row),
  quota: row.quota,
  used: row.used,
  messages: row.messages,
  usedAt: row.usedAt?.toISOString() ?? null,
  ...(row.deletedAt ? { destroyedAt: new Date(row.deletedAt.getTime() + keepDeleted).toISOString() } : {}),
  denied: deniedOn(row, session),
});

/** Why no plan of the customer takes another mailbox. */
export function createRefusal(plans: readonly MailPlan[], { locale }: Session): Refusal | undefined {
  const words = mailWords(locale);
  if (!plans.length) return { code: 'plan_lacks', reason: words.no_plan };
  const reached = plans.filter(({ domains }) => domains.length);
  if (!reached.length) return { code: 'state_forbids', reason: words.no_domain };
  const open = reached.filter(({ mailboxes: { used, max } }) => used < max);
  if (!open.length)
    return {
      code: 'plan_full',
      reason: words.mailboxes_full(reached.reduce((all, one) => all + one.mailboxes.max, 0)),
    };
  return open.some(({ pool }) => pool.used < pool.max) ? undefined : { code: 'plan_full', reason: words.pool_full };
}

const viewed: Record<NonNullable<MailboxQuery['view']>, SQL | undefined> = {
  all: here,
  full: and(here, nearlyFull),
  suspended: and(here, eq(mailboxes.suspended, true)),
  deleted: isNotNull(mailboxes.deletedAt),
};

/** One page of a customer's mailboxes by address; the first one also counts, and says what is left of the plans. */
export async function listMailboxes(
  db: Db,
  session: Session,
  query: MailboxQuery,
): Promise<{ page: MailboxPage; rows: readonly MailboxRow[] }> {
  if (query.domain && !(await ownDomain(db, session, query.domain))) throw new Problem('not_found');
  const size = query.limit ?? pageSize;
  const words = query.q?.toLowerCase();
  const mine = eq(mailboxes.customerId, session.customer.id);
  const found = and(
    mine,
    viewed[query.view ?? 'all'],
    words ? or(sql`instr(${mailboxes.address}, ${words})`, sql`instr(lower(${mailboxes.name}), ${words})`) : undefined,
    query.domain ? eq(mailboxes.domainId, query.domain) : undefined,
  );
  const rows = await db
    .select()
    .from(mailboxes)
    .where(and(found, query.cursor ? gt(mailboxes.address, afterOf(query.cursor)) : undefined))
    .orderBy(asc(mailboxes.address))
    .limit(size + 1);
  const shown = rows.slice(0, size);
  const items = shown.map((row) => mailboxOf(row, session));
  const page = { items, next: rows.length > size ? `a${items.at(-1)!.address}` : null };
  if (query.cursor) return { page, rows: shown };
  const howMany = (where: SQL | undefined) => sql<number>`count(*) filter (where ${where})`;
  const { all, full, suspended, deleted } = viewed;
  const [totals] = await db
    .select({
      total: howMany(found),
      all: howMany(all),
      full: howMany(full),
      suspended: howMany(suspended),
      deleted: howMany(deleted),
    })
    .from(mailboxes)
    .where(mine);
  const { total, ...counts } = totals!;
  const plans = await mailPlans(db, session);
  const refusal = session.denied['mail.mailbox.create'] ? undefined : createRefusal(plans, session);
  const denied = refusal ? { 'mail.mailbox.create': refusal } : {};
  const shownId = await shownImport(db, session);
  const first = { ...page, total, counts, plans, denied, ...(shownId ? { import: shownId } : {}) };
  return { page: first, rows: shown };
}

function afterOf(cursor: string): string {
  if (!cursor.startsWith('a') || !cursor.includes('@')) throw new Problem('invalid', { fields: { cursor: 'format' } });
  return cursor.slice(1);
}

/** One mailbox with what its programs need, and their passwords by name. */
export async function mailboxDetail(
  label: BoundLabel,
  session: Session,
  deps: Pick<Deps, 'mailHosts' | 'platformUrl'>,
  row: MailboxRow,
): Promise<MailboxDetail> {
  const { db } = label;
  const apps = await db
    .select()
    .from(appPasswords)
    .where(eq(appPasswords.mailboxId, row.id))
    .orderBy(asc(appPasswords.createdAt), asc(appPasswords.id));
  const plans = await mailPlans(db, session);
  const [plan] = await db
    .select({ host: subscriptions.mailHost })
    .from(subscriptions)
    .where(eq(subscriptions.id, row.subscriptionId));
  return {
    ...mailboxOf(row, session),
    setUp: setUpAt(deps.mailHosts, plan?.host),
    profileUrl: `${areaUrl(deps, label)}/ca/mail/${encodeURIComponent(row.address)}/profile`,
    appPasswords: apps.map(appPasswordOf),
    plans: plans.filter(({ id }) => id === row.subscriptionId),
  };
}

export const scopesOf = ({ imap, smtp }: Pick<typeof appPasswords.$inferSelect, 'imap' | 'smtp'>) => [
  ...(imap ? (['imap'] as const) : []),
  ...(smtp ? (['smtp'] as const) : []),
];

export const appPasswordOf = (row: typeof appPasswords.$inferSelect): AppPassword => ({
  id: row.id,
  name: row.name,
  scopes: scopesOf(row),
  createdAt: row.createdAt.toISOString(),
  ...(row.until ? { webmail: { by: row.by ?? '', until: row.until.toISOString() } } : {}),
});
