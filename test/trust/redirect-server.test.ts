import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { freePort } from '../../bff/demo/platform/free-port.ts';
import { redirectServer } from '../../bff/platform/redirect/server.ts';
import { noLimits } from '../../bff/http/limits.ts';
import { redirectWorld, type RedirectWorld } from '../bff/domains/redirects/world.ts';
import { foreignUrls } from './foreign-urls.ts';
import { sendLines } from './raw.ts';

let w: RedirectWorld;
let port = 0;
let stop: () => Promise<void>;
before(async () => {
  const page = { status: 200, headers: new Headers() };
  w = await redirectWorld({ outbound: { ask: async () => page } });
  port = await freePort();
  const findSetUp = async () => undefined;
  stop = await redirectServer({ find: w.find, findSetUp, limits: noLimits, port, askPort: await freePort() });
  const id = await w.domain('loaf.example');
  await w.create(id, { host: '@', target: 'https://bread.example/shop' });
  await w.create(id, { host: 'mask', kind: 'mask', target: 'https://bread.example/' });
});
after(async () => {
  await stop();
  await w.h.close();
});

const ask = (target: string, ...more: string[]) => sendLines(port, [`GET ${target} HTTP/1.1`, ...more]);
/** What a client may send in a request line at all. */
const sendable = foreignUrls('loaf.example').filter((url) => !/[\0-\x20\x7f-\uffff]/.test(url));

test('TR12: the redirect server leads to its target alone, whatever path it is asked for', async () => {
  let led = 0;
  for (const start of ['/', '//', '/a/', '/..//', '/%2e%2e/', '/\\', '/?', ''])
    for (const url of sendable) {
      const { status, headers } = await ask(`${start}${url}`, 'host: loaf.example');
      const location = headers.get('location');
      assert.ok(location !== null || status >= 400, `${start}${url}: ${status}`);
      if (location === null) continue;
      led += 1;
      assert.equal(new URL(location).origin, 'https://bread.example', `${start}${url} leads to ${location}`);
    }
  assert.ok(led > 400, `${led} were led on`);
});

test('TR11: the page of a mask holds one frame of its target and no script, whatever path it is asked for', async () => {
  let pages = 0;
  for (const url of [
    ...sendable,
    ...['"><script>', "'onload='x", '</iframe><script>'].map((text) => encodeURI(text)),
  ]) {
    const { status, headers, body } = await ask(`/${url}`, 'host: mask.loaf.example');
    // Some are no request at all.
    if (status === 400) continue;
    assert.equal(status, 200, url);
    pages += 1;
    const tags = [...body.matchAll(/<(\w+)/g)].map(([, tag]) => tag);
    assert.deepEqual(tags, ['html', 'head', 'meta', 'meta', 'title', 'link', 'style', 'body', 'iframe'], url);
    assert.match(body, /<iframe src="https:\/\/bread\.example\/[^"<>]*" title="/);
    assert.match(headers.get('content-security-policy')!, /^default-src 'none'; frame-src https:\/\/bread\.example; /);
    assert.equal(headers.get('set-cookie'), null);
  }
  assert.ok(pages > 80, `${pages} pages`);
});

test('TR11 TR21: hosts that nobody has get 404 or are refused, and the server stays', async () => {
  const long = `${'a'.repeat(60)}.`.repeat(100);
  const hosts = [
    '',
    'loaf.example.evil.example',
    'evilloaf.example',
    `${long}loaf.example`,
    'loaf.example@evil.example',
  ];
  hosts.push('[::1]', '127.0.0.1', 'localhost', '*.loaf.example', '..', 'loaf.example/..', "loaf'--.example", '%00');
  for (const host of hosts) {
    const { status, headers } = await ask('/', `host: ${host}`);
    assert.ok([400, 404, 0].includes(status), `${host}: ${status}`);
    assert.equal(headers.get('location'), null, host);
  }
  const twice = await ask('/', 'host: loaf.example', 'host: mask.loaf.example');
  assert.ok([400, 404].includes(twice.status) || twice.headers.get('location')?.startsWith('https://bread.example/'));
  for (const same of ['LOAF.example', 'loaf.example.', 'loaf.example:8443'])
    assert.equal((await ask('/', `host: ${same}`)).status, 301, same);
});
