import { and, asc, eq, exists, isNull } from 'drizzle-orm';
import { customers, memberships } from '../account/schema.ts';
import type { EmbedSessionInput } from '../account/embed-input.ts';
import { tokenOf } from '../http/bind.ts';
import type { BoundLabel } from '../http/env.ts';
import { Problem } from '../http/problem.ts';
import { tabs } from '../policy/actions.ts';
import { isScopeName } from '../policy/rules.ts';
import { goodNow } from '../store/clock.ts';
import type { Db } from '../store/database.ts';
import { codeChallenge, randomSecret, sameText, sha256 } from '../store/hash.ts';
import { newId } from '../store/ids.ts';
import { authorizations, embedSessions, users } from './schema.ts';
import { authorizationLife, madeWithValidKey, popupLife, tokenLife } from './session.ts';

/** The secret is exchanged within this time, in ms. */
const secretLife = 60_000;

export interface Grant {
  readonly token: string;
  readonly refresh?: string;
  readonly expiresAt: Date;
}

/** Makes the secret of an embed session for one customer of the label. */
export async function mintSession(label: BoundLabel, input: EmbedSessionInput, keyId: string, now: number) {
  if (!label.entry.origins.includes(input.origin)) throw new Problem('origin_not_allowed');
  const unknown = input.scope?.findIndex((name) => !isScopeName(name)) ?? -1;
  if (unknown >= 0) throw new Problem('invalid', { fields: { [`scope.${unknown}`]: 'choice' } });
  const { userId, customerId } = await whoIs(label.db, input);
  const secret = tokenOf('hces', label.id, randomSecret());
  const expiresAt = new Date(now + secretLife);
  await label.db.insert(embedSessions).values({
    id: newId('embedSession'),
    mode: 'server',
    keyId,
    userId,
    customerId,
    scope: input.scope ?? [...tabs],
    origin: input.origin,
    locale: input.locale ?? null,
    secretHash: await sha256(secret),
    secretExpiresAt: expiresAt,
    createdAt: new Date(now),
  });
  return { client_secret: secret, expires_at: expiresAt.toISOString() };
}

/** The customer that the reseller names, and in it the user with the e-mail, else its first owner. */
async function whoIs(db: Db, { customer, external_id, email }: EmbedSessionInput) {
  if (customer === undefined && external_id === undefined)
    throw new Problem('invalid', { fields: { customer: 'required' } });
  const named = customer === undefined ? eq(customers.externalId, external_id!) : eq(customers.id, customer);
  const [row] = await db
    .select({ userId: users.id, customerId: customers.id })
    .from(customers)
    .innerJoin(memberships, eq(memberships.customerId, customers.id))
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(named, email === undefined ? eq(memberships.role, 'owner') : eq(users.email, email.toLowerCase())))
    .orderBy(asc(memberships.createdAt), asc(users.id))
    .limit(1);
  if (!row) {
    const named = { customer, external_id, email };
    throw new Problem('not_found', {
      fields: Object.fromEntries(
        Object.entries(named).flatMap(([field, value]) => (value === undefined ? [] : [[field, 'not_found']])),
      ),
    });
  }
  return row;
}

/** Whoever has left the customer gets nothing, and what he holds is not used up by asking. */
const stillMember = (db: Db, { userId, customerId }: typeof embedSessions | typeof authorizations) =>
  exists(
    db
      .select({ id: memberships.userId })
      .from(memberships)
      .where(and(eq(memberships.userId, userId), eq(memberships.customerId, customerId))),
  );

const grantOf = async (label: BoundLabel, now: number, renewable: boolean) => {
  const token = tokenOf('hcet', label.id, randomSecret());
  const refresh = renewable ? tokenOf('hcer', label.id, randomSecret()) : undefined;
  const expiresAt = new Date(now + tokenLife);
  return {
    grant: { token, expiresAt, ...(refresh ? { refresh } : {}) } satisfies Grant,
    columns: {
      tokenHash: await sha256(token),
      tokenExpiresAt: expiresAt,
      ...(refresh ? { refreshHash: await sha256(refresh) } : {}),
    },
  };
};

/** Exchanges a secret for a token: once, in time, and only on the page that it was made for. */
export async function exchangeSecret(
  label: BoundLabel,
  secret: string,
  origin: string | undefined,
  now: number,
): Promise<Grant> {
  const secretHash = await sha256(secret);
  const [session] = await label.db
    .select({ origin: embedSessions.origin })
    .from(embedSessions)
    .where(eq(embedSessions.secretHash, secretHash))
    .limit(1);
  if (!session) throw new Problem('secret_invalid');
  if (session.origin !== origin) throw new Problem('origin_not_allowed');
  const { grant, columns } = await grantOf(label, now, false);
  const redeemed = await label.db
    .update(embedSessions)
    .set({ redeemedAt: new Date(now), lastUsedAt: new Date(now), ...columns })
    .where(
      and(
        eq(embedSessions.secretHash, secretHash),
        madeWithValidKey(label),
        stillMember(label.db, embedSessions),
        isNull(embedSessions.redeemedAt),
        isNull(embedSessions.revokedAt),
        goodNow(embedSessions.secretExpiresAt, now, secretLife),
      ),
    )
    .returning({ id: embedSessions.id });
  if (!redeemed.length) throw new Problem('secret_invalid');
  return grant;
}

/** Renews a pop-up session; the secret is another one afterwards. */
export async function renewSession(
  label: BoundLabel,
  refresh: string,
  origin: string | undefined,
  now: number,
): Promise<Grant> {
  const { grant, columns } = await grantOf(label, now, true);
  const renewed = await label.db
    .update(embedSessions)
    .set({ lastUsedAt: new Date(now), ...columns })
    .where(
      and(
        eq(embedSessions.refreshHash, await sha256(refresh)),
        eq(embedSessions.origin, origin ?? ''),
        madeWithValidKey(label),
        stillMember(label.db, embedSessions),
        isNull(embedSessions.revokedAt),
        goodNow(embedSessions.refreshExpiresAt, now, popupLife),
      ),
    )
    .returning({ id: embedSessions.id });
  if (!renewed.length) throw new Problem('secret_invalid');
  return grant;
}

/** What the pop-up agreed to becomes a session, for whoever holds the verifier (RFC 7636); undefined while nobody agreed. */
export async function redeemAuthorization(
  label: BoundLabel,
  input: { tx: string; code_verifier: string; keyId: string },
  origin: string | undefined,
  now: number,
): Promise<Grant | undefined> {
  const txHash = await sha256(input.tx);
  const [row] = await label.db.select().from(authorizations).where(eq(authorizations.txHash, txHash)).limit(1);
  if (!row) return undefined;
  if (row.origin !== origin) throw new Problem('origin_not_allowed');
  const proved = row.keyId === input.keyId && sameText(row.challenge, await codeChallenge(input.code_verifier));
  if (!proved) throw new Problem('secret_invalid');
  const { grant, columns } = await grantOf(label, now, true);
  await label.db.transaction(async (tx) => {
    const used = await tx
      .update(authorizations)
      .set({ usedAt: new Date(now) })
      .where(
        and(
          eq(authorizations.txHash, txHash),
          stillMember(label.db, authorizations),
          isNull(authorizations.usedAt),
          goodNow(authorizations.expiresAt, now, authorizationLife),
        ),
      )
      .returning({ txHash: authorizations.txHash });
    if (!used.length) throw new Problem('secret_invalid');
    await tx.insert(embedSessions).values({
      id: newId('embedSession'),
      mode: 'popup',
      keyId: row.keyId,
      userId: row.userId,
      customerId: row.customerId,
      scope: null,
      origin: row.origin,
      ...columns,
      refreshExpiresAt: new Date(now + popupLife),
      redeemedAt: new Date(now),
      createdAt: new Date(now),
      lastUsedAt: new Date(now),
    });
  });
  return grant;
}

/** The demo key's session: for whom the demo data says, on whatever page asks. */
export async function demoSession(label: BoundLabel, keyId: string, origin: string, now: number): Promise<Grant> {
  const { userId, customerId } = await whoIs(label.db, { external_id: 'demo', origin });
  const { grant, columns } = await grantOf(label, now, true);
  await label.db.insert(embedSessions).values({
    id: newId('embedSession'),
    mode: 'demo',
    keyId,
    userId,
    customerId,
    scope: null,
    origin,
    ...columns,
    refreshExpiresAt: new Date(now + popupLife),
    redeemedAt: new Date(now),
    createdAt: new Date(now),
    lastUsedAt: new Date(now),
  });
  return grant;
}
