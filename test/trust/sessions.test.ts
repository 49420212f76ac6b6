import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ProblemBody } from '../../bff/http/problem.ts';
import { harness, passwords, type Harness } from '../bff/harness.ts';
import { changedIn, contentsOf, controlContents } from './contents.ts';
import { bodyFor, pathFor, person, routes, type Person } from './two-customers.ts';

let h: Harness;
let mine: Person;
let now = Date.now();
before(async () => {
  h = await harness({ now: () => now });
  mine = await person(h, await h.label('north'), 'Loaf');
});
after(() => h.close());

const me = async (cookie: string) => (await h.request(`http://${mine.label.host}/v1/me`, { cookie })).status;
const signIn = (password: string, cookie: string) =>
  h.request(`http://${mine.label.host}/v1/auth/sign_in`, {
    method: 'POST',
    cookie,
    body: JSON.stringify({ login: mine.login, password }),
  });

test('TR18: whoever signs in or confirms gets a new token, and the old one is nothing', async () => {
  const planted = await h.signIn(mine.label, mine.login, passwords.owner);
  assert.equal((await signIn('not the right one', planted)).status, 401);
  assert.equal(await me(planted), 200, 'a failed try ends nothing');
  const second = (await signIn(passwords.owner, planted)).headers.get('set-cookie')!.split(';')[0]!;
  assert.notEqual(second, planted);
  assert.deepEqual([await me(planted), await me(second)], [401, 200]);

  const proof = { action: 'account.password.edit', object: mine.user };
  const third = await h.stepUp(mine.label, second, proof);
  assert.deepEqual([await me(planted), await me(second), await me(third)], [401, 401, 200]);
  const made = await h.request(`http://${mine.label.host}/v1/account/sessions`, { cookie: third });
  const { items } = (await made.json()) as { items: { current: boolean }[] };
  assert.equal(items.filter(({ current }) => current).length, 1);
});

/** How a foreign page makes a browser send the label's cookie. */
const foreign: readonly Record<string, string | null>[] = [
  { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
  { origin: 'https://evil.example', 'sec-fetch-site': null },
  { origin: 'null', 'sec-fetch-site': 'cross-site' },
  { origin: null, 'sec-fetch-site': 'cross-site' },
  { origin: null, 'sec-fetch-site': null },
  { origin: 'http://blog.north.hc.test', 'sec-fetch-site': 'same-site' },
  { origin: 'http://hc.test', 'sec-fetch-site': 'same-site' },
  { origin: 'https://north.hc.test', 'sec-fetch-site': 'same-site' },
  { origin: 'http://north.hc.test:8080', 'sec-fetch-site': 'same-site' },
  { origin: 'http://north.hc.test', 'sec-fetch-site': 'cross-site' },
];
const types = [
  'application/json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
];

test('TR18: no form, fetch or sibling host writes with the cookie of a person, on any route', async () => {
  const before = await contentsOf(h.store, mine.label.id);
  let asked = 0;
  for (const { method, path, name, info } of routes(h)) {
    const cookieless = 'public' in info.guard && (info.guard.public === 'secret_key' || path.startsWith('/embed/'));
    if (method === 'GET' || cookieless) continue;
    const body = info.json ? JSON.stringify(await bodyFor(name, mine)) : undefined;
    for (const from of foreign)
      for (const type of body ? types : types.slice(0, 1)) {
        const given = Object.entries(from).filter((entry): entry is [string, string] => entry[1] !== null);
        const answer = await h.bff.app.request(`http://${mine.label.host}${pathFor(path, mine)}`, {
          method,
          headers: { cookie: mine.cookie, 'content-type': type, ...Object.fromEntries(given) },
          ...(body ? { body } : {}),
        });
        asked += 1;
        // What no form can be is refused for that first, where the route has no session to guard.
        const unread = type !== 'application/json' && answer.status === 415 && 'public' in info.guard;
        assert.ok(answer.status === 403 || unread, `${name} as ${type} from ${JSON.stringify(from)}: ${answer.status}`);
        assert.equal(answer.headers.get('set-cookie'), null);
      }
  }
  assert.ok(asked > 200);
  assert.deepEqual(await contentsOf(h.store, mine.label.id), before);
});

test('TR18: a form of the own host is refused too: only JSON is read', async () => {
  for (const type of types.slice(1)) {
    const answer = await h.request(`http://${mine.label.host}/v1/domains/${mine.domain}/dns`, {
      method: 'POST',
      cookie: mine.cookie,
      headers: { 'content-type': type },
      body: JSON.stringify(await bodyFor('POST /v1/domains/:id/dns', mine)),
    });
    const { code } = (await answer.json()) as ProblemBody;
    assert.deepEqual([answer.status, code], [415, 'content_type_unsupported'], type);
  }
});

test('TR18: no GET changes anything but when a session was last used', async () => {
  // So late that a session's last use is written.
  now += 16 * 60_000;
  const state = async () => {
    const { sessions, ...label } = await contentsOf(h.store, mine.label.id);
    const used = (sessions as Record<string, unknown>[]).map((row) => ({ ...row, updated_at: 0, expires_at: 0 }));
    return { ...label, ...(await controlContents(h.store)), sessions: used, mails: h.mails };
  };
  const token = await h.token(mine.label, mine.customer, ['domains', 'account']);
  const before = await state();
  let asked = 0;
  for (const { path, name } of routes(h).filter(({ method }) => method === 'GET')) {
    const file = path.replace(/:file\{.*\}/, 'hc.js');
    for (const [host, init] of [
      [mine.label.host, { cookie: mine.cookie }],
      [mine.label.host, {}],
      ['hc.test', { token, origin: mine.label.origin }],
    ] as const)
      for (const method of ['GET', 'HEAD']) {
        const answer = await h.request(`http://${host}${pathFor(file, mine)}?elements=hc-domain-manager`, {
          ...init,
          method,
        });
        if (path === '/v1/events') await answer.body?.cancel();
        else await answer.arrayBuffer();
        assert.ok(answer.status < 500, name);
        asked += 1;
      }
  }
  assert.ok(asked > 80);
  assert.deepEqual(changedIn(before, await state()), []);
});
