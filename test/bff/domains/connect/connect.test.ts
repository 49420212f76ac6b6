import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { HistoryPage, ZoneAnswer } from '../../../../bff/domains/answers.ts';
import type { ConnectRequest } from '../../../../bff/domains/connect/answers.ts';
import { removeTemplate } from '../../../../bff/domains/connect/store.ts';
import type { ProblemBody } from '../../../../bff/http/problem.ts';
import { auditLog } from '../../../../bff/policy/schema.ts';
import { defaultSettings } from '../../../../bff/reseller/settings.ts';
import { connectWorld, shopQuery, zone, type ConnectWorld } from './world.ts';

const back = '&redirect_uri=https%3A%2F%2Fwww.kassa.example%2Fdone%3Fstep%3D2&state=s%261';

let w: ConnectWorld;
before(async () => {
  w = await connectWorld();
});
after(() => w.h.close());

test('D7: who asks and what would change is shown; applied it is one change set that names the service', async () => {
  const id = await w.domain('loaf.example', zone);
  const query = shopQuery('LOAF.example', `${back}&providerName=Bakers%20United&serviceName=Never`);
  const { status, body } = await w.look(query);
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
  assert.equal((await w.call<ZoneAnswer>(`/v1/domains/${id}/dns`)).body.version, 1, 'a look changes nothing');

  const input = { version: 1, provider: 'kassa.example', service: 'shop', query };
  const stale = await w.call<ProblemBody>(`/v1/domains/${id}/connect`, { ...input, version: 0 });
  assert.deepEqual([stale.status, stale.body.code], [409, 'version_conflict']);
  const { status: done, body: after } = await w.call<ZoneAnswer>(`/v1/domains/${id}/connect`, input);
  assert.deepEqual([done, after.version], [200, 2]);
  await w.h.bff.jobs.idle(w.label.id);
  const served = await w.h.dns.readZone('loaf.example');
  assert.deepEqual(served?.find(({ type }) => type === 'CNAME')?.records, ['eu.shops.kassa.example']);
  const { body: history } = await w.call<HistoryPage>(`/v1/domains/${id}/dns/history`);
  assert.equal(history.items[0]?.via, 'Kassa: Web shop');
  const audited = await w.h.store.labels.use(w.label.id, ({ db }) => db.select().from(auditLog));
  const row = audited.find(({ action, object }) => action === 'domains.connect.apply' && object === id);
  assert.partialDeepStrictEqual(row?.detail, {
    provider: 'kassa.example',
    service: 'shop',
    host: 'shop',
    signed: false,
  });
  assert.ok(!JSON.stringify(row).includes('a1+b'), 'values may be secrets of the service');

  const again = await w.look(query);
  assert.deepEqual([again.body.offer?.diff, again.body.refusal], [[], undefined]);
  assert.equal((await w.call(`/v1/domains/${id}/connect`, { ...input, version: 2 })).status, 422);
  const undone = await w.call<ZoneAnswer>(`/v1/domains/changes/${history.items[0]!.id}/rollback`, { version: 2 });
  assert.equal(undone.status, 200);
});

test('D7: a group alone, and what a request lacks or has too much of', async () => {
  const id = await w.domain('rye.example', zone);
  const only = await w.look('domain=rye.example&host=shop&groupId=proof&proof=x');
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
    const { body } = await w.look(query);
    assert.deepEqual([body.refusal, body.names, body.offer], [refusal, names, undefined], query);
    const input = { version: 1, provider: 'kassa.example', service: 'shop', query };
    const refused = await w.call<ProblemBody>(`/v1/domains/${id}/connect`, input);
    assert.deepEqual([refused.status, refused.body.fields], [422, { query: refusal }], query);
  }
  assert.equal((await w.look(shopQuery('rye.example'), 'kassa.example', 'later')).body.refusal, 'blocked');
  assert.equal((await w.look(shopQuery('rye.example'), 'kassa.example', 'none')).status, 404);
  assert.equal((await w.call<ZoneAnswer>(`/v1/domains/${id}/dns`)).body.version, 1);
});

test('D7: the domain of somebody else is like one that there is not; so is another name than the query’s', async () => {
  const other = await w.h.customer(w.label.id, 'Bread');
  const theirs = await w.h.domain(w.label.id, other, 'theirs.example', zone);
  const mine = await w.domain('mine.example', zone);
  assert.equal((await w.look(shopQuery('theirs.example'))).body.refusal, 'not_yours');
  const input = { version: 1, provider: 'kassa.example', service: 'shop', query: shopQuery('theirs.example') };
  assert.equal((await w.call(`/v1/domains/${theirs}/connect`, input)).status, 404);
  const crossed = await w.call<ProblemBody>(`/v1/domains/${mine}/connect`, input);
  assert.deepEqual([crossed.status, crossed.body.fields], [422, { query: 'not_yours' }]);
});

test('D7 L1 D8: switched off, with foreign name servers, on a protected name and after removal nothing applies', async () => {
  const more = { ownNameServers: false, nameServers: ['ns1.elsewhere.example'] };
  const away = await w.domain('away2.example', zone, more);
  const seen = await w.look(shopQuery('away2.example'));
  assert.equal(seen.body.offer?.denied['domains.connect.apply']?.code, 'foreign_name_servers');
  const inputFor = (domain: string) => ({
    version: 1,
    provider: 'kassa.example',
    service: 'shop',
    query: shopQuery(domain),
  });
  const refused = await w.call<ProblemBody>(`/v1/domains/${away}/connect`, inputFor('away2.example'));
  assert.deepEqual([refused.status, refused.body.code], [403, 'foreign_name_servers']);
  const id = await w.domain('shut.example', zone);
  await w.h.set(w.label.id, { dns: { ...defaultSettings.dns, protectedNames: ['shop'] } });
  assert.equal((await w.look(shopQuery('shut.example'))).body.refusal, 'protected');
  await w.h.set(w.label.id, { dns: defaultSettings.dns });
  const disabledActions = { 'domains.connect.apply': { reason: 'Not here.' } };
  await w.h.set(w.label.id, { policy: { hiddenTabs: [], disabledActions } });
  const off = await w.call<ProblemBody>(`/v1/domains/${id}/connect`, inputFor('shut.example'));
  assert.deepEqual([off.status, off.body.code, off.body.reason], [403, 'action_disabled', 'Not here.']);
  await w.h.set(w.label.id, { policy: defaultSettings.policy });
  await w.h.store.labels.use(w.label.id, ({ db }) =>
    removeTemplate(db, { provider: 'kassa.example', service: 'shop' }),
  );
  assert.equal((await w.call(`/v1/domains/${id}/connect`, inputFor('shut.example'))).status, 404);
});
