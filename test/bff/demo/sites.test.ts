import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { serve } from '@hono/node-server';
import type { AddressInfo } from 'node:net';
import { freePort } from '../../../bff/demo/platform/free-port.ts';
import { seed } from '../../../bff/demo/seed.ts';
import { startSites } from '../../../bff/demo/sites/server.ts';
import type { DemoWorld } from '../../../bff/demo/world.ts';
import { memoryMail } from '../../../bff/platform/mail/memory.ts';
import { memoryDns } from '../../../bff/platform/dns/memory.ts';
import { harness } from '../harness.ts';

let demo: DemoWorld;
let bffUrl: string;
let sites: Awaited<ReturnType<typeof startSites>>;
let bff: Awaited<ReturnType<typeof harness>>;
let server: ReturnType<typeof serve>;
const origins = { tidewell: '', smidse: '' };

before(async () => {
  bff = await harness({ demo: true });
  server = serve({
    fetch: (request, env) =>
      bff.bff.app.fetch(new Request(request.url.replace(/^http:\/\/[^/]+/, 'http://hc.test'), request), env),
    port: 0,
  });
  bffUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ports = { tidewell: await freePort(), smidse: await freePort() };
  origins.tidewell = `http://127.0.0.1:${ports.tidewell}`;
  origins.smidse = `http://127.0.0.1:${ports.smidse}`;
  demo = await seed({
    control: bff.store.control,
    labels: bff.store.labels,
    dns: memoryDns(),
    registrar: bff.registrar,
    mail: memoryMail(),
    hash: async (password) => password,
    now: new Date(),
    small: true,
    sites: origins,
    hosts: { tidewell: 'tidewell.hc.test', smidse: 'smidse.hc.test' },
  });
  sites = await startSites({ tidewellPort: ports.tidewell, smidsePort: ports.smidse, bffUrl, demo, host: '127.0.0.1' });
});
after(async () => {
  await sites.close();
  server.close();
  await bff.close();
});

const get = (path: string, cookie = '', site: keyof typeof origins = 'tidewell') =>
  fetch(`${origins[site]}${path}`, { headers: { cookie }, redirect: 'manual' });
const cookieOf = (response: Response) => response.headers.get('set-cookie')!.split(';')[0]!;
const sessionOf = (
  cookie: string,
  headers: Record<string, string> = { 'x-hc-embed': '1' },
  site: keyof typeof origins = 'tidewell',
) => fetch(`${origins[site]}/hc/session`, { method: 'POST', headers: { cookie, ...headers } });

describe('demo sites', () => {
  it('every page answers, with the loader as a reseller pastes it and a strict policy', async () => {
    for (const path of [
      '/nl/',
      '/nl/mijn',
      '/nl/domeinen',
      '/nl/juridisch',
      '/en/',
      '/en/my',
      '/en/domains',
      '/en/legal',
      '/site.css',
      '/site.js',
      '/harbour.svg',
    ])
      assert.equal((await get(path)).status, 200, path);
    for (const path of ['/', '/konsole', '/domains', '/rechtliches', '/site.css'])
      assert.equal((await get(path, '', 'smidse')).status, 200, path);
    for (const path of ['/nl/_header.html', '/nl/index.html', '/../server.ts', '/%2e%2e/server.ts', '/nothing'])
      assert.equal((await get(path)).status, 404, path);
    const page = await get('/en/my');
    const html = await page.text();
    const { publishableKey } = demo.labels.tidewell;
    assert.ok(
      html.includes(
        `<script async src="${bffUrl}/embed/v1/hc.js" data-label="${publishableKey}" data-session="/hc/session"></script>`,
      ),
    );
    assert.match(html, /<html lang="en">[^]*Linden &#38; Loaf[^]*<hc-customer-area frame>/);
    assert.doesNotMatch(html, /hc_sk_|hces_|style=|\{\{/);
    assert.equal(
      page.headers.get('content-security-policy'),
      `default-src 'none'; script-src ${bffUrl} 'self'; style-src 'self'; img-src 'self'; connect-src 'self' ${bffUrl}; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; trusted-types hc-widgets`,
    );
    assert.match(cookieOf(page), /^tidewell_visitor=/);
    assert.match(page.headers.get('set-cookie')!, /HttpOnly; SameSite=Lax/);
  });

  it('the first page is in the language that the browser names first, English for those who read no Dutch', async () => {
    const first = async (languages: string) =>
      (
        await fetch(`${origins.tidewell}/`, { headers: { 'accept-language': languages }, redirect: 'manual' })
      ).headers.get('location');
    assert.equal(await first('nl-NL,nl;q=0.9,en;q=0.8'), '/nl/');
    assert.equal(await first('en-GB,en;q=0.9,nl;q=0.5'), '/en/');
    assert.equal(await first('pt-BR'), '/en/');
  });

  it('S14: the secret is made for the visitor of the cookie, and never stands in a page', async () => {
    const cookie = cookieOf(await get('/en/my'));
    const answer = await sessionOf(cookie);
    assert.equal(answer.status, 200, await answer.clone().text());
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    const { client_secret: secret } = (await answer.json()) as { client_secret: string };
    assert.match(secret, /^hces_/);
    const exchanged = await bff.bff.app.request('http://hc.test/embed/v1/token', {
      method: 'POST',
      headers: { origin: origins.tidewell, 'content-type': 'text/plain' },
      body: JSON.stringify({ secret, client: '1.0.0', elements: ['hc-domain-manager'] }),
    });
    assert.equal(exchanged.status, 200, await exchanged.clone().text());
    const { me } = (await exchanged.json()) as { me: { user: { name: string }; customer: { name: string } } };
    assert.deepEqual([me.user.name, me.customer.name], ['Marieke Linden', 'Linden & Loaf']);
  });

  it('choosing another person changes whom the secret is for; signing out ends it', async () => {
    const choose = async (form: Record<string, string>, origin = origins.tidewell) =>
      fetch(`${origins.tidewell}/sign-in`, {
        method: 'POST',
        body: new URLSearchParams(form),
        headers: { origin },
        redirect: 'manual',
      });
    const ines = await choose({ email: 'ines@havenkade.example', back: '/nl/domeinen' });
    assert.deepEqual([ines.status, ines.headers.get('location')], [303, '/nl/domeinen']);
    assert.match(await (await get('/nl/domeinen', cookieOf(ines))).text(), /Havenkade Media/);
    assert.equal((await sessionOf(cookieOf(ines))).status, 200);
    assert.equal((await choose({ email: 'x', back: 'https://evil.example/' })).headers.get('location'), '/nl/');
    assert.equal((await choose({ email: 'ines@havenkade.example' }, 'https://evil.example')).status, 403);
    const out = await choose({ out: '1', email: 'ines@havenkade.example' });
    assert.equal((await sessionOf(cookieOf(out))).status, 401);
    assert.match(await (await get('/en/my', cookieOf(out))).text(), /Not signed in/);
  });

  it('refuses a session without the header, from another origin, for a cookie of its own making', async () => {
    const cookie = cookieOf(await get('/en/my'));
    assert.equal((await sessionOf(cookie, {})).status, 403);
    assert.equal((await sessionOf(cookie, { 'x-hc-embed': '1', origin: 'https://evil.example' })).status, 403);
    assert.equal((await sessionOf('')).status, 401);
    assert.equal((await sessionOf(cookie.replace('marieke', 'joris'))).status, 401);
    assert.equal(
      (await sessionOf(cookie.replace('tidewell_', 'smidse_'), { 'x-hc-embed': '1' }, 'smidse')).status,
      401,
    );
  });

  it('passes on a refusal of the BFF as its status', async () => {
    const cookie = cookieOf(await get('/konsole', '', 'smidse'));
    const key = (await bff.store.control.listKeys(demo.labels.smidse.id)).find(({ kind }) => kind === 'secret')!;
    await bff.store.control.revokeKey(key.id);
    assert.equal((await sessionOf(cookie, { 'x-hc-embed': '1' }, 'smidse')).status, 401);
  });
});
