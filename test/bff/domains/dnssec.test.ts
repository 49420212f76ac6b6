import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { DomainDetail } from '../../../bff/domains/answers.ts';
import type { Dnssec } from '../../../bff/domains/dnssec/answers.ts';
import type { ProblemBody } from '../../../bff/http/problem.ts';
import { memoryDns } from '../../../bff/platform/dns/memory.ts';
import { signsNothing } from '../../../bff/platform/dns/port.ts';
import { memoryRegistrar } from '../../../bff/platform/registrar/memory.ts';
import { RegistrarError } from '../../../bff/platform/registrar/port.ts';
import { harness, passwords, type Harness, type TestLabel } from '../harness.ts';

const day = 86_400_000;
let now = Date.parse('2026-11-25T12:00:00Z');
const registrar = memoryRegistrar(() => now);
let h: Harness;
let label: TestLabel;
let customer: string;
before(async () => {
  h = await harness({ registrar, now: () => now });
  label = await h.label('north');
  customer = await h.customer(label.id, 'Loaf');
  await h.user(label.id, customer, 'Marieke');
});
after(() => h.close());

let n = 0;
const newDomain = (more = {}, tld = 'com') => h.domain(label.id, customer, `loaf${(n += 1)}.${tld}`, [], more);
async function call<T>(path: string, body?: unknown, on: Harness = h, at = label) {
  const cookie = await on.signIn(at, 'marieke', passwords.owner);
  const answer = await on.request(`http://${at.host}/v1/domains/${path}`, {
    cookie,
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as T };
}
const idle = async (ms = 0) => {
  now += ms;
  // One job asks for the next, which perhaps another process takes.
  for (let links = 0; links < 4; links += 1) {
    h.bff.jobs.wake(label.id);
    await h.bff.jobs.idle(label.id);
  }
};
const foreign = { own: false, nameServers: ['ns1.other.example', 'ns2.other.example'] };

test('D10: while it is signed the name servers stay; afterwards they may go', async () => {
  const id = await newDomain();
  await call(`${id}/dnssec`, { on: true });
  await idle();
  const early = await call<ProblemBody>(`${id}/name_servers`, foreign);
  assert.deepEqual([early.status, early.body.code], [403, 'state_forbids']);
  assert.match(early.body.reason ?? '', /DNSSEC/);
  await idle(2 * day);
  assert.equal((await call<Dnssec>(`${id}/dnssec`)).body.step, 'on');
  assert.equal((await call<ProblemBody>(`${id}/name_servers`, foreign)).status, 403);
  // Said again where they are: nothing changes.
  assert.equal((await call(`${id}/name_servers`, { own: true })).status, 200);
  await call(`${id}/dnssec`, { on: false });
  await idle();
  assert.equal((await call<ProblemBody>(`${id}/name_servers`, foreign)).status, 403, 'the DS may be remembered');
  await idle(2 * day);
  assert.equal((await call<Dnssec>(`${id}/dnssec`)).body.step, null);
  assert.equal((await call<DomainDetail>(`${id}/name_servers`, foreign)).status, 200);
  const { events } = (await call<DomainDetail>(id)).body;
  assert.deepEqual(
    events.flatMap(({ event }) => (event.kind === 'dnssec' ? event.on : [])),
    [false, true],
  );
});

test('D10: where it cannot be the reason is told, and nothing begins', async () => {
  const away = await newDomain({ ownNameServers: false });
  const told = await call<Dnssec>(`${away}/dnssec`);
  assert.match(told.body.denied['domains.dnssec.edit']?.reason ?? '', /elsewhere/);
  assert.equal((await call(`${away}/dnssec`, { on: true })).status, 403);
  const gone = await newDomain({ state: 'redemption' });
  assert.equal((await call(`${gone}/dnssec`, { on: true })).status, 403);

  const plain = await harness({ dns: { ...memoryDns(), ...signsNothing } });
  try {
    const at = await plain.label('plain');
    const owner = await plain.customer(at.id, 'Bread');
    await plain.user(at.id, owner, 'Marieke');
    const id = await plain.domain(at.id, owner, 'bread.com');
    const { body } = await call<Dnssec>(`${id}/dnssec`, undefined, plain, at);
    assert.match(body.denied['domains.dnssec.edit']?.reason ?? '', /do not sign/);
    assert.equal((await call(`${id}/dnssec`, { on: true }, plain, at)).status, 403);
    assert.equal((await call<Dnssec>(`${id}/dnssec`, undefined, plain, at)).body.step, null);
  } finally {
    await plain.close();
  }
});

test('D10: keys that the registry has from elsewhere stay while nobody here signs', async () => {
  const id = await newDomain();
  const { body: domain } = await call<DomainDetail>(id);
  const ds = [{ keyTag: 5, algorithm: 13, digestType: 2, digest: 'AB'.repeat(32) }];
  const there = { name: domain.name, nameServers: ['ns1.example.net', 'ns2.example.net'], privacy: null, hosts: [] };
  await registrar.update({ ...there, locked: false, ds });
  await call(`${id}/lock`, { locked: true });
  await idle();
  assert.deepEqual((await registrar.read(domain.name))!.ds, ds);
});

test('D10: keys that the name server lost are told anew as soon as it is seen', async () => {
  const id = await newDomain();
  await call(`${id}/dnssec`, { on: true });
  await idle();
  await idle(2 * day);
  const { body: domain } = await call<DomainDetail>(id);
  const before = (await registrar.read(domain.name))!.ds;
  await h.dns.unsign(domain.name);
  // Both at once: a customer who is in doubt switches it off and on.
  await call(`${id}/dnssec`, { on: false });
  await call(`${id}/dnssec`, { on: true });
  await idle();
  const after = (await registrar.read(domain.name))!.ds;
  assert.notDeepEqual(after, before);
  assert.deepEqual(after, await h.dns.sign(domain.name));
  assert.equal((await call<Dnssec>(`${id}/dnssec`)).body.step, 'on');
});

test('D10: a zone that the name server lost is signed again as soon as it is made again', async () => {
  const id = await newDomain();
  await call(`${id}/dnssec`, { on: true });
  await idle();
  await idle(2 * day);
  const { body: domain } = await call<DomainDetail>(id);
  await h.dns.unsign(domain.name);
  await h.dns.removeZone(domain.name);
  const changes = [{ op: 'set', name: 'www', type: 'A', ttl: 300, records: ['192.0.2.1'] }];
  assert.equal((await call(`${id}/dns`, { version: 1, changes })).status, 200);
  await idle();
  assert.deepEqual((await registrar.read(domain.name))!.ds, await h.dns.sign(domain.name));
  assert.equal((await call<Dnssec>(`${id}/dnssec`)).body.step, 'on');
});

test('D10: what the registry refused is told in words where DNSSEC is, and the zone stays signed', async () => {
  const id = await newDomain();
  const { body: domain } = await call<DomainDetail>(id);
  await call(`${id}/dnssec`, { on: true });
  await idle();
  const { update } = registrar;
  registrar.update = async ({ name }) => {
    throw new RegistrarError('refused', `${name}: no such key`);
  };
  try {
    await idle(2 * day);
    const { step, reason = '' } = (await call<Dnssec>(`${id}/dnssec`)).body;
    assert.equal(step, 'announcing');
    assert.match(reason, /The registry did not take/);
    assert.deepEqual((await registrar.read(domain.name))!.ds, []);
  } finally {
    registrar.update = update;
  }
  await call(`${id}/dnssec`, { on: false });
  await idle();
  const ending = (await call<Dnssec>(`${id}/dnssec`)).body;
  assert.deepEqual([ending.step, ending.reason], ['lingering', undefined]);
});

test('D10: a zone that is lost while it settles waits anew: it was answered without signatures meanwhile', async () => {
  const id = await newDomain();
  const { body: domain } = await call<DomainDetail>(id);
  await call(`${id}/dnssec`, { on: true });
  await idle();
  await h.dns.removeZone(domain.name);
  await idle(day - 1000);
  const changes = [{ op: 'set', name: 'www', type: 'A', ttl: 300, records: ['192.0.2.1'] }];
  assert.equal((await call(`${id}/dns`, { version: 1, changes })).status, 200);
  await idle();
  await idle(2000);
  const settling = (await call<Dnssec>(`${id}/dnssec`)).body;
  assert.deepEqual([settling.step, (await registrar.read(domain.name))!.ds], ['settling', []]);
  assert.ok(Date.parse(settling.dueAt!) - now > day - 10_000);
  await idle(day);
  assert.equal((await call<Dnssec>(`${id}/dnssec`)).body.step, 'on');
  assert.deepEqual((await registrar.read(domain.name))!.ds, await h.dns.sign(domain.name));
});
