import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eq } from 'drizzle-orm';
import type { HistoryPage, Preview } from '../../../../bff/domains/answers.ts';
import type { RedirectList, RedirectPreview } from '../../../../bff/domains/redirects/answers.ts';
import { domains } from '../../../../bff/domains/schema.ts';
import type { ProblemBody } from '../../../../bff/http/problem.ts';
import { auditLog } from '../../../../bff/policy/schema.ts';
import { here, redirectWorld, rr, type RedirectWorld } from './world.ts';

let w: RedirectWorld;
before(async () => {
  w = await redirectWorld();
});
after(() => w.h.close());

const at = (rrsets: readonly { name: string; type: string; records: readonly string[] }[], host: string) =>
  Object.fromEntries(rrsets.filter(({ name }) => name === host).map(({ type, records }) => [type, records]));

test('D13: a redirect and the records that lead to it are saved as one, and served at once', async () => {
  const id = await w.domain('bakery.example', [
    rr('www', 'CNAME', 'shops.example.net'),
    rr('@', 'MX', '10 mx.example.net'),
  ]);
  assert.equal((await w.visit('http://www.bakery.example/')).status, 404);
  const { status, body } = await w.create(id, { host: 'www', target: 'loaf.example/shop' });
  assert.equal(status, 200, JSON.stringify(body));
  const [item] = body.list.items;
  assert.deepEqual(
    [item!.name, item!.target, item!.points, body.list.dns],
    ['www.bakery.example', 'https://loaf.example/shop', 'here', 'pending'],
  );
  assert.deepEqual(item!.before, [rr('www', 'CNAME', 'shops.example.net')]);
  assert.deepEqual(at((await w.zone(id)).rrsets, 'www'), here);
  await w.h.bff.jobs.idle(w.label.id);
  assert.deepEqual(at((await w.h.dns.readZone('bakery.example'))!, 'www'), here, 'the name server has them');
  const { items } = (await w.call<HistoryPage>('GET', `/${id}/dns/history`)).body;
  assert.equal(items.length, 1, 'one change set, which can be undone');
  const audits = await w.h.store.labels.use(w.label.id, ({ db }) => db.select().from(auditLog));
  const { object, detail } = audits.find(({ action }) => action === 'domains.redirect.create')!;
  const { redirect, change } = detail as { redirect: string; change: string };
  assert.deepEqual([object, redirect, change], [id, body.id, items[0]!.id]);
  const answer = await w.visit('http://www.bakery.example/bread?rye=1');
  assert.deepEqual([answer.status, answer.headers.get('location')], [301, 'https://loaf.example/shop/bread?rye=1']);
});

test('D13: every kind has its status, and leads with or without path and query', async () => {
  const id = await w.domain('kinds.example');
  for (const kind of ['301', '302', '307', '308']) {
    await w.create(id, { host: `k${kind}`, kind, target: 'https://loaf.example/a?b=1', keepPath: false });
    const answer = await w.visit(`https://k${kind}.kinds.example/c?d=2`, { method: 'POST' });
    assert.deepEqual([answer.status, answer.headers.get('location')], [Number(kind), 'https://loaf.example/a?b=1&d=2']);
    assert.equal(answer.headers.get('cache-control'), 'no-cache');
    assert.equal(answer.headers.get('set-cookie'), null);
  }
  await w.create(id, { host: '*', target: 'https://loaf.example/', keepQuery: false });
  const answer = await w.visit('http://any.thing.kinds.example/x?y');
  assert.equal(answer.headers.get('location'), 'https://loaf.example/x');
  assert.equal((await w.visit('http://kinds.example/')).status, 404, 'a wildcard is not for the domain itself');
});

test('D13: the preview shows the records and writes nothing; what is saved is what was shown', async () => {
  const id = await w.domain('preview.example', [rr('@', 'A', '198.51.100.7'), rr('@', 'HTTPS', '1 . alpn=h2')]);
  const wish = { host: '', kind: '301', target: 'https://loaf.example', version: 1 };
  const { status, body } = await w.call<RedirectPreview>('POST', `/${id}/redirects/preview`, wish);
  assert.deepEqual([status, body.host, body.target], [200, '@', 'https://loaf.example/']);
  const wanted = [
    ['HTTPS', ['1 . alpn=h2'], undefined],
    ['A', ['198.51.100.7'], here.A],
    ['AAAA', undefined, here.AAAA],
  ];
  assert.deepEqual(
    body.diff.map((line) => [line.type, line.before?.records, line.after?.records]),
    wanted,
  );
  assert.deepEqual([(await w.list(id)).items.length, (await w.zone(id)).version], [0, 1]);
  await w.create(id, { host: '@', target: 'https://loaf.example' });
  const { items } = (await w.call<HistoryPage>('GET', `/${id}/dns/history`)).body;
  assert.deepEqual(items[0]!.diff, body.diff);
  const stale = await w.call<ProblemBody>('POST', `/${id}/redirects`, { ...wish, host: 'www' });
  assert.deepEqual([stale.status, stale.body.code], [409, 'version_conflict']);
  assert.equal((await w.list(id)).items.length, 1);
});

test('D13 TR11: what would not arrive is refused at its field, a loop with the way it goes', async () => {
  const [a, b] = [await w.domain('a.example'), await w.domain('b.example')];
  const refused = async (id: string, wish: object, field: string, code: string) => {
    const { status, body } = await w.create(id, wish);
    const problem = body as unknown as ProblemBody;
    assert.deepEqual([status, problem.fields], [422, { [field]: code }], JSON.stringify(wish));
    return problem.reason;
  };
  for (const [target, code] of [
    ['', 'required'],
    ['javascript:alert(1)', 'target_scheme'],
    ['data:text/html,x', 'target_scheme'],
    ['ftp://files.example/', 'target_scheme'],
    ['https://user:pass@loaf.example/', 'target_password'],
    ['https://localhost/', 'target_form'],
    ['https://a;script-src.example/', 'target_form'],
    ['no spaces here', 'target_form'],
    ['http://a.example/again', 'target_self'],
    [`http://${w.label.host}/ca/`, 'own_panel'],
    ['http://hc.test/embed/v1/hc.js', 'own_panel'],
  ] as const)
    await refused(a, { host: '@', target }, 'target', code);
  await refused(a, { host: '-x-', target: 'https://loaf.example' }, 'host', 'name_hyphen');
  await w.create(a, { host: '@', target: 'https://www.b.example/' });
  await w.create(b, { host: 'www', target: 'https://b.example/' });
  const reason = await refused(b, { host: '@', target: 'http://a.example/' }, 'target', 'loop');
  assert.match(reason!, /b\.example → a\.example → www\.b\.example → b\.example/);
  await refused(a, { host: '@', target: 'https://loaf.example' }, 'host', 'taken');
  const cut = await w.domain('cut.example', [rr('lab', 'NS', 'ns.other.example')]);
  await refused(cut, { host: 'x.lab', target: 'https://loaf.example' }, 'host', 'delegated');
});

test('D13: a wildcard may lead to a name of its own that is somebody else’s, and never into itself', async () => {
  const id = await w.domain('wild.example', [rr('www', 'A', '198.51.100.9')]);
  assert.equal((await w.create(id, { host: '*', target: 'https://www.wild.example/' })).status, 200);
  const back = await w.create(await w.domain('wild2.example'), { host: '*', target: 'https://x.wild2.example/' });
  assert.deepEqual((back.body as unknown as ProblemBody).fields, { target: 'loop' });
  assert.equal((await w.visit('http://www.wild.example/')).status, 508, 'should it be asked for www all the same');
});

test('D13: an edit holds at the next visit, and leads visitors here again', async () => {
  const id = await w.domain('edit.example');
  const { body } = await w.create(id, { host: 'www', target: 'https://one.example' });
  const away = { version: 2, changes: [{ op: 'set', ...rr('www', 'A', '198.51.100.1') }] };
  const { warnings } = (await w.call<Preview>('POST', `/${id}/dns/preview`, away)).body;
  const stops = { code: 'redirect_stops', name: 'www', facts: { name: 'www.edit.example' } };
  assert.deepEqual(
    warnings.filter(({ code }) => code === 'redirect_stops'),
    [stops],
    'the DNS editor says so before',
  );
  const beside = { version: 2, changes: [{ op: 'set', ...rr('www', 'TXT', 'note') }] };
  assert.deepEqual((await w.call<Preview>('POST', `/${id}/dns/preview`, beside)).body.warnings, []);
  await w.call('POST', `/${id}/dns`, away);
  assert.equal((await w.list(id)).items[0]!.points, 'elsewhere');
  const wish = { kind: '302', target: 'https://two.example', version: 3 };
  const preview = await w.call<RedirectPreview>('POST', `/redirects/${body.id}/preview`, wish);
  assert.deepEqual(
    preview.body.diff.map(({ type }) => type),
    ['A'],
  );
  assert.equal((await w.call('PATCH', `/redirects/${body.id}`, wish)).status, 200);
  assert.equal((await w.list(id)).items[0]!.points, 'here');
  const answer = await w.visit('http://www.edit.example/');
  assert.deepEqual([answer.status, answer.headers.get('location')], [302, 'https://two.example/']);
});

test('D13: with other name servers a redirect can be made, and its records are told', async () => {
  const id = await w.domain('away.example', [], { ownNameServers: false, nameServers: ['ns.elsewhere.example'] });
  const { status, body } = await w.create(id, { host: 'www', target: 'https://loaf.example/' });
  assert.equal(status, 200);
  assert.deepEqual(
    [body.list.addresses, body.list.nameServers, body.list.items[0]!.points],
    [here, ['ns.elsewhere.example'], 'unknown'],
  );
  assert.equal((await w.zone(id)).version, 1);
  assert.equal((await w.visit('http://www.away.example/')).status, 301);
});

test('D13: a domain that is not registered has none, and where there is no redirect server that is said', async () => {
  const failed = await w.domain('failed.example', [], { state: 'failed' });
  assert.equal((await w.create(failed, { host: '@', target: 'https://loaf.example' })).status, 403);
  assert.equal((await w.list(failed)).denied['domains.redirect.create']?.code, 'state_forbids');
  const bare = await redirectWorld({ redirectAddresses: '' });
  const id = await bare.domain('bare.example');
  const refusal = (await bare.list(id)).denied['domains.redirect.create'];
  assert.match(refusal!.reason!, /no redirect server/);
  const { status, body } = await bare.create(id, { host: '@', target: 'https://loaf.example' });
  assert.deepEqual([status, (body as unknown as ProblemBody).reason], [403, refusal!.reason]);
  await bare.h.set(bare.label.id, { redirects: { addresses: ['203.0.113.9'] } });
  await bare.create(id, { host: '@', target: 'https://loaf.example' });
  assert.deepEqual(at((await bare.zone(id)).rrsets, '@').A, ['203.0.113.9'], 'a label’s own address');
  await bare.h.close();
});

test('D13: when it goes the records come back, go too, or stay, as the person says', async () => {
  const www = rr('www', 'CNAME', 'shops.example.net');
  const after = { restore: { CNAME: www.records }, remove: {}, keep: here };
  for (const [records, wanted] of Object.entries(after)) {
    const id = await w.domain(`${records}.example`, [www]);
    const { body } = await w.create(id, { host: 'www', target: 'https://loaf.example' });
    const removal = { records, version: 2 };
    const preview = await w.call<RedirectPreview>('POST', `/redirects/${body.id}/delete/preview`, removal);
    assert.equal(preview.body.diff.length, { restore: 3, remove: 2, keep: 0 }[records]);
    const gone = await w.call<RedirectList>('DELETE', `/redirects/${body.id}`, removal);
    assert.deepEqual([gone.status, gone.body.items], [200, []]);
    assert.deepEqual(at((await w.zone(id)).rrsets, 'www'), wanted);
    assert.equal((await w.visit(`http://www.${records}.example/`)).status, 404);
  }
});

test('D13: only the label that has the zone serves its names', async () => {
  const south = await w.h.label('south');
  const thief = await w.h.customer(south.id, 'Thief');
  await w.h.user(south.id, thief, 'Tom');
  const id = await w.domain('mine.example');
  await w.create(id, { host: '@', target: 'https://loaf.example/' });
  const theirs = await w.h.domain(south.id, thief, 'shop.mine.example');
  const cookie = await w.h.signIn(south, 'tom', 'owner of loaf bread');
  const answer = await w.h.request(`http://${south.host}/v1/domains/${theirs}/redirects`, {
    method: 'POST',
    cookie,
    body: JSON.stringify({ host: '@', kind: '301', target: 'https://evil.example/', version: 1 }),
  });
  const { code, reason } = (await answer.json()) as ProblemBody;
  assert.deepEqual([answer.status, code, reason], [409, 'name_taken', 'This name is already in use.']);
  assert.equal((await w.visit('http://shop.mine.example/')).status, 404);
  const becomes = (state: 'expired' | 'redemption') =>
    w.h.store.labels.use(w.label.id, ({ db }) => db.update(domains).set({ state }).where(eq(domains.id, id)));
  const statuses = [];
  for (const state of ['expired', 'redemption'] as const) {
    await becomes(state);
    statuses.push((await w.visit('http://mine.example/')).status);
  }
  assert.deepEqual(statuses, [301, 404], 'and only while it is registered');
});
