import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { addCustomer, addUser } from '../../bff/account/admin.ts';
import type { BulkItems, BulkRun } from '../../bff/domains/bulk/answers.ts';
import { domains } from '../../bff/domains/schema.ts';
import { openStore } from '../../bff/create.ts';
import { QueuedClient } from '../../bff/store/client.ts';
import { libsqlDriver } from '../../bff/store/driver-libsql.ts';
import { databasePath, fileDatabases } from '../../bff/store/open.ts';
import { domainRow } from '../bff/harness.ts';
import { freePorts, startBff } from '../bff/process.ts';
import { scratch } from '../bff/store/files.ts';
import { visitor } from './visitor.ts';

const many = 500;
const origin = 'https://www.loaf.example';

/** A label with one customer and so many domains that are not locked. */
async function fill(data: string) {
  const store = await openStore(fileDatabases(data));
  const id = await store.addLabel({ resellerId: await store.control.addReseller('Reseller'), name: 'North' });
  await store.control.addHost(id, 'north.hc.test');
  await store.control.addOrigin(id, origin);
  const { key: secretKey } = await store.control.addKey(id, 'secret', true);
  const filled = await store.labels.use(id, async ({ db }) => {
    const customer = (await addCustomer(db, { name: 'Loaf', externalId: 'loaf' })).id;
    const person = { name: 'Marieke', email: 'marieke@people.example', username: 'marieke', passwordHash: '-' };
    await addUser(db, { ...person, customerId: customer, role: 'owner' });
    const row = (at: number) => ({ ...domainRow(customer, `loaf${at}.com`, new Date()), locked: false });
    const rows = Array.from({ length: many }, (_, at) => row(at));
    await db.transaction(async (tx) => {
      for (let from = 0; from < many; from += 100) await tx.insert(domains).values(rows.slice(from, from + 100));
    });
    return { customer, ids: rows.map((row) => row.id) };
  });
  await store.close();
  return { ...filled, label: { id, secretKey, origins: [origin] } };
}

test(`D19: killed in the middle of ${many}, each domain has its turn, once`, { timeout: 120_000 }, async (t) => {
  const data = scratch();
  const { label, customer, ids } = await fill(data);
  const env = { ...(await freePorts()), HC_DATA: data, HC_DEMO: '0' };
  const rows = async (sql: string) => {
    const client = new QueuedClient(libsqlDriver(databasePath(data, label.id)));
    try {
      return (await client.execute(sql)).rows.map((row) => ({ ...row }));
    } finally {
      client.close();
    }
  };

  const first = await startBff(env);
  const person = await visitor(first.url, label, customer, ['domains', 'domains.bulk.*', 'domains.lock.*']);
  const ask = { which: { domains: ids }, wish: { action: 'domains.lock.edit', input: { locked: true } } };
  const { status, body: run } = await person.call<BulkRun>(first.url, '/v1/domains/bulk', ask);
  assert.equal(status, 201, JSON.stringify(run));
  const read = async (url: string) => (await person.call<BulkRun>(url, `/v1/domains/bulk/${run.id}`)).body;
  while ((await read(first.url)).counts.changed < 60) await pause(5);
  await first.kill('SIGKILL');
  const [left] = await rows("select count(*) as n from bulk_items where state = 'waiting'");
  assert.ok(Number(left!.n) > 0 && Number(left!.n) < many, `${left!.n} were left`);
  // Nothing is half done: what had its turn was written with all that belongs to it.
  assert.deepEqual(await halves(rows), []);

  const second = await startBff(env);
  const began = performance.now();
  let now = await read(second.url);
  // The lease of the job that was running ends after 15 s.
  for (; now.state === 'running'; now = await read(second.url)) {
    assert.ok(performance.now() - began < 60_000, 'it does not go on');
    await pause(50);
  }
  t.diagnostic(`${left!.n} of ${many} were left, done ${Math.round(performance.now() - began)} ms after the start`);
  assert.deepEqual([now.state, now.counts.changed], ['done', many]);
  const page = await person.call<BulkItems>(second.url, `/v1/domains/bulk/${run.id}/items?limit=200`);
  assert.deepEqual(
    page.body.items.map(({ domain }) => domain.id),
    ids.slice(0, 200),
  );
  await second.kill('SIGTERM');
  assert.deepEqual(await halves(rows), []);
  for (const once of ['domain_events', "audit_log where action = 'domains.lock.edit'"])
    assert.deepEqual(await rows(`select count(*) as n from ${once}`), [{ n: many }], once);
});

/** Domains whose turn is told otherwise than they are. */
const halves = (rows: (sql: string) => Promise<object[]>) =>
  rows(`select d.id from bulk_items i join domains d on d.id = i.domain_id
    where (i.state = 'changed') <> (d.locked = 1)
      or (i.state = 'changed') <> (select count(*) from domain_events e where e.domain_id = d.id)
      or (i.state = 'changed') <> (select count(*) from audit_log a where a.object = d.id)`);
