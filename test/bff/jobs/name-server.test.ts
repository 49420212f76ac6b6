import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import type { DomainPage, ZoneAnswer } from '../../../bff/domains/answers.ts';
import { giveUpAfter } from '../../../bff/jobs/backoff.ts';
import { jobTable } from '../../../bff/jobs/outbox.ts';
import { memoryDns } from '../../../bff/platform/dns/memory.ts';
import { DnsError, type DnsPort } from '../../../bff/platform/dns/port.ts';
import { harness, passwords, type Harness, type TestLabel } from '../harness.ts';

const served = memoryDns();
let answer: 'well' | DnsError['code'] = 'well';
let asked = 0;
const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
  asked += 1;
  if (answer !== 'well') throw new DnsError(answer, 'the secret words of a name server');
  return work();
};
const dns: DnsPort = {
  ...served,
  ensureZone: (zone) => guarded(() => served.ensureZone(zone)),
  change: (zone, changes) => guarded(() => served.change(zone, changes)),
};

let now = Date.UTC(2026, 10, 24);
let h: Harness;
let label: TestLabel;
let customer: string;
let cookie: string;
before(async () => {
  h = await harness({ dns, now: () => now });
  label = await h.label('north');
  customer = await h.customer(label.id, 'Loaf');
  await h.user(label.id, customer, 'Marieke');
  cookie = await h.signIn(label, 'marieke', passwords.owner);
});
after(() => h.close());

async function call(method: string, path: string, body?: object): Promise<ZoneAnswer> {
  const answered = await h.request(`http://${label.host}/v1/domains/${path}`, {
    method,
    cookie,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  assert.equal(answered.status, 200, await answered.clone().text());
  return (await answered.json()) as ZoneAnswer;
}
const zone = (id: string) => call('GET', `${id}/dns`);
const www = (address: string) => ({ op: 'set', name: 'www', type: 'A', ttl: 300, records: [address] });
const publish = async (id: string, version: number, address: string) => {
  const zoneNow = await call('POST', `${id}/dns`, { version, changes: [www(address)] });
  await h.bff.jobs.idle(label.id);
  return zoneNow;
};
const onServer = async (name: string) => (await served.readZone(name))?.find((rrset) => rrset.name === 'www')?.records;
const tick = async (ms: number) => {
  now += ms;
  h.bff.jobs.wake(label.id);
  await h.bff.jobs.idle(label.id);
};

test('a commit wakes the runner: published with no waiting', async () => {
  const id = await h.domain(label.id, customer, 'woken.example');
  const began = performance.now();
  assert.equal((await publish(id, 1, '192.0.2.1')).sync.state, 'pending');
  assert.equal((await zone(id)).sync.state, 'ready');
  // Without a wake it would be a minute.
  assert.ok(performance.now() - began < 20_000);
  assert.deepEqual(await onServer('woken.example'), ['192.0.2.1']);
});

test('P4: name server down: saved, shown with words and the next try, tried again, ready after it is back', async () => {
  const id = await h.domain(label.id, customer, 'down.example');
  answer = 'unreachable';
  await publish(id, 1, '192.0.2.2');
  const down = await zone(id);
  assert.equal(down.sync.state, 'failed');
  assert.match(down.sync.reason ?? '', /name server does not answer.*saved/);
  assert.ok(Date.parse(down.sync.retryAt!) > now);
  assert.ok(!JSON.stringify(down).includes('secret words'));
  assert.deepEqual(down.rrsets.find(({ name }) => name === 'www')?.records, ['192.0.2.2']);
  await publish(id, 2, '192.0.2.3');
  await tick(5000);
  assert.equal((await zone(id)).sync.state, 'failed');
  assert.equal(await onServer('down.example'), undefined);
  answer = 'well';
  await tick(3_600_000);
  const { sync } = await zone(id);
  assert.deepEqual(sync, { state: 'ready' });
  assert.deepEqual(await onServer('down.example'), ['192.0.2.3']);
});

test('"Try again" does not wait for the backoff', async () => {
  const id = await h.domain(label.id, customer, 'retry.example');
  answer = 'unreachable';
  await publish(id, 1, '192.0.2.4');
  answer = 'well';
  const before = asked;
  await call('POST', `${id}/dns/retry`);
  await h.bff.jobs.idle(label.id);
  assert.ok(asked > before);
  assert.equal((await zone(id)).sync.state, 'ready');
});

test('P4: given up after 72 h, shown without a next try; "Try again" still works then', async () => {
  const id = await h.domain(label.id, customer, 'given-up.example');
  answer = 'unreachable';
  await publish(id, 1, '192.0.2.5');
  await tick(giveUpAfter + 1);
  const { sync } = await zone(id);
  assert.deepEqual([sync.state, sync.retryAt], ['failed', undefined]);
  assert.ok(sync.reason);
  const page = (await (await h.request(`http://${label.host}/v1/domains?q=given-up`, { cookie })).json()) as DomainPage;
  assert.equal(page.items[0]!.dns, 'failed');
  answer = 'well';
  await call('POST', `${id}/dns/retry`);
  await h.bff.jobs.idle(label.id);
  assert.equal((await zone(id)).sync.state, 'ready');
  assert.deepEqual(await onServer('given-up.example'), ['192.0.2.5']);
});

test('"Try again" where nothing waits makes no job', async () => {
  const id = await h.domain(label.id, customer, 'fine.example');
  const before = asked;
  await call('POST', `${id}/dns/retry`);
  await h.bff.jobs.idle(label.id);
  const jobs = await h.store.labels.use(label.id, ({ db }) =>
    db.select().from(jobTable).where(eq(jobTable.object, id)),
  );
  assert.deepEqual([jobs.length, asked], [0, before]);
});

test('a refusal is shown in other words; a later change that is taken mends it', async () => {
  const id = await h.domain(label.id, customer, 'refused.example');
  answer = 'refused';
  await publish(id, 1, '192.0.2.6');
  const { sync } = await zone(id);
  assert.equal(sync.state, 'failed');
  assert.match(sync.reason ?? '', /did not take/);
  answer = 'well';
  await publish(id, 2, '192.0.2.7');
  assert.equal((await zone(id)).sync.state, 'ready');
  assert.deepEqual(await onServer('refused.example'), ['192.0.2.7']);
});

test('a zone that the server lost is made anew, whole', async () => {
  const id = await h.domain(label.id, customer, 'lost.example', [
    { name: 'old', type: 'A', ttl: 300, records: ['192.0.2.9'] },
  ]);
  await served.removeZone('lost.example');
  await publish(id, 1, '192.0.2.8');
  assert.equal((await zone(id)).sync.state, 'ready');
  const names = (await served.readZone('lost.example'))!.map(({ name, type }) => `${name} ${type}`).sort();
  assert.deepEqual(names, ['@ NS', 'old A', 'www A']);
});

test('while the server is away other domains and the panel stay quick', async () => {
  const id = await h.domain(label.id, customer, 'quick.example');
  answer = 'unreachable';
  await publish(id, 1, '192.0.2.10');
  const began = performance.now();
  await zone(id);
  assert.ok(performance.now() - began < 5000);
  answer = 'well';
  await tick(3_600_000);
  await pause(0);
  assert.equal((await zone(id)).sync.state, 'ready');
});
