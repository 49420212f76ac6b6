import type { InArgs } from '@libsql/client';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem, problemBody } from '../../../bff/http/problem.ts';
import { Claims, type Claim } from '../../../bff/store/claims.ts';
import { claims as rows } from '../../../bff/store/control.schema.ts';
import { migrate } from '../../../bff/store/migrate.ts';
import { controlMigrations } from '../../../bff/store/migrations.node.ts';
import type { Opened } from '../../../bff/store/database.ts';
import { openFile, scratch } from './files.ts';

async function world(prepare?: (client: Opened['client']) => Promise<unknown>) {
  const { db, client } = await openFile(scratch(), 'control');
  if (prepare) await prepare(client);
  await migrate(client, controlMigrations);
  const clock = { now: Date.UTC(2026, 10, 24) };
  const claims = new Claims(db, () => clock.now);
  const zone = (labelId: string, name: string, objectId = `${labelId} ${name}`): Claim => ({
    kind: 'zone',
    name,
    labelId,
    objectId,
  });
  const hold = async (claim: Claim) => {
    try {
      await claims.hold(claim);
      return 'held';
    } catch (error) {
      assert.ok(error instanceof Problem, String(error));
      // Nothing in the answer says whose it is.
      assert.deepEqual(problemBody(error, 'req').body, {
        type: 'urn:hc:name_taken',
        status: 409,
        code: 'name_taken',
        requestId: 'req',
      });
      return 'taken';
    }
  };
  return { db, client, claims, clock, zone, hold, close: () => client.close() };
}

test('TR3: of 50 claims of one name from two labels one wins, the others get name_taken and no owner', async () => {
  const w = await world();
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, at) => w.hold(w.zone(at % 2 ? 'lab_a' : 'lab_b', 'loaf.example', `dom_${at}`))),
  );
  assert.equal(answers.filter((answer) => answer === 'held').length, 1);
  assert.equal((await w.db.select().from(rows)).length, 1);
  w.close();
});

test('TR3: a parent, its sub-domain and a deeper one from two labels at once: all of one label', async () => {
  for (let round = 0; round < 10; round += 1) {
    const w = await world();
    const names = ['loaf.example', 'shop.loaf.example', 'a.b.shop.loaf.example'];
    await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        w.hold(w.zone((at * 7 + round) % 2 ? 'lab_a' : 'lab_b', names[(at + round) % 3]!)),
      ),
    );
    const owners = new Set((await w.db.select().from(rows)).map(({ labelId }) => labelId));
    assert.equal(owners.size, 1);
    w.close();
  }
});

test('TR3: names that only look related are free, and `_` is no wildcard', async () => {
  const w = await world();
  assert.equal(await w.hold(w.zone('lab_a', 'loaf.example')), 'held');
  assert.equal(await w.hold(w.zone('lab_b', 'myloaf.example')), 'held');
  assert.equal(await w.hold(w.zone('lab_b', 'loaf.example.org')), 'held');
  assert.equal(await w.hold(w.zone('lab_b', 'a_b.test')), 'held');
  assert.equal(await w.hold(w.zone('lab_a', 'x.axb.test')), 'held');
  assert.equal(await w.hold(w.zone('lab_a', 'x.a_b.test')), 'taken');
  assert.equal(await w.hold({ ...w.zone('lab_b', 'loaf.example'), kind: 'zone' }), 'taken');
  w.close();
});

test('TR3: within one label a zone above or below its own is no matter, the same name twice is', async () => {
  const w = await world();
  assert.equal(await w.hold(w.zone('lab_a', 'loaf.example')), 'held');
  assert.equal(await w.hold(w.zone('lab_a', 'shop.loaf.example')), 'held');
  assert.equal(await w.hold(w.zone('lab_a', 'loaf.example', 'another object')), 'taken');
  assert.equal(await w.hold(w.zone('lab_a', 'loaf.example')), 'held', 'the same claim repeated');
  w.close();
});

test('TR3: a held claim frees itself after 10 minutes, a confirmed one never, a released one at once', async () => {
  const w = await world();
  const mine = w.zone('lab_a', 'loaf.example');
  await w.claims.hold(mine);
  w.clock.now += 599_000;
  assert.equal(await w.hold(w.zone('lab_b', 'loaf.example')), 'taken');
  w.clock.now += 2000;
  assert.equal(await w.hold(w.zone('lab_b', 'loaf.example')), 'held');
  await w.claims.confirm(w.zone('lab_b', 'loaf.example'));
  w.clock.now += 365 * 86_400_000;
  assert.equal(await w.hold(mine), 'taken');
  await w.claims.release(mine);
  assert.equal(await w.hold(mine), 'taken', 'released by someone else');
  await w.claims.release(w.zone('lab_b', 'loaf.example'));
  assert.equal(await w.hold(mine), 'held');
  w.close();
});

test('TR3: a claim that was held and forgotten keeps neither its sub-domains nor its parent', async () => {
  const w = await world();
  await w.claims.hold(w.zone('lab_a', 'loaf.example'));
  w.clock.now += 601_000;
  assert.equal(await w.hold(w.zone('lab_b', 'shop.loaf.example')), 'held');
  await w.claims.hold(w.zone('lab_a', 'deep.crumb.example'));
  w.clock.now += 601_000;
  assert.equal(await w.hold(w.zone('lab_b', 'crumb.example')), 'held');
  w.close();
});

test('TR3: whoever repeats a hold keeps it for 10 minutes more', async () => {
  const w = await world();
  const mine = w.zone('lab_a', 'loaf.example');
  await w.claims.hold(mine);
  w.clock.now += 500_000;
  await w.claims.hold(mine);
  w.clock.now += 200_000;
  assert.equal(await w.hold(w.zone('lab_b', 'loaf.example')), 'taken');
  w.close();
});

test('TR3: a claim reads those above and below it, and none of the others', async () => {
  const w = await world();
  const statements: { sql: string; args?: InArgs }[] = [];
  const transaction = w.client.transaction.bind(w.client);
  w.client.transaction = async () => {
    const tx = await transaction();
    const execute = tx.execute.bind(tx);
    tx.execute = (statement) => {
      if (typeof statement === 'object' && statement.sql.startsWith('select')) statements.push(statement);
      return execute(statement);
    };
    return tx;
  };
  await w.claims.hold(w.zone('lab_a', 'a.shop.loaf.example'));
  assert.ok(statements.length > 0);
  for (const { sql, args = [] } of statements) {
    const { rows: plan } = await w.client.execute({ sql: `explain query plan ${sql}`, args });
    for (const { detail } of plan) assert.match(String(detail), /\(kind=\? AND (name=\?|path>\? AND path<\?)\)/, sql);
  }
  w.close();
});

test('TR3: claims from before keep those above and below them', async () => {
  const at = controlMigrations.findIndex(({ sql }) => sql.includes('claims_by_path'));
  const w = await world(async (client) => {
    await migrate(client, controlMigrations.slice(0, at));
    await client.execute(
      "insert into claims (kind, name, label_id, object_id, state, held_at) values ('zone', 'shop.loaf.example', 'lab_a', 'dom_1', 'confirmed', 1)",
    );
  });
  assert.equal(await w.hold(w.zone('lab_b', 'loaf.example')), 'taken');
  assert.equal(await w.hold(w.zone('lab_b', 'a.shop.loaf.example')), 'taken');
  assert.equal(await w.hold(w.zone('lab_b', 'myshop.loaf.example')), 'held');
  w.close();
});
