import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { QueuedClient, type Driver } from '../../../bff/store/client.ts';
import type { Opened } from '../../../bff/store/database.ts';
import { libsqlDriver } from '../../../bff/store/driver-libsql.ts';
import { isBusy, StoreError, storeCode } from '../../../bff/store/values.ts';
import { holdLock, openFile, scratch } from './files.ts';

const data = scratch();
const pathOf = (name: string) => join(data, 'labels', `${name}.db`);
const items = sqliteTable('items', { id: text().primaryKey(), n: integer().notNull() });
const opened: Opened[] = [];
let made = 0;

async function fresh(): Promise<Opened & { name: string }> {
  const name = `lab_${(made += 1)}`;
  const database = await openFile(data, name);
  opened.push(database);
  await database.client.execute('create table items (id text primary key, n any not null) strict');
  return { ...database, name };
}
after(() => opened.forEach(({ client }) => client.close()));

const codeOf = async (work: Promise<unknown>): Promise<string | undefined> =>
  work.then(
    () => 'it went well',
    (error: unknown) => storeCode(error),
  );

test('50 transactions at once, each with awaits inside, all succeed and none sees another half done', async () => {
  const { db } = await fresh();
  await db.insert(items).values({ id: 'counter', n: 0 });
  await Promise.all(
    Array.from({ length: 50 }, (_, at) =>
      db.transaction(async (tx) => {
        const [before] = await tx
          .select()
          .from(items)
          .where(sql`id = 'counter'`);
        await pause(Math.random() * 3);
        await tx.insert(items).values({ id: `row ${at}`, n: at });
        await pause(0);
        await tx
          .update(items)
          .set({ n: before!.n + 1 })
          .where(sql`id = 'counter'`);
      }),
    ),
  );
  assert.equal((await db.select().from(items)).length, 51);
  assert.equal(
    (
      await db
        .select()
        .from(items)
        .where(sql`id = 'counter'`)
    )[0]!.n,
    50,
  );
});

test('a transaction that throws leaves nothing, and statements beside it never saw its rows', async () => {
  const { db } = await fresh();
  const seen: number[] = [];
  const work = db.transaction(async (tx) => {
    await tx.insert(items).values({ id: 'a', n: 1 });
    await pause(20);
    throw new Error('no');
  });
  const beside = db.select().from(items);
  seen.push((await beside).length);
  await assert.rejects(work, /^Error: no$/);
  assert.deepEqual([...seen, (await db.select().from(items)).length], [0, 0]);
});

test('a savepoint inside a transaction is undone alone', async () => {
  const { db } = await fresh();
  await db.transaction(async (tx) => {
    await tx.insert(items).values({ id: 'kept', n: 1 });
    const inner = tx.transaction(async (nested) => {
      await nested.insert(items).values({ id: 'dropped', n: 2 });
      throw new Error('no');
    });
    await assert.rejects(inner, /^Error: no$/);
    await tx.transaction(async (nested) => void (await nested.insert(items).values({ id: 'inner', n: 4 })));
    await tx.insert(items).values({ id: 'last', n: 3 });
  });
  assert.deepEqual(
    (await db.select().from(items)).map(({ id }) => id),
    ['kept', 'inner', 'last'],
  );
});

test('the outer database inside its own transaction throws at once where it would wait for itself', async () => {
  const { db } = await fresh();
  const other = await fresh();
  await db.transaction(async (tx) => {
    assert.equal(await codeOf(db.select().from(items).execute()), 'SQLITE_MISUSE');
    assert.equal(await codeOf(db.transaction(async () => {})), 'SQLITE_MISUSE');
    await other.db.insert(items).values({ id: 'elsewhere', n: 1 });
    await tx.insert(items).values({ id: 'here', n: 1 });
  });
  assert.equal((await db.select().from(items)).length, 1);
});

test('values come back as they went in: booleans, integers as INTEGER, text of any sign but NUL', async () => {
  const { client } = await fresh();
  const values = [true, false, 7, -(2 ** 53) + 1, 1.5, 'ä\u{1f33e}\n', null, 9_007_199_254_740_991n];
  const { rows } = await client.execute(
    `select ${values.map((_, at) => `? as v${at}`).join(', ')}, ${values.map((_, at) => `typeof(?${at + 1})`).join(', ')}`,
    values,
  );
  const got = Array.from({ length: values.length * 2 }, (_, at) => rows[0]![at]);
  assert.deepEqual(got.slice(0, 8), [1, 0, 7, -(2 ** 53) + 1, 1.5, 'ä\u{1f33e}\n', null, 9_007_199_254_740_991]);
  assert.deepEqual(got.slice(8), ['integer', 'integer', 'integer', 'integer', 'real', 'text', 'null', 'integer']);
});

test('what cannot be stored is refused, and what cannot be read exactly too', async () => {
  const { client } = await fresh();
  const store = (value: unknown) => codeOf(client.execute('select ?', [value as never]));
  for (const value of ['a\0b', Number.NaN, Number.POSITIVE_INFINITY, undefined, new Date(), {}, [1], Symbol('s')])
    assert.equal(await store(value), 'SQLITE_MISMATCH', String(value));
  assert.equal(await codeOf(client.execute('select 9007199254740993')), 'SQLITE_RANGE');
  assert.equal(await codeOf(client.execute('select ?', [2n ** 60n])), 'SQLITE_RANGE');
  assert.equal(await codeOf(client.execute({ sql: 'select :a', args: { a: 1 } })), 'SQLITE_MISUSE');
});

test('two columns of one name are both read, and a raw row shows each name once', async () => {
  const { client, db } = await fresh();
  await db.insert(items).values([
    { id: 'a', n: 1 },
    { id: 'b', n: 2 },
  ]);
  const left = sqliteTable('items', { id: text().primaryKey(), n: integer().notNull() });
  const rows = await db.all(sql`select a.id, b.id, a.n from items a join items b on a.n < b.n`);
  assert.deepEqual(Object.keys(rows[0] as object), ['id', 'n']);
  const [row] = (await client.execute('select a.id, b.id from items a join items b on a.n < b.n')).rows;
  assert.deepEqual([row![0], row![1], row!.length], ['a', 'b', 2]);
  assert.deepEqual(await db.select().from(left).orderBy(left.id), [
    { id: 'a', n: 1 },
    { id: 'b', n: 2 },
  ]);
});

test('a limit gives so many rows as there are, and no more', async () => {
  const { client } = await fresh();
  const ask = async (...args: number[]) =>
    (await client.execute('select value from json_each(?) where value > ? limit ?', ['[1, 2, 3]', ...args])).rows
      .length;
  assert.deepEqual(
    [await ask(0, 1), await ask(0, 2), await ask(0, 0), await ask(3, 1), await ask(0, -1)],
    [1, 2, 0, 0, 3],
  );
});

test('an error of the store says its code and holds no value', async () => {
  const { client, db } = await fresh();
  await db.insert(items).values({ id: 'the secret', n: 1 });
  const error = await client.execute('insert into items values (?, ?)', ['the secret', 2]).catch((e: unknown) => e);
  assert.ok(error instanceof StoreError);
  assert.equal(error.code, 'SQLITE_CONSTRAINT_UNIQUE');
  assert.doesNotMatch(`${error.message}${error.stack}`, /the secret/);
  assert.equal(await codeOf(db.insert(items).values({ id: 'the secret', n: 3 }).execute()), 'SQLITE_CONSTRAINT_UNIQUE');
});

test('another process at the file is waited for, and the event loop stays free meanwhile', async () => {
  const { db, client, name } = await fresh();
  const { released } = await holdLock(pathOf(name), 300);
  let ticks = 0;
  const timer = setInterval(() => (ticks += 1), 5);
  await Promise.all([
    db.transaction(async (tx) => void (await tx.insert(items).values({ id: 'a', n: 1 }))),
    client.execute("insert into items values ('b', 2)"),
  ]);
  clearInterval(timer);
  assert.ok(ticks > 20, `${ticks} ticks`);
  assert.equal((await db.select().from(items)).length, 2);
  await released;
});

test('after a BEGIN that failed the client works on', async () => {
  const { name } = await fresh();
  const client = new QueuedClient(libsqlDriver(pathOf(name)), { busyTimeout: 40 });
  const { released } = await holdLock(pathOf(name), 400);
  await assert.rejects(client.transaction(), isBusy);
  await assert.rejects(client.execute("insert into items values ('a', 1)"), isBusy);
  await released;
  const transaction = await client.transaction();
  await transaction.execute("insert into items values ('a', 1)");
  await transaction.commit();
  assert.equal((await client.execute('select count(*) as n from items')).rows[0]!.n, 1);
  client.close();
});

test('every commit is synced: WAL, synchronous=FULL, foreign keys on', async () => {
  const { client } = await fresh();
  const read = async (name: string) => (await client.execute(`pragma ${name}`)).rows[0]![0];
  assert.deepEqual([await read('journal_mode'), await read('synchronous'), await read('foreign_keys')], ['wal', 2, 1]);
});

test('1,000 different statements and the first again', async () => {
  const { client } = await fresh();
  for (let at = 0; at < 1000; at += 1)
    assert.equal((await client.execute(`select ${at} as n, ? as m`, [at])).rows[0]!.n, at);
  assert.equal((await client.execute('select 0 as n, ? as m', [5])).rows[0]!.m, 5);
});

test('a closed client refuses everything in words', async () => {
  const { client } = await fresh();
  const transaction = await client.transaction('write');
  client.close();
  client.close();
  await assert.rejects(transaction.execute('select 1'));
  await assert.rejects(transaction.commit());
  transaction.close();
  assert.equal(await codeOf(client.execute('select 1')), 'CLIENT_CLOSED');
  for (const work of [
    () => client.transaction('write'),
    () => client.batch(['select 1']),
    () => client.executeMultiple('select 1'),
    () => client.migrate(['select 1']),
  ])
    assert.equal(await codeOf(work()), 'CLIENT_CLOSED');
});

test('a rollback that fails lets the next in', async () => {
  let begun = false;
  let failures = 1;
  const broken: Driver = {
    run: () => ({ columns: [], rows: [], changes: 0 }),
    exec(statement) {
      if (statement === 'rollback' && failures-- > 0) throw new StoreError('SQLITE_IOERR', 'disk I/O error');
      if (statement.startsWith('begin') && begun) throw new StoreError('SQLITE_ERROR', 'a transaction within another');
      begun = statement.startsWith('begin');
    },
    get inTransaction() {
      return begun;
    },
    forget() {},
    close() {},
  };
  const client = new QueuedClient(broken);
  const transaction = await client.transaction();
  assert.equal(await codeOf(transaction.rollback()), 'SQLITE_IOERR');
  const next = await Promise.race([client.transaction(), pause(200)]);
  assert.ok(next, 'the queue is stuck');
});
