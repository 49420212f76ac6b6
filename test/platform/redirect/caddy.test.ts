import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { connect, type PeerCertificate } from 'node:tls';
import { chromium, type Browser } from 'playwright-core';
import type { RedirectList, RedirectSaved } from '../../../bff/domains/redirects/answers.ts';
import type { ProblemBody } from '../../../bff/http/problem.ts';
import { startCaddy, type CaddyServer } from '../../../bff/demo/platform/caddy.ts';
import { freePorts, startBff } from '../../bff/process.ts';
import { scratch } from '../../bff/store/files.ts';
import { chromiumFlags, chromiumPath } from '../../chromium.ts';
import { startProduct, type Product } from '../../e2e/product.ts';
import { sendLines } from '../../trust/raw.ts';
import { lackingCaddy } from '../dns/real.ts';
import { startTarget, type Target } from './target.ts';

const skip = lackingCaddy();
const zone = 'brotlinde.eu';
let target: Target;
let product: Product;
let caddy: CaddyServer;
let browser: Browser;
let redirectPort = '';
let token = '';
let domain = '';

before(async () => {
  if (skip) return;
  target = await startTarget(scratch());
  const ports = await freePorts();
  redirectPort = ports.HC_REDIRECT_PORT!;
  const { HC_REDIRECT_PORT, HC_REDIRECT_ASK_PORT } = ports as Record<string, string>;
  product = await startProduct({
    HC_REDIRECT_PORT: HC_REDIRECT_PORT!,
    HC_REDIRECT_ASK_PORT: HC_REDIRECT_ASK_PORT!,
    HC_OUTBOUND_ALLOWED: target.host,
    NODE_EXTRA_CA_CERTS: target.certificate,
  });
  caddy = await startCaddy({ redirectPort: Number(HC_REDIRECT_PORT), askPort: Number(HC_REDIRECT_ASK_PORT) });
  const args = [...chromiumFlags, '--host-resolver-rules=MAP *.eu 127.0.0.1'];
  browser = await chromium.launch({ executablePath: chromiumPath(), args });
  const answer = await fetch(`${product.url}/embed/v1/token`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', origin: product.sites.tidewell },
    body: JSON.stringify({ key: 'hc_pk_test_demo', client: '0.1.0', elements: [] }),
  });
  token = ((await answer.json()) as { token: string }).token;
  domain = product.demo.labels.tidewell.customers[0]!.domains!.find(({ name }) => name === zone)!.id;
});
after(async () => {
  await browser?.close();
  await caddy?.stop();
  await product?.stop();
  target?.close();
});

async function call<T>(method: string, path: string, body?: object): Promise<{ status: number; body: T }> {
  const answer = await fetch(`${product.url}/v1/domains${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      origin: product.sites.tidewell,
      'content-type': 'application/json',
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: answer.status, body: (await answer.json()) as T };
}

async function save(wish: object): Promise<string> {
  const { version } = (await call<RedirectList>('GET', `/${domain}/redirects`)).body;
  const { status, body } = await call<RedirectSaved>('POST', `/${domain}/redirects`, { version, ...wish });
  assert.equal(status, 200, JSON.stringify(body));
  return body.id;
}

/** The certificate that a host is given, believed only when it is for that host and of Caddy's own CA. */
const certificateOf = (host: string): Promise<PeerCertificate> =>
  new Promise((resolve, reject) => {
    const socket = connect(
      { host: '127.0.0.1', port: caddy.httpsPort, servername: host, ca: caddy.authority(), timeout: 5000 },
      () => {
        resolve(socket.getPeerCertificate());
        socket.end();
      },
    );
    socket.once('error', reject);
  });

/** Where a browser ends up, and what its address bar says. */
async function visit(address: string) {
  const page = await browser.newPage({ ignoreHTTPSErrors: true });
  const said: string[] = [];
  page.on('console', (message) => message.type() === 'error' && said.push(message.text()));
  await page.goto(address);
  const frames = await Promise.all(page.frames().map((frame) => frame.locator('h1').allTextContents()));
  const seen = { url: page.url(), title: await page.title(), words: frames.flat(), frames: frames.length, said };
  await page.close();
  return seen;
}

test('D13: a browser follows a 301 and a 302 over HTTPS, with a certificate on the first hit', { skip }, async () => {
  await save({ host: '@', kind: '301', target: `${target.url}/shop` });
  await save({ host: 'www', kind: '302', target: `${target.url}/one`, keepPath: false, keepQuery: false });
  for (const [address, arrived] of [
    [`https://${zone}:${caddy.httpsPort}/bread?rye=1`, '/shop/bread?rye=1'],
    [`https://www.${zone}:${caddy.httpsPort}/bread?rye=1`, '/one'],
    [`http://www.${zone}:${caddy.httpPort}/`, '/one'],
  ] as const) {
    const { url, words } = await visit(address);
    assert.deepEqual([url, words], [`${target.url}${arrived}`, [`Arrived at ${arrived}`]]);
  }
  const { subjectaltname } = await certificateOf(`www.${zone}`);
  assert.equal(subjectaltname, `DNS:www.${zone}`);
});

test('D14: a browser shows a mask over HTTPS: the address stays, the frame is the target', { skip }, async () => {
  await save({ host: 'karte', kind: 'mask', target: `${target.url}/menu`, title: 'Karte <b>' });
  const { url, title, words, frames, said } = await visit(`https://karte.${zone}:${caddy.httpsPort}/brot?x=1`);
  assert.equal(url, `https://karte.${zone}:${caddy.httpsPort}/brot?x=1`);
  assert.deepEqual([title, frames, words, said], ['Karte <b>', 2, ['Arrived at /menu/brot?x=1'], []]);
});

test('D14: a target that forbids frames is refused by what it really answers', { skip }, async () => {
  const { version } = (await call<RedirectList>('GET', `/${domain}/redirects`)).body;
  const wish = { host: 'nein', kind: 'mask', target: target.url, version };
  for (const [headers, code] of [
    [{ 'x-frame-options': 'DENY' }, 'mask_frame_options'],
    [{ 'content-security-policy': "frame-ancestors 'self'" }, 'mask_frame_ancestors'],
  ] as const) {
    target.answer({ ...headers });
    const { status, body } = await call<ProblemBody>('POST', `/${domain}/redirects/preview`, wish);
    assert.deepEqual([status, body.fields], [422, { target: code }]);
  }
  target.answer({});
  const inner = { ...wish, target: `https://127.0.0.1:${redirectPort}/` };
  const { body } = await call<ProblemBody>('POST', `/${domain}/redirects/preview`, inner);
  assert.deepEqual(body.fields, { target: 'mask_unreachable' }, 'another port of this machine is asked by nobody');
});

test('M1: mail programs learn their servers over HTTPS, with a certificate on the first hit', { skip }, async () => {
  const page = await browser.newPage({ ignoreHTTPSErrors: true });
  const answer = await page.goto(`https://autoconfig.${zone}:${caddy.httpsPort}/mail/config-v1.1.xml`);
  assert.equal(answer!.status(), 200);
  assert.match(await answer!.text(), /<incomingServer type="imap"><hostname>[\w.-]+<\/hostname>/);
  await page.close();
  const { subjectaltname } = await certificateOf(`autoconfig.${zone}`);
  assert.equal(subjectaltname, `DNS:autoconfig.${zone}`);
});

test('D13: an unknown host gets neither a certificate nor an answer', { skip }, async () => {
  for (const host of [`shop.${zone}`, 'lindenloaf.com', 'unknown.example', 'localhost'])
    await assert.rejects(certificateOf(host), /alert|disconnected|socket/i, host);
  const page = await browser.newPage({ ignoreHTTPSErrors: true });
  const answer = await page.goto(`http://shop.${zone}:${caddy.httpPort}/`);
  assert.equal(answer?.status(), 404);
  await page.close();
});

test('D13: what is saved holds within a second, in a second process too, and ends as soon', { skip }, async () => {
  const ports = await freePorts();
  const second = await startBff({ ...ports, HC_DATA: product.data, HC_DEMO: '0' });
  const host = `neu.${zone}`;
  const statusAt = async (port: string) => (await sendLines(Number(port), ['GET / HTTP/1.1', `host: ${host}`])).status;
  const both = () => Promise.all([redirectPort, ports.HC_REDIRECT_PORT!].map(statusAt));
  const within = async (wanted: number) => {
    const began = performance.now();
    for (let seen = await both(); !seen.every((status) => status === wanted); seen = await both())
      assert.ok(performance.now() - began < 1000, `${seen.join()} after a second`);
  };
  try {
    assert.deepEqual(await both(), [404, 404]);
    const id = await save({ host: 'neu', kind: '308', target: target.url });
    await within(308);
    const { version } = (await call<RedirectList>('GET', `/${domain}/redirects`)).body;
    await call('DELETE', `/redirects/${id}`, { records: 'remove', version });
    await within(404);
  } finally {
    await second.kill('SIGTERM');
  }
});
