import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { createClient } from '@libsql/client';
import autocannon from 'autocannon';
import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { drizzle } from 'drizzle-orm/libsql';
import { eq } from 'drizzle-orm';
import { Hono } from 'hono';
import Libsql from 'libsql';
import { accounts, sessions, users, verifications } from '../../bff/auth/schema.ts';
import { domains } from '../../bff/domains/schema.ts';
import { fileDatabases } from '../../bff/store/open.ts';
import { harness } from '../bff/harness.ts';
import { median, type Row } from './measure.ts';

const portOf = (server: Server) => (server.address() as AddressInfo).port;
const listening = (server: Server) =>
  new Promise<void>((resolve) => (server.listening ? resolve() : server.once('listening', resolve)));

async function rate(url: string, headers: Record<string, string> = {}): Promise<number> {
  const { requests, non2xx, errors } = await autocannon({ url, connections: 16, duration: 2, headers });
  if (non2xx || errors) throw new Error(`${url}: ${non2xx} refused, ${errors} failed`);
  return requests.average;
}

/** The signed-in list over HTTP, beside the bare query and beside the stack that one would take without thinking. */
export async function httpBench(): Promise<Row[]> {
  const data = mkdtempSync(join(tmpdir(), 'hc-bench-'));
  const h = await harness({ databases: fileDatabases(data), data });
  const servers: Server[] = [];
  try {
    const label = await h.label('bench');
    const customer = await h.customer(label.id, 'Fifty');
    const { id: userId } = await h.user(label.id, customer, 'Marieke');
    for (let n = 0; n < 50; n += 1) await h.domain(label.id, customer, `d${n}.example`);
    const token = await h.token(label, customer);
    const path = join(data, 'labels', `${label.id}.db`);

    const ours = serve({ fetch: h.bff.app.fetch, port: 0 }) as Server;
    const bare = new Libsql(path);
    const statement = bare.prepare('select * from domains where customer_id = ? order by name limit 51');
    const plain = createServer((_, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ items: statement.all(customer) }));
    }).listen(0);

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
    const cookie = `${authCookies.sessionToken.name}=${encodeURIComponent(`${session.token}.${signature}`)}`;
    const naive = serve({
      fetch: new Hono().get('/', async (c) => {
        const found = await auth.api.getSession({ headers: c.req.raw.headers });
        if (!found) return c.text('no', 401);
        return c.json({
          items: await db
            .select()
            .from(domains)
            .where(eq(domains.customerId, customer))
            .orderBy(domains.name)
            .limit(51),
        });
      }).fetch,
      port: 0,
    }) as Server;
    servers.push(ours, plain, naive);
    await Promise.all(servers.map(listening));

    const rates: Record<'ours' | 'plain' | 'naive', number[]> = { ours: [], plain: [], naive: [] };
    for (let round = 0; round < 3; round += 1) {
      rates.ours.push(
        await rate(`http://127.0.0.1:${portOf(ours)}/v1/domains?cursor=${btoa(JSON.stringify(['name', '', 'a']))}`, {
          authorization: `Bearer ${token}`,
          // The platform's own name, by which a token is taken.
          host: 'hc.test',
        }),
      );
      rates.plain.push(await rate(`http://127.0.0.1:${portOf(plain)}/`));
      rates.naive.push(await rate(`http://127.0.0.1:${portOf(naive)}/`, { cookie }));
    }
    bare.close();
    client.close();
    const per = (name: keyof typeof rates) => median(rates[name]);
    const shown = (name: keyof typeof rates) => `${Math.round(per(name))}/s`;
    return [
      { id: 'QH1', ours: shown('ours'), limit: shown('plain'), ratio: per('ours') / per('plain') },
      { id: 'QH5', ours: shown('ours'), limit: shown('naive'), ratio: per('ours') / per('naive') },
    ];
  } finally {
    for (const server of servers) server.close();
    await h.close();
    rmSync(data, { recursive: true, force: true });
  }
}
