import { createServer, type Server } from 'node:http';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import Libsql from 'libsql';
import { listDomains } from '../../bff/domains/list.ts';
import { naiveServer } from './naive.ts';
import { LoadGenerator, type Load } from './load.ts';
import { eachInTurn, figure, quick, rated, type Row } from './measure.ts';
import { fillDomains, listening, portOf, sessionOf, world } from './world.ts';

const columns =
  'id, name, unicode_name, state, expires_on, auto_renew, renewal_amount, renewal_currency, own_name_servers, zone_version, served_version, sync_error';

/** The signed-in list over HTTP, beside the bare query, and beside the stack that one would take without thinking. */
export async function httpBench(): Promise<Row[]> {
  const { h, fileOf, servers, close } = await world();
  const load = new LoadGenerator();
  const ends: (() => void)[] = [];
  try {
    const label = await h.label('bench');
    const customer = await h.customer(label.id, 'Fifty');
    const { id: userId } = await h.user(label.id, customer, 'Marieke');
    await h.store.labels.use(label.id, ({ db }) => fillDomains(db, customer, 50));
    const token = await h.token(label, customer);

    const ours = serve({ fetch: h.bff.app.fetch, port: 0 }) as Server;
    const bare = new Libsql(fileOf(label.id));
    ends.push(() => bare.close());
    const rows = bare.prepare(`select ${columns} from domains where customer_id = ? order by name limit 51`);
    const plain = createServer((_, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ items: rows.all(customer) }));
    }).listen(0);
    const hello = serve({ fetch: new Hono().get('/', (c) => c.text('hello')).fetch, port: 0 }) as Server;
    const db = await h.store.labels.use(label.id, async (handle) => handle.db);
    const context = { now: Date.now(), timeZone: 'Europe/Amsterdam' };
    const from = btoa(JSON.stringify(['name', '', 'a']));
    const bareList = new Hono().get('/', async (c) =>
      c.json(await listDomains(db, sessionOf(customer), { cursor: from }, context)),
    );
    const open = serve({ fetch: bareList.fetch, port: 0 }) as Server;
    const naive = await naiveServer(fileOf(label.id), customer, userId);
    ends.push(naive.close);
    servers.push(ours, plain, hello, open, naive.server);
    await Promise.all(servers.map(listening));

    // The platform's own name, by which a token is taken.
    const signedIn = { authorization: `Bearer ${token}`, host: 'hc.test' };
    const page = `http://127.0.0.1:${portOf(ours)}/v1/domains?cursor=${from}`;
    const request = (headers: Record<string, string>) =>
      h.bff.app.request(page.replace(/^.*?\/v1/, 'http://hc.test/v1'), { headers });
    const text = await (await request(signedIn)).text();
    if ((JSON.parse(text) as { items: unknown[] }).items.length !== 50) throw new Error('the list is not whole');
    const etag = (await request(signedIn)).headers.get('etag') ?? '';
    const squeezed = new Uint8Array(await (await request({ ...signedIn, 'accept-encoding': 'br' })).arrayBuffer());

    const seconds = quick ? 1 : 2;
    const side = (job: Omit<Load, 'seconds'>) => () => load.run({ seconds, ...job });
    const sides = {
      list: side({ url: page, headers: signedIn, bytes: Buffer.byteLength(text) }),
      plain: side({ url: `http://127.0.0.1:${portOf(plain)}/` }),
      hello: side({ url: `http://127.0.0.1:${portOf(hello)}/`, bytes: 5 }),
      open: side({ url: `http://127.0.0.1:${portOf(open)}/` }),
      naive: side({ url: `http://127.0.0.1:${portOf(naive.server)}/`, headers: { cookie: naive.cookie } }),
      unchanged: side({ url: page, headers: { ...signedIn, 'if-none-match': etag }, status: 304 }),
      compressed: side({ url: page, headers: { ...signedIn, 'accept-encoding': 'br' } }),
    };
    for (const warm of Object.values(sides)) await warm();
    const rate = await eachInTurn(sides, 3);
    return [
      rated('QH1', rate.list, rate.plain),
      rated('QH1 hello', rate.list, rate.hello),
      rated('QH1 naive', rate.list, rate.naive),
      rated('QH2', rate.open, rate.hello),
      rated('QH3', rate.unchanged, rate.list),
      rated('QH4', rate.compressed, rate.list),
      figure('QH4 bytes', (100 * squeezed.byteLength) / Buffer.byteLength(text), `${Buffer.byteLength(text)} bytes`),
    ];
  } finally {
    load.close();
    for (const end of ends) end();
    await close();
  }
}
