import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { Transfer } from '../../../bff/domains/transfers/answers.ts';
import type { ProblemBody } from '../../../bff/http/problem.ts';
import { memoryRegistrar } from '../../../bff/platform/registrar/memory.ts';
import { RegistrarError, type RegistrarPort } from '../../../bff/platform/registrar/port.ts';
import { harness, passwords, type Harness, type TestLabel } from '../harness.ts';

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
