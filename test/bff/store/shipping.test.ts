import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { Archive } from '../../../bff/store/backup/archive.ts';
import { assemble } from '../../../bff/store/backup/restore.ts';
import { Shipper } from '../../../bff/store/backup/shipper.ts';
import type { Opened } from '../../../bff/store/database.ts';
import { libsqlDriver } from '../../../bff/store/driver-libsql.ts';
import { databasePath, fileDatabases } from '../../../bff/store/open.ts';
import { scratch } from './files.ts';

const name = 'lab_1';
const fast = '/dev/shm';

async function world() {
  const data = scratch(fast);
  const folder = scratch(fast);
  const databases = fileDatabases(data, { shipped: true });
  await databases.make(name);
  const path = databasePath(data, name);
  const archive = new Archive(folder, randomBytes(32).toString('base64'));
  const clock = { now: Date.parse('2026-11-25T12:00:00Z') };
  const make = () => new Shipper(name, path, archive, () => (clock.now += 1));
  const opened: Opened = databases.open(name);
  await opened.client.execute('create table t (n integer primary key, text text) strict');
  const write = async (db: Opened['db'], count: number, size: number) => {
    await db.transaction(async (tx) => {
      for (let n = 0; n < count; n += 1)
        await tx.run(sql`insert into t (text) values (${randomBytes(size / 2).toString('hex')})`);
    });
  };
  /** What the backups give back for a time. */
  const at = async (time: number) => {
    const target = join(scratch(fast), 'assembled.db');
    await assemble(archive, name, time, target);
    const driver = libsqlDriver(target);
    const [[check], rows] = [
      driver.run('pragma integrity_check', []).rows,
      driver.run('select count(*), coalesce(sum(length(text)), 0) from t', []).rows,
    ];
    driver.close();
    assert.equal(check?.[0], 'ok');
    return [Number(rows[0]![0]), Number(rows[0]![1])];
  };
  const now = async ({ client }: Opened) => {
    const [row] = (await client.execute('select count(*) as n, coalesce(sum(length(text)), 0) as size from t')).rows;
    return [Number(row!.n), Number(row!.size)];
  };
  return { data, path, folder, databases, archive, clock, make, opened, write, at, now };
}

test(
  'P6: whatever happens between, every moment at which was shipped comes back as it was',
  { timeout: 120_000 },
  async () => {
    const steps = fc.array(
      fc.oneof(
        {
          weight: 5,
          arbitrary: fc.record({ do: fc.constant('write' as const), rows: fc.integer({ min: 1, max: 40 }) }),
        },
        { weight: 4, arbitrary: fc.record({ do: fc.constant('ship' as const) }) },
        // More than the log may hold before it is put into the file.
        { weight: 1, arbitrary: fc.record({ do: fc.constant('write much' as const) }) },
        { weight: 1, arbitrary: fc.record({ do: fc.constant('close and open' as const) }) },
        { weight: 1, arbitrary: fc.record({ do: fc.constant('close unshipped' as const) }) },
        { weight: 1, arbitrary: fc.record({ do: fc.constant('another shipper' as const) }) },
        { weight: 1, arbitrary: fc.record({ do: fc.constant('somebody checkpoints' as const) }) },
        { weight: 1, arbitrary: fc.record({ do: fc.constant('a day passes' as const) }) },
      ),
      { minLength: 5, maxLength: 25 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        const w = await world();
        let { opened } = w;
        let shipper = w.make();
        const moments: [number, number[]][] = [];
        const ship = async () => {
          await shipper.ship();
          moments.push([w.clock.now, await w.now(opened)]);
        };
        await ship();
        for (const step of list) {
          if (step.do === 'write') await w.write(opened.db, step.rows, 200);
          if (step.do === 'write much') await w.write(opened.db, 60, 90_000);
          if (step.do === 'ship') await ship();
          if (step.do === 'another shipper') shipper = w.make();
          if (step.do === 'a day passes') w.clock.now += 90_000_000;
          if (step.do === 'close and open' || step.do === 'close unshipped') {
            if (step.do === 'close and open') await shipper.close();
            opened.client.close();
            opened = w.databases.open(name);
          }
          if (step.do === 'somebody checkpoints') {
            const driver = libsqlDriver(w.path);
            driver.exec('pragma wal_checkpoint(truncate)');
            driver.close();
          }
        }
        await ship();
        opened.client.close();
        for (const [time, wanted] of moments) assert.deepEqual(await w.at(time), wanted);
      }),
      { numRuns: 12 },
    );
  },
);

test('a log goes on in one chain over checkpoints, closes and new processes; nothing is copied whole again', async () => {
  const w = await world();
  let shipper = w.make();
  await shipper.ship();
  for (let round = 0; round < 4; round += 1) {
    await w.write(w.opened.db, 60, 90_000);
    await shipper.ship();
    await w.write(w.opened.db, 1, 100);
    await shipper.ship();
    shipper = w.make();
  }
  await shipper.ship();
  await shipper.close();
  w.opened.client.close();
  const opened = w.databases.open(name);
  await w.write(opened.db, 1, 100);
  await w.make().ship();
  const chains = await w.archive.chains(name);
  assert.equal(chains.length, 1);
  assert.ok(new Set(chains[0]!.pieces.map(({ log }) => log)).size >= 4, 'the log began anew');
  assert.deepEqual(await w.at(w.clock.now), await w.now(opened));
  opened.client.close();
});

test('what was never looked at is shipped when it is closed', async () => {
  const w = await world();
  await w.write(w.opened.db, 3, 200);
  const wanted = await w.now(w.opened);
  await w.make().close();
  w.opened.client.close();
  assert.deepEqual(await w.at(w.clock.now), wanted);
});

test('a backup is nothing without its key, and nothing once a byte of it was changed or a piece was moved', async () => {
  const w = await world();
  const shipper = w.make();
  await shipper.ship();
  await w.write(w.opened.db, 3, 200);
  await shipper.ship();
  await w.write(w.opened.db, 3, 200);
  await shipper.ship();
  w.opened.client.close();
  const { now } = w.clock;
  const other = new Archive(w.folder, randomBytes(32).toString('base64'));
  await assert.rejects(assemble(other, name, now, join(w.data, 'x.db')));

  const [chain] = await w.archive.chains(name);
  const [one, two] = chain!.pieces.map(({ file }) => file) as [string, string];
  const [first, second] = [readFileSync(one), readFileSync(two)];
  writeFileSync(one, second);
  writeFileSync(two, first);
  await assert.rejects(w.at(now), 'pieces that changed places');
  writeFileSync(one, first);
  writeFileSync(two, second);
  await w.at(now);
  appendFileSync(two, 'x');
  await assert.rejects(w.at(now), 'a byte more');
  assert.ok(!readdirSync(chain!.folder).some((file) => file.endsWith('.part')));
});

test('what is older than it must be kept is removed, but never the last', async () => {
  const w = await world();
  const shipper = w.make();
  for (let round = 0; round < 3; round += 1) {
    await shipper.ship();
    await w.write(w.opened.db, 3, 200);
    w.clock.now += 90_000_000;
    await shipper.ship();
  }
  w.opened.client.close();
  const before = await w.archive.chains(name);
  assert.ok(before.length >= 3);
  await w.archive.prune(name, before[1]!.began + 1);
  assert.deepEqual(
    (await w.archive.chains(name)).map(({ began }) => began),
    before.slice(1).map(({ began }) => began),
    'the chain that was open then is still needed',
  );
  await w.archive.prune(name, w.clock.now + 1);
  assert.equal((await w.archive.chains(name)).length, 1);
});
