import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import Libsql from 'libsql';
import { redirectFinder } from '../../bff/domains/redirects/serve.ts';
import { redirects } from '../../bff/domains/redirects/schema.ts';
import { redirectAnswers } from '../../bff/platform/redirect/answer.ts';
import { LoadGenerator } from './load.ts';
import { eachInTurn, inTurn, quick, rated, samples, timed, type Row } from './measure.ts';
import { listening, portOf, world } from './world.ts';

const location = 'https://loaf.example/';

/** A visitor who is led on, beside a server that knows one address by heart; and the first visit of a host. */
export async function redirectBench(): Promise<Row[]> {
  const { h, fileOf, servers, close } = await world();
  const load = new LoadGenerator();
  try {
    const label = await h.label('bench');
    const domainId = await h.domain(label.id, await h.customer(label.id, 'Loaf'), 'bread.example');
    await h.store.claims.hold({ kind: 'zone', name: 'bread.example', labelId: label.id, objectId: domainId });
    const plain = { keepPath: true, keepQuery: true, title: '', description: '', canonical: true, noindex: false };
    const row = { kind: '301', target: location, frames: [], before: [], createdAt: new Date(), ...plain } as const;
    await h.store.labels.use(label.id, ({ db }) =>
      db.insert(redirects).values(
        Array.from({ length: 200 }, (_, at) => ({
          ...row,
          id: `red_${at}`,
          domainId,
          host: `n${at}`,
          frames: [],
          before: [],
        })),
      ),
    );
    const find = redirectFinder({ ...h.store, now: Date.now });
    const ours = serve({ fetch: redirectAnswers({ find }), port: 0 }) as Server;
    const byHeart = serve({ fetch: new Hono().get('*', (c) => c.redirect(location, 301)).fetch, port: 0 }) as Server;
    servers.push(ours, byHeart);
    await Promise.all(servers.map(listening));
    const seconds = quick ? 1 : 2;
    const side = (server: Server) => () =>
      load.run({
        url: `http://127.0.0.1:${portOf(server)}/a?b`,
        headers: { host: 'n7.bread.example' },
        seconds,
        status: 301,
      });
    const sides = { ours: side(ours), byHeart: side(byHeart) };
    for (const warm of Object.values(sides)) await warm();
    const rate = await eachInTurn(sides, 3);

    let clock = 0;
    const first = redirectFinder({ ...h.store, now: () => (clock += 1000) });
    const bare = new Libsql(fileOf(label.id));
    const query = bare.prepare('select * from redirects where domain_id = ? and host in (?, ?)');
    const visit = await inTurn(
      () => first('n7.bread.example'),
      () => query.get(domainId, 'n7', '*'),
      samples(400),
    );
    bare.close();
    return [rated('QW1', rate.ours, rate.byHeart), timed('QW2', visit)];
  } finally {
    load.close();
    await close();
  }
}
