import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { DomainDetail } from '../../../bff/domains/answers.ts';
import type { RegistrarPort } from '../../../bff/platform/registrar/port.ts';
import { finish } from '../../platform/registrar/epp/domain-commands.ts';
import { noon, visit } from '../../platform/registrar/epp/visit.ts';
import { harness, passwords, type Harness, type TestLabel } from '../harness.ts';

const { server, connect } = await visit();
let now = noon;
let h: Harness;
let label: TestLabel;
let cookie: string;
let customer: string;
before(async () => {
  // What the customers of the test have is registered there from the start.
  const adopt: RegistrarPort['adopt'] = async (known) => known.forEach((one) => server.registry.put(one));
  h = await harness({ registrar: { ...connect(), adopt }, now: () => now });
  label = await h.label('north');
  customer = await h.customer(label.id, 'Loaf');
  await h.user(label.id, customer, 'Marieke');
  cookie = await h.signIn(label, 'marieke', passwords.owner);
});
after(() => h.close());

const call = async (method: string, path: string, body?: unknown): Promise<DomainDetail> => {
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await h.request(`http://${label.host}/v1/domains/${path}`, { method, cookie, ...sent });
  assert.equal(answer.status, 200, `${method} ${path}`);
  return (await answer.json()) as DomainDetail;
};
const settled = async (id: string): Promise<DomainDetail> => {
  h.bff.jobs.wake(label.id);
  await h.bff.jobs.idle(label.id);
  return call('GET', id);
};

test('D11, D17: what a customer sets is set at the registry once, though an answer was lost; what it does later is pending until it did', async () => {
  const name = 'loaf.com';
  const id = await h.domain(label.id, customer, name, [], { locked: false });
  const held = server.registry.domains.get(name)!;
  const nameServers = ['ns1.elsewhere.example', 'ns2.elsewhere.example'];
  server.next('lost', '<domain:update');
  await call('POST', `${id}/name_servers`, { own: false, nameServers });
  assert.equal((await settled(id)).registration.sync.state, 'failed');
  now += 3_600_000;
  assert.equal((await settled(id)).registration.sync.state, 'ready');
  assert.deepEqual(held.nameServers.toSorted(), nameServers);
  assert.deepEqual(
    server.registry.done.filter((what) => what.endsWith(` ${name}`)),
    [`update ${name}`],
  );

  server.next('pending', '<domain:update');
  await call('POST', `${id}/lock`, { locked: true });
  const during = await settled(id);
  assert.deepEqual([during.registration.sync.state, during.registration.statuses], ['pending', ['pendingUpdate']]);
  finish(server.registry, name);
  now += 600_000;
  assert.deepEqual((await settled(id)).registration.sync.state, 'ready');
  assert.ok(held.statuses.includes('clientTransferProhibited'));
});

test('D19: what the registrar cannot do for anybody is not offered, and refused', async () => {
  const id = await h.domain(label.id, customer, 'bread.com', [], { locked: false });
  const { registration, denied } = await call('GET', id);
  assert.equal(registration.privacy, null);
  assert.equal(denied['domains.privacy.edit']?.code, 'tld_unsupported');
  const answer = await h.request(`http://${label.host}/v1/domains/${id}/privacy`, {
    method: 'POST',
    cookie,
    body: JSON.stringify({ privacy: true }),
  });
  assert.equal(answer.status, 403);
});
