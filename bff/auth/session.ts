import { and, asc, eq, isNull, ne } from 'drizzle-orm';
import type { Role } from '../account/answers.ts';
import { customers, memberships } from '../account/schema.ts';
import type { BoundLabel } from '../http/env.ts';
import type { Denied, Refusal, Tab } from '../policy/actions.ts';
import { refusals } from '../policy/rules.ts';
import { isLocale, type Locale } from '../policy/words.ts';
import { goodNow } from '../store/clock.ts';
import type { Db } from '../store/database.ts';
import { sha256 } from '../store/hash.ts';
import { authorizations, embedSessions, sessions, stepUps, users } from './schema.ts';

/** Who acts, for which customer, through what, and what he may not do. */
export interface Session {
  readonly id: string;
  readonly kind: 'sign_in' | 'embed';
  readonly user: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly username: string | null;
  };
  readonly customer: { readonly id: string; readonly name: string };
  readonly role: Role;
  readonly locale: Locale;
  /** Origin of the embedding page. */
  readonly origin: string | undefined;
  readonly scope: readonly string[] | null;
  readonly denied: Denied;
  readonly deniedTabs: Partial<Record<Tab, Refusal>>;
}

/** A signed-in person's cookie lasts this long after its last use, in ms (Safari keeps none longer). */
export const sessionLife = 7 * 86_400_000;
/** What was agreed to in a pop-up, and the proof of a step-up, are good this long, in ms. */
export const authorizationLife = 300_000;
export const stepUpLife = 300_000;
/** An embed token lives this long, in ms. */
export const tokenLife = 600_000;
/** A session that was used within this time is not written again. */
const touchAfter = 15 * 60_000;

const person = {
  userId: users.id,
  userName: users.name,
  email: users.email,
  username: users.username,
  userLocale: users.locale,
  customerId: customers.id,
  customerName: customers.name,
  manageable: customers.manageable,
  role: memberships.role,
};
interface Person {
  readonly userId: string;
  readonly userName: string;
  readonly email: string;
  readonly username: string | null;
  readonly userLocale: string | null;
  readonly customerId: string;
  readonly customerName: string;
  readonly manageable: boolean;
  readonly role: Role;
}

/** The session behind a cookie's token; undefined when there is none, or it is over. Slides while it is used. */
export async function signInSession(
  label: BoundLabel,
  token: string,
  now: number,
  asked?: string,
  /** Told when the session was prolonged: its cookie must be too. */
  prolonged?: () => void,
): Promise<Session | undefined> {
  const [row] = await label.db
    .select({ ...person, id: sessions.id, updatedAt: sessions.updatedAt })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.customerId, sessions.customerId)))
    .innerJoin(customers, eq(customers.id, memberships.customerId))
    .where(and(eq(sessions.token, token), goodNow(sessions.expiresAt, now, sessionLife)))
    .limit(1);
  if (!row) return undefined;
  if (now - row.updatedAt.getTime() > touchAfter) {
    await label.db
      .update(sessions)
      .set({ updatedAt: new Date(now), expiresAt: new Date(now + sessionLife) })
      .where(eq(sessions.id, row.id));
    prolonged?.();
  }
  return sessionOf(label, row, asked, { id: row.id, kind: 'sign_in', origin: undefined, scope: null });
}

/** The session behind an embed token; undefined when it is unknown, too old or revoked. */
export async function embedSession(
  label: BoundLabel,
  token: string,
  now: number,
  asked?: string,
): Promise<Session | undefined> {
  const [row] = await label.db
    .select({
      ...person,
      id: embedSessions.id,
      origin: embedSessions.origin,
      scope: embedSessions.scope,
      locale: embedSessions.locale,
    })
    .from(embedSessions)
    .innerJoin(users, eq(users.id, embedSessions.userId))
    .innerJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.customerId, embedSessions.customerId)))
    .innerJoin(customers, eq(customers.id, memberships.customerId))
    .where(
      and(
        eq(embedSessions.tokenHash, await sha256(token)),
        goodNow(embedSessions.tokenExpiresAt, now, tokenLife),
        isNull(embedSessions.revokedAt),
      ),
    )
    .limit(1);
  if (!row) return undefined;
  return sessionOf(label, { ...row, userLocale: row.locale ?? row.userLocale }, asked, {
    id: row.id,
    kind: 'embed',
    origin: row.origin,
    scope: row.scope,
  });
}

/** A language that the label offers; a list of them, as browsers send it by themselves, is none. */
export const offered = (label: BoundLabel, tag: string | null | undefined): Locale | undefined =>
  isLocale(tag) && label.settings.locale.languages.includes(tag) ? tag : undefined;

function sessionOf(
  label: BoundLabel,
  row: Person,
  asked: string | undefined,
  of: Pick<Session, 'id' | 'kind' | 'origin' | 'scope'>,
): Session {
  const locale = offered(label, asked) ?? offered(label, row.userLocale) ?? label.settings.locale.languages[0]!;
  const denied = refusals({
    policy: label.settings.policy,
    scope: of.scope,
    role: row.role,
    manageable: row.manageable,
    locale,
  });
  return {
    ...of,
    user: { id: row.userId, name: row.userName, email: row.email, username: row.username },
    customer: { id: row.customerId, name: row.customerName },
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

/** Ends one session at once. */
export async function endSession(
  label: Pick<BoundLabel, 'db'>,
  id: string,
  kind: 'sign_in' | 'embed',
  at: Date,
): Promise<void> {
  if (kind === 'sign_in') await label.db.delete(sessions).where(eq(sessions.id, id));
  else
    await label.db
      .update(embedSessions)
      .set({ revokedAt: at })
      .where(and(eq(embedSessions.id, id), isNull(embedSessions.revokedAt)));
}

/** Ends all that could act for a person, but one session: after a new password, or because he says so. */
export async function endEverything(db: Db, userId: string, at: Date, except = ''): Promise<void> {
  await db.delete(sessions).where(and(eq(sessions.userId, userId), ne(sessions.id, except)));
  await db
    .update(embedSessions)
    .set({ revokedAt: at })
    .where(and(eq(embedSessions.userId, userId), ne(embedSessions.id, except), isNull(embedSessions.revokedAt)));
  // What was agreed to and not begun, and proofs that were not spent.
  await db.delete(authorizations).where(eq(authorizations.userId, userId));
  await db.delete(stepUps).where(eq(stepUps.userId, userId));
}
