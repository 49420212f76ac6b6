import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { DomainDetail } from '../../../bff/domains/answers.ts';
import type { ProblemBody } from '../../../bff/http/problem.ts';
import { memoryRegistrar } from '../../../bff/platform/registrar/memory.ts';
import { RegistrarError } from '../../../bff/platform/registrar/port.ts';
import { harness, passwords, type Harness, type TestLabel } from '../harness.ts';

let now = Date.parse('2026-11-25T12:00:00Z');
const registrar = memoryRegistrar(() => now);
let h: Harness;
let label: TestLabel;
let customer: string;
let cookie: string;
before(async () => {
  h = await harness({ registrar, now: () => now });
  label = await h.label('north');
  customer = await h.customer(label.id, 'Loaf');
  await h.user(label.id, customer, 'Marieke');
  cookie = await h.signIn(label, 'marieke', passwords.owner);
});
after(() => h.close());

let n = 0;
const newDomain = (tld = 'com', more = {}) =>
  h.domain(label.id, customer, `loaf${(n += 1)}.${tld}`, [], { locked: tld === 'com' ? false : null, ...more });
const call = async <T = DomainDetail>(method: string, path: string, body?: unknown) => {
  const answer = await h.request(`http://${label.host}/v1/domains/${path}`, {
    method,
    cookie,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as T };
};
/** The domain once nothing is left to do. */
const settled = async (id: string): Promise<DomainDetail> => {
  await h.bff.jobs.idle(label.id);
  return (await call('GET', id)).body;
};
const elsewhere = ['ns1.elsewhere.example', 'ns2.elsewhere.example'];

test('D11: name servers of somebody else are set at the registry, told in the history, and taken back', async () => {
  const id = await newDomain();
  const { status, body } = await call('POST', `${id}/name_servers`, {
    own: false,
    nameServers: [' NS1.elsewhere.example.', elsewhere[1]],
  });
  assert.equal(status, 200);
  assert.deepEqual(body.nameServers, elsewhere);
  assert.equal(body.ownNameServers, false);
  assert.equal(body.registration.sync.state, 'pending');
  const after = await settled(id);
  assert.equal(after.registration.sync.state, 'ready');
  assert.deepEqual((await registrar.read(after.name))?.nameServers, elsewhere);
  const [{ event, by } = { event: undefined, by: '' }] = after.events;
  assert.equal(by, 'Marieke');
  assert.deepEqual(event, {
    kind: 'name_servers',
    before: after.labelNameServers,
    after: elsewhere,
    ownBefore: true,
    ownAfter: false,
  });
  assert.equal(after.denied['domains.dns.edit']?.code, 'foreign_name_servers');

  assert.equal((await call('POST', `${id}/name_servers`, { own: true })).status, 200);
  const back = await settled(id);
  assert.equal(back.ownNameServers, true);
  assert.deepEqual((await registrar.read(back.name))?.nameServers, back.labelNameServers);
  assert.equal(back.denied['domains.dns.edit'], undefined);
});

test('D11: every name server that cannot be one is named, and none is dropped', async () => {
  const id = await newDomain();
  const { name } = (await call('GET', id)).body;
  const wrong = ['ns1.elsewhere.example', 'NS1.elsewhere.example.', '192.0.2.1', `ns.${name}`, ''];
  const { status, body } = await call<ProblemBody>('POST', `${id}/name_servers`, { own: false, nameServers: wrong });
  assert.equal(status, 422);
  assert.deepEqual(body.fields, {
    'nameServers.1': 'duplicate',
    'nameServers.2': 'host_name',
    'nameServers.3': 'needs_host',
    'nameServers.4': 'required',
  });
  const one = await call<ProblemBody>('POST', `${id}/name_servers`, { own: false, nameServers: [elsewhere[0]] });
  assert.deepEqual(one.body.fields, { nameServers: 'too_few' });
  assert.deepEqual((await settled(id)).events, []);
});

test('D12: a child host is made with both addresses, used, and not deleted while it is used', async () => {
  const id = await newDomain();
  const addresses = ['192.0.2.53', '2001:DB8::53'];
  const made = await call('POST', `${id}/hosts`, { name: 'ns1', addresses });
  assert.equal(made.status, 200);
  const { name, registration } = made.body;
  const [host] = registration.hosts;
  assert.deepEqual({ ...host, id: '' }, { id: '', name: `ns1.${name}`, addresses: ['192.0.2.53', '2001:db8::53'] });
  assert.equal((await call('POST', `${id}/hosts`, { name: `ns1.${name}`, addresses })).status, 409);
  await call('POST', `${id}/name_servers`, { own: false, nameServers: [`ns1.${name}`, elsewhere[0]] });
  await settled(id);
  assert.deepEqual((await registrar.read(name))?.hosts, [
    { name: `ns1.${name}`, addresses: ['192.0.2.53', '2001:db8::53'] },
  ]);

  const refused = await call<ProblemBody>('DELETE', `hosts/${host!.id}`);
  assert.equal(refused.status, 403);
  assert.match(refused.body.reason!, new RegExp(name));
  assert.equal((await call('PATCH', `hosts/${host!.id}`, { addresses: ['192.0.2.54'] })).status, 200);
  await call('POST', `${id}/name_servers`, { own: true });
  assert.equal((await call('DELETE', `hosts/${host!.id}`)).status, 200);
  await settled(id);
  assert.deepEqual((await registrar.read(name))?.hosts, []);
});

test('D12: only below the domain, only addresses', async () => {
  const id = await newDomain();
  const fields = async (body: object) => (await call<ProblemBody>('POST', `${id}/hosts`, body)).body.fields;
  assert.deepEqual(await fields({ name: '@', addresses: ['192.0.2.1'] }), { name: 'not_below' });
  assert.deepEqual(await fields({ name: '_x', addresses: ['192.0.2.1'] }), { name: 'not_below' });
  assert.deepEqual(await fields({ name: 'ns1.other.example.', addresses: ['192.0.2.1'] }), { name: 'out_of_zone' });
  assert.deepEqual(await fields({ name: 'ns1', addresses: ['192.0.2.300', '192.0.2.1', '192.0.2.1'] }), {
    'addresses.0': 'ipv4_form',
    'addresses.2': 'duplicate',
  });
  const nobody = [
    '10.0.0.1',
    '127.0.0.1',
    '0.0.0.0',
    '::1',
    '169.254.1.1',
    '100.64.0.1',
    'fd00::1',
    'fe80::1',
    'ff02::1',
  ];
  for (const address of nobody)
    assert.deepEqual(await fields({ name: 'ns1', addresses: [address] }), { 'addresses.0': 'not_public' }, address);
});

test('D15: deleting stops the renewal: managed as ever until its day, undone until then', async () => {
  const id = await newDomain();
  const { body } = await call('POST', `${id}/renewal/stop`);
  assert.equal(body.autoRenew, false);
  assert.equal(body.state, 'active');
  assert.equal(body.denied['domains.renewal.stop']?.code, 'state_forbids');
  assert.equal(body.denied['domains.nameservers.edit'], undefined);
  assert.deepEqual(body.events[0]?.event, { kind: 'renewal_stopped', expiresOn: '2027-03-14' });
  assert.deepEqual(body.registration.deadlines, {
    grace: '2027-04-22',
    redemption: '2027-05-22',
    deletion: '2027-05-27',
  });
  assert.equal((await call('POST', `${id}/renewal/stop`)).status, 403);
  assert.equal((await call('POST', `${id}/renewal/resume`)).body.autoRenew, true);
});

test('D16: a renewal is said with the day it is for: twice is once, and a stale one is refused', async () => {
  const id = await newDomain();
  const renew = (expiresOn: string, years = 1) => call('POST', `${id}/renew`, { expiresOn, years });
  assert.equal((await renew('2027-03-14')).status, 200);
  assert.equal((await renew('2027-03-14', 3)).status, 403, 'the first is on its way');
  const after = await settled(id);
  assert.equal(after.expiresOn, '2028-03-14');
  assert.deepEqual(
    after.events.map(({ by, event }) => [by, event]),
    [['Marieke', { kind: 'renewed', expiresOn: '2028-03-14' }]],
  );
  assert.equal((await renew('2027-03-14')).status, 409);
  assert.equal((await renew('2028-03-14', 10)).status, 422);
});

test('D16: one that has run out is renewed in grace, restored in redemption, and left alone after', async () => {
  const lateId = await newDomain('com', { expiresOn: '2026-11-20', state: 'expired', autoRenew: false });
  await call('POST', `${lateId}/renew`, { expiresOn: '2026-11-20' });
  const late = await settled(lateId);
  assert.deepEqual([late.state, late.expiresOn], ['active', '2027-11-20']);

  const lostId = await newDomain('com', { expiresOn: '2026-10-01', state: 'redemption' });
  const { denied } = (await call('GET', lostId)).body;
  assert.equal(denied['domains.domain.renew']?.reason, 'The domain was deleted. Restore it first.');
  assert.equal(denied['domains.domain.restore'], undefined);
  assert.equal((await call('POST', `${lostId}/restore`)).status, 200);
  const back = await settled(lostId);
  assert.deepEqual([back.state, back.expiresOn], ['active', '2027-10-01']);

  const goneId = await newDomain('com', { expiresOn: '2026-09-15', state: 'pending_delete' });
  assert.equal((await call('POST', `${goneId}/restore`)).status, 403);
});

test('D17: the lock is set and lifted; an ending without one has none; the registry’s own stays', async () => {
  const id = await newDomain();
  await call('POST', `${id}/lock`, { locked: true });
  const { name, locked, denied } = await settled(id);
  assert.equal(locked, true);
  assert.deepEqual((await registrar.read(name))?.statuses, ['clientTransferProhibited', 'clientDeleteProhibited']);
  assert.equal(denied['domains.lock.edit'], undefined);
  await call('POST', `${id}/lock`, { locked: false });
  assert.deepEqual((await settled(id), await registrar.read(name))?.statuses, []);

  const dutch = await newDomain('nl');
  assert.deepEqual((await call('GET', dutch)).body.denied['domains.lock.edit'], { code: 'tld_unsupported' });
  assert.equal((await call('POST', `${dutch}/lock`, { locked: true })).status, 403);

  const held = await newDomain('com', { statuses: ['serverTransferProhibited'] });
  const refused = await call<ProblemBody>('POST', `${held}/lock`, { locked: true });
  assert.equal(refused.status, 403);
  assert.match(refused.body.reason!, /registry itself/);
});

test('what the registry does not answer is kept, shown and tried again', async () => {
  const id = await newDomain();
  const update = registrar.update.bind(registrar);
  registrar.update = () => Promise.reject(new RegistrarError('unreachable', 'down'));
  await call('POST', `${id}/name_servers`, { own: false, nameServers: elsewhere });
  const failed = await settled(id);
  assert.equal(failed.registration.sync.state, 'failed');
  assert.match(failed.registration.sync.reason!, /does not answer/);
  assert.deepEqual(failed.nameServers, elsewhere);
  registrar.update = update;
  now += 60_000;
  assert.equal((await call('POST', `${id}/sync`)).status, 200);
  assert.equal((await settled(id)).registration.sync.state, 'ready');
  assert.deepEqual((await registrar.read(failed.name))?.nameServers, elsewhere);
});

test('what the registry refuses is said at once and not tried again; what it has is shown all the same', async () => {
  const id = await newDomain();
  const update = registrar.update.bind(registrar);
  let asked = 0;
  registrar.update = () => {
    asked += 1;
    return Promise.reject(new RegistrarError('refused', 'no'));
  };
  await call('POST', `${id}/name_servers`, { own: false, nameServers: elsewhere });
  const refused = await settled(id);
  registrar.update = update;
  assert.equal(refused.registration.sync.state, 'failed');
  assert.match(refused.registration.sync.reason!, /did not take/);
  now += 3_600_000;
  h.bff.jobs.wake(label.id);
  await settled(id);
  assert.equal(asked, 1);
  assert.equal((await call('POST', `${id}/sync`)).status, 200);
  assert.equal((await settled(id)).registration.sync.state, 'ready');
});

test('a registry that does not answer holds up no DNS, and puts none in doubt', async () => {
  const id = await newDomain();
  const update = registrar.update.bind(registrar);
  registrar.update = () => Promise.reject(new RegistrarError('unreachable', 'down'));
  await call('POST', `${id}/name_servers`, { own: true });
  await settled(id);
  const change = { op: 'set', name: 'www', type: 'A', ttl: 3600, records: ['192.0.2.44'] };
  await call('POST', `${id}/dns`, { version: 1, changes: [change] });
  await settled(id);
  registrar.update = update;
  const kinds = await h.store.labels.use(label.id, ({ client }) =>
    client.execute({ sql: "select kind, state from jobs where object = ? and kind like 'domains.zone.%'", args: [id] }),
  );
  assert.deepEqual(
    kinds.rows.map(({ kind, state }) => `${kind} ${state}`),
    ['domains.zone.publish done'],
  );
});
