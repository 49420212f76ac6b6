import { and, eq, inArray, isNull, or } from 'drizzle-orm';
import type { MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { customers } from '../../account/schema.ts';
import { offered, type Session } from '../../auth/session.ts';
import { bearerOf, languageOf, tokenOf } from '../../http/bind.ts';
import type { BoundLabel, Ctx, Env } from '../../http/env.ts';
import { checkCookieWrite, checkTokenOrigin } from '../../http/origin.ts';
import { Problem } from '../../http/problem.ts';
import { tabs, type Refusal, type Tab } from '../../policy/actions.ts';
import { mailboxRefusals } from '../../policy/rules.ts';
import { goodNow } from '../../store/clock.ts';
import { randomSecret, sha256 } from '../../store/hash.ts';
import { newId } from '../../store/ids.ts';
import { mailboxes } from '../schema.ts';
import { mailboxCookie } from './cookie.ts';
import { mailboxSessions } from './schema.ts';

/** So long somebody is signed in to a mailbox on the label's host, and on a page elsewhere, in ms. */
export const mailboxLife = 8 * 3_600_000;
export const mailboxPageLife = 3_600_000;

/** Nothing that opens the mailbox has changed since the session began, and it is open. */
const stillOpen = and(
  eq(mailboxes.credentials, mailboxSessions.credentials),
  eq(mailboxes.suspended, false),
  isNull(mailboxes.deletedAt),
);

const withValidKey = ({ entry }: Pick<BoundLabel, 'entry'>) =>
  or(isNull(mailboxSessions.keyId), inArray(mailboxSessions.keyId, [...entry.keys]));

const noTabs: Partial<Record<Tab, Refusal>> = Object.fromEntries(tabs.map((tab) => [tab, { code: 'role_forbidden' }]));

/** When a session ends; kept beside it, as no other kind tells. */
const ends = new WeakMap<Session, Date>();
export const endOfSession = (session: Session): Date => ends.get(session)!;

/** Signs in to a mailbox whose password was right; answers the token, which is kept as its hash. */
export async function beginSession(
  label: BoundLabel,
  { id, credentials }: Pick<typeof mailboxes.$inferSelect, 'id' | 'credentials'>,
  now: number,
): Promise<string> {
  const token = tokenOf('hcmt', label.id, randomSecret());
  await label.db.insert(mailboxSessions).values({
    id: newId('mailboxSession'),
    mailboxId: id,
    credentials,
    tokenHash: await sha256(token),
    createdAt: new Date(now),
    expiresAt: new Date(now + mailboxLife),
  });
  return token;
}

/** Who is signed in to which mailbox; undefined when the token is unknown, over, or another's kind. */
export async function mailboxSession(
  label: BoundLabel,
  token: string,
  { now, asked, page }: { readonly now: number; readonly asked: string | undefined; readonly page: boolean },
): Promise<Session | undefined> {
  const [row] = await label.db
    .select({
      id: mailboxSessions.id,
      origin: mailboxSessions.origin,
      expiresAt: mailboxSessions.expiresAt,
      mailboxId: mailboxes.id,
      name: mailboxes.name,
      address: mailboxes.address,
      customerId: customers.id,
      customerName: customers.name,
      manageable: customers.manageable,
    })
    .from(mailboxSessions)
    .innerJoin(mailboxes, and(eq(mailboxes.id, mailboxSessions.mailboxId), stillOpen))
    .innerJoin(customers, eq(customers.id, mailboxes.customerId))
    .where(
      and(
        eq(mailboxSessions.tokenHash, await sha256(token)),
        goodNow(mailboxSessions.expiresAt, now, page ? mailboxPageLife : mailboxLife),
        withValidKey(label),
      ),
    )
    .limit(1);
  // A cookie's token is no bearer's, and the other way round.
  if (!row || (row.origin !== null) !== page) return undefined;
  const locale = offered(label, asked) ?? label.settings.locale.languages[0]!;
  const { policy } = label.settings;
  const session: Session = {
    id: row.id,
    kind: 'mailbox',
    user: { id: row.mailboxId, name: row.name, email: row.address, username: null },
    customer: { id: row.customerId, name: row.customerName },
    versions: { domains: '' },
    role: 'owner',
    locale,
    origin: row.origin ?? undefined,
    scope: null,
    denied: mailboxRefusals({ policy, manageable: row.manageable, locale }),
    deniedTabs: noTabs,
  };
  ends.set(session, row.expiresAt);
  return session;
}

async function sessionOf(c: Ctx, label: BoundLabel): Promise<Session | undefined> {
  const bearer = bearerOf(c);
  const token = bearer ?? getCookie(c, mailboxCookie);
  if (!token?.startsWith('hcmt_')) return undefined;
  const page = bearer !== undefined;
  const session = await mailboxSession(label, token, { now: c.get('deps').now(), asked: languageOf(c), page });
  if (!session && page) throw new Problem('session_expired');
  if (session && page) checkTokenOrigin(c, session);
  else if (session) checkCookieWrite(c);
  return session;
}

/** Before the routes of mailboxes: a customer's session is none here, and that of a mailbox is one nowhere else. */
export const asMailbox: MiddlewareHandler<Env> = async (c, next) => {
  const label = c.get('label');
  const session = label && (await sessionOf(c, label));
  c.set('session', session);
  await next();
};
