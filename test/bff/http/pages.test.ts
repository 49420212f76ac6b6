import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { harness, type Harness, type TestLabel } from '../harness.ts';

let h: Harness;
let label: TestLabel;
before(async () => {
  h = await harness();
  // Offers English, Dutch and German; English comes first.
  label = await h.label('north');
});
after(() => h.close());

async function language(path: string, asked?: string): Promise<string | undefined> {
  const headers = asked === undefined ? {} : { 'accept-language': asked };
  const page = await h.bff.app.request(`http://${label.host}${path}`, { headers });
  assert.equal(page.status, 200);
  // A page that is kept nowhere has no need to name what it varies by.
  assert.equal(page.headers.get('cache-control'), 'no-store');
  return /<html lang="([^"]+)">/.exec(await page.text())?.[1];
}

test('a page of the label’s own host speaks the offered language that the browser likes best', async () => {
  const cases: readonly (readonly [asked: string | undefined, spoken: string])[] = [
    [undefined, 'en'],
    ['', 'en'],
    ['nl', 'nl'],
    ['DE', 'de'],
    // RFC 4647 §3.4: a range is shortened until something fits, and each is tried whole before the next.
    ['de-Latn-AT-1996', 'de'],
    ['fr-CH, fr;q=0.9, nl-BE;q=0.8, de;q=0.7, *;q=0.5', 'nl'],
    ['den, nlx', 'en'],
    // RFC 9110 §12.4.2: the weight counts, not the place.
    ['nl;q=0.3, de;q=0.8', 'de'],
    ['nl ; q=0.300 ,de;Q=0.301', 'de'],
    ['de;q=0.5, nl;q=0.5', 'de'],
    // What has the weight 0 is not wanted, and any other is what was not named.
    ['en;q=0, *', 'nl'],
    ['de;q=0, fr', 'en'],
    ['*', 'en'],
    ['*;q=0.1, de', 'de'],
    ['nonsense;;;=,,q=1', 'en'],
    ['nl;q=high, de', 'de'],
  ];
  for (const [asked, spoken] of cases) assert.equal(await language('/ca/', asked), spoken, asked);
});

test('TR21: the longest header that a server takes costs no more than any other', async () => {
  const long = `${'*,'.repeat(7700)}en;q=0,nl;q=0,de;q=0`;
  const began = performance.now();
  for (let times = 0; times < 20; times += 1) await language('/ca/', long);
  // Each of them took seconds.
  assert.ok(performance.now() - began < 5000);
  // What comes first counts, however much comes after it.
  assert.equal(await language('/ca/', `fr, de, ${long}`), 'de');
});

test('the bare host of a label leads to its customer area, any other host to nothing', async () => {
  const led = await h.bff.app.request(`http://${label.host}/`);
  assert.deepEqual([led.status, led.headers.get('location')], [302, '/ca/']);
  assert.equal((await h.bff.app.request('http://nobody.example/')).status, 421);
});

test('each page of the host does so', async () => {
  const paths = ['/ca/', '/ca/reset', '/ca/registrant', '/ca/verify', '/ca/confirm-forward', '/ca/step-up', '/mail/'];
  for (const path of [...paths, '/ca/connect/example.com/mail', '/embed/mailbox', '/embed/authorize'])
    assert.equal(await language(path, 'nl-NL,nl;q=0.9,en;q=0.8'), 'nl', path);
});
