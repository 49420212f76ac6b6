import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { migrate } from '../../../bff/store/migrate.ts';
import { remoteDatabases, type Databases } from '../../../bff/store/open.ts';
import { openStore } from '../../../bff/store/start.ts';
import { isBusy, isUnavailable, isUniqueViolation, storeCode } from '../../../bff/store/values.ts';
import { startSqld, type Sqld } from '../../sqld.ts';
import { scratch } from './files.ts';

let server: Sqld;
let databases: Databases;
before(async () => {
  server = await startSqld(scratch());
  databases = remoteDatabases({ url: server.url, adminUrl: server.adminUrl });
});
after(() => server.kill());

const items = sqliteTable('items', { id: text().primaryKey(), n: integer().notNull() });
let count = 0;

/** A new database with one table, opened as two processes would. */
async function world() {
  const name = `lab_${(count += 1)}`;
  await databases.make(name);
  const here = databases.open(name);
  await here.client.execute('create table items (id text primary key, n any not null) strict');
  return { name, here, there: databases.open(name) };
}
const codeOf = (promise: Promise<unknown>) => promise.then(() => undefined, storeCode);

test('a database that was never made, or is gone, is an error and not a new empty one', async () => {
  assert.equal(await codeOf(databases.open('lab_none').client.execute('select 1')), 'DATABASE_MISSING');
  await databases.make('lab_none');
  await databases.make('lab_none');
  assert.equal(await codeOf(databases.open('lab_none').client.execute('select 1')), undefined);
  const unmade = remoteDatabases({ url: server.url });
  assert.equal(await codeOf(unmade.make('lab_other')), 'DATABASE_MISSING');
});

test('what a database refuses has the code that it has on a local file', async () => {
  const { here } = await world();
  await here.db.insert(items).values({ id: 'a', n: 1 });
  const twice = await here.db
    .insert(items)
    .values({ id: 'a', n: 2 })
    .catch((e: unknown) => e);
  assert.ok(isUniqueViolation(twice));
  assert.equal(await codeOf(here.db.run(sql`insert into items values ('b', null)`)), 'SQLITE_CONSTRAINT_NOTNULL');
  assert.equal(await codeOf(here.db.run(sql`insert into items values (${'a\0b'}, 1)`)), 'SQLITE_MISMATCH');
  await here.db.run(sql`insert into items values ('yes', ${true})`);
  assert.deepEqual(await here.db.all(sql`select n, typeof(n) as t from items where id = 'yes'`), [
    { n: 1, t: 'integer' },
  ]);
  assert.ok(!String(storeMessage(twice)).includes("'a'"));
});
const storeMessage = (error: unknown) => (error instanceof Error ? error.cause : error);

test('inside a transaction the outer database refuses, instead of waiting for itself', async () => {
  const { here } = await world();
  const code = await codeOf(here.db.transaction(async () => void (await here.db.select().from(items))));
  assert.equal(code, 'SQLITE_MISUSE');
  await here.db.insert(items).values({ id: 'after', n: 1 });
});

test('50 transactions at once from two sides: each counted, none refused, none read half', async () => {
  const { here, there } = await world();
  await here.db.insert(items).values({ id: 'sum', n: 0 });
  const add = ({ db }: typeof here) =>
    db.transaction(async (tx) => {
      const [row] = await tx.select().from(items);
      await tx.update(items).set({ n: row!.n + 1 });
    });
  await Promise.all(Array.from({ length: 50 }, (_, n) => add(n % 2 ? here : there)));
  assert.deepEqual(await there.db.select().from(items), [{ id: 'sum', n: 50 }]);
});

test('a failed transaction leaves nothing and its lock is free at once', async () => {
  const { here, there } = await world();
  await assert.rejects(
    here.db.transaction(async (tx) => {
      await tx.insert(items).values({ id: 'half', n: 1 });
      throw new Error('no');
    }),
    /no/,
  );
  await there.db.insert(items).values({ id: 'whole', n: 1 });
  assert.deepEqual(await there.db.select().from(items), [{ id: 'whole', n: 1 }]);
});

test('who holds a transaction too long loses it to one that waits, and is told; nothing of it is kept', async () => {
  const { name, here } = await world();
  const patient = remoteDatabases({ url: server.url, timeout: 8000 }).open(name);
  const slow = here.client.transaction();
  const held = await slow;
  await held.execute("insert into items values ('slow', 1)");
  await patient.db.insert(items).values({ id: 'quick', n: 1 });
  const error = await held.commit().catch((e: unknown) => e);
  assert.ok(isBusy(error), String(error));
  held.close();
  assert.deepEqual(await here.db.select().from(items), [{ id: 'quick', n: 1 }]);
  await here.db.transaction(async (tx) => void (await tx.insert(items).values({ id: 'later', n: 1 })));
});

test('a server that is not there is out of reach at once, one that hangs within two seconds', async () => {
  const gone = remoteDatabases({ url: 'http://127.0.0.1:1' }).open('control');
  assert.ok(isUnavailable(await gone.client.execute('select 1').catch((e: unknown) => e)));
  const { here } = await world();
  server.signal('SIGSTOP');
  // A signal is on its way for a moment.
  await pause(100);
  const began = performance.now();
  const error = await here.db
    .insert(items)
    .values({ id: 'x', n: 1 })
    .catch((e: unknown) => e);
  const took = performance.now() - began;
  server.signal('SIGCONT');
  assert.ok(isUnavailable(error));
  assert.ok(took < 3000, `${took} ms`);
});

test('migrations run once each, also from two sides at once, and a failed one leaves nothing', async () => {
  const { here, there } = await world();
  const steps = [
    { name: '0000_a', sql: 'create table a (n integer);--> statement-breakpoint\ninsert into a values (1);' },
    { name: '0001_b', sql: 'alter table a add column m integer;--> statement-breakpoint\nupdate a set m = n + 1;' },
  ];
  await Promise.all([migrate(here.client, steps), migrate(there.client, steps)]);
  assert.deepEqual(await here.db.all(sql`select n, m from a`), [{ n: 1, m: 2 }]);
  const broken = { name: '0002_c', sql: 'delete from a;--> statement-breakpoint\ninsert into nothing values (1);' };
  await assert.rejects(migrate(here.client, [...steps, broken]));
  assert.equal((await here.db.all(sql`select n from a`)).length, 1);
  const error = await migrate(here.client, steps.slice(0, 1)).catch((e: unknown) => e);
  assert.equal(storeCode(error), 'SCHEMA_TOO_NEW');
});

test('the whole store, a namespace for each database', async () => {
  const store = await openStore(databases);
  const resellerId = await store.control.addReseller('Reseller');
  const id = await store.addLabel({ resellerId, name: 'North' });
  await store.labels.use(id, async ({ db }) => {
    await db.transaction(async (tx) => {
      await tx.run(sql`insert into customers (id, name, created_at) values ('cus_1', 'Loaf', 0)`);
    });
    assert.deepEqual((await db.all(sql`select name from customers`)).length, 1);
  });
  await store.close();
});
