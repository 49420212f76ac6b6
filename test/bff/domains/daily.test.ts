import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eq, ne } from 'drizzle-orm';
import { domainEvents } from '../../../bff/domains/registry/schema.ts';
import { registryJob, type RegistryPayload } from '../../../bff/domains/registry/write.ts';
import { putJobs } from '../../../bff/jobs/outbox.ts';
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

test('D15: where the registry renews by itself, what was stopped is given back to it in time', async () => {
  now = Date.parse('2027-08-01T12:00:00Z');
  const name = async (id: string) => (await read(id)).name;
  const there = async (id: string) => {
    const { phase, expiresOn } = (await registrar.read(await name(id)))!;
    return [phase, expiresOn];
  };
  const here = async (id: string) => {
    const { state, expiresOn } = await read(id);
    return [state, expiresOn];
  };
  const on = async (day: string) => {
    now = Date.parse(`${day}T12:00:00Z`);
    await round();
  };
  const generic = await newDomain('2027-08-10', { autoRenew: false, locked: true });
  // Those that never take a year back are deleted before it begins.
  const dutch = await newDomain('2027-08-10', { autoRenew: false }, 'nl');
  await on('2027-08-08');
  assert.deepEqual(await here(dutch), ['active', '2027-08-10']);
  await on('2027-08-09');
  assert.deepEqual(
    [await here(dutch), await there(dutch)],
    [
      ['redemption', '2027-08-10'],
      ['redemption', '2027-08-10'],
    ],
  );
  await on('2027-08-10');
  assert.deepEqual(
    [await here(generic), await there(generic)],
    [
      ['expired', '2027-08-10'],
      ['active', '2028-08-10'],
    ],
  );
  await on('2027-09-17');
  assert.deepEqual(await here(generic), ['expired', '2027-08-10'], 'until his last day he can have it back');
  const remove = registrar.delete.bind(registrar);
  registrar.delete = () => Promise.reject(new RegistrarError('unreachable', 'down'));
  await on('2027-09-18');
  registrar.delete = remove;
  assert.deepEqual(await here(generic), ['expired', '2027-08-10']);
  now += 3_600_000;
  h.bff.jobs.wake(label.id);
  await h.bff.jobs.idle(label.id);
  assert.deepEqual(
    [await here(generic), await there(generic)],
    [
      ['redemption', '2027-08-10'],
      ['redemption', '2027-08-10'],
    ],
  );
  const told = await h.store.labels.use(label.id, ({ db }) =>
    db.select().from(domainEvents).where(eq(domainEvents.domainId, generic)),
  );
  assert.deepEqual(
    told.map(({ event }) => event),
    [{ kind: 'deleted' }],
  );
  // What the runner looks at once more after a try in vain.
  now += 60_000;
  h.bff.jobs.wake(label.id);
  await h.bff.jobs.idle(label.id);
  await on('2027-10-26');
  assert.deepEqual([(await here(generic))[0], (await here(dutch))[0]], ['released', 'released']);
});

test('D15: who takes it back in grace pays for one year, and what he takes back is not deleted', async () => {
  now = Date.parse('2027-11-01T12:00:00Z');
  const resumed = await newDomain('2027-11-05', { autoRenew: false });
  const renewed = await newDomain('2027-11-05', { autoRenew: false });
  const late = await newDomain('2027-11-05', { autoRenew: false });
  const on = async (day: string) => {
    now = Date.parse(`${day}T12:00:00Z`);
    await round();
  };
  const put = (id: string, payload: RegistryPayload) =>
    h.store.labels.use(label.id, ({ db }) => putJobs(db, [{ kind: registryJob, object: id, payload }], new Date(now)));
  const days = async (id: string) => {
    const row = await read(id);
    return [row.state, row.expiresOn, (await registrar.read(row.name))!.expiresOn];
  };
  await on('2027-11-10');
  assert.deepEqual(await days(resumed), ['expired', '2027-11-05', '2028-11-05']);
  const resume = (id: string) =>
    h.store.labels.use(label.id, ({ db }) => db.update(domains).set({ autoRenew: true }).where(eq(domains.id, id)));
  await resume(resumed);
  await put(renewed, { op: 'renew', expiresOn: '2027-11-05', years: 2, by: 'Marieke' });
  await on('2027-11-11');
  assert.deepEqual(await days(resumed), ['active', '2028-11-05', '2028-11-05']);
  assert.deepEqual(await days(renewed), ['active', '2029-11-05', '2029-11-05']);
  // The job was there before he changed his mind.
  now = Date.parse('2027-12-14T12:00:00Z');
  await put(late, { op: 'delete', expiresOn: '2027-11-05' });
  await resume(late);
  await on('2027-12-15');
  assert.deepEqual(await days(late), ['active', '2028-11-05', '2028-11-05']);
  await on('2027-12-16');
  assert.deepEqual(await days(renewed), ['active', '2029-11-05', '2029-11-05']);
});

test('D16: one that nobody has any more is released, whatever its ending; a refusal hides nothing', async () => {
  now = Date.parse('2028-01-10T12:00:00Z');
  const ids = await Promise.all(['eu', 'com', 'es'].map((tld) => newDomain('2028-01-11', { autoRenew: false }, tld)));
  await round();
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
