import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { after, before } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { mintSecret } from '../../bff/demo/sites/session.ts';
import { Visitors } from '../../bff/demo/sites/visitors.ts';
import { startProduct, type Product } from '../e2e/product.ts';
import { cases } from './cases.ts';
import { indexPage } from './index-page.ts';
import { demoKey, type HostCase, type Place } from './page.ts';
import { listening, proxy } from './proxy.ts';

const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css' };
const slowness = 2000;

/** One letter of a word that people read: the script runs as before. */
const tamper = (_path: string, script: Buffer): Buffer => {
  const at = script.indexOf('Search domains');
  const changed = Buffer.from(script);
  if (at >= 0) changed[at] = 's'.charCodeAt(0);
  return changed;
};

/** Gives any page a cookie of this site, and says whether it came with one. */
function cookie({ headers }: IncomingMessage, response: ServerResponse): void {
  response
    .writeHead(200, {
      'set-cookie': 'visitor=1; Path=/; SameSite=None; Secure',
      'access-control-allow-origin': headers.origin ?? '*',
      'access-control-allow-credentials': 'true',
    })
    .end(headers.cookie ?? '');
}

function fileOf(path: string): { type: string; body: Buffer } | undefined {
  const type = types[extname(path)];
  if (!type || !/^\/[\w-]+\.\w+$/.test(path)) return undefined;
  const file =
    path === '/lit-html.js'
      ? new URL('../../node_modules/lit-html/lit-html.js', import.meta.url)
      : new URL(`site${path}`, import.meta.url);
  return { type, body: readFileSync(file) };
}

export interface Harness {
  readonly place: Place;
  /** Address of the page of a case. */
  address(id: string): string;
  /** How often the pages' server was asked who is signed in. */
  asked(): number;
  close(): Promise<void>;
}

/** The host pages on origins of their own, with what stands between them and the BFF. */
export async function startHarness(product: Product, port = 0): Promise<Harness> {
  const { url: bff, demo } = product;
  const [visitor] = new Visitors('tidewell', demo.labels.tidewell).all;
  const given = new Set<string>();
  let asked = 0;
  let place: Place;

  /** What every reseller's server has: it knows its visitor and asks the BFF for his secret. */
  async function session(query: URLSearchParams, response: ServerResponse): Promise<void> {
    asked += 1;
    const once = query.get('once');
    await pause(Number(query.get('wait')));
    if (once && given.has(once)) return void response.writeHead(401).end();
    if (once) given.add(once);
    const { secretKey } = demo.labels.tidewell;
    const minted = await mintSecret({ bffUrl: bff, secretKey, origin: place.site }, visitor!);
    if ('status' in minted) return void response.writeHead(minted.status).end();
    response
      .writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
      .end(JSON.stringify({ client_secret: minted.secret }));
  }

  const answer =
    (from: NonNullable<HostCase['from']>) =>
    (request: IncomingMessage, response: ServerResponse): void => {
      const { pathname, searchParams } = new URL(request.url ?? '/', bff);
      if (pathname === '/favicon.ico') return void response.writeHead(204).end();
      if (pathname === '/hc/session') return void session(searchParams, response);
      if (pathname === '/cookie') return cookie(request, response);
      const html = (body: string, headers: Readonly<Record<string, string>> = {}) =>
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body);
      if (pathname === '/') return void html(indexPage(cases, place));
      const found = cases.find(({ id, from: own = 'site' }) => pathname === `/${id}` && own === from);
      if (found) return void html(found.html(place), found.headers?.(place));
      const file = fileOf(pathname);
      if (!file) return void response.writeHead(404).end();
      response.writeHead(200, { 'content-type': file.type }).end(file.body);
    };

  const open = await Promise.all([
    listening(createServer(answer('site')), '127.0.0.1', port),
    listening(createServer(answer('stranger'))),
    proxy(bff, { change: tamper }),
    proxy(bff, { delay: slowness }),
  ]);
  const [site, stranger, tampering, slow] = open.map(({ origin }) => origin) as [string, string, string, string];
  const snippet = await (await fetch(`${bff}/embed/v1/snippet?key=${demoKey}`)).text();
  place = { bff, demo, snippet, site, stranger, tampering, slow };
  for (const { id } of Object.values(demo.labels)) product.cli('origin', 'add', id, site);
  return {
    place,
    address: (id) => {
      const found = cases.find((one) => one.id === id);
      if (!found) throw new Error(`no case ${id}`);
      return `${place[found.from ?? 'site']}/${id}`;
    },
    asked: () => asked,
    close: async () => void (await Promise.all(open.map((one) => one.close()))),
  };
}

/** The product and its host pages for the tests of a file. */
export function useHarness(): Harness & { readonly product: Product } {
  let product: Product | undefined;
  let harness: Harness | undefined;
  before(async () => {
    product = await startProduct();
    harness = await startHarness(product);
  });
  after(async () => {
    await harness?.close();
    await product?.stop();
  });
  return {
    get place() {
      return harness!.place;
    },
    get product() {
      return product!;
    },
    address: (id) => harness!.address(id),
    asked: () => harness!.asked(),
    close: () => harness!.close(),
  };
}
