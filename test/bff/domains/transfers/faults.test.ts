import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { ZoneAnswer } from '../../../../bff/domains/answers.ts';
import { zoneCheckJob, zoneJob } from '../../../../bff/domains/dns.ts';
import type { Transfer } from '../../../../bff/domains/transfers/answers.ts';
import { transfers } from '../../../../bff/domains/transfers/schema.ts';
import { readNotices } from '../../../../bff/domains/transfers/notices.ts';
import type { ProblemBody } from '../../../../bff/http/problem.ts';
import { putLater } from '../../../../bff/jobs/queue.ts';
import { memoryRegistrar } from '../../../../bff/platform/registrar/memory.ts';
import { RegistrarError, type RegistrarPort } from '../../../../bff/platform/registrar/port.ts';
import { keptNotices } from '../../../../bff/store/control.schema.ts';
import { harness, passwords, type Harness, type TestLabel } from '../../harness.ts';

const noon = Date.parse('2026-11-25T12:00:00Z');
const code = 'Kx7!mnopQRst2345';
let now = noon;
let away = false;
/** The registry takes its time to answer who asks for a domain. */
let slow: Promise<void> | undefined;
const registrar = memoryRegistrar(() => now);
const faulty: RegistrarPort = {
  ...registrar,
  async askFor(name, secret, call) {
    await slow;
    return registrar.askFor(name, secret, call);
  },
  async transfer(name, call) {
    if (away) throw new RegistrarError('unreachable', 'no answer');
    return registrar.transfer(name, call);
  },
};
let h: Harness;
let north: TestLabel;
let south: TestLabel;
before(async () => {
  h = await harness({ now: () => now, registrar: faulty });
  north = await h.label('north');
  south = await h.label('south');
  await h.user(north.id, await h.customer(north.id, 'Loaf'), 'Marieke');
  await h.user(south.id, await h.customer(south.id, 'Roof'), 'Piet');
});
beforeEach(() => {
  now = noon;
  away = false;
});
after(() => h.close());

async function call<T>(label: TestLabel, method: string, path: string, body?: object) {
  const cookie = await h.signIn(label, label === north ? 'marieke' : 'piet', passwords.owner);
  const answer = await h.request(`http://${label.host}/v1/domains${path}`, {
    method,
    cookie,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: answer.status, body: (await answer.json()) as T & ProblemBody };
}
const start = async (label: TestLabel, name: string, more = {}) => {
  const wish = { name, code, nameServers: 'keep', ...more };
  const { status, body } = await call<Transfer>(label, 'POST', '/transfers', wish);
  assert.equal(status, 201, JSON.stringify(body));
  return body.domain.id;
};
const cancel = (label: TestLabel, id: string) => call<Transfer>(label, 'POST', `/${id}/transfer/cancel`, {});
const look = (label: TestLabel, id: string) => call<Transfer>(label, 'GET', `/${id}/transfer`);

/** Each look may write the next job. */
async function settle(label: TestLabel) {
  for (let round = 0; round < 3; round += 1) {
    h.bff.jobs.wake(label.id);
    await h.bff.jobs.idle(label.id);
  }
}

const elsewhere = (name: string, secret = code) =>
  registrar.others.register(
    {
      name,
      registeredOn: '2020-03-14',
      expiresOn: '2028-03-14',
      nameServers: ['ns1.old.example', 'ns2.old.example'],
      locked: null,
      privacy: null,
      hosts: [],
    },
    secret,
  );

test('D18: who cancels while the registry says no gets nothing of what another label moves after him', async () => {
  await elsewhere('wanted.nl');
  let answer!: () => void;
  slow = new Promise((resolve) => (answer = resolve));
  const vain = await start(north, 'wanted.nl', { code: 'Guessed-Code-123', nameServers: 'ours' });
  assert.equal((await cancel(north, vain)).status, 200);
  away = true;
  answer();
  await settle(north);
  away = false;
  const right = await start(south, 'wanted.nl');
  await settle(south);
  assert.equal((await look(south, right)).body.move?.state, 'done');
  now += 600_000;
  await settle(north);
  assert.equal((await look(north, vain)).status, 404);
  assert.deepEqual((await registrar.read('wanted.nl'))?.nameServers, ['ns1.old.example', 'ns2.old.example']);
});

test('D18: as long as one label asks no other one can, and once it has ended any may', async () => {
  await elsewhere('awaited.com');
  const first = await start(north, 'awaited.com');
  await settle(north);
  // Its claim is its own at every look, not only at the first.
  await h.store.claims.release({ kind: 'registration', name: 'awaited.com', labelId: north.id, objectId: first });
  now += 600_000;
  await settle(north);
  const second = await start(south, 'awaited.com');
  await settle(south);
  assert.equal((await look(south, second)).body.move?.code, 'ours_already');
  await cancel(north, first);
  await settle(north);
  await call(south, 'POST', `/${second}/transfer/code`, { code });
  await settle(south);
  assert.equal((await look(south, second)).body.move?.state, 'waiting');
});

test('D18: a move that was tried in vain for days is looked at again, whatever the customer wanted of it last', async () => {
  await elsewhere('forgotten.com');
  await elsewhere('unwanted.com');
  const wanted = await start(north, 'forgotten.com');
  const unwanted = await start(north, 'unwanted.com');
  await settle(north);
  await cancel(north, unwanted);
  away = true;
  for (let hour = 0; hour < 80; hour += 1) {
    await settle(north);
    now += 3_600_000;
  }
  const given = (await look(north, unwanted)).body.move!;
  assert.deepEqual([given.state, given.code], ['cancelling', 'unreachable']);
  assert.ok(Date.parse(given.retryAt!) > noon, 'it says when it is tried again');
  away = false;
  now += 3_600_000;
  await settle(north);
  assert.equal((await look(north, unwanted)).status, 404);
  assert.equal((await registrar.transfer('unwanted.com'))?.state, 'clientCancelled');
  await registrar.others.answer('forgotten.com', 'approve');
  now += 600_000;
  await settle(north);
  assert.equal((await look(north, wanted)).body.move?.state, 'done');
});

/** Another registrar asks for it with its code, and has it at once. */
async function takeAway(name: string) {
  await registrar.others.askFor(name, await registrar.authCode(name));
  await readAll();
}
const reports: { name: string; label: string | undefined }[] = [];
async function readAll() {
  await readNotices({
    registrar: faulty,
    ...h.store,
    now: () => now,
    wake: (id) => h.bff.jobs.wake(id),
    report: (name, facts) => void reports.push({ name, label: facts?.label }),
  });
  for (const label of [north, south]) await settle(label);
}
const zoneOwner = async (name: string) => (await h.store.claims.zone([name]))?.labelId;
const served = async (name: string, owner: string) =>
  (await h.dns.readZone(name))?.find((rrset) => rrset.name === owner && rrset.type === (owner === '@' ? 'NS' : 'A'))
    ?.records;
async function put(label: TestLabel, id: string, address: string) {
  const { version } = (await call<ZoneAnswer>(label, 'GET', `/${id}/dns`)).body;
  const changes = [{ op: 'set', name: 'www', type: 'A', ttl: 3600, records: [address] }];
  const { status, body } = await call<ZoneAnswer>(label, 'POST', `/${id}/dns`, { version, changes });
  assert.equal(status, 200, JSON.stringify(body));
  await settle(label);
}

test('D18: a zone that left and comes back is claimed and made anew, whoever had it meanwhile', async () => {
  await elsewhere('returning.nl');
  const id = await start(north, 'returning.nl', { nameServers: 'ours' });
  await settle(north);
  await put(north, id, '192.0.2.1');
  assert.equal(await zoneOwner('returning.nl'), north.id);
  await takeAway('returning.nl');
  assert.equal(await zoneOwner('returning.nl'), undefined);

  await elsewhere('returning.nl');
  const other = await start(south, 'returning.nl', { nameServers: 'ours' });
  await settle(south);
  await put(south, other, '203.0.113.66');
  assert.equal(await zoneOwner('returning.nl'), south.id);
  await takeAway('returning.nl');

  await elsewhere('returning.nl');
  assert.equal(await start(north, 'returning.nl', { nameServers: 'ours' }), id);
  await settle(north);
  assert.deepEqual(
    [
      await zoneOwner('returning.nl'),
      await served('returning.nl', 'www'),
      (await served('returning.nl', '@'))?.toSorted(),
    ],
    [north.id, ['192.0.2.1'], ['ns1.north.example', 'ns2.north.example']],
  );
  assert.equal((await call<ZoneAnswer>(north, 'GET', `/${id}/dns`)).body.sync.state, 'ready');
});

test('D18: nothing that comes late claims the zone of what has left, or of what is only on its way', async () => {
  const late = async (id: string) => {
    await h.store.labels.use(north.id, async ({ db }) => {
      for (const kind of [zoneJob, zoneCheckJob]) await putLater(db, { kind, object: id }, new Date(now), {});
    });
    await settle(north);
  };
  await elsewhere('late.nl');
  const left = await start(north, 'late.nl', { nameServers: 'ours' });
  await settle(north);
  await takeAway('late.nl');
  await late(left);
  assert.equal(await zoneOwner('late.nl'), undefined);

  await elsewhere('coming.com');
  const coming = await start(north, 'coming.com', { nameServers: 'ours' });
  await settle(north);
  await late(coming);
  assert.equal(await zoneOwner('coming.com'), undefined);
  assert.equal(await h.dns.readZone('coming.com'), undefined);
});

test('D18: what comes with the name servers it had has a zone of ours as well, for the day that it uses it', async () => {
  await elsewhere('keeping.nl');
  const id = await start(north, 'keeping.nl');
  await settle(north);
  assert.equal(await zoneOwner('keeping.nl'), north.id);
  assert.deepEqual((await served('keeping.nl', '@'))?.toSorted(), ['ns1.north.example', 'ns2.north.example']);
  assert.deepEqual((await registrar.read('keeping.nl'))?.nameServers, ['ns1.old.example', 'ns2.old.example']);
  assert.equal((await call<ZoneAnswer>(north, 'GET', `/${id}/dns`)).body.sync.state, 'ready');
});

/** A label whose database is damaged, until it is mended. */
async function damage(label: TestLabel) {
  const rename = (from: string, to: string) =>
    h.store.labels.use(label.id, ({ client }) => client.execute(`alter table ${from} rename to ${to}`));
  await rename('domains', 'damaged');
  return () => rename('damaged', 'domains');
}

test('D18: a label that is damaged keeps no message from another one, and is reported', async () => {
  const broken = await h.label('aaa');
  const mend = await damage(broken);
  const customer = await h.customer(north.id, 'Stove');
  await h.user(north.id, customer, 'Ida');
  const id = await h.domain(north.id, customer, 'noticed.com', [], { locked: false, ownNameServers: false });
  reports.length = 0;
  await takeAway('noticed.com');
  const cookie = await h.signIn(north, 'ida', passwords.owner);
  const answer = await h.request(`http://${north.host}/v1/domains/${id}/transfer`, { cookie });
  assert.equal(((await answer.json()) as Transfer).move?.state, 'waiting');
  assert.deepEqual(reports, [{ name: 'notices_failed', label: broken.id }]);
  assert.equal(await registrar.poll(), undefined);
  await mend();
});

test('D18: what the registry says to a damaged label is kept for it, and holds up nobody else', async () => {
  const names = ['patient.com', 'behind.com'];
  for (const name of names) await elsewhere(name);
  const first = await start(south, 'patient.com');
  const second = await start(north, 'behind.com');
  await settle(south);
  await settle(north);
  const mend = await damage(south);
  for (const name of names) await registrar.others.answer(name, 'approve');
  reports.length = 0;
  await readAll();
  assert.equal(await registrar.poll(), undefined);
  assert.equal((await look(north, second)).body.move?.state, 'done');
  assert.ok(reports.length > 0 && reports.every(({ label }) => label === south.id));
  const before = reports.length;
  // As long as it is damaged it is tried in vain, and nothing is lost by that.
  await readAll();
  assert.equal(reports.length, before, 'told once');
  await mend();
  await readAll();
  assert.equal((await look(south, first)).body.move?.state, 'done');
  const kept = await h.store.control.db.select().from(keptNotices);
  assert.deepEqual(kept, []);
});

test('D18: what nobody knows of is kept for the label that could not be asked', async () => {
  const id = await h.domain(south.id, await h.customer(south.id, 'Hearth'), 'unclaimed.com', [], {
    ...{ locked: false, ownNameServers: false },
  });
  const mend = await damage(south);
  await takeAway('unclaimed.com');
  assert.equal(await registrar.poll(), undefined);
  await mend();
  await readAll();
  const rows = await h.store.labels.use(south.id, ({ db }) => db.select().from(transfers));
  assert.deepEqual(
    rows.filter(({ domainId }) => domainId === id).map(({ incoming, state }) => [incoming, state]),
    [[false, 'waiting']],
  );
});
