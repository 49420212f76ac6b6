import { and, asc, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm';
import type { Role } from '../account/answers.ts';
import { memberships } from '../account/schema.ts';
import type { BoundLabel } from '../http/env.ts';
import type { NewJob } from '../jobs/outbox.ts';
import { mailboxSessions } from '../mail/self/schema.ts';
import { endWebmailOf } from '../mail/webmail/end.ts';
import type { Denied, Refusal, Tab } from '../policy/actions.ts';
import { refusals, type GateFacts } from '../policy/rules.ts';
import { isLocale, type Locale } from '../policy/words.ts';
import type { PolicySettings } from '../reseller/settings.ts';
import { goodAt, goodNow } from '../store/clock.ts';
import type { Db } from '../store/database.ts';
import { randomSecret, sha256 } from '../store/hash.ts';
import { authorizations, embedSessions, sessions, stepUps } from './schema.ts';
import { embedRow, personRow, signInRow, type Embedded, type Person } from './session-row.ts';

/** Who acts, for which customer, through what, and what he may not do. */
export interface Session {
  readonly id: string;
  readonly kind: 'sign_in' | 'embed' | 'mailbox';
  readonly user: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly username: string | null;
  };
  readonly customer: { readonly id: string; readonly name: string };
  /** Names the state that the customer's lists have. */
  readonly versions: { readonly domains: string };
  readonly role: Role;
  readonly locale: Locale;
  /** Origin of the embedding page. */
  readonly origin: string | undefined;
  readonly scope: readonly string[] | null;
  readonly denied: Denied;
  readonly deniedTabs: Partial<Record<Tab, Refusal>>;
}

/** Whose requests count together: the customer's people's, or those of the user of one mailbox. */
export const countedAs = ({ kind, user, customer }: Pick<Session, 'kind' | 'user' | 'customer'>): string =>
  kind === 'mailbox' ? user.id : customer.id;

/** A signed-in person's cookie lasts this long after its last use, in ms (Safari keeps none longer). */
export const sessionLife = 7 * 86_400_000;
/** What was agreed to in a pop-up, and the proof of a step-up, are good this long, in ms. */
export const authorizationLife = 300_000;
export const stepUpLife = 300_000;
/** An embed token lives this long, in ms; a pop-up session, which renews it, 8 hours. */
export const tokenLife = 600_000;
export const popupLife = 8 * 3_600_000;
/** A session that was used within this time is not written again. */
const touchAfter = 15 * 60_000;

/** The session behind a cookie's token; undefined when there is none, or it is over. Slides while it is used. */
export async function signInSession(
  label: BoundLabel,
  token: string,
  at: number,
  asked?: string,
  /** Told when the session was prolonged: its cookie must be too. */
  prolonged?: () => void,
): Promise<Session | undefined> {
  const found = await signInRow(label.db).get({ token, ...goodAt(at, sessionLife) });
  if (!found) return undefined;
  const row = JSON.parse(found.text) as Person & { readonly updatedAt: number };
  if (at - row.updatedAt > touchAfter) {
    await label.db
      .update(sessions)
      .set({ updatedAt: new Date(at), expiresAt: new Date(at + sessionLife) })
      .where(eq(sessions.id, row.id));
    prolonged?.();
  }
  return sessionOf(label, row, asked, { id: row.id, kind: 'sign_in', origin: undefined, scope: null });
}

/** The session behind an embed token; undefined when it is unknown, too old or revoked. */
export async function embedSession(
  label: BoundLabel,
  token: string,
  at: number,
  asked?: string,
): Promise<Session | undefined> {
  const found = await embedRow(label.db).get({ hash: await sha256(token), ...goodAt(at, tokenLife) });
  if (!found) return undefined;
  const row = JSON.parse(found.text) as Embedded;
  if (row.keyId !== null && !label.entry.keys.includes(row.keyId)) return undefined;
  return sessionOf(label, { ...row, userLocale: row.locale ?? row.userLocale }, asked, {
    id: row.id,
    kind: 'embed',
    origin: row.origin,
    scope: row.scope,
  });
}

/** A session ends with the key that it was made with: whoever had a stolen key has nothing left of it. */
export const madeWithValidKey = ({ entry }: Pick<BoundLabel, 'entry'>) =>
  or(isNull(embedSessions.keyId), inArray(embedSessions.keyId, [...entry.keys]));

/** Who goes on with what he asked for, when no request stands before it; undefined when he acts for the customer no more. */
export async function personSession(
  label: BoundLabel,
  {
    id,
    userId,
    customerId,
    scope,
    locale,
  }: { userId: string; customerId: string; locale: Locale } & Pick<Session, 'id' | 'scope'>,
): Promise<Session | undefined> {
  const found = await personRow(label.db).get({ user: userId, customer: customerId });
  if (!found) return undefined;
  return sessionOf(label, JSON.parse(found.text) as Person, locale, { id, kind: 'sign_in', origin: undefined, scope });
}

/** Sessions of pages that act now, or can renew themselves: a tab in the background does so when it is looked at. */
export const livingPage = (label: Pick<BoundLabel, 'entry'>, now: number) =>
  and(
    isNull(embedSessions.revokedAt),
    madeWithValidKey(label),
    or(goodNow(embedSessions.tokenExpiresAt, now, tokenLife), goodNow(embedSessions.refreshExpiresAt, now, popupLife)),
  );

/** Which of these sessions are not over yet. */
export async function livingSessions(
  label: Pick<BoundLabel, 'db' | 'entry'>,
  ids: readonly string[],
  now: number,
): Promise<Set<string>> {
  // One parameter however many there are.
  const asked = sql`(select value from json_each(${JSON.stringify(ids)}))`;
  const signIns = await label.db
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(inArray(sessions.id, asked), goodNow(sessions.expiresAt, now, sessionLife)));
  const embeds = await label.db
    .select({ id: embedSessions.id })
    .from(embedSessions)
    .where(and(inArray(embedSessions.id, asked), isNull(embedSessions.revokedAt), madeWithValidKey(label)));
  return new Set([...signIns, ...embeds].map(({ id }) => id));
}

/** Whether a page acts for the same person and customer with this session, now. */
export async function isOwnPage(
  label: Pick<BoundLabel, 'db' | 'entry'>,
  { user, customer }: Pick<Session, 'user' | 'customer'>,
  id: string,
  now: number,
): Promise<boolean> {
  const [row] = await label.db
    .select({ id: embedSessions.id })
    .from(embedSessions)
    .where(
      and(
        eq(embedSessions.id, id),
        eq(embedSessions.userId, user.id),
        eq(embedSessions.customerId, customer.id),
        goodNow(embedSessions.tokenExpiresAt, now, tokenLife),
        isNull(embedSessions.revokedAt),
        madeWithValidKey(label),
      ),
    )
    .limit(1);
  return row !== undefined;
}

/** A language that the label offers; a list of them, as browsers send it by themselves, is none. */
export const offered = (label: BoundLabel, tag: string | null | undefined): Locale | undefined =>
  isLocale(tag) && label.settings.locale.languages.includes(tag) ? tag : undefined;

const judged = new WeakMap<PolicySettings, Map<string, ReturnType<typeof refusals>>>();

/** What is refused, kept as long as the label's settings are: most requests of a minute have the same answer. */
function refused(facts: GateFacts): ReturnType<typeof refusals> {
  const { policy, ...rest } = facts;
  let answers = judged.get(policy);
  if (!answers) judged.set(policy, (answers = new Map()));
  const key = JSON.stringify(rest);
  let answer = answers.get(key);
  if (!answer) answers.set(key, (answer = refusals(facts)));
  return answer;
}

function sessionOf(
  label: BoundLabel,
  row: Person,
  asked: string | undefined,
  of: Pick<Session, 'id' | 'kind' | 'origin' | 'scope'>,
): Session {
  const locale = offered(label, asked) ?? offered(label, row.userLocale) ?? label.settings.locale.languages[0]!;
  const { scope } = of;
  const { policy } = label.settings;
  const denied = refused({
    policy,
    scope,
    role: row.role,
    manageable: row.manageable === 1,
    locale,
    lacks: label.lacks,
  });
  return {
    ...of,
    user: { id: row.userId, name: row.userName, email: row.email, username: row.username },
    customer: { id: row.customerId, name: row.customerName },
    versions: { domains: row.domainsVersion },
    role: row.role,
    locale,
    denied: denied.actions,
    deniedTabs: denied.tabs,
  };
}

/** The customer that a fresh session of a user acts for: the first he was made a member of. */
export async function firstCustomer(label: Pick<BoundLabel, 'db'>, userId: string): Promise<string | undefined> {
  const [row] = await label.db
    .select({ id: memberships.customerId })
    .from(memberships)
    .where(eq(memberships.userId, userId))
    .orderBy(asc(memberships.createdAt), asc(memberships.customerId))
    .limit(1);
  return row?.id;
}

/** Gives a sign-in session another token; the one before is nothing from then on. */
export async function renewToken(label: Pick<BoundLabel, 'db'>, id: string): Promise<string> {
  const token = randomSecret();
  await label.db.update(sessions).set({ token }).where(eq(sessions.id, id));
  return token;
}

/** Ends one session at once. */
export async function endSession(
  label: Pick<BoundLabel, 'db'>,
  id: string,
  kind: Session['kind'],
  at: Date,
): Promise<void> {
  if (kind === 'mailbox') await label.db.delete(mailboxSessions).where(eq(mailboxSessions.id, id));
  else if (kind === 'sign_in') await label.db.delete(sessions).where(eq(sessions.id, id));
  else
    await label.db
      .update(embedSessions)
      .set({ revokedAt: at })
      .where(and(eq(embedSessions.id, id), isNull(embedSessions.revokedAt)));
}

/** Ends all that could act for a person, but one session: after a new password, or because he says so. The jobs answered end the rest. */
export async function endEverything(db: Db, userId: string, at: Date, except = ''): Promise<NewJob[]> {
  await db.delete(sessions).where(and(eq(sessions.userId, userId), ne(sessions.id, except)));
  await db
    .update(embedSessions)
    .set({ revokedAt: at })
    .where(and(eq(embedSessions.userId, userId), ne(embedSessions.id, except), isNull(embedSessions.revokedAt)));
  // What was agreed to and not begun, and proofs that were not spent.
  await db.delete(authorizations).where(eq(authorizations.userId, userId));
  await db.delete(stepUps).where(eq(stepUps.userId, userId));
  return endWebmailOf(db, userId);
}
