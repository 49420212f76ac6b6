import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { HistoryPage, ZoneAnswer } from '../../../../bff/domains/answers.ts';
import type { ConnectRequest } from '../../../../bff/domains/connect/answers.ts';
import { addTemplate, removeTemplate } from '../../../../bff/domains/connect/store.ts';
import type { RRset } from '../../../../bff/domains/records.ts';
import type { ProblemBody } from '../../../../bff/http/problem.ts';
import { ResolverError } from '../../../../bff/platform/resolver/port.ts';
import { auditLog } from '../../../../bff/policy/schema.ts';
import { defaultSettings } from '../../../../bff/reseller/settings.ts';
import { harness, passwords, type Harness, type TestLabel } from '../../harness.ts';
import { keyRecords, signed } from './sign.ts';

let h: Harness;
let label: TestLabel;
let customer: string;
let cookie: string;
const keys: Record<string, readonly string[]> = {};
let unreachable = false;

const kassa = {
  providerId: 'kassa.example',
  providerName: 'Kassa',
  serviceId: 'shop',
  serviceName: 'Web shop',
  version: 3,
  hostRequired: true,
  warnPhishing: true,
  sharedProviderName: true,
  syncRedirectDomain: 'kassa.example, kassa.shop',
  records: [
    { type: 'CNAME', groupId: 'shop', host: '@', pointsTo: '%region%.shops.kassa.example', ttl: 300 },
    { type: 'TXT', groupId: 'proof', host: '_kassa', data: '%proof%', ttl: '3600', txtConflictMatchingMode: 'All' },
  ],
};
const letters = {
  providerId: 'letters.example',
  providerName: 'Letters',
  serviceId: 'news',
  serviceName: 'Newsletters',
  syncPubKeyDomain: 'letters.example',
  records: [
    { type: 'SPFM', host: '@', spfRules: 'include:spf.letters.example' },
    { type: 'A', host: 'news', pointsTo: '%ip%', ttl: 600 },
  ],
};
const blocked = { ...kassa, serviceId: 'later', syncBlock: true };

before(async () => {
  h = await harness({
    resolver: {
      records: async (name, type) => {
        if (unreachable) throw new ResolverError();
        return (type === 'TXT' && keys[name]) || [];
      },
      ask: async () => ({ state: 'silent' }),
    },
  });
  label = await h.label('north', { connect: { on: true, providerId: 'north.example' } });
  customer = await h.customer(label.id, 'Loaf');
  await h.user(label.id, customer, 'Marieke');
  cookie = await h.signIn(label, 'marieke', passwords.owner);
  await h.store.labels.use(label.id, async ({ db }) => {
    for (const template of [kassa, letters, blocked]) await addTemplate(db, template);
  });
});
after(() => h.close());

const found: RRset = { name: '_domainconnect', type: 'TXT', ttl: 3600, records: ['north.hc.test'] };
const zone: RRset[] = [found, { name: 'shop', type: 'A', ttl: 300, records: ['192.0.2.1'] }];

async function call<T>(path: string, body?: unknown, init: Parameters<Harness['request']>[1] = { cookie }) {
  const answer = await h.request(`http://${label.host}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    ...init,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: (text ? JSON.parse(text) : undefined) as T };
}
const look = (query: string, provider = 'kassa.example', service = 'shop') =>
  call<ConnectRequest & ProblemBody>(`/v1/domains/connect?${new URLSearchParams({ provider, service, query })}`);
const shopQuery = (domain: string, more = '') => `domain=${domain}&host=shop&region=eu&proof=a1%2Bb${more}`;
const back = '&redirect_uri=https%3A%2F%2Fwww.kassa.example%2Fdone%3Fstep%3D2&state=s%261';

test('D7: services learn how to lead a domain here when its zone says so, and of no other', async () => {
  await h.domain(label.id, customer, 'found.example', zone);
  const { status, body, headers } = await call<object>('/v2/FOUND.example/settings', undefined, {
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
  await h.domain(label.id, customer, 'silent.example', zone.slice(1));
  await h.domain(label.id, customer, 'copied.example', [{ ...found, records: ['elsewhere.example'] }]);
  const away = { ownNameServers: false, nameServers: ['ns1.elsewhere.example'] };
  await h.domain(label.id, customer, 'away.example', zone, away);
  await h.domain(label.id, customer, 'gone.example', zone, { state: 'released' });
  const unknown = await call<ProblemBody>('/v2/unknown.example/settings');
  for (const name of [
    'silent.example',
    'copied.example',
    'away.example',
    'gone.example',
    'shop.found.example',
    '%20',
  ]) {
    const other = await call<ProblemBody>(`/v2/${name}/settings`);
    assert.deepEqual([other.status, Object.keys(other.body)], [404, Object.keys(unknown.body)], name);
    assert.deepEqual({ ...other.body, requestId: '' }, { ...unknown.body, requestId: '' }, name);
  }
});

test('D7: a template that the label took on is supported, one that it did not or that forbids it is not', async () => {
  const path = (service: string, provider = 'kassa.example') =>
    `/v2/domainTemplates/providers/${provider}/services/${service}`;
  const there = await call(path('shop'));
  assert.deepEqual([there.status, there.body], [200, { version: 3 }]);
  assert.equal(there.headers.get('access-control-allow-origin'), '*');
  assert.deepEqual((await call(path('news', 'letters.example'))).body, {});
  for (const service of ['none', 'Shop', 'later']) assert.equal((await call(path(service))).status, 404, service);
});

test('D7 L1: a label that does not offer it is like a host that knows nothing', async () => {
  const { connect } = { connect: { on: true, providerId: 'north.example' } };
  const { policy } = defaultSettings;
  const action = { ...policy, disabledActions: { 'domains.connect.apply': {} } };
  const hidden = { ...policy, hiddenTabs: ['domains' as const] };
  for (const settings of [{ connect: { on: false } }, { policy: action }, { policy: hidden }]) {
    await h.set(label.id, settings);
    for (const path of ['found.example/settings', 'domainTemplates/providers/kassa.example/services/shop'])
      assert.equal((await call(`/v2/${path}`)).status, 404, path);
    if ('connect' in settings) assert.equal((await look(shopQuery('found.example'))).status, 404);
    await h.set(label.id, { connect, policy });
  }
});

test('D7: the person is led to the page that asks him, and the query comes through as it was', async () => {
  const query = '?domain=found.example&x=%7e+a%27&sig=abc%3D%3D&key=k1';
  const led = await h.request(
    `http://${label.host}/v2/domainTemplates/providers/kassa.example/services/shop/apply${query}`,
  );
  assert.equal(led.status, 302);
  assert.equal(led.headers.get('location'), `/ca/connect/kassa.example/shop${query}`);
  const page = await h.request(`http://${label.host}/ca/connect/kassa.example/shop${query}`);
  assert.match(await page.text(), /<hc-domain-connect frame level="1"><\/hc-domain-connect>/);
  assert.match(page.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/);
});

test('D7: who asks and what would change is shown; applied it is one change set that names the service', async () => {
  const id = await h.domain(label.id, customer, 'loaf.example', zone);
  const query = shopQuery('LOAF.example', `${back}&providerName=Bakers%20United&serviceName=Never`);
  const { status, body } = await look(query);
  assert.equal(status, 200);
  assert.deepEqual(
    [body.provider, body.service, body.through, body.name, body.warns, body.signed, body.refusal],
    ['Kassa', 'Web shop', 'Bakers United', 'shop.loaf.example', true, false, undefined],
  );
  assert.deepEqual(
    body.offer?.diff.map(({ name, type, before, after }) => [name, type, before?.records, after?.records]),
    [
      ['shop', 'A', ['192.0.2.1'], undefined],
      ['shop', 'CNAME', undefined, ['eu.shops.kassa.example']],
      ['_kassa.shop', 'TXT', undefined, ['a1+b']],
    ],
  );
  assert.deepEqual(body.back, {
    site: 'www.kassa.example',
    done: 'https://www.kassa.example/done?step=2&state=s%261',
    cancelled: 'https://www.kassa.example/done?step=2&state=s%261&error=access_denied&error_description=user_cancel',
    failed: 'https://www.kassa.example/done?step=2&state=s%261&error=invalid_request',
  });
  assert.equal((await call<ZoneAnswer>(`/v1/domains/${id}/dns`)).body.version, 1, 'a look changes nothing');

  const input = { version: 1, provider: 'kassa.example', service: 'shop', query };
  const stale = await call<ProblemBody>(`/v1/domains/${id}/connect`, { ...input, version: 0 });
  assert.deepEqual([stale.status, stale.body.code], [409, 'version_conflict']);
  const { status: done, body: after } = await call<ZoneAnswer>(`/v1/domains/${id}/connect`, input);
  assert.deepEqual([done, after.version], [200, 2]);
  await h.bff.jobs.idle(label.id);
  const served = await h.dns.readZone('loaf.example');
  assert.deepEqual(served?.find(({ type }) => type === 'CNAME')?.records, ['eu.shops.kassa.example']);
  const { body: history } = await call<HistoryPage>(`/v1/domains/${id}/dns/history`);
  assert.equal(history.items[0]?.via, 'Kassa: Web shop');
  const audited = await h.store.labels.use(label.id, ({ db }) => db.select().from(auditLog));
  const row = audited.find(({ action, object }) => action === 'domains.connect.apply' && object === id);
  assert.partialDeepStrictEqual(row?.detail, {
    provider: 'kassa.example',
    service: 'shop',
    host: 'shop',
    signed: false,
  });
  assert.ok(!JSON.stringify(row).includes('a1+b'), 'values may be secrets of the service');

  const again = await look(query);
  assert.deepEqual([again.body.offer?.diff, again.body.refusal], [[], undefined]);
  assert.equal((await call(`/v1/domains/${id}/connect`, { ...input, version: 2 })).status, 422);
  const undone = await call<ZoneAnswer>(`/v1/domains/changes/${history.items[0]!.id}/rollback`, { version: 2 });
  assert.equal(undone.status, 200);
});

test('D7: a group alone, and what a request lacks or has too much of', async () => {
  const id = await h.domain(label.id, customer, 'rye.example', zone);
  const only = await look('domain=rye.example&host=shop&groupId=proof&proof=x');
  assert.deepEqual(
    only.body.offer?.diff.map(({ name }) => name),
    ['_kassa.shop'],
  );
  const cases: [string, ConnectRequest['refusal'], string[]?][] = [
    ['domain=rye.example&host=shop&region=eu', 'variables', ['proof']],
    ['domain=rye.example&region=eu&proof=x', 'host_required'],
    ['domain=rye.example&host=shop&groupId=proof,mail&proof=x', 'group', ['mail']],
    ['domain=rye.example&domain=loaf.example&host=shop&region=eu&proof=x', 'malformed'],
    ['domain=rye.example&host=shop&region=%E0%A4%A&proof=x', 'malformed'],
    ['host=shop&region=eu&proof=x', 'malformed'],
    ['domain=nobody.example&host=shop&region=eu&proof=x', 'not_yours'],
    ['domain=shop.rye.example&host=a&region=eu&proof=x', 'not_yours'],
    ['domain=rye.example&host=shop&region=a%20b&proof=x', 'records'],
  ];
  for (const [query, refusal, names] of cases) {
    const { body } = await look(query);
    assert.deepEqual([body.refusal, body.names, body.offer], [refusal, names, undefined], query);
    const input = { version: 1, provider: 'kassa.example', service: 'shop', query };
    const refused = await call<ProblemBody>(`/v1/domains/${id}/connect`, input);
    assert.deepEqual([refused.status, refused.body.fields], [422, { query: refusal }], query);
  }
  assert.equal((await look(shopQuery('rye.example'), 'kassa.example', 'later')).body.refusal, 'blocked');
  assert.equal((await look(shopQuery('rye.example'), 'kassa.example', 'none')).status, 404);
  assert.equal((await call<ZoneAnswer>(`/v1/domains/${id}/dns`)).body.version, 1);
});

test('D7: the domain of somebody else is like one that there is not; so is another name than the query’s', async () => {
  const other = await h.customer(label.id, 'Bread');
  const theirs = await h.domain(label.id, other, 'theirs.example', zone);
  const mine = await h.domain(label.id, customer, 'mine.example', zone);
  assert.equal((await look(shopQuery('theirs.example'))).body.refusal, 'not_yours');
  const input = { version: 1, provider: 'kassa.example', service: 'shop', query: shopQuery('theirs.example') };
  assert.equal((await call(`/v1/domains/${theirs}/connect`, input)).status, 404);
  const crossed = await call<ProblemBody>(`/v1/domains/${mine}/connect`, input);
  assert.deepEqual([crossed.status, crossed.body.fields], [422, { query: 'not_yours' }]);
});

test('D7: nobody is led anywhere but where the template or a signature says', async () => {
  await h.domain(label.id, customer, 'safe.example', zone);
  const ways = async (uri: string) =>
    (await look(shopQuery('safe.example', `&redirect_uri=${encodeURIComponent(uri)}`))).body.back;
  assert.equal((await ways('https://kassa.shop/x'))?.site, 'kassa.shop');
  for (const uri of [
    'https://evil.example/',
    'https://kassa.example.evil.example/',
    'https://notkassa.example/',
    'https://kassa.example@evil.example/',
    'https://x@kassa.example/',
    'javascript:alert(1)//kassa.example',
    'ftp://kassa.example/',
    '//kassa.example/',
    '/ca/',
    '',
  ])
    assert.equal(await ways(uri), undefined, uri);
});

test('D7: a template with a key takes signed requests alone, and the signature is over all that is asked', async () => {
  const pair = await keyRecords();
  const at = '_dck1.letters.example';
  const id = await h.domain(label.id, customer, 'signed.example', [
    ...zone,
    { name: '@', type: 'TXT', ttl: 300, records: ['v=spf1 mx -all'] },
  ]);
  const asks = (query: string) => look(query, 'letters.example', 'news');
  const plain = 'domain=signed.example&ip=192.0.2.77&redirect_uri=https%3A%2F%2Fanywhere.example%2F';
  const query = await signed(pair.privateKey, plain, '_dck1');
  assert.equal((await asks(plain)).body.refusal, 'signature');
  assert.equal((await asks(query)).body.refusal, 'signature', 'no key in DNS');
  unreachable = true;
  const later = await asks(query);
  assert.deepEqual([later.body.refusal, later.body.back], ['unreachable', undefined]);
  unreachable = false;
  keys[at] = pair.records;
  const { body } = await asks(query);
  assert.deepEqual([body.signed, body.refusal, body.back?.site], [true, undefined, 'anywhere.example']);
  const bent = await asks(query.replace('192.0.2.77', '192.0.2.78'));
  assert.deepEqual([bent.body.refusal, bent.body.back], ['signature', undefined]);
  assert.equal((await asks(`${query}&host=www`)).body.refusal, 'signature');
  const foreign = await signed((await keyRecords()).privateKey, plain, '_dck1');
  assert.equal((await asks(foreign)).body.refusal, 'signature');
  const input = { version: 1, provider: 'letters.example', service: 'news', query: foreign };
  assert.equal((await call(`/v1/domains/${id}/connect`, input)).status, 422);
  const applied = await call<ZoneAnswer>(`/v1/domains/${id}/connect`, { ...input, query });
  assert.equal(applied.status, 200);
  assert.deepEqual(applied.body.rrsets.find(({ name, type }) => name === '@' && type === 'TXT')?.records, [
    'v=spf1 mx include:spf.letters.example ~all',
  ]);
});

test('D7 L1 D8: switched off, with foreign name servers, on a protected name and after removal nothing applies', async () => {
  const more = { ownNameServers: false, nameServers: ['ns1.elsewhere.example'] };
  const away = await h.domain(label.id, customer, 'away2.example', zone, more);
  const seen = await look(shopQuery('away2.example'));
  assert.equal(seen.body.offer?.denied['domains.connect.apply']?.code, 'foreign_name_servers');
  const inputFor = (domain: string) => ({
    version: 1,
    provider: 'kassa.example',
    service: 'shop',
    query: shopQuery(domain),
  });
  const refused = await call<ProblemBody>(`/v1/domains/${away}/connect`, inputFor('away2.example'));
  assert.deepEqual([refused.status, refused.body.code], [403, 'foreign_name_servers']);
  const id = await h.domain(label.id, customer, 'shut.example', zone);
  await h.set(label.id, { dns: { ...defaultSettings.dns, protectedNames: ['shop'] } });
  assert.equal((await look(shopQuery('shut.example'))).body.refusal, 'protected');
  await h.set(label.id, { dns: defaultSettings.dns });
  const disabledActions = { 'domains.connect.apply': { reason: 'Not here.' } };
  await h.set(label.id, { policy: { hiddenTabs: [], disabledActions } });
  const off = await call<ProblemBody>(`/v1/domains/${id}/connect`, inputFor('shut.example'));
  assert.deepEqual([off.status, off.body.code, off.body.reason], [403, 'action_disabled', 'Not here.']);
  await h.set(label.id, { policy: defaultSettings.policy });
  await h.store.labels.use(label.id, ({ db }) => removeTemplate(db, { provider: 'kassa.example', service: 'shop' }));
  assert.equal((await call(`/v1/domains/${id}/connect`, inputFor('shut.example'))).status, 404);
});
