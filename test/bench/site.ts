import { createServer, type Server } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { builtAssets } from '../../bff/http/assets.node.ts';
import { fileDatabases } from '../../bff/store/open.ts';
import { tabs } from '../../bff/policy/actions.ts';
import { harness, type Harness, type TestLabel } from '../bff/harness.ts';
import { slowLine } from './slow.ts';
import { fillMillion, listening, portOf } from './world.ts';

export const slowProfile = { rtt: 150, bitsPerSecond: 1_600_000 };

/** What a page of the reseller's own answers, by its path. */
export type Pages = Readonly<Record<string, (facts: { api: string; key: string; element: string }) => string>>;

export interface World {
  readonly at: 'fast' | 'slow';
  readonly url: string;
  readonly h: Harness;
  readonly label: TestLabel;
  readonly customer: string;
}

/** The BFF with its built scripts, and a reseller's site on another port, both also behind one slow line each. */
export async function site(domains: number, pages: Pages, more?: (world: World) => Promise<void>) {
  const data = mkdtempSync(join(tmpdir(), 'hc-bench-'));
  const assets = builtAssets(fileURLToPath(new URL('../../dist/embed/v1/', import.meta.url)), '/embed/v1/');
  const asked: { method: string; path: string; at: string }[] = [];
  const later: { answer?: (request: Request, env?: unknown) => Response | Promise<Response> } = {};
  const api = serve({ fetch: (request, env) => later.answer!(request, env), port: 0 }) as Server;
  await listening(api);
  const line = await slowLine(portOf(api), slowProfile);
  const worlds: World[] = [];
  for (const [at, port] of [
    ['fast', portOf(api)],
    ['slow', line.port],
  ] as const) {
    const url = `http://hc.localhost:${port}`;
    const folder = join(data, at);
    const h = await harness({ databases: fileDatabases(folder), data: folder, url });
    const label = await h.label('bench');
    const customer = await h.customer(label.id, 'Many');
    await h.user(label.id, customer, 'Marieke');
    await h.store.labels.use(label.id, async () =>
      fillMillion(join(folder, 'labels', `${label.id}.db`), customer, domains),
    );
    const one: World = { at, url, h, label, customer };
    await more?.(one);
    worlds.push(one);
  }
  later.answer = (request, env) => {
    const { host, pathname } = new URL(request.url);
    asked.push({ method: request.method, path: pathname, at: host });
    const asset = assets(pathname, request.headers);
    const { h } = worlds.find(({ url }) => url.endsWith(host)) ?? worlds[0]!;
    return asset ?? h.bff.app.fetch(request, env as never);
  };

  const host = createServer((request, response) => {
    const path = request.url ?? '/';
    const { h, url, label, customer } = worlds.find(({ at }) => request.headers.host === hosts[at].slice(7))!;
    if (path === '/hc/session') {
      const origin = `http://${request.headers.host}`;
      const body = JSON.stringify({ customer, origin, scope: [...tabs, 'mail.*'] });
      const headers = { authorization: `Bearer ${label.secretKey}`, 'content-type': 'application/json' };
      void Promise.resolve(h.bff.app.request(`${url}/v1/embed_sessions`, { method: 'POST', headers, body })).then(
        async (minted) =>
          response.writeHead(minted.status, { 'content-type': 'application/json' }).end(await minted.text()),
      );
      return;
    }
    const page = pages[path];
    if (!page) return void response.writeHead(path === '/favicon.ico' ? 204 : 404).end();
    const script = `<script async src="${url}/embed/v1/hc.js" data-label="${label.publishableKey}" data-session="/hc/session"></script>`;
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(page({ api: url, key: label.publishableKey, element: script }));
  }).listen(0, '127.0.0.1');
  await listening(host);
  const hostLine = await slowLine(portOf(host), slowProfile);
  const hosts = { fast: `http://shop.localhost:${portOf(host)}`, slow: `http://shop.localhost:${hostLine.port}` };
  for (const { at, h, label } of worlds) await h.store.control.addOrigin(label.id, hosts[at]);
  return {
    hosts,
    asked,
    async close() {
      for (const server of [api, host]) {
        server.closeAllConnections();
        server.close();
      }
      line.close();
      hostLine.close();
      for (const { h } of worlds) await h.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
