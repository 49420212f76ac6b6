import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { routesOf } from '../../../bff/http/route.ts';
import { harness, type Harness, type TestLabel } from '../harness.ts';

let h: Harness;
let label: TestLabel;
before(async () => {
  h = await harness();
  label = await h.label('north');
  // So called, the demo key would act for it.
  const customer = await h.customer(label.id, 'Demo');
  await h.user(label.id, customer, 'Marieke');
  await h.domain(label.id, customer, 'loaf.example');
});
after(() => h.close());

interface Asked {
  readonly method: string;
  readonly path: string;
}

/** Every way in which a key can be shown to a route. */
const ways: Readonly<Record<string, (route: Asked) => Response | Promise<Response>>> = {
  'as bearer': ({ method, path }) => ask(method, path, { token: label.publishableKey }),
  'in the query': ({ method, path }) => ask(method, `${path}?key=${label.publishableKey}`),
  'in the body': ({ method, path }) => ask(method, path, {}, { key: label.publishableKey }),
  'as cookie': ({ method, path }) => ask(method, path, { cookie: `__Host-hc_session=${label.publishableKey}` }),
};

const ask = (method: string, path: string, init: { token?: string; cookie?: string } = {}, body: object = {}) =>
  h.request(`http://hc.test${path.replace(/:file\{[^}]*\}+/, 'hc.js').replaceAll(/:\w+/g, 'dom_1')}`, {
    method,
    ...(method === 'GET' ? {} : { body: JSON.stringify({ client: '0.1.0', elements: [], ...body }) }),
    ...init,
    origin: label.origin,
  });

test('S13: a publishable key alone gives the public configuration; elsewhere no more than no key gives', async () => {
  const more: string[] = [];
  for (const route of routesOf(h.bff.app)) {
    const without = await ask(route.method, route.path);
    const shown = await without.text();
    for (const [way, show] of Object.entries(ways)) {
      const answer = await show(route);
      const text = await answer.text();
      const same = answer.status === without.status && text === shown;
      if (answer.status < 400 && !same) more.push(`${route.method} ${route.path} ${way}`);
      assert.ok(answer.status < 500 || same, `${route.method} ${route.path} ${way}: ${answer.status} ${text}`);
    }
  }
  assert.deepEqual(more, ['GET /embed/v1/config in the query']);
});

test('S13: the configuration that a key gives is this and no more; any other key, or none, gives none', async () => {
  const config = async (key: string) => {
    const answer = await h.request(`http://hc.test/embed/v1/config?key=${key}`, { origin: label.origin });
    return { status: answer.status, body: (await answer.json()) as object };
  };
  const { body } = await config(label.publishableKey);
  assert.deepEqual(Object.keys(body).sort(), ['areaUrl', 'label', 'test', 'theme']);
  for (const [key, status] of [
    [label.secretKey, 403],
    ['hc_pk_test_nothing', 404],
    ['', 404],
  ] as const)
    assert.equal((await config(key)).status, status, key);
});

test('S13: to begin a sign-in a key is not enough either: somebody who is signed in must agree', async () => {
  const answer = await h.exchange(
    { key: label.publishableKey, tx: 'x'.repeat(43), code_verifier: 'v'.repeat(43) },
    label.origin,
  );
  assert.equal(answer.status, 202);
  assert.deepEqual(await answer.json(), { pending: true });
  const agreed = await h.request(`http://${label.host}/v1/auth/authorize`, {
    method: 'POST',
    token: label.publishableKey,
    body: JSON.stringify({
      client: label.publishableKey,
      origin: label.origin,
      tx: 'x'.repeat(43),
      code_challenge: 'c'.repeat(43),
    }),
  });
  assert.equal(agreed.status, 404);
});
