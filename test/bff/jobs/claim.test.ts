import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { jobRows, jobTable } from '../../../bff/jobs/outbox.ts';
import { claim, leaseTime } from '../../../bff/jobs/queue.ts';
import { JobRunner } from '../../../bff/jobs/runner.ts';
import type { Db } from '../../../bff/store/database.ts';
import { Labels } from '../../../bff/store/labels.ts';
import { labelMigrations } from '../../../bff/store/migrations.node.ts';
import { memoryDatabases } from '../../../bff/store/open.ts';

async function world(t: TestContext) {
  const labels = new Labels({ ...memoryDatabases(), migrations: labelMigrations });
  t.after(() => labels.close());
  const { label } = await labels.acquire('lab_1');
  const clock = { now: Date.UTC(2026, 10, 24) };
  const put = (...objects: string[]) =>
    label.db.insert(jobTable).values(
      jobRows(
        objects.map((object) => ({ kind: 'k', object })),
        new Date(clock.now),
      ),
    );
  return { labels, db: label.db, clock, now: () => clock.now, put };
}

/** The same database, whose transactions begin after `first`. */
function after(db: Db, first: () => Promise<unknown>): Db {
  const late = Object.create(db) as Db;
  late.transaction = (async (body: (tx: Db) => Promise<unknown>) => {
    await first();
    return db.transaction(body);
  }) as Db['transaction'];
  return late;
}

test('F7: who waits long for his transaction goes by the clock as it is then, and takes nobody’s lease', async (t) => {
  const { db, clock, now, put } = await world(t);
  await put('a');
  let held: Awaited<ReturnType<typeof claim>>;
  const late = after(db, async () => {
    clock.now += 60_000;
    held = await claim(db, now);
  });
  assert.equal(await claim(late, now), undefined);
  const [job] = await db.select().from(jobTable);
  assert.deepEqual([job!.fence, job!.leaseUntil?.getTime()], [held?.fence, clock.now + leaseTime]);
});

test('a look that finds nothing is no transaction: a job costs one for its claim and one for its end', async (t) => {
  const { labels, db, now, put } = await world(t);
  let transactions = 0;
  const counted = db.transaction.bind(db);
  db.transaction = ((...args: Parameters<typeof counted>) => {
    transactions += 1;
    return counted(...args);
  }) as typeof db.transaction;
  const seen: string[] = [];
  const runner = new JobRunner({
    labels,
    handlers: {
      k: {
        run: async ({ job }) => {
          seen.push(job.object);
          return async () => {};
        },
        failed: async () => {},
      },
    },
    now,
    random: () => 0,
    report: () => {},
  });
  t.after(() => runner.stop());
  const done = async () => {
    runner.wake('lab_1');
    await runner.idle('lab_1');
  };
  await done();
  assert.equal(transactions, 0);
  await put('a');
  await done();
  await put('b');
  await done();
  assert.deepEqual([seen, transactions], [['a', 'b'], 4]);
});
