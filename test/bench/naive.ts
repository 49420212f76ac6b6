import { createHmac } from 'node:crypto';
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { createClient } from '@libsql/client';
import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/libsql';
import { Hono } from 'hono';
import { accounts, sessions, users, verifications } from '../../bff/auth/schema.ts';
import { domains } from '../../bff/domains/schema.ts';

/** The same list on the stack that one would take without thinking: stock client, drizzle, the library's own check. */
export async function naiveServer(path: string, customer: string, userId: string) {
  const client = createClient({ url: `file:${path}` });
  const db = drizzle({ client });
  const auth = betterAuth({
    secret: 'a secret of the bench, long enough',
    baseURL: 'http://localhost',
    database: drizzleAdapter(db, {
      provider: 'sqlite',
      schema: { user: users, session: sessions, account: accounts, verification: verifications },
    }),
    telemetry: { enabled: false },
    logger: { disabled: true },
  });
  const { internalAdapter, authCookies, secret } = await auth.$context;
  const session = await internalAdapter.createSession(userId);
  const signature = createHmac('sha256', secret).update(session.token).digest('base64');
  const app = new Hono().get('/', async (c) => {
    const found = await auth.api.getSession({ headers: c.req.raw.headers });
    if (!found) return c.text('no', 401);
    const items = await db
      .select()
      .from(domains)
      .where(eq(domains.customerId, customer))
      .orderBy(domains.name)
      .limit(51);
    return c.json({ items });
  });
  return {
    server: serve({ fetch: app.fetch, port: 0 }) as Server,
    cookie: `${authCookies.sessionToken.name}=${encodeURIComponent(`${session.token}.${signature}`)}`,
    close: () => client.close(),
  };
}
