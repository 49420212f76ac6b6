import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Me, StartAnswer } from '../../../bff/account/answers.ts';
import type { ProblemBody } from '../../../bff/http/problem.ts';
import { codeChallenge, randomSecret } from '../../../bff/store/hash.ts';
import { harness, passwords, type Harness, type TestLabel } from '../harness.ts';

let h: Harness;
let label: TestLabel;
let customer: string;
let now = Date.now();
before(async () => {
  h = await harness({ now: () => now, demo: false });
  label = await h.label('north');
  customer = await h.customer(label.id, 'Loaf');
  await h.user(label.id, customer, 'Marieke');
  await h.domain(label.id, customer, 'loaf.example');
});
after(() => h.close());

const secret = async (body: object = {}) =>
  ((await (await h.mint(label, { customer, ...body })).json()) as { client_secret: string }).client_secret;
const code = async (answer: Response) => ((await answer.json()) as ProblemBody).code;
const withToken = (path: string, token: string, init: RequestInit = {}, origin = label.origin) =>
  h.request(`http://hc.test${path}`, { token, origin, ...init });

test('S1: a secret becomes a token once, and the answer brings me, theme and first data', async () => {
  const client_secret = await secret();
  const first = await h.exchange({ secret: client_secret, elements: ['hc-domain-manager'] }, label.origin);
  assert.equal(first.status, 200);
  assert.equal(first.headers.get('access-control-allow-origin'), label.origin);
  assert.equal(first.headers.get('access-control-allow-credentials'), null);
  const start = (await first.json()) as StartAnswer;
  assert.match(start.token!, /^hcet_/);
  assert.equal(start.me.customer.id, customer);
  assert.ok(start.theme.css.startsWith(':host'));
  assert.equal((start.first['/v1/domains'] as { items: unknown[] }).items.length, 1);
  const again = await h.exchange({ secret: client_secret }, label.origin);
  assert.deepEqual([again.status, await code(again)], [401, 'secret_invalid']);
});

test('S1: 100 exchanges of one secret at once: one gets a token', async () => {
  const client_secret = await secret();
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => h.exchange({ secret: client_secret }, label.origin)),
  );
  assert.equal(answers.filter(({ status }) => status === 200).length, 1);
  assert.ok(answers.every(({ status }) => status === 200 || status === 401));
});

test('S1: a secret is too old after 60 seconds', async () => {
  const client_secret = await secret();
  now += 60_001;
  const late = await h.exchange({ secret: client_secret }, label.origin);
  assert.deepEqual([late.status, await code(late)], [401, 'secret_invalid']);
});

test('S1: from another origin a secret is refused, and is not used up', async () => {
  const client_secret = await secret();
  const foreign = await h.exchange({ secret: client_secret }, 'https://evil.example');
  assert.deepEqual([foreign.status, await code(foreign)], [403, 'origin_not_allowed']);
  assert.equal((await h.exchange({ secret: client_secret }, label.origin)).status, 200);
});

test('a token works 10 minutes, on its own page only, and reading is all that it may without scope', async () => {
  const token = await h.token(label, customer);
  assert.equal((await withToken('/v1/domains', token)).status, 200);
  assert.equal((await withToken('/v1/domains', token, {}, 'https://evil.example')).status, 403);
  const me = (await (await withToken('/v1/me', token)).json()) as Me;
  assert.equal(me.denied['domains.dns.edit']?.code, 'not_in_session');
  now += 600_001;
  const late = await withToken('/v1/domains', token);
  assert.deepEqual([late.status, await code(late)], [401, 'session_expired']);
  assert.equal(late.headers.get('access-control-allow-origin'), label.origin, 'the page must be able to read why');
});

test('scope: tabs are for reading, actions and area.object.* for doing; unknown names are refused', async () => {
  const token = await h.token(label, customer, ['domains', 'domains.dns.*']);
  const me = (await (await withToken('/v1/me', token)).json()) as Me;
  assert.deepEqual(me.tabs, ['domains']);
  assert.equal(me.denied['domains.dns.edit'], undefined);
  assert.equal(me.denied['domains.lock.edit']?.code, 'not_in_session');
  assert.equal((await withToken('/v1/account/sessions', token)).status, 403);
  const unknown = await h.mint(label, { customer, scope: ['domains', 'world.peace.make'] });
  assert.deepEqual([unknown.status, ((await unknown.json()) as ProblemBody).fields], [422, { 'scope.1': 'choice' }]);
});

test('minting needs the secret key, a listed origin and a customer of this label', async () => {
  assert.equal((await h.mint(label, { customer }, label.publishableKey)).status, 403);
  assert.equal((await h.mint(label, { customer }, 'hc_sk_test_nothing')).status, 401);
  assert.equal((await h.mint(label, { customer, origin: 'https://elsewhere.example' })).status, 403);
  assert.equal((await h.mint(label, { customer: 'cus_nobody' })).status, 404);
  const nobody = await h.mint(label, { external_id: 'nobody' });
  assert.deepEqual([nobody.status, ((await nobody.json()) as ProblemBody).fields], [404, { external_id: 'not_found' }]);
  assert.equal((await h.mint(label, { external_id: 'loaf' })).status, 201);
  const south = await h.label('south');
  assert.equal((await h.mint(south, { customer })).status, 404);
});

test('S8: beside a token no cookie is read, and /embed answers without credentials', async () => {
  const token = await h.token(label, customer);
  const cookie = await h.signIn(label, 'marieke', passwords.owner);
  const answer = await h.request(`http://${label.host}/v1/account/sessions`, { token: 'hcet_wrong', cookie });
  assert.equal(answer.status, 401);
  const both = await h.request(`http://${label.host}/v1/me`, { token, cookie, origin: label.origin });
  assert.equal(((await both.json()) as Me).denied['domains.dns.edit']?.code, 'not_in_session', 'the token decides');
  assert.equal(both.headers.get('access-control-allow-credentials'), null);
  const own = await h.request(`http://${label.host}/v1/me`, { cookie, origin: label.origin });
  assert.equal(own.headers.get('access-control-allow-credentials'), 'true');
});

test('S6: a cookie write from a sibling host that is not listed is refused, from a listed page it works', async () => {
  const cookie = await h.signIn(label, 'marieke', passwords.owner);
  const end = (origin: string | null, site: string) =>
    h.request(`http://${label.host}/v1/account/sessions`, {
      method: 'DELETE',
      cookie,
      origin,
      headers: { 'sec-fetch-site': site },
    });
  assert.equal((await end('http://blog.north.hc.test', 'same-site')).status, 403);
  assert.equal((await end(label.origin, 'cross-site')).status, 403);
  assert.equal((await end(null, 'same-origin')).status, 403);
  assert.equal((await end(label.origin, 'same-site')).status, 204);
  assert.equal((await end(`http://${label.host}`, 'same-origin')).status, 204);
});

test('S7: only the listed origin, to the letter, may read', async () => {
  const token = await h.token(label, customer);
  const table: [string, number][] = [
    [label.origin, 200],
    ['https://www.other.example', 403],
    ['null', 403],
    [`${label.origin}.evil.example`, 403],
    [label.origin.replace('https', 'http'), 403],
    [`${label.origin}:8443`, 403],
    [label.origin.toUpperCase(), 403],
    ['https://evil-www.north.example', 403],
  ];
  for (const [origin, status] of table) {
    const answer = await withToken('/v1/domains', token, {}, origin);
    assert.equal(answer.status, status, origin);
    assert.equal(answer.headers.get('access-control-allow-origin'), status === 200 ? origin : null, origin);
    const preflight = await h.bff.app.request('http://hc.test/v1/domains', {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'GET' },
    });
    assert.equal(preflight.status, status === 200 ? 204 : 403, `preflight ${origin}`);
  }
});

test('mode C: a listed page gets a session by pop-up with PKCE, and renews it; nobody else does', async () => {
  const cookie = await h.signIn(label, 'marieke', passwords.owner);
  const verifier = randomSecret();
  const tx = randomSecret();
  const ask = (code_verifier = verifier, origin = label.origin) =>
    h.exchange({ key: label.publishableKey, tx, code_verifier }, origin);
  assert.equal((await ask()).status, 202, 'nobody agreed yet');
  const agree = (origin: string, client = label.publishableKey) =>
    codeChallenge(verifier).then((code_challenge) =>
      h.request(`http://${label.host}/v1/auth/authorize`, {
        method: 'POST',
        cookie,
        body: JSON.stringify({ client, origin, code_challenge, tx }),
      }),
    );
  assert.equal((await agree('https://evil.example')).status, 403);
  assert.equal((await agree(label.origin, label.secretKey)).status, 403);
  assert.equal((await agree(label.origin)).status, 204);
  assert.equal((await ask(randomSecret())).status, 401, 'without the verifier');
  assert.equal((await ask(verifier, 'https://evil.example')).status, 403);
  const start = (await (await ask()).json()) as StartAnswer;
  assert.equal((await withToken('/v1/domains', start.token!)).status, 200);
  assert.equal((await ask()).status, 401, 'once');

  const renewed = (await (await h.exchange({ refresh: start.refresh }, label.origin)).json()) as StartAnswer;
  assert.equal((await withToken('/v1/domains', renewed.token!)).status, 200);
  assert.equal((await h.exchange({ refresh: start.refresh }, label.origin)).status, 401, 'a renewal secret works once');
  now += 8 * 3_600_000;
  assert.equal((await h.exchange({ refresh: renewed.refresh }, label.origin)).status, 401);
});

/** What is revoked is over after this time, in whatever process, in ms. */
const within = 1000;

test('S10: with a publishable key the pop-up sessions that it began are over: neither read nor renewed', async () => {
  const east = await h.label('east');
  const owner = await h.customer(east.id, 'Crust');
  await h.user(east.id, owner, 'Joris');
  const [tx, code_verifier] = [randomSecret(), randomSecret()];
  const agreed = await h.request(`http://${east.host}/v1/auth/authorize`, {
    method: 'POST',
    cookie: await h.signIn(east, 'joris', passwords.owner),
    body: JSON.stringify({
      client: east.publishableKey,
      origin: east.origin,
      code_challenge: await codeChallenge(code_verifier),
      tx,
    }),
  });
  assert.equal(agreed.status, 204);
  const { token, refresh } = (await (
    await h.exchange({ key: east.publishableKey, tx, code_verifier }, east.origin)
  ).json()) as StartAnswer;
  assert.equal((await withToken('/v1/domains', token!, {}, east.origin)).status, 200);
  const [key] = (await h.store.control.listKeys(east.id)).filter(({ kind }) => kind === 'publishable');
  await h.store.control.revokeKey(key!.id);
  now += within;
  assert.equal((await withToken('/v1/domains', token!, {}, east.origin)).status, 401);
  assert.equal((await h.exchange({ refresh }, east.origin)).status, 401);
});

test('S10: a secret that was made with a revoked key is exchanged no more', async () => {
  const west = await h.label('west');
  const owner = await h.customer(west.id, 'Rye');
  await h.user(west.id, owner, 'Ann');
  const { client_secret } = (await (await h.mint(west, { customer: owner })).json()) as { client_secret: string };
  const [key] = (await h.store.control.listKeys(west.id)).filter(({ kind }) => kind === 'secret');
  await h.store.control.revokeKey(key!.id);
  now += within;
  const answer = await h.exchange({ secret: client_secret }, west.origin);
  assert.deepEqual([answer.status, await code(answer)], [401, 'secret_invalid']);
});

test('a publishable key alone opens nothing but the public configuration', async () => {
  const exchange = await h.exchange({ key: label.publishableKey }, label.origin);
  assert.deepEqual([exchange.status, await code(exchange)], [403, 'key_not_allowed']);
  const demo = await h.exchange({ key: 'hc_pk_test_demo' }, label.origin);
  assert.equal(demo.status, 404);
  assert.equal((await withToken('/v1/domains', label.publishableKey)).status, 401);
  const config = await h.request(`http://hc.test/embed/v1/config?key=${label.publishableKey}`, {
    origin: label.origin,
  });
  assert.equal(config.status, 200);
  const unlisted = await h.request(`http://hc.test/embed/v1/config?key=${label.publishableKey}`, {
    origin: 'https://new.example',
  });
  assert.equal(unlisted.status, 403);
  assert.equal(
    unlisted.headers.get('access-control-allow-origin'),
    'https://new.example',
    'so that its developer can read why',
  );
  assert.match(((await unlisted.json()) as ProblemBody).reason!, /https:\/\/new\.example/);
  assert.equal(
    (await h.request(`http://hc.test/embed/v1/config?key=${label.secretKey}`, { origin: label.origin })).status,
    403,
  );
});

test('a revoked key and a revoked session stop at once', async () => {
  const token = await h.token(label, customer);
  assert.equal((await withToken('/v1/auth/sign_out', token, { method: 'POST' })).status, 204);
  assert.equal((await withToken('/v1/domains', token)).status, 401);
  const south = await h.label('revoked');
  const [key] = (await h.store.control.listKeys(south.id)).filter(({ kind }) => kind === 'secret');
  await h.store.control.revokeKey(key!.id);
  assert.equal((await h.mint(south, { customer })).status, 401);
});

test('a client that is too old is told so', async () => {
  const answer = await h.exchange({ secret: await secret(), client: '0.0.9' }, label.origin);
  assert.deepEqual([answer.status, await code(answer)], [426, 'client_outdated']);
});

test('S12: pages of the label’s own host cannot be framed', async () => {
  for (const path of ['/ca/', '/ca/step-up?action=account.password.edit&object=x', '/embed/authorize?client=x']) {
    const answer = await h.bff.app.request(`http://${label.host}${path}`);
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('content-security-policy')!, /frame-ancestors 'none'/);
    assert.equal(answer.headers.get('x-frame-options'), 'DENY');
    assert.equal((await h.bff.app.request(`http://hc.test${path}`)).status, 404, 'only there');
  }
});
