import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { harness, type Harness } from '../bff/harness.ts';
import { addressFields, foreignUrls } from './foreign-urls.ts';
import { sendLines, served } from './raw.ts';
import { pathFor, person, routes, type Person } from './two-customers.ts';

let h: Harness;
let mine: Person;
before(async () => {
  h = await harness();
  mine = await person(h, await h.label('north'), 'Loaf');
});
after(() => h.close());

/** Where a page of ours would send its reader, or load from. */
const leaves = (html: string) =>
  [...html.matchAll(/(?:href|src|srcset|action|formaction|http-equiv|data)\s*=\s*"([^"]*)"/gi)].map(([, to]) => to);

/** The page that asks its owner takes the query along as it came (the signature of a request is over it), on this host. */
function staysHere(location: string, path: string): boolean {
  if (!path.startsWith('/v2/domainTemplates/')) return location === (path === '/mail' ? '/mail/' : '/ca/');
  const { host, pathname } = new URL(location, `http://${mine.label.host}`);
  return host === mine.label.host && /^\/ca\/connect\/[^/\\]+\/[^/\\]+$/.test(pathname);
}

test('TR12: no answer leads to a foreign address, whatever the query asks for', async () => {
  const urls = foreignUrls(mine.label.host);
  assert.ok(urls.length >= 100);
  let redirects = 0;
  const gets = routes(h).filter(
    ({ method, path }) => method === 'GET' && path !== '/v1/events' && !path.includes(':file'),
  );
  for (const { path, name } of gets)
    // The routes of data read their query strictly: a few tell as much as all.
    for (const url of path.startsWith('/v1/') ? urls.slice(0, 10) : urls) {
      const query = addressFields.map((field) => `${field}=${encodeURIComponent(url)}`).join('&');
      const answer = await h.request(`http://${mine.label.host}${pathFor(path, mine)}?${query}`, {
        cookie: mine.cookie,
      });
      const location = answer.headers.get('location');
      if (location !== null) redirects += 1;
      assert.ok(location === null || staysHere(location, path), `${name} with ${url} leads to ${location}`);
      assert.equal(answer.headers.get('refresh'), null);
      if (!answer.headers.get('content-type')?.startsWith('text/html')) continue;
      for (const to of leaves(await answer.text()))
        assert.ok(
          ['/embed/v1/page.css', '/embed/v1/hc.js', mine.label.host].includes(to!) || path === '/ca/step-up',
          to,
        );
    }
  assert.equal(redirects, 4 * urls.length, 'there are four routes that lead on');
});

test('TR12: nor does the path, as no client would send it', async (t) => {
  const port = await served(t, h);
  const paths = foreignUrls(mine.label.host).filter((url) => !/[\0-\x20\x7f-\uffff]/.test(url));
  for (const start of ['', '/', '/ca', '/ca/', '/embed/authorize/'])
    for (const path of paths) {
      const { status, headers } = await sendLines(port, [`GET ${start}${path} HTTP/1.1`, `host: ${mine.label.host}`]);
      const location = headers.get('location');
      assert.ok(location === null || location === '/ca/', `${start}${path} leads to ${location}`);
      assert.ok(status < 500, `${start}${path}: ${status}`);
    }
});

test('TR12: a pop-up session is agreed to for listed pages only, to the letter', async () => {
  for (const origin of [...foreignUrls(mine.label.host), `${mine.label.origin}/`, `${mine.label.origin}.`]) {
    const answer = await h.request(`http://${mine.label.host}/v1/auth/authorize`, {
      method: 'POST',
      cookie: mine.cookie,
      body: JSON.stringify({
        client: mine.label.publishableKey,
        origin,
        code_challenge: 'x'.repeat(43),
        tx: crypto.randomUUID().repeat(2),
      }),
    });
    assert.ok([403, 422].includes(answer.status), `${origin}: ${answer.status}`);
  }
});
