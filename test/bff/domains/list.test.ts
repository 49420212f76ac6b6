import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { DomainPage } from '../../../bff/domains/answers.ts';
import { domainSorts, type DomainSort } from '../../../bff/domains/input.ts';
import type { domains } from '../../../bff/domains/schema.ts';
import type { ProblemBody } from '../../../bff/http/problem.ts';
import { harness, passwords, type Harness, type TestLabel } from '../harness.ts';

// Half past eleven at night in Amsterdam: the label's day is the 24th, that of UTC too; an hour later they differ.
let now = Date.UTC(2026, 10, 24, 22, 50);
let h: Harness;
let label: TestLabel;
const people: Record<string, { customer: string; cookie: string }> = {};

async function person(name: string) {
  const customer = await h.customer(label.id, name);
  await h.user(label.id, customer, name);
  return (people[name] = { customer, cookie: await h.signIn(label, name.toLowerCase(), passwords.owner) });
}

type More = Partial<typeof domains.$inferInsert>;
const add = (who: string, name: string, more: More = {}) =>
  h.domain(label.id, people[who]!.customer, name, [], { registeredOn: '2024-01-01', ...more });

async function list(who: string, query: Record<string, string | number> = {}) {
  const search = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)]));
  const answer = await h.request(`http://${label.host}/v1/domains?${search}`, { cookie: people[who]!.cookie });
  assert.equal(answer.status, 200, await answer.clone().text());
  return (await answer.json()) as DomainPage;
}
const names = async (who: string, query: Record<string, string | number> = {}) =>
  (await list(who, query)).items.map(({ name }) => name);

before(async () => {
  h = await harness({ now: () => now });
  label = await h.label('north');
  await person('Loaf');
  await person('Crumb');
  await person('Many');
  await add('Loaf', 'loaf.example', { expiresOn: '2027-03-14' });
  await add('Loaf', 'a_b.example', { expiresOn: '2026-11-24', autoRenew: false });
  await add('Loaf', 'axb.example', { expiresOn: '2026-12-24', autoRenew: false });
  await add('Loaf', 'xn--bckerei-5wa.de', { unicodeName: 'bäckerei.de', expiresOn: '2026-12-25', autoRenew: false });
  await add('Loaf', 'xn--strae-oqa.de', { unicodeName: 'straße.de', expiresOn: '2026-11-23', state: 'expired' });
  await add('Loaf', 'new.example', { expiresOn: null, state: 'pending_create' });
  await add('Loaf', 'broken.co.uk', { expiresOn: null, state: 'failed', autoRenew: false });
  await add('Crumb', 'loaf-of-someone-else.example');
});
after(() => h.close());

test('search: parts of the name, in A-labels and in Unicode, in any case', async () => {
  assert.deepEqual(await names('Loaf', { q: 'LOAF' }), ['loaf.example']);
  for (const q of ['bäck', 'BÄCKEREI', 'xn--bck', 'ckerei-5wa', ' bäckerei.de '])
    assert.deepEqual(await names('Loaf', { q }), ['xn--bckerei-5wa.de'], q);
  assert.deepEqual(await names('Loaf', { q: 'straße' }), ['xn--strae-oqa.de']);
  // As a keyboard on a Mac may send it: a and its dots apart.
  assert.deepEqual(await names('Loaf', { q: 'ba\u0308ck' }), ['xn--bckerei-5wa.de']);
  assert.deepEqual(await names('Loaf', { q: 'nothing' }), []);
});

test('search: % _ and \\ stand for themselves', async () => {
  assert.deepEqual(await names('Loaf', { q: 'a_b' }), ['a_b.example']);
  for (const q of ['%', '\\', 'a%b', "' or 1=1 --", '\\_']) assert.deepEqual(await names('Loaf', { q }), [], q);
  assert.equal((await names('Loaf', { q: '_' })).length, 1);
});

test('filters: state, ending, days until the expiry in the label’s time zone', async () => {
  assert.deepEqual(await names('Loaf', { state: 'expired' }), ['xn--strae-oqa.de']);
  assert.deepEqual(await names('Loaf', { tld: 'uk' }), ['broken.co.uk']);
  assert.deepEqual(await names('Loaf', { tld: '.DE' }), ['xn--bckerei-5wa.de', 'xn--strae-oqa.de']);
  assert.deepEqual(await names('Loaf', { expires: 0 }), ['a_b.example']);
  assert.deepEqual(await names('Loaf', { expires: 30 }), ['a_b.example', 'axb.example']);
  now += 720_000;
  assert.deepEqual(await names('Loaf', { expires: 0 }), [], 'now it is the 25th there');
  assert.deepEqual(await names('Loaf', { expires: 30 }), ['axb.example', 'xn--bckerei-5wa.de']);
  now -= 720_000;
  assert.deepEqual(await names('Loaf', { tld: 'de', state: 'active', q: 'b' }), ['xn--bckerei-5wa.de']);
});

test('views: what needs attention, what will not renew; the first page counts them', async () => {
  assert.deepEqual(await names('Loaf', { view: 'attention' }), [
    'a_b.example',
    'axb.example',
    'broken.co.uk',
    'xn--strae-oqa.de',
  ]);
  assert.deepEqual(await names('Loaf', { view: 'stopped' }), ['a_b.example', 'axb.example', 'xn--bckerei-5wa.de']);
  const first = await list('Loaf', { q: 'example', limit: 2 });
  assert.equal(first.total, 4);
  assert.deepEqual(first.counts, { all: 7, attention: 4, stopped: 3 });
  assert.deepEqual(first.tlds, ['de', 'example', 'uk']);
  const second = await list('Loaf', { q: 'example', limit: 2, cursor: first.next! });
  assert.deepEqual([second.total, second.counts, second.tlds, second.next], [undefined, undefined, undefined, null]);
});

test('four sorts; without an expiry at the end, whichever way round', async () => {
  const byName = await names('Loaf');
  assert.deepEqual(byName, byName.toSorted());
  assert.deepEqual(await names('Loaf', { sort: '-name' }), byName.toReversed());
  const byExpiry = ['xn--strae-oqa.de', 'a_b.example', 'axb.example', 'xn--bckerei-5wa.de', 'loaf.example'];
  assert.deepEqual(await names('Loaf', { sort: 'expires' }), [...byExpiry, 'broken.co.uk', 'new.example']);
  assert.deepEqual(await names('Loaf', { sort: '-expires' }), [
    ...byExpiry.toReversed(),
    'broken.co.uk',
    'new.example',
  ]);
});

test('pages by key: while rows come and go, every domain that stays is there once, in every sort', async () => {
  const expiry = (n: number) => (n % 5 === 0 ? null : `2027-0${(n % 4) + 1}-1${n % 3}`);
  const stay: string[] = [];
  for (let n = 0; n < 60; n += 1) {
    stay.push(`stays-${n}.example`);
    await add('Many', `stays-${n}.example`, { expiresOn: expiry(n) });
  }
  let extra = 0;
  for (const sort of domainSorts) {
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: DomainPage = await list('Many', { sort, limit: 7, ...(cursor && { cursor }) });
      assert.ok(page.items.length <= 7);
      seen.push(...page.items.map(({ name }) => name));
      for (const start of ['a', 'stays-3', 'z'])
        await add('Many', `${start}x${(extra += 1)}.example`, { expiresOn: expiry(extra) });
      cursor = page.next;
    }
    assert.equal(new Set(seen).size, seen.length, `${sort}: twice`);
    assert.deepEqual(seen.filter((name) => stay.includes(name)).toSorted(), stay.toSorted(), sort);
  }
});

test('a cursor of another sort, and one that nobody gave, is refused by name', async () => {
  const { next } = await list('Many', { sort: 'name', limit: 5 });
  const refused = async (query: Record<string, string>) => {
    const answer = await h.request(`http://${label.host}/v1/domains?${new URLSearchParams(query)}`, {
      cookie: people.Many!.cookie,
    });
    return [answer.status, Object.keys(((await answer.json()) as ProblemBody).fields ?? {})];
  };
  const others: DomainSort[] = ['-name', 'expires', '-expires'];
  for (const sort of others) assert.deepEqual(await refused({ sort, cursor: next! }), [422, ['cursor']]);
  for (const cursor of ['x', btoa('[]'), btoa('["name"]'), btoa('{"a":1}'), '\u{1f33e}'])
    assert.deepEqual(await refused({ cursor }), [422, ['cursor']], cursor);
  for (const [key, value] of [
    ['view', 'mine'],
    ['state', 'gone'],
    ['sort', 'price'],
    ['expires', '-1'],
    ['limit', '0'],
    ['limit', '201'],
    ['wings', '1'],
  ] as const)
    assert.deepEqual(await refused({ [key]: value }), [422, [key]]);
});

test('names of every script page well too', async () => {
  await person('World');
  for (const unicodeName of ['ünder.example', '例え.example', 'пример.example', 'zebra.example'])
    await add('World', new URL(`http://${unicodeName}`).host, { unicodeName });
  const all: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: DomainPage = await list('World', { limit: 1, ...(cursor && { cursor }) });
    all.push(...page.items.map(({ unicodeName }) => unicodeName));
    cursor = page.next;
  }
  assert.equal(new Set(all).size, 4);
  assert.deepEqual(await names('World', { q: 'ПРИМЕР' }), [new URL('http://пример.example').host]);
});
