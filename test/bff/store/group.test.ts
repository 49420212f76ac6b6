import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Transaction } from '@libsql/client';
import { QueuedClient, type Driver } from '../../../bff/store/client.ts';
import { libsqlDriver } from '../../../bff/store/driver-libsql.ts';
import { StoreError, storeCode } from '../../../bff/store/values.ts';
import { openFile, scratch } from './files.ts';

type Body = (transaction: Transaction) => unknown;
const turn = () => new Promise<void>((resolve) => void setImmediate(resolve));

/** A client on a real file; `watch` sees each statement before it is run, and may fail it. */
async function watched(t: TestContext, watch: (sql: string, driver: Driver) => void = () => {}) {
  const data = scratch();
  const { client: first } = await openFile(data, 'lab_1');
  await first.execute('create table items (id text primary key, n integer) strict');
  first.close();
  const driver = libsqlDriver(join(data, 'labels', 'lab_1.db'));
  const done: string[] = [];
  const seen = (sql: string) => {
    watch(sql, driver);
    done.push(sql);
  };
  const client = new QueuedClient(
    {
      ...driver,
      run: (sql, args) => (seen(sql), driver.run(sql, args)),
      exec: (sql) => (seen(sql), driver.exec(sql)),
      get inTransaction() {
        return driver.inTransaction;
      },
    },
    { turn },
  );
  t.after(() => client.close());
  const ids = async () => (await client.execute('select id from items order by id')).rows.map(({ id }) => id);
  const put = (id: string, body: Body = () => {}) => write(client, id, body);
  return { client, done, ids, put, commits: () => done.filter((sql) => sql === 'commit').length };
}

async function write(client: QueuedClient, id: string, body: Body): Promise<string> {
  const transaction = await client.transaction();
  try {
    await transaction.execute({ sql: 'insert into items values (?, 1)', args: [id] });
    await body(transaction);
    await transaction.commit();
    return 'kept';
  } catch (error) {
    await transaction.rollback();
    return storeCode(error) ?? String(error);
  }
}

test('transactions that come at the same moment share a commit, so many at most', async (t) => {
  const { put, ids, commits } = await watched(t);
  const outcomes = await Promise.all(Array.from({ length: 100 }, (_, at) => put(`row ${at}`)));
  assert.deepEqual([...new Set(outcomes)], ['kept']);
  assert.equal((await ids()).length, 100);
  assert.equal(commits(), 4);
});

test('one that fails takes nothing of the others with it, wherever it stands', async (t) => {
  const { put, ids, commits } = await watched(t);
  const no = () => {
    throw new Error('no');
  };
  const outcomes = await Promise.all([put('a', no), put('b'), put('c', no), put('b'), put('d'), put('e', no)]);
  assert.deepEqual(outcomes, ['Error: no', 'kept', 'Error: no', 'SQLITE_CONSTRAINT_UNIQUE', 'kept', 'Error: no']);
  assert.deepEqual(await ids(), ['b', 'd']);
  assert.equal(commits(), 1);
});

test('P1: when the shared commit fails, all of them are told so and none is there', async (t) => {
  let fails = true;
  const { put, ids } = await watched(t, (sql) => {
    if (sql !== 'commit' || !fails) return;
    fails = false;
    throw new StoreError('SQLITE_FULL', 'the disk is full');
  });
  const acknowledged: string[] = [];
  const outcomes = await Promise.all(
    ['a', 'b', 'c'].map(async (id) => {
      const outcome = await put(id);
      if (outcome === 'kept') acknowledged.push(id);
      return outcome;
    }),
  );
  assert.deepEqual([outcomes, acknowledged], [['SQLITE_FULL', 'SQLITE_FULL', 'SQLITE_FULL'], []]);
  assert.deepEqual(await ids(), []);
  assert.equal(await put('later'), 'kept');
});

test('P1: when SQLite gives up the transaction of the file, those before are told so, those behind go on', async (t) => {
  let third = 0;
  const { put, ids, client } = await watched(t, (sql, driver) => {
    if (!sql.startsWith('insert') || (third += 1) !== 3) return;
    driver.exec('rollback');
    throw new StoreError('SQLITE_FULL', 'the disk is full');
  });
  const careless = async () => {
    const transaction = await client.transaction();
    await transaction.execute("insert into items values ('c', 1)").catch(() => {});
    // Without its transaction this would be written at once, for itself.
    await assert.rejects(transaction.execute("insert into items values ('d', 1)"), { code: 'SQLITE_FULL' });
    await assert.rejects(transaction.commit(), { code: 'SQLITE_FULL' });
    await transaction.rollback();
    return 'told';
  };
  const outcomes = await Promise.all([put('a'), put('b'), careless(), put('e')]);
  assert.deepEqual(outcomes, ['SQLITE_FULL', 'SQLITE_FULL', 'told', 'kept']);
  assert.deepEqual(await ids(), ['e']);
});

test('P8: one that waits for something else than the database does not hold those before it', async (t) => {
  const { put, ids, commits } = await watched(t);
  let go = () => {};
  const other = new Promise<void>((resolve) => (go = resolve));
  const before = [put('a'), put('b')];
  const waits = put('c', async (transaction) => {
    await other;
    await transaction.execute("insert into items values ('d', 1)");
  });
  const behind = put('e');
  const held = pause(2000).then(() => 'held');
  assert.equal(await Promise.race([Promise.all(before).then(String), held]), 'kept,kept');
  assert.equal(commits(), 1);
  go();
  assert.deepEqual(await Promise.all([waits, behind]), ['kept', 'kept']);
  assert.deepEqual(await ids(), ['a', 'b', 'c', 'd', 'e']);
});

test('P8: one that was moved out of the group gives up when another process wrote what it had read', async (t) => {
  let begins = 0;
  const { put, ids } = await watched(t, (sql, driver) => {
    if (sql === 'begin immediate' && (begins += 1) === 2) driver.run("insert into items values ('foreign', 1)", []);
  });
  const before = put('a');
  const moved = put('b', async (transaction) => {
    await transaction.execute('select count(*) from items');
    await pause(20);
  });
  assert.deepEqual(await Promise.all([before, moved, put('c')]), ['kept', 'SQLITE_BUSY', 'kept']);
  assert.deepEqual(await ids(), ['a', 'c', 'foreign']);
});

test('P1: who is refused for what another one wrote is told so only once that is kept', async (t) => {
  let fail = true;
  const { client, ids, put } = await watched(t, (sql) => {
    if (sql === 'commit' && fail) throw new StoreError('SQLITE_FULL', 'the disk is full');
  });
  const taken = async () => {
    const transaction = await client.transaction();
    const { rows } = await transaction.execute("select id from items where id = 'a'");
    const refused = transaction.rollback().then(() => 'told', storeCode);
    return [rows.length, await refused];
  };
  const [kept, outcome] = await Promise.all([put('a'), taken()]);
  assert.deepEqual([kept, outcome], ['SQLITE_FULL', [1, 'SQLITE_FULL']]);
  assert.deepEqual(await ids(), []);
  fail = false;
  assert.deepEqual(await Promise.all([put('a'), taken()]), ['kept', [1, 'told']]);
});
