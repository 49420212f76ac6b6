import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Limits } from '../../../../bff/http/limits.ts';
import { Problem, type ProblemBody } from '../../../../bff/http/problem.ts';
import { defaultSettings } from '../../../../bff/reseller/settings.ts';
import { harness } from '../../harness.ts';
import { connect, connectWorld, found, shopQuery, zone, type ConnectWorld } from './world.ts';

let w: ConnectWorld;
before(async () => {
  w = await connectWorld();
});
after(() => w.h.close());

test('D7: services learn how to lead a domain here when its zone says so, and of no other', async () => {
  await w.domain('found.example', zone);
  const { status, body, headers } = await w.call<object>('/v2/FOUND.example/settings', undefined, {
    origin: 'https://any.example',
  });
  assert.equal(status, 200);
  assert.equal(headers.get('access-control-allow-origin'), '*');
  assert.deepEqual(body, {
    providerId: 'north.example',
    providerName: 'north',
    providerDisplayName: 'north',
    urlSyncUX: 'http://north.hc.test',
    urlAPI: 'http://north.hc.test',
    width: 750,
    height: 750,
    urlControlPanel: 'http://north.hc.test/ca/#/domains',
    nameServers: ['ns1.north.example', 'ns2.north.example'],
  });
  await w.domain('silent.example', zone.slice(1));
  await w.domain('copied.example', [{ ...found, records: ['elsewhere.example'] }]);
  const away = { ownNameServers: false, nameServers: ['ns1.elsewhere.example'] };
  await w.domain('away.example', zone, away);
  await w.domain('gone.example', zone, { state: 'released' });
  const unknown = await w.call<ProblemBody>('/v2/unknown.example/settings');
  for (const name of [
    'silent.example',
    'copied.example',
    'away.example',
    'gone.example',
    'shop.found.example',
    '%20',
  ]) {
    const other = await w.call<ProblemBody>(`/v2/${name}/settings`);
    assert.deepEqual([other.status, Object.keys(other.body)], [404, Object.keys(unknown.body)], name);
    assert.deepEqual({ ...other.body, requestId: '' }, { ...unknown.body, requestId: '' }, name);
  }
});

test('D7: a template that the label took on is supported, one that it did not or that forbids it is not', async () => {
  const path = (service: string, provider = 'kassa.example') =>
    `/v2/domainTemplates/providers/${provider}/services/${service}`;
  const there = await w.call(path('shop'));
  assert.deepEqual([there.status, there.body], [200, { version: 3 }]);
  assert.equal(there.headers.get('access-control-allow-origin'), '*');
  assert.deepEqual((await w.call(path('news', 'letters.example'))).body, {});
  for (const service of ['none', 'Shop', 'later']) assert.equal((await w.call(path(service))).status, 404, service);
});

test('D7 L1: a label that does not offer it is like a host that knows nothing', async () => {
  const { policy } = defaultSettings;
  const action = { ...policy, disabledActions: { 'domains.connect.apply': {} } };
  const hidden = { ...policy, hiddenTabs: ['domains' as const] };
  for (const settings of [{ connect: { on: false } }, { policy: action }, { policy: hidden }]) {
    await w.h.set(w.label.id, settings);
    for (const path of ['found.example/settings', 'domainTemplates/providers/kassa.example/services/shop'])
      assert.equal((await w.call(`/v2/${path}`)).status, 404, path);
    if ('connect' in settings) assert.equal((await w.look(shopQuery('found.example'))).status, 404);
    await w.h.set(w.label.id, { connect, policy });
  }
});

test('D7: the person is led to the page that asks him, and the query comes through as it was', async () => {
  const query = '?domain=found.example&x=%7e+a%27&sig=abc%3D%3D&key=k1';
  const led = await w.h.request(
    `http://${w.label.host}/v2/domainTemplates/providers/kassa.example/services/shop/apply${query}`,
  );
  assert.equal(led.status, 302);
  assert.equal(led.headers.get('location'), `/ca/connect/kassa.example/shop${query}`);
  const page = await w.h.request(`http://${w.label.host}/ca/connect/kassa.example/shop${query}`);
  assert.match(await page.text(), /<hc-domain-connect frame level="1"><\/hc-domain-connect>/);
  assert.match(page.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/);
});

test('D7: whoever asks too often is told to wait, each address of each label by itself', async () => {
  const taken: string[] = [];
  const limits: Limits = {
    take: async (name, key) => {
      if (name !== 'connect') return;
      taken.push(key);
      if (taken.length > 1) throw new Problem('too_many_requests', { retryAfter: 60 });
    },
    clear: async () => {},
  };
  const h = await harness({ limits });
  try {
    const { id, host } = await h.label('south', { connect });
    const ask = () => h.request(`http://${host}/v2/found.example/settings`);
    assert.equal((await ask()).status, 404);
    const limited = await ask();
    assert.deepEqual([limited.status, limited.headers.get('retry-after')], [429, '60']);
    assert.ok(taken.every((key) => key.startsWith(`${id} `)));
  } finally {
    await h.close();
  }
});
