import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eq, ne } from 'drizzle-orm';
import { dailyDomains } from '../../../bff/domains/registry/daily.ts';
import { domains } from '../../../bff/domains/schema.ts';
import { roundOfDay } from '../../../bff/jobs/daily.ts';
import { jobs } from '../../../bff/jobs/schema.ts';
import { memoryRegistrar } from '../../../bff/platform/registrar/memory.ts';
import { RegistrarError } from '../../../bff/platform/registrar/port.ts';
import { harness, type Harness, type TestLabel } from '../harness.ts';

let now = Date.parse('2026-11-25T12:00:00Z');
const registrar = memoryRegistrar(() => now);
let h: Harness;
let label: TestLabel;
let customer: string;
before(async () => {
  h = await harness({ registrar, now: () => now });
  label = await h.label('north');
  customer = await h.customer(label.id, 'Loaf');
});
after(() => h.close());

let n = 0;
const newDomain = (expiresOn: string, more = {}, tld = 'com') =>
  h.domain(label.id, customer, `loaf${(n += 1)}.${tld}`, [], {
    expiresOn,
    locked: tld === 'com' ? false : null,
    ...more,
  });
const read = (id: string) =>
  h.store.labels.use(label.id, async ({ db }) => (await db.select().from(domains).where(eq(domains.id, id)))[0]!);
const round = async () => {
  await roundOfDay({
    control: h.store.control,
    labels: h.store.labels,
    now: () => now,
    round: (one) => dailyDomains(one, now),
    wake: (id) => h.bff.jobs.wake(id),
    report: () => {},
  });
  await h.bff.jobs.idle(label.id);
};

test('D15: what renews by itself is renewed two days ahead, once; what was stopped runs out, phase by phase', async () => {
  const soon = await newDomain('2026-11-27');
  const later = await newDomain('2026-11-28');
  const stopped = await newDomain('2026-11-26', { autoRenew: false });
  await Promise.all([round(), round()]);
  assert.equal((await read(soon)).expiresOn, '2027-11-27');
  assert.equal((await read(later)).expiresOn, '2026-11-28');
  assert.deepEqual([(await read(stopped)).state, (await read(stopped)).expiresOn], ['active', '2026-11-26']);

  const on = async (day: string) => {
    now = Date.parse(`${day}T12:00:00Z`);
    await round();
    return (await read(stopped)).state;
  };
  assert.equal(await on('2026-11-26'), 'expired');
  assert.equal((await read(later)).expiresOn, '2027-11-28');
  assert.equal(await on('2027-01-04'), 'redemption');
  assert.equal(await on('2027-02-03'), 'pending_delete');
  assert.equal(await on('2027-02-10'), 'released');
  const failed = await h.store.labels.use(label.id, ({ db }) => db.select().from(jobs).where(ne(jobs.state, 'done')));
  assert.deepEqual(failed, []);
  assert.equal((await read(soon)).expiresOn, '2027-11-27', 'renewed once');
});

test('D15: the domains of every ending renew by themselves, and none of them before its time', async () => {
  now = Date.parse('2027-05-01T12:00:00Z');
  const endings = ['com', 'nl', 'be', 'de', 'eu', 'at', 'ch', 'fr', 'uk', 'it', 'es', 'us', 'ca', 'au', 'se', 'org'];
  const ids = await Promise.all(endings.map((tld) => newDomain('2027-05-04', {}, tld)));
  const days = async () => Promise.all(ids.map(async (id) => (await read(id)).expiresOn));
  await round();
  assert.deepEqual([...new Set(await days())], ['2027-05-04']);
  now += 86_400_000;
  await round();
  assert.deepEqual([...new Set(await days())], ['2028-05-04']);
});

test('D15: stopped while the registry was away it is not renewed; resumed in grace it is', async () => {
  now = Date.parse('2027-06-01T12:00:00Z');
  const set = (id: string, autoRenew: boolean) =>
    h.store.labels.use(label.id, ({ db }) => db.update(domains).set({ autoRenew }).where(eq(domains.id, id)));
  const id = await newDomain('2027-06-03');
  const renew = registrar.renew.bind(registrar);
  registrar.renew = () => Promise.reject(new RegistrarError('unreachable', 'down'));
  await round();
  await set(id, false);
  registrar.renew = renew;
  now += 3_600_000;
  h.bff.jobs.wake(label.id);
  await h.bff.jobs.idle(label.id);
  assert.equal((await read(id)).expiresOn, '2027-06-03');

  now = Date.parse('2027-06-10T12:00:00Z');
  // What the runner looks at once more after a try in vain.
  h.bff.jobs.wake(label.id);
  await h.bff.jobs.idle(label.id);
  await round();
  assert.equal((await read(id)).state, 'expired');
  await set(id, true);
  now += 86_400_000;
  await round();
  assert.deepEqual([(await read(id)).state, (await read(id)).expiresOn], ['active', '2028-06-03']);
});

test('D16: one that nobody has any more is released, whatever its ending; a refusal hides nothing', async () => {
  now = Date.parse('2028-01-10T12:00:00Z');
  const ids = await Promise.all(['eu', 'com', 'es'].map((tld) => newDomain('2028-01-11', { autoRenew: false }, tld)));
  const states = async (day: string) => {
    now = Date.parse(`${day}T12:00:00Z`);
    await round();
    return Promise.all(ids.map(async (id) => (await read(id)).state));
  };
  assert.deepEqual(await states('2028-01-12'), ['redemption', 'expired', 'expired']);
  assert.deepEqual(await states('2028-02-25'), ['released', 'redemption', 'released']);
  assert.deepEqual(await states('2028-04-01'), ['released', 'released', 'released']);
  const errors = await Promise.all(ids.map(async (id) => (await read(id)).registryError));
  assert.deepEqual(errors, [null, null, null]);
});

test('a clock that was ahead holds up no round', async () => {
  now = Date.parse('2030-01-01T12:00:00Z');
  await round();
  now = Date.parse('2028-06-01T12:00:00Z');
  const id = await newDomain('2028-06-02');
  await round();
  assert.equal((await read(id)).expiresOn, '2029-06-02');
});

test('a round is made once a day; one that failed is made again', async () => {
  const count = () =>
    h.store.labels.use(label.id, async ({ db }) => (await db.select({ id: jobs.id }).from(jobs)).length);
  now = Date.parse('2028-07-01T12:00:00Z');
  await round();
  const before = await count();
  await round();
  assert.equal(await count(), before);
  now += 86_400_000;
  let failures = 0;
  const failing = {
    control: h.store.control,
    labels: h.store.labels,
    now: () => now,
    round: () => Promise.reject(new Error('away')),
    wake: () => {},
    report: () => void (failures += 1),
  };
  await roundOfDay(failing);
  await roundOfDay(failing);
  assert.equal(failures, 2);
});
