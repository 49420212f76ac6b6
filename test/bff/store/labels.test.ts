import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { username } from 'better-auth/plugins/username';
import { getAuthTables } from 'better-auth/db';
import { getTableColumns, getTableName, sql } from 'drizzle-orm';
import { accounts, sessions, users, verifications } from '../../../bff/auth/schema.ts';
import { Labels } from '../../../bff/store/labels.ts';
import { migrate, type Migration } from '../../../bff/store/migrate.ts';
import { controlMigrations, labelMigrations } from '../../../bff/store/migrations.node.ts';
import type { Opened } from '../../../bff/store/database.ts';
import { fileDatabases } from '../../../bff/store/open.ts';
import { storeCode } from '../../../bff/store/values.ts';
import { openFile, scratch } from './files.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const steps: readonly Migration[] = [
  { name: '0000_start', sql: 'create table a (n integer);--> statement-breakpoint\ninsert into a values (1);' },
  { name: '0001_more', sql: 'alter table a add column m integer;--> statement-breakpoint\nupdate a set m = n + 1;' },
];
const namesIn = async ({ client }: Opened) =>
  (await client.execute('select name from migrations order by rowid')).rows.map(({ name }) => name);

test('migrations run in order, each once; rows and a kept statement see the new columns', async () => {
  const database = await openFile(scratch(), 'lab_1');
  await migrate(database.client, steps.slice(0, 1));
  await database.client.execute('select * from a');
  await migrate(database.client, steps);
  await migrate(database.client, steps);
  assert.deepEqual(await namesIn(database), ['0000_start', '0001_more']);
  assert.deepEqual(Object.entries((await database.client.execute('select * from a')).rows[0]!), [
    ['n', 1],
    ['m', 2],
  ]);
  database.client.close();
});

test('a migration that fails leaves the database at the one before, and the next start finishes', async () => {
  const database = await openFile(scratch(), 'lab_1');
  const broken = {
    name: '0001_more',
    sql: 'insert into a values (2);--> statement-breakpoint\ninsert into b values (1);',
  };
  await assert.rejects(migrate(database.client, [steps[0]!, broken]));
  assert.deepEqual(await namesIn(database), ['0000_start']);
  await migrate(database.client, steps);
  assert.equal((await database.client.execute('select count(*) as n from a')).rows[0]!.n, 1);
  database.client.close();
});

test('two processes that migrate one database at once: each migration ran once, both go on', async () => {
  const data = scratch();
  const script = `
    import { openFile } from '${root}test/bff/store/files.ts';
    import { migrate } from '${root}bff/store/migrate.ts';
    import { labelMigrations } from '${root}bff/store/migrations.node.ts';
    const [, data, at] = process.argv;
    await new Promise((resolve) => setTimeout(resolve, Number(at) - Date.now()));
    for (let n = 0; n < 10; n += 1) {
      const { client } = await openFile(data, 'lab_' + n);
      await migrate(client, [...labelMigrations, { name: '9000_row', sql: 'create table once (n);--> statement-breakpoint insert into once values (1)' }]);
      console.log((await client.execute('select count(*) as n from once')).rows[0].n);
      client.close();
    }`;
  const at = String(Date.now() + 700);
  const runs = await Promise.all(
    [0, 1].map(() => promisify(execFile)(process.execPath, ['--input-type=module-typescript', '-e', script, data, at])),
  );
  for (const { stdout } of runs) assert.equal(stdout, '1\n'.repeat(10));
});

test('a database that a newer program migrated is refused', async () => {
  const database = await openFile(scratch(), 'lab_1');
  await migrate(database.client, steps);
  const error = await migrate(database.client, steps.slice(0, 1)).catch((e: unknown) => e);
  assert.equal(storeCode(error), 'SCHEMA_TOO_NEW');
  assert.match(String(error), /0001_more/);
  database.client.close();
});

const descriptors = () => readdirSync('/proc/self/fd').length;

test(
  '1,000 labels through an LRU of 50: a held one stays open, descriptors stay few',
  { timeout: 60_000 },
  async () => {
    const labels = new Labels({ ...fileDatabases(scratch('/dev/shm')), migrations: labelMigrations, keep: 50 });
    await labels.make('lab_held');
    const held = await labels.acquire('lab_held');
    const again = await labels.acquire('lab_held');
    const before = descriptors();
    let most = 0;
    const visit = async (at: number) => {
      await labels.make(`lab_${at}`);
      await labels.use(`lab_${at}`, async ({ db }) => {
        await db.run(sql`insert into label_settings (section, value) values ('locale', ${String(at)})`);
      });
      most = Math.max(most, descriptors());
    };
    // Statements are collected between two turns of the event loop, which a synchronous database alone never makes.
    for (let at = 0; at < 1000; at += 8, await setImmediate())
      await Promise.all(Array.from({ length: 8 }, (_, n) => visit(at + n)));
    assert.ok(labels.open <= 58, `${labels.open} open`);
    again.release();
    again.release();
    for (let at = 0; at < 60; at += 1) await labels.use(`lab_${at}`, async () => {});
    await held.label.db.run(sql`select 1`);
    held.release();
    assert.ok(most - before < 400, `${most - before} more descriptors`);
    await labels.use('lab_999', async ({ db }) => {
      assert.deepEqual(await db.all(sql`select value from label_settings`), [{ value: '999' }]);
    });
    await labels.close();
  },
);

test('QD6: descriptors stay few also when the event loop gets no turn', async () => {
  const labels = new Labels({ ...fileDatabases(scratch('/dev/shm')), migrations: labelMigrations, keep: 1 });
  await labels.make('lab_0');
  const before = descriptors();
  let most = 0;
  for (let at = 0; at < 400; at += 1) {
    await labels.make(`lab_${at}`);
    await labels.use(`lab_${at}`, ({ client }) => client.execute('select count(*) from domains'));
    most = Math.max(most, descriptors());
  }
  assert.ok(most - before < 500, `${most - before} more descriptors`);
  await labels.close();
});

test('QD5: a new label is a copy with all tables, made as a whole or not at all, and never in the place of another', async () => {
  const data = scratch('/dev/shm');
  let runs = 0;
  const databases = fileDatabases(data);
  const labels = new Labels({
    ...databases,
    open: (id) => {
      runs += 1;
      return databases.open(id);
    },
    migrations: labelMigrations,
  });
  await Promise.all([labels.make('lab_1'), labels.make('lab_2'), fileDatabases(data).make('lab_1', labelMigrations)]);
  assert.equal(runs, 0, 'opened for its migrations');
  await labels.use('lab_1', async ({ client, db }) => {
    await db.run(sql`insert into label_settings (section, value) values ('locale', 'kept')`);
    assert.deepEqual((await client.execute('pragma journal_mode')).rows[0]?.[0], 'wal');
    assert.deepEqual((await client.execute('pragma integrity_check')).rows[0]?.[0], 'ok');
    // A log that is left would bring the row back.
    await client.execute('pragma wal_checkpoint(truncate)');
  });
  await labels.close();
  await labels.make('lab_1');
  await labels.use('lab_1', async ({ db }) => {
    assert.deepEqual(await db.all(sql`select value from label_settings`), [{ value: 'kept' }]);
  });
  await labels.use('lab_2', async ({ client }) => {
    assert.deepEqual(
      (await client.execute('select name from migrations order by name')).rows.map(({ name }) => name),
      labelMigrations.map(({ name }) => name),
    );
  });
  assert.deepEqual(
    readdirSync(join(data, 'labels')).filter((name) => name.includes('new')),
    [],
  );
  await labels.close();
});

test('a label that cannot be opened is tried anew by the next who asks', async () => {
  let broken = true;
  const databases = fileDatabases(scratch());
  const labels = new Labels({
    ...databases,
    open: (id) => {
      if (broken) throw new Error('disk away');
      return databases.open(id);
    },
    migrations: labelMigrations,
  });
  await databases.make('lab_1');
  await assert.rejects(
    labels.use('lab_1', async () => {}),
    /disk away/,
  );
  broken = false;
  assert.equal(await labels.use('lab_1', async ({ id }) => id), 'lab_1');
  await labels.close();
});

for (const [config, kind] of [
  ['drizzle.config.ts', 'label'],
  ['drizzle.control.config.ts', 'control'],
] as const)
  test(`the migrations of ${kind} databases make the tables that the code names`, async () => {
    const out = join(scratch(), kind);
    cpSync(join(root, 'bff/store/migrations', kind), out, { recursive: true });
    const files = () => readdirSync(out, { recursive: true }).sort();
    const before = files();
    const schema = /schema: '([^']+)'/.exec(readFileSync(join(root, 'bff/store', config), 'utf8'))![1]!;
    const tool = join(root, 'node_modules/drizzle-kit/bin.cjs');
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [tool, 'generate', '--dialect', 'sqlite', '--schema', schema, '--out', relative(root, out)],
      { cwd: root },
    );
    assert.match(stdout, /No schema changes/);
    assert.deepEqual(files(), before);
    assert.ok((kind === 'label' ? labelMigrations : controlMigrations).length >= 1);
  });

test('the tables of sign-in have every column that better-auth wants', () => {
  const wanted = getAuthTables({ plugins: [username()] });
  for (const [model, table] of Object.entries({
    user: users,
    session: sessions,
    account: accounts,
    verification: verifications,
  })) {
    const columns = Object.keys(getTableColumns(table));
    const missing = Object.keys(wanted[model]!.fields).filter((field) => !columns.includes(field));
    assert.deepEqual(missing, [], getTableName(table));
  }
});
