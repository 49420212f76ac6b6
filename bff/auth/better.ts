import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { username } from 'better-auth/plugins/username';
import { and, eq } from 'drizzle-orm';
import type { BoundLabel } from '../http/env.ts';
import { jobRows, jobTable, putJobs } from '../jobs/outbox.ts';
import { seal } from '../store/hash.ts';
import type { Auth } from './port.ts';
import { accounts, sessions, users, verifications } from './schema.ts';
import { endEverything, firstCustomer, sessionLife } from './session.ts';
import { turns } from './turns.ts';

/** A link to set a new password works this long, in seconds. */
const resetLife = 1800;
/** Hashes at once: one takes 32 MiB and a core for a while, and one core is for all other requests. */
export const hashesAtOnce = Math.max(1, Math.min(4, navigator.hardwareConcurrency - 1));
/** So many of a label wait, for a few seconds at most. */
const hashTurns = turns(hashesAtOnce, 50 * hashesAtOnce);

interface Options {
  readonly secret: string;
  /** Base of a label's own host: links in mails come from configuration, never from a request. */
  readonly areaUrl: (label: BoundLabel) => string;
  readonly now: () => number;
  readonly wake: (labelId: string) => void;
}

/** Better Auth, one instance per open label. It signs in and keeps passwords; sessions are read by our own one-row select. */
export function betterAuthPort({ secret, areaUrl, now, wake }: Options): Auth {
  const instances = new WeakMap<BoundLabel['client'], ReturnType<typeof build>>();

  const passwordOf = ({ id }: BoundLabel) => ({
    hash: (password: string) => hashTurns(id, () => hashPassword(password)),
    verify: (input: { hash: string; password: string }) => hashTurns(id, () => verifyPassword(input)),
  });
  const build = (label: BoundLabel) =>
    betterAuth({
      baseURL: areaUrl(label),
      secret,
      telemetry: { enabled: false },
      database: drizzleAdapter(label.db, {
        provider: 'sqlite',
        schema: { user: users, session: sessions, account: accounts, verification: verifications },
        // Its transaction would hold the label's database while a password is hashed.
        transaction: false,
      }),
      // Its own messages hold parameters.
      logger: { disabled: true },
      session: { expiresIn: sessionLife / 1000 },
      verification: { storeIdentifier: 'hashed' },
      emailAndPassword: {
        enabled: true,
        disableSignUp: true,
        minPasswordLength: 12,
        maxPasswordLength: 128,
        resetPasswordTokenExpiresIn: resetLife,
        revokeSessionsOnPasswordReset: true,
        password: passwordOf(label),
        sendResetPassword: async ({ user, token }, request) => {
          const payload = {
            to: user.email,
            name: user.name,
            template: 'reset',
            locale: request?.headers.get('x-locale') ?? 'en',
            link: await seal(secret, `${areaUrl(label)}/ca/reset#${token}`),
          };
          await label.db
            .insert(jobTable)
            .values(jobRows([{ kind: 'account.mail.send', object: user.id, payload }], new Date(now())));
          wake(label.id);
        },
        onPasswordReset: async ({ user }) => {
          await label.db.transaction(async (tx) => {
            // Their value is the user: older links in the mailbox must not work after this one.
            await tx.delete(verifications).where(eq(verifications.value, user.id));
            const at = new Date(now());
            await putJobs(tx, await endEverything(tx, user.id, at), at);
          });
          wake(label.id);
        },
      },
      plugins: [username({ minUsernameLength: 2 })],
    });

  const instance = (label: BoundLabel) => {
    let found = instances.get(label.client);
    if (!found) instances.set(label.client, (found = build(label)));
    return found;
  };

  return {
    hash: (label, password) => passwordOf(label).hash(password),

    async signIn(label, { login, password, userAgent }) {
      const { api } = instance(label);
      const headers = new Headers({ 'user-agent': userAgent });
      try {
        const { token, user } = login.includes('@')
          ? await api.signInEmail({ body: { email: login, password }, headers })
          : await api.signInUsername({ body: { username: login, password }, headers });
        const customerId = await firstCustomer(label, user.id);
        const at = new Date(now());
        const [row] = await label.db
          .update(sessions)
          .set({
            customerId: customerId ?? null,
            userAgent,
            createdAt: at,
            updatedAt: at,
            expiresAt: new Date(at.getTime() + sessionLife),
          })
          .where(eq(sessions.token, token))
          .returning({ id: sessions.id, expiresAt: sessions.expiresAt });
        return row && { sessionId: row.id, token, userId: user.id, expiresAt: row.expiresAt };
      } catch (error) {
        if (isRefusal(error)) return undefined;
        throw error;
      }
    },

    async verifyPassword(label, userId, password) {
      const [row] = await label.db
        .select({ password: accounts.password })
        .from(accounts)
        .where(and(eq(accounts.userId, userId), eq(accounts.providerId, 'credential')))
        .limit(1);
      return row?.password ? passwordOf(label).verify({ hash: row.password, password }) : false;
    },

    async requestReset(label, email, locale) {
      await instance(label).api.requestPasswordReset({
        body: { email },
        request: new Request(areaUrl(label), { headers: { 'x-locale': locale } }),
      });
    },

    async ownerOfReset(label, token) {
      const { internalAdapter } = await instance(label).$context;
      const found = await internalAdapter.findVerificationValue(`reset-password:${token}`);
      return found && found.expiresAt >= new Date() ? found.value : undefined;
    },

    async reset(label, token, password) {
      try {
        await instance(label).api.resetPassword({ body: { token, newPassword: password } });
        return true;
      } catch (error) {
        if (isRefusal(error)) return false;
        throw error;
      }
    },
  };
}

/** The library says no, as against: it broke. */
const isRefusal = (error: unknown): boolean =>
  error instanceof Error &&
  'statusCode' in error &&
  typeof error.statusCode === 'number' &&
  error.statusCode >= 400 &&
  error.statusCode < 500;
