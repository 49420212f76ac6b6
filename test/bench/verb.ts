import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import * as v from 'valibot';
import { changeSet } from '../../bff/domains/input.ts';
import { passwords } from '../bff/harness.ts';
import { LoadGenerator } from './load.ts';
import { eachInTurn, quick, rated, type Row } from './measure.ts';
import { listening, portOf, world } from './world.ts';

/** Publishing a record over HTTP on 16 connections, synced to disk, beside the same POST that keeps nothing. */
export async function verbBench(): Promise<Row[]> {
  const { h, servers, close } = await world();
  const load = new LoadGenerator();
  try {
    const label = await h.label('bench');
    const customer = await h.customer(label.id, 'Sixteen');
    await h.user(label.id, customer, 'Marieke');
    const cookie = await h.signIn(label, 'marieke', passwords.owner);
    const paths: { path: string; version: number }[] = [];
    for (let n = 0; n < 16; n += 1) {
      const rrsets = Array.from({ length: 8 }, (_, at) => ({
        name: `host-${at}`,
        type: 'A' as const,
        ttl: 3600,
        records: ['192.0.2.1'],
      }));
      const id = await h.domain(label.id, customer, `d${n}.example`, rrsets);
      paths.push({ path: `/v1/domains/${id}/dns`, version: 1 });
    }
    const same = new Hono().post('/v1/domains/:id/dns', async (c) => {
      const { version, changes } = v.parse(changeSet, await c.req.json());
      return c.json({ version: version + 1, changes });
    });
    const ours = serve({ fetch: h.bff.app.fetch, port: 0 }) as Server;
    const plain = serve({ fetch: same.fetch, port: 0 }) as Server;
    servers.push(ours, plain);
    await Promise.all(servers.map(listening));
    const change = { op: 'set', name: 'www', type: 'A', ttl: 3600, records: ['192.0.2.BYTE'] };
    const body = JSON.stringify({ version: 'VERSION', changes: [change] });
    const headers = { cookie, host: label.host, origin: `http://${label.host}` };
    const seconds = quick ? 1.5 : 3;
    const side = (server: Server, on: typeof paths) => () =>
      load.run({ origin: `http://127.0.0.1:${portOf(server)}`, headers, seconds, paths: on, body });
    const twins = paths.map((path) => ({ ...path }));
    const sides = { ours: side(ours, paths), plain: side(plain, twins) };
    for (const warm of Object.values(sides)) await warm();
    const rate = await eachInTurn(sides, 3);
    return [rated('QH5', rate.ours, rate.plain)];
  } finally {
    load.close();
    await close();
  }
}
