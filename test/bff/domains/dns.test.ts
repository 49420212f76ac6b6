import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { HistoryPage, Preview, ZoneAnswer } from '../../../bff/domains/answers.ts';
import type { ProblemBody } from '../../../bff/http/problem.ts';
import { defaultSettings } from '../../../bff/reseller/settings.ts';
import { harness, passwords, type Harness, type TestLabel } from '../harness.ts';

let h: Harness;
let label: TestLabel;
let customer: string;
let cookie: string;
before(async () => {
  h = await harness();
  label = await h.label('north');
  customer = await h.customer(label.id, 'Loaf');
  await h.user(label.id, customer, 'Marieke');
  cookie = await h.signIn(label, 'marieke', passwords.owner);
});
after(() => h.close());

const www = { op: 'set', name: 'www', type: 'A', ttl: 3600, records: ['192.0.2.44'] } as const;
const seed = [
  { name: '@', type: 'A', ttl: 3600, records: ['192.0.2.1'] },
  { name: '@', type: 'MX', ttl: 3600, records: ['10 mx.example.net'] },
] as const;

let n = 0;
const newDomain = (more = {}) => h.domain(label.id, customer, `loaf${(n += 1)}.example`, seed, more);
const call = async <T>(
  method: string,
  path: string,
  body?: unknown,
  init: { cookie?: string; headers?: Record<string, string> } = {},
) => {
  const answer = await h.request(`http://${label.host}${path}`, {
    method,
    cookie: init.cookie ?? cookie,
    ...(init.headers ? { headers: init.headers } : {}),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as T };
};
const zone = async (id: string) => (await call<ZoneAnswer>('GET', `/v1/domains/${id}/dns`)).body;

test('D2: a change set is one transaction: zone, history, audit and job, and the name server follows', async () => {
  const id = await newDomain();
  const changes = [www, { op: 'delete', name: '@', type: 'MX' }];
  const { status, body } = await call<ZoneAnswer>('POST', `/v1/domains/${id}/dns`, { version: 1, changes });
  assert.equal(status, 200);
  assert.equal(body.version, 2);
  assert.equal(body.sync.state, 'pending');
  await h.bff.jobs.idle(label.id);
  const after = await zone(id);
  assert.equal(after.sync.state, 'ready');
  assert.deepEqual(
    after.rrsets.map(({ name, type }) => `${name} ${type}`),
    ['@ A', '@ NS', 'www A'],
  );
  const served = await h.dns.readZone(after.domain.name);
  assert.deepEqual(served?.find(({ name }) => name === 'www')?.records, ['192.0.2.44']);
  assert.equal(
    served?.some(({ type }) => type === 'MX'),
    false,
  );
});

test('D2: one wrong record and nothing of the change set is kept', async () => {
  const id = await newDomain();
  const changes = [www, { op: 'set', name: 'api', type: 'A', ttl: 3600, records: ['192.0.2.5', '10.0.0.999'] }];
  const { status, body } = await call<ProblemBody>('POST', `/v1/domains/${id}/dns`, { version: 1, changes });
  assert.equal(status, 422);
  assert.equal(body.code, 'invalid');
  assert.deepEqual(Object.keys(body.fields!), ['changes.1.records.1']);
  const after = await zone(id);
  assert.equal(after.version, 1);
  assert.equal(
    after.rrsets.some(({ name }) => name === 'www'),
    false,
  );
  assert.equal((await call<HistoryPage>('GET', `/v1/domains/${id}/dns/history`)).body.items.length, 0);
});

test('D3: a CNAME beside other data is refused at its field', async () => {
  const id = await newDomain();
  const changes = [www, { op: 'set', name: 'www', type: 'CNAME', ttl: 3600, records: ['shop.example.net'] }];
  const { status, body } = await call<ProblemBody>('POST', `/v1/domains/${id}/dns`, { version: 1, changes });
  assert.equal(status, 422);
  assert.ok(Object.keys(body.fields!).every((path) => path.startsWith('changes.')));
});

test('a preview says what would change and writes nothing', async () => {
  const id = await newDomain();
  const { status, body } = await call<Preview>('POST', `/v1/domains/${id}/dns/preview`, { version: 1, changes: [www] });
  assert.equal(status, 200);
  assert.deepEqual(body.diff, [
    { name: 'www', type: 'A', after: { name: 'www', type: 'A', ttl: 3600, records: ['192.0.2.44'] } },
  ]);
  assert.equal((await zone(id)).version, 1);
});

test('D5: history, and each change set can be undone', async () => {
  const id = await newDomain();
  await call('POST', `/v1/domains/${id}/dns`, { version: 1, changes: [www] });
  await call('POST', `/v1/domains/${id}/dns`, { version: 2, changes: [{ ...www, records: ['192.0.2.50'] }] });
  const { body: history } = await call<HistoryPage>('GET', `/v1/domains/${id}/dns/history`);
  assert.deepEqual(
    history.items.map(({ version, by }) => [version, by]),
    [
      [3, 'Marieke'],
      [2, 'Marieke'],
    ],
  );

  const older = await call<ProblemBody>('POST', `/v1/domains/changes/${history.items[1]!.id}/rollback`, { version: 3 });
  assert.equal(older.status, 403, 'changed since: the later one goes first');
  assert.equal(older.body.code, 'state_forbids');

  const undone = await call<ZoneAnswer>('POST', `/v1/domains/changes/${history.items[0]!.id}/rollback`, { version: 3 });
  assert.equal(undone.status, 200);
  assert.deepEqual(undone.body.rrsets.find(({ name }) => name === 'www')?.records, ['192.0.2.44']);
  const { body: again } = await call<HistoryPage>('GET', `/v1/domains/${id}/dns/history`);
  assert.equal(again.items[0]!.undoes, history.items[0]!.id);
  await h.bff.jobs.idle(label.id);
  assert.equal((await zone(id)).sync.state, 'ready');
});

test('D6: a stale change set gets 409 with the zone as it is, and nothing is lost', async () => {
  const id = await newDomain();
  await call('POST', `/v1/domains/${id}/dns`, { version: 1, changes: [www] });
  const stale = await call<ProblemBody>('POST', `/v1/domains/${id}/dns`, {
    version: 1,
    changes: [{ ...www, name: 'api' }],
  });
  assert.equal(stale.status, 409);
  assert.equal(stale.body.code, 'version_conflict');
  const current = stale.body.current as ZoneAnswer;
  assert.equal(current.version, 2);
  assert.ok(current.rrsets.some(({ name }) => name === 'www'));
});

test('D6: of 50 change sets on one version one is published, 49 get 409', async () => {
  const id = await newDomain();
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, at) =>
      call('POST', `/v1/domains/${id}/dns`, { version: 1, changes: [{ ...www, name: `h${at}` }] }),
    ),
  );
  assert.deepEqual(
    [answers.filter(({ status }) => status === 200).length, answers.filter(({ status }) => status === 409).length],
    [1, 49],
  );
});

test('D8: with foreign name servers the zone is shown and not changed', async () => {
  const id = await newDomain({ ownNameServers: false, nameServers: ['ns1.elsewhere.example'] });
  const before = await zone(id);
  assert.equal(before.ownNameServers, false);
  assert.deepEqual(before.nameServers, ['ns1.elsewhere.example']);
  assert.equal(before.denied['domains.dns.edit']?.code, 'foreign_name_servers');
  assert.ok(before.denied['domains.dns.edit']?.reason);
  const { status, body } = await call<ProblemBody>('POST', `/v1/domains/${id}/dns`, { version: 1, changes: [www] });
  assert.equal(status, 403);
  assert.equal(body.code, 'foreign_name_servers');
});

test('D9: types and names that the label keeps are refused with 403, per role too', async () => {
  const id = await newDomain();
  await h.user(label.id, customer, 'Tom', 'tech');
  const tom = await h.signIn(label, 'tom', passwords.owner);
  await h.set(label.id, {
    dns: {
      ...defaultSettings.dns,
      types: ['A', 'TXT'],
      protectedNames: ['_acme'],
      byRole: { tech: { types: ['TXT'] } },
    },
  });
  try {
    const send = (change: object, as = cookie) =>
      call<ProblemBody>('POST', `/v1/domains/${id}/dns/preview`, { version: 1, changes: [change] }, { cookie: as });
    const mx = await send({ op: 'delete', name: '@', type: 'MX' });
    assert.deepEqual([mx.status, mx.body.code], [403, 'record_protected']);
    assert.ok(mx.body.reason);
    assert.equal((await send({ op: 'set', name: '_acme', type: 'TXT', ttl: 60, records: ['x'] })).status, 403);
    assert.equal((await send(www)).status, 200);
    assert.equal((await send(www, tom)).status, 403);
    assert.equal((await zone(id)).rrsets.find(({ type }) => type === 'MX')?.locked, 'type');
  } finally {
    await h.set(label.id, { dns: defaultSettings.dns });
  }
});

test('the same Idempotency-Key acts once; another request under it is refused', async () => {
  const id = await newDomain();
  const headers = { 'idempotency-key': crypto.randomUUID() };
  const body = { version: 1, changes: [www] };
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => call<ZoneAnswer>('POST', `/v1/domains/${id}/dns`, body, { headers })),
  );
  assert.deepEqual(
    answers.map(({ status, body: { version } }) => [status, version]),
    Array(5).fill([200, 2]),
  );
  const other = await call<ProblemBody>('POST', `/v1/domains/${id}/dns`, { ...body, version: 2 }, { headers });
  assert.deepEqual([other.status, other.body.code], [422, 'idempotency_key_reused']);
});
