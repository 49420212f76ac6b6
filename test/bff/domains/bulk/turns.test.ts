import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eq } from 'drizzle-orm';
import { memberships } from '../../../../bff/account/schema.ts';
import type { DomainDetail, DomainPage } from '../../../../bff/domains/answers.ts';
import type { BulkRun } from '../../../../bff/domains/bulk/answers.ts';
import { bulkJobs } from '../../../../bff/domains/bulk/job.ts';
import { bulkJob } from '../../../../bff/domains/bulk/verbs.ts';
import type { ProblemBody } from '../../../../bff/http/problem.ts';
import { jobTable } from '../../../../bff/jobs/outbox.ts';
import { defaultSettings } from '../../../../bff/reseller/settings.ts';
import { bulkWorld } from './visit.ts';

// Its jobs run when a test says so.
let world: Awaited<ReturnType<typeof bulkWorld>>;
before(async () => {
  world = await bulkWorld();
  await world.h.bff.jobs.stop();
});
after(() => world.h.close());

const stop = { action: 'domains.renewal.stop', input: {} };
/** One part of the run: up to fifty domains. */
const part = () => world.h.store.labels.use(world.label.id, (label) => world.h.bff.jobs.step(label));
const toEnd = async () => {
  while (await part());
};
const read = async (id: string) => (await world.call<BulkRun>(`/bulk/${id}`)).body;

test('D19: a run is seen on its way, also by who comes to the list; there is one at a time', async () => {
  const { call, domains, start } = world;
  const ids = await domains(120);
  const list = (tag = '') =>
    world.h.request(`http://${world.label.host}/v1/domains`, {
      cookie: world.cookie,
      headers: { 'if-none-match': tag },
    });
  const tag = (await list()).headers.get('etag')!;
  assert.equal((await list(tag)).status, 304);
  const { body: run } = await start({ domains: ids }, stop);
  // Who has the list as it was hears that a run is under way.
  assert.equal((await list(tag)).status, 200);
  await part();
  const midway = await read(run.id);
  assert.equal(midway.state, 'running');
  assert.ok(midway.counts.changed > 0 && midway.counts.changed <= 50 && midway.counts.waiting >= 70);
  assert.equal((await call<DomainPage>('')).body.bulk, run.id);
  const second = await start({ domains: ids }, stop);
  assert.deepEqual([second.status, second.body.code], [403, 'state_forbids']);
  assert.match(second.body.reason!, /under way/);
  await toEnd();
  assert.deepEqual([(await read(run.id)).state, (await read(run.id)).counts.changed], ['done', 120]);
  // What came of it is there until it is closed.
  assert.equal((await call<DomainPage>('')).body.bulk, run.id);
  assert.equal((await call(`/bulk/${run.id}/close`, {})).status, 200);
  assert.equal((await call<DomainPage>('')).body.bulk, null);
});

test('D19: a cancelled run leaves the rest as it is, and that cannot be done twice', async () => {
  const { call, domains, start } = world;
  const { body: run } = await start({ domains: await domains(60) }, stop);
  await part();
  const cancelled = await call<BulkRun>(`/bulk/${run.id}/cancel`, {});
  assert.equal(cancelled.status, 200);
  assert.equal(cancelled.body.state, 'cancelled');
  const { changed, dropped } = cancelled.body.counts;
  assert.ok(changed > 0 && dropped >= 10);
  await toEnd();
  assert.deepEqual((await read(run.id)).counts, { waiting: 0, changed, same: 0, refused: 0, dropped });
  const { items } = (await call<DomainPage>('?view=stopped&limit=200')).body;
  assert.equal(items.length, 120 + changed);
  assert.equal((await call<ProblemBody>(`/bulk/${run.id}/cancel`, {})).body.code, 'state_forbids');
});

test('D19: what is switched off, or who may no more, meanwhile is refused from then on', async () => {
  const { h, label, user, domains, start, items } = world;
  const { body: run } = await start({ domains: await domains(70) }, stop);
  await part();
  await h.set(label.id, { policy: { hiddenTabs: [], disabledActions: { 'domains.renewal.stop': {} } } });
  await toEnd();
  const refused = (await items(run.id, '?state=refused')).items;
  assert.equal(refused.length, (await read(run.id)).total - (await read(run.id)).counts.changed);
  assert.deepEqual([...new Set(refused.map(({ code }) => code))], ['action_disabled']);
  await h.set(label.id, { policy: defaultSettings.policy });

  const { body: other } = await start({ domains: await domains(3) }, stop);
  const asRole = (role: 'owner' | 'support') =>
    h.store.labels.use(label.id, ({ db }) => db.update(memberships).set({ role }).where(eq(memberships.userId, user)));
  await asRole('support');
  await toEnd();
  await asRole('owner');
  assert.deepEqual(
    (await items(other.id)).items.map(({ code }) => code),
    ['role_forbidden', 'role_forbidden', 'role_forbidden'],
  );
});

test('D19: two that hold the same job, as after a lease that was lost, do no domain twice', async () => {
  const { h, label, domains, start } = world;
  const ids = await domains(30);
  const { body: run } = await start({ domains: ids }, stop);
  await h.store.labels.use(label.id, async (handle) => {
    const [job] = await handle.db.select().from(jobTable).where(eq(jobTable.object, run.id));
    const hold = () =>
      bulkJobs(() => h.bff.deps)[bulkJob]!.run({ label: handle, job: job!, doubt: false, call: { admit() {} } });
    await Promise.all([hold(), hold()]);
  });
  await toEnd();
  assert.deepEqual([(await read(run.id)).counts.changed, (await read(run.id)).counts.same], [30, 0]);
  for (const id of ids) {
    const { events } = (await world.call<DomainDetail>(`/${id}`)).body;
    assert.equal(events.length, 1);
  }
});
