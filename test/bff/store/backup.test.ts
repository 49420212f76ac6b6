import assert from 'node:assert/strict';
import {
  copyFileSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { wasRestored } from '../../../bff/jobs/restored.ts';
import { restore } from '../../../bff/store/backup/restore.ts';
import { backUp } from '../../../bff/store/backup/snapshot.ts';
import { Labels } from '../../../bff/store/labels.ts';
import { labelMigrations } from '../../../bff/store/migrations.node.ts';
import { databasePath, fileDatabases } from '../../../bff/store/open.ts';
import { openFile, scratch } from './files.ts';

const id = 'lab_1';

async function world() {
  const data = scratch();
  const labels = new Labels({ ...fileDatabases(data), migrations: labelMigrations });
  await labels.make(id);
  const write = (from: number, count: number) =>
    labels.use(id, async ({ db }) => {
      for (let n = from; n < from + count; n += 1) {
        await db.transaction(async (tx) => {
          await tx.run(sql`insert into customers (id, name, created_at) values (${`cus_${n}`}, ${`C ${n}`}, 0)`);
          await pause(0);
          await tx.run(sql`insert into customers (id, name, created_at) values (${`cus_${n}b`}, ${`C ${n}`}, 0)`);
        });
      }
    });
  const read = <T>(text: string) => labels.use(id, async ({ db }) => (await db.all(sql.raw(text))) as T[]);
  return { data, labels, write, read, file: join(data, 'backups', 'one.db') };
}

test('a backup made while writes run is whole: pairs stay pairs, and what was committed before is in it', async () => {
  const w = await world();
  await w.write(0, 20);
  const writing = w.write(20, 100);
  await pause(10);
  backUp(w.data, id, w.file);
  await writing;
  await w.labels.close();
  restore(w.data, id, w.file);
  const rows = await w.read<{ name: string; n: number }>('select name, count(*) as n from customers group by name');
  assert.ok(rows.length >= 20 && rows.length < 120, `${rows.length} pairs`);
  assert.ok(rows.every(({ n }) => n === 2));
  assert.deepEqual(await w.read('pragma integrity_check'), [{ integrity_check: 'ok' }]);
  await w.write(1000, 1);
  await w.labels.close();
});

test('after a restore the sessions are gone, open jobs are held, done ones stay, the old database is kept', async () => {
  const w = await world();
  await w.write(0, 1);
  await w.labels.use(id, async ({ db }) => {
    await db.run(
      sql`insert into users (id, name, email, created_at, updated_at) values ('usr_1', 'U', 'u@x.example', 0, 0)`,
    );
    await db.run(
      sql`insert into sessions (id, token, user_id, expires_at, created_at, updated_at) values ('ses_1', 't', 'usr_1', 9999999999999, 0, 0)`,
    );
    for (const state of ['pending', 'running', 'done', 'failed'])
      await db.run(
        sql`insert into jobs (id, kind, object, state, due_at, lease_until, created_at) values (${`job_${state}`}, 'k', ${state}, ${state}, 0, 5, 0)`,
      );
  });
  backUp(w.data, id, w.file);
  await w.write(5, 1);
  await w.labels.close();
  const { kept, held } = restore(w.data, id, w.file);
  assert.equal(held, 2);
  assert.ok(kept && existsSync(kept));
  assert.deepEqual(await w.read('select count(*) as n from sessions'), [{ n: 0 }]);
  assert.deepEqual(await w.read('select count(*) as n from users'), [{ n: 1 }]);
  assert.deepEqual(await w.read("select id, state, error from jobs where kind = 'k' order by id"), [
    { id: 'job_done', state: 'done', error: null },
    { id: 'job_failed', state: 'failed', error: null },
    { id: 'job_pending', state: 'failed', error: 'restored' },
    { id: 'job_running', state: 'failed', error: 'restored' },
  ]);
  assert.deepEqual(await w.read("select count(*) as n from customers where name = 'C 5'"), [{ n: 0 }]);
  assert.equal(await w.labels.use(id, ({ db }) => wasRestored(db)), true);
  await w.labels.close();
  // What was kept is the database as it was.
  copyFileSync(kept, databasePath(w.data, 'lab_kept'));
  for (const suffix of ['-wal', '-shm'])
    if (existsSync(kept + suffix)) copyFileSync(kept + suffix, databasePath(w.data, 'lab_kept') + suffix);
  const old = await openFile(w.data, 'lab_kept');
  assert.equal((await old.client.execute("select count(*) as n from customers where name = 'C 5'")).rows[0]!.n, 2);
  old.client.close();
});

test('a label that had nothing to tell is known as restored all the same', async () => {
  const w = await world();
  await w.write(0, 1);
  const isRestored = () => w.labels.use(id, ({ db }) => wasRestored(db));
  assert.equal(await isRestored(), false);
  backUp(w.data, id, w.file);
  await w.labels.close();
  assert.equal(restore(w.data, id, w.file).held, 0);
  assert.equal(await isRestored(), true);
  await w.labels.close();
});

test('a damaged, foreign or missing file is refused; the database stays as it was and nothing is left lying about', async () => {
  const w = await world();
  await w.write(0, 200);
  backUp(w.data, id, w.file);
  await w.labels.close();
  const folder = dirname(databasePath(w.data, id));
  const before = readdirSync(folder).sort();
  const bad = {
    text: join(w.data, 'text.db'),
    empty: join(w.data, 'empty.db'),
    cut: join(w.data, 'cut.db'),
    flipped: join(w.data, 'flipped.db'),
    missing: join(w.data, 'missing.db'),
  };
  writeFileSync(bad.text, 'no database at all, but long enough to be read as one '.repeat(100));
  writeFileSync(bad.empty, '');
  writeFileSync(bad.cut, readFileSync(w.file).subarray(0, 3 * 4096 + 100));
  copyFileSync(w.file, bad.flipped);
  const file = openSync(bad.flipped, 'r+');
  for (let page = 2; page < statSync(w.file).size / 4096; page += 1) writeSync(file, 'XXXXXXXX', page * 4096);
  for (const [name, path] of Object.entries(bad)) {
    assert.throws(() => restore(w.data, id, path), Error, name);
    assert.deepEqual(readdirSync(folder).sort(), before, name);
  }
  assert.deepEqual(await w.read('select count(*) as n from customers'), [{ n: 400 }]);
  await w.labels.close();
});

test('a backup never writes over a file, and there is none of a label that is not there', async () => {
  const w = await world();
  await w.write(0, 1);
  backUp(w.data, id, w.file);
  assert.throws(() => backUp(w.data, id, w.file), /exists already/);
  assert.throws(() => backUp(w.data, 'lab_none', join(w.data, 'x.db')), /no database of lab_none/);
  assert.equal(existsSync(join(w.data, 'x.db')), false);
  await w.labels.close();
});
