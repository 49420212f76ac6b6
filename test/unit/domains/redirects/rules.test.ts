import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { destination, ownersFor, parseTarget, zonesOver } from '../../../../bff/domains/redirects/rules.ts';
import {
  addressesOf,
  changesToLeave,
  changesToPoint,
  ledBefore,
  pointsHere,
} from '../../../../bff/domains/redirects/rules-records.ts';
import type { RRset } from '../../../../bff/domains/records.ts';
import { applyChanges, diffOf } from '../../../../bff/domains/rules-zone.ts';
import { maskPage } from '../../../../bff/platform/redirect/page.ts';
import { foreignUrls } from '../../../trust/foreign-urls.ts';

const hosts = fc.constantFrom('loaf.example', 'www.loaf.example', 'xn--bckerei-5wa.de', '[2001:db8::1]', '192.0.2.1');
const targets = fc
  .tuple(fc.constantFrom('http', 'https'), hosts, fc.constantFrom('', ':8443'), fc.webPath(), fc.webQueryParameters())
  .map(([scheme, host, port, path, query]) => `${scheme}://${host}${port}${path || '/'}?${query}`);

test('D13: whatever the visitor asks for, he is led to the origin of the target', () => {
  const asked = fc.oneof(fc.webPath(), fc.constantFrom(...foreignUrls('own.example')), fc.string());
  fc.assert(
    fc.property(targets, asked, fc.boolean(), fc.boolean(), (target, path, keepPath, keepQuery) => {
      const parsed = parseTarget(target);
      assert.ok('url' in parsed, target);
      const start = path.startsWith('/') ? path : `/${path}`;
      const full = `http://own.example${start}`;
      if (!URL.canParse(full)) return;
      const { pathname, search } = new URL(full);
      const led = destination({ target: parsed.url, keepPath, keepQuery }, pathname, search);
      assert.equal(new URL(led).origin, new URL(target).origin);
      assert.doesNotMatch(led, /[\r\n]/);
      if (!keepPath) assert.equal(new URL(led).pathname, new URL(target).pathname);
    }),
    { numRuns: 1000 },
  );
});

test('D13: a target that is taken is http or https with a full name, and means itself', () => {
  fc.assert(
    fc.property(fc.oneof(targets, fc.string(), fc.webUrl(), fc.constantFrom(...foreignUrls('own.example'))), (text) => {
      const parsed = parseTarget(text);
      if ('code' in parsed) return;
      const { protocol, hostname, username, password } = new URL(parsed.url);
      assert.match(protocol, /^https?:$/);
      assert.match(hostname, /^[a-z\d.:_[\]-]+$/);
      assert.equal(username + password, '');
      assert.deepEqual(parseTarget(parsed.url), parsed);
    }),
    { numRuns: 2000 },
  );
});

test('D13: the nearest redirect answers for a host', () => {
  assert.deepEqual(ownersFor('a.b.loaf.example', 'loaf.example'), ['a.b', '*.b', '*']);
  assert.deepEqual(ownersFor('*.b.loaf.example', 'loaf.example'), ['*.b', '*']);
  assert.deepEqual(ownersFor('loaf.example', 'loaf.example'), ['@']);
  assert.deepEqual(ownersFor('otherloaf.example', 'loaf.example'), []);
  assert.deepEqual(zonesOver('a.b.co.uk'), ['a.b.co.uk', 'b.co.uk', 'co.uk']);
});

test('D13: the records of a host lead here, and go back to what they were', () => {
  const addresses = addressesOf(['192.0.2.80', '2001:db8::80']);
  const rrset = (type: RRset['type'], record: string) =>
    fc.option(fc.constant<RRset>({ name: 'www', type, ttl: 60, records: [record] }), { nil: undefined });
  const zones = fc
    .tuple(
      rrset('A', '198.51.100.1'),
      rrset('AAAA', '2001:db8::1'),
      rrset('HTTPS', '1 . alpn=h2'),
      rrset('MX', '10 mx.loaf.example'),
      rrset('ALIAS', 'shops.example.net'),
    )
    .map((some) => some.filter((one) => one !== undefined));
  fc.assert(
    fc.property(zones, (zone) => {
      const here = applyChanges(zone, changesToPoint(zone, 'www', addresses, 3600));
      assert.ok(pointsHere(here, 'www', addresses));
      assert.deepEqual(changesToPoint(here, 'www', addresses, 3600), []);
      assert.deepEqual(ledBefore(here, 'www', addresses), []);
      const back = changesToLeave(here, 'www', addresses, ledBefore(zone, 'www', addresses), 'restore');
      assert.deepEqual(diffOf(zone, applyChanges(here, back)), []);
      const bare = applyChanges(here, changesToLeave(here, 'www', addresses, [], 'remove'));
      assert.ok(bare.every(({ type }) => type === 'MX'));
    }),
  );
});

test('D14: no title, description or target ends its place in the page', async () => {
  const texts = fc.oneof(fc.string(), fc.constantFrom('</title>', '"><script>', "'onload=", '&lt;', '<!--'));
  await fc.assert(
    fc.asyncProperty(texts, texts, targets, async (title, description, url) => {
      const page = maskPage({ url, frames: [], title, description, canonical: true, noindex: true });
      const tags = [...(await page.text()).matchAll(/<([a-z!]+)/gi)].map(([, tag]) => tag);
      const middle = description ? ['meta'] : [];
      assert.deepEqual(
        tags.join(' '),
        ['! html head meta meta title'.replace('!', '!doctype'), ...middle, 'meta link style body iframe'].join(' '),
      );
    }),
  );
});
