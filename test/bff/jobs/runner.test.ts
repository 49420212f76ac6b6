import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { asc, eq } from 'drizzle-orm';
import { backoff, giveUpAfter } from '../../../bff/jobs/backoff.ts';
import { jobRows, jobTable } from '../../../bff/jobs/outbox.ts';
import { claim, leaseTime, putLater, settle } from '../../../bff/jobs/queue.ts';
import { JobRunner, type JobHandler } from '../../../bff/jobs/runner.ts';
import { Labels, type LabelHandle } from '../../../bff/store/labels.ts';
import { labelMigrations } from '../../../bff/store/migrations.node.ts';
import { memoryDatabases } from '../../../bff/store/open.ts';

const closing: (() => Promise<void>)[] = [];
after(async () => {
  for (const close of closing) await close();
});

async function world(handlers: Record<string, JobHandler> = {}) {
  const clock = { now: Date.UTC(2026, 10, 24), putForward: 0 };
  const labels = new Labels({ ...memoryDatabases(), migrations: labelMigrations });
  const { label } = await labels.acquire('lab_1');
  const reports: { name: string; reason: unknown }[] = [];
  const runner = new JobRunner({
    labels,
    handlers,
    now: () => clock.now,
    elapsed: () => clock.now - clock.putForward,
    random: () => 0,
    report: (name, facts) => void reports.push({ name, reason: facts.reason }),
  });
  const put = async (kind: string, object: string, count = 1) => {
    const rows = jobRows(Array(count).fill({ kind, object }), new Date(clock.now), { requestId: 'req_1' });
    await label.db.insert(jobTable).values(rows);
    return rows[0]!.id;
  };
  const job = async (id: string) => (await label.db.select().from(jobTable).where(eq(jobTable.id, id)))[0]!;
  const done = async () => {
    runner.wake('lab_1');
    await runner.idle('lab_1');
  };
  closing.push(async () => {
    await runner.stop();
    await labels.close();
  });
  return { clock, label, runner, reports, put, job, done };
}

const doing = (run: (object: string, label: LabelHandle) => Promise<void>): JobHandler => ({
  run: async ({ job, label }) => {
    await run(job.object, label);
    return async () => {};
  },
  failed: async () => {},
});

test('backoff: 2 s, doubling to an hour, never longer, at most a quarter shorter', () => {
  assert.deepEqual(
    [1, 2, 3, 11, 12, 13, 500].map((n) => backoff(n, 0)),
    [2, 4, 8, 2048, 3600, 3600, 3600].map((s) => s * 1000),
  );
  for (let n = 1; n < 40; n += 1) assert.equal(backoff(n, 0.999_999), Math.round(backoff(n, 0) * (1 - 0.999_999 / 4)));
});

test('a failed job waits its backoff, and nothing before', async () => {
  let tries = 0;
  const w = await world({
    k: doing(async () => {
      tries += 1;
      throw new Error('no');
    }),
  });
  const id = await w.put('k', 'a');
  for (const wait of [2000, 4000, 8000, 16_000]) {
    await w.done();
    const { state, error, dueAt } = await w.job(id);
    assert.deepEqual([state, error, dueAt.getTime()], ['pending', 'unexpected', w.clock.now + wait]);
    const before = tries;
    w.clock.now += wait - 1;
    await w.done();
    assert.equal(tries, before);
    w.clock.now += 1;
  }
  assert.equal(tries, 4);
  assert.deepEqual(w.reports.slice(0, 1), [{ name: 'job_failed', reason: 'unexpected' }]);
});

test('after 72 h a job is given up, and the handler is told that there is no other try', async () => {
  const told: (Date | undefined)[] = [];
  const w = await world({
    k: {
      run: async () => Promise.reject(new Error('no')),
      failed: async (_, __, ___, retryAt) => void told.push(retryAt),
    },
  });
  const id = await w.put('k', 'a');
  await w.done();
  w.clock.now += giveUpAfter;
  await w.done();
  assert.equal((await w.job(id)).state, 'pending');
  w.clock.now += 3_600_001;
  await w.done();
  const { state, endedAt } = await w.job(id);
  assert.deepEqual([state, endedAt?.getTime()], ['failed', w.clock.now]);
  assert.deepEqual(
    told.map((retryAt) => retryAt !== undefined),
    [true, true, false],
  );
  w.clock.now += giveUpAfter;
  await w.done();
  assert.equal(told.length, 3);
});

test('a lease is nobody else’s until it ends; then the job is taken over and the late holder writes nothing', async () => {
  const w = await world();
  const id = await w.put('k', 'a');
  const first = (await claim(w.label.db, () => w.clock.now))!;
  w.clock.now += leaseTime - 1;
  assert.equal(await claim(w.label.db, () => w.clock.now), undefined);
  w.clock.now += 1;
  const second = (await claim(w.label.db, () => w.clock.now))!;
  assert.deepEqual([second.id, second.fence, second.attempts], [id, first.fence + 1, 2]);
  assert.equal(await settle(w.label.db, first, { state: 'done' }), false);
  assert.equal((await w.job(id)).state, 'running');
  assert.equal(await settle(w.label.db, second, { state: 'done' }), true);
  assert.equal(await settle(w.label.db, second, { state: 'pending' }), false, 'an ended job stays so');
});

test('through the runner: a holder that slept past its lease runs none of its writes', async () => {
  const wrote: number[] = [];
  const wake: (() => void)[] = [];
  const w = await world({
    k: {
      run: async ({ job }) => {
        if (job.attempts === 1) await new Promise<void>((resolve) => wake.push(resolve));
        return async () => void wrote.push(job.attempts);
      },
      failed: async () => void wrote.push(-1),
    },
  });
  const id = await w.put('k', 'a');
  const sleeping = w.runner.step(w.label);
  while (!wake.length) await pause(1);
  w.clock.now += leaseTime + 1;
  assert.equal(await w.runner.step(w.label), true);
  wake[0]!();
  await sleeping;
  assert.deepEqual(wrote, [2]);
  assert.deepEqual([(await w.job(id)).state, (await w.job(id)).fence], ['done', 2]);
});

test('a clock that was put forward brings a second look too early: there is a third', async () => {
  const looks: number[] = [];
  const w = await world({
    k: {
      ...doing(async () => {}),
      lookAgain: async (_, __, due) => void looks.push(due.getTime() - w.clock.now),
    },
  });
  const later = async (ms: number) => {
    await putLater(w.label.db, { kind: 'k', object: 'a' }, new Date(w.clock.now + ms), {});
  };
  const looked = async () => {
    await w.done();
    return looks.splice(0);
  };
  await later(30_000);
  w.clock.now += 30_000;
  assert.deepEqual(await looked(), [], 'time that passed is no jump');
  await later(30_000);
  w.clock.now += 2_000_000;
  w.clock.putForward += 2_000_000;
  await w.put('k', 'b');
  assert.deepEqual(await looked(), [30_000], 'the one that came too early, and not what was put since');
});

test('a clock that was put back puts no second look into the past of others', async () => {
  const looks: number[] = [];
  let fails = true;
  const w = await world({
    k: {
      ...doing(async () => {
        if (fails) throw new Error('no answer');
      }),
      lookAgain: async (_, __, due) => void looks.push(due.getTime()),
    },
  });
  await w.put('k', 'a');
  await w.done();
  fails = false;
  w.clock.now += 2000;
  const before = w.clock.now;
  w.clock.now -= 1_000_000;
  w.clock.putForward -= 1_000_000;
  await w.done();
  assert.deepEqual(looks, [before + 30_000]);
});

test('two jobs of one object never run at once, others do; in the order in which they came', async () => {
  const running = new Set<string>();
  const order: string[] = [];
  let most = 0;
  const w = await world({
    k: doing(async (object) => {
      assert.ok(!running.has(object), `${object} twice at once`);
      running.add(object);
      most = Math.max(most, running.size);
      await pause(2);
      order.push(object);
      running.delete(object);
    }),
  });
  for (let n = 0; n < 10; n += 1) for (const object of ['a', 'b', 'c']) await w.put('k', object);
  // What a worker left over, because its object was busy, is done by the next round.
  for (let round = 0; round < 30 && order.length < 30; round += 1) await w.done();
  assert.equal(order.length, 30);
  assert.ok(most > 1 && most <= 3, `${most} at once`);
  assert.equal((await w.label.db.select().from(jobTable).where(eq(jobTable.state, 'done'))).length, 30);
});

test('while a job of an object is held back, the runner comes back for it by itself', async () => {
  let count = 0;
  const w = await world({
    k: doing(async () => {
      await pause(20);
      count += 1;
    }),
  });
  await w.put('k', 'a', 3);
  const began = performance.now();
  w.runner.wake('lab_1');
  while (count < 3 && performance.now() - began < 20_000) await pause(5);
  assert.equal(count, 3, 'woken, not polled');
});

test('a job of an unknown kind, and a handler that throws anything, keep nobody else from working', async () => {
  const seen: string[] = [];
  const w = await world({
    k: doing(async (object) => {
      if (object === 'bad') throw 'a string';
      seen.push(object);
    }),
  });
  const unknown = await w.put('nobody knows this', 'x');
  const bad = await w.put('k', 'bad');
  await w.put('k', 'good');
  await w.done();
  assert.deepEqual(seen, ['good']);
  for (const id of [unknown, bad]) assert.equal((await w.job(id)).error, 'unexpected');
});

test('a wake in the middle of the work is not lost', async () => {
  const seen: string[] = [];
  const w = await world({
    k: doing(async (object) => {
      seen.push(object);
      await pause(10);
    }),
  });
  await w.put('k', 'a');
  w.runner.wake('lab_1');
  await pause(2);
  await w.put('k', 'b');
  w.runner.wake('lab_1');
  while (seen.length < 2) await pause(2);
  await w.runner.idle('lab_1');
  assert.deepEqual(await w.label.db.select({ state: jobTable.state }).from(jobTable).orderBy(asc(jobTable.id)), [
    { state: 'done' },
    { state: 'done' },
  ]);
});

test('stop() waits for what runs and takes nothing new', async () => {
  let ended = 0;
  const w = await world({
    k: doing(async () => {
      await pause(40);
      ended += 1;
    }),
  });
  await w.put('k', 'a');
  await w.put('k', 'a');
  w.runner.wake('lab_1');
  await pause(10);
  await w.runner.stop();
  assert.equal(ended, 1);
  w.runner.wake('lab_1');
  await pause(60);
  assert.equal(ended, 1);
});
