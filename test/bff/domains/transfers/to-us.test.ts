import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dailyStays } from '../../../../bff/domains/transfers/stay.ts';
import { passwords } from '../../harness.ts';
import { moving } from './visit.ts';

const here = moving();
const { asked, call, check, code, day, detail, elsewhere, look, own, registrar, settle, start } = here;

test('D18: what stands between a domain and its move is told before anything is asked', async () => {
  const told = async (name: string) => (await check(name)).body.obstacles;
  assert.deepEqual(await told('nobody-has.com'), ['not_registered']);
  assert.deepEqual(await told(await elsewhere('com', { locked: true })), ['locked']);
  assert.deepEqual(await told(await elsewhere('com', { statuses: ['serverTransferProhibited'] })), ['registry_locked']);
  assert.deepEqual(await told(await elsewhere('uk')), ['no_code']);
  assert.deepEqual(await told((await own()).name), ['in_list']);
  const young = await check(await elsewhere('com', { registeredOn: '2026-11-01' }));
  assert.deepEqual([young.body.obstacles, young.body.movableOn], [['too_young'], '2026-12-31']);
  const good = await check(` ${(await elsewhere()).toUpperCase()}. `);
  assert.deepEqual([good.body.obstacles, good.body.days, good.body.years], [[], 5, 1]);
  const wrong = await check('not a name');
  assert.deepEqual([wrong.status, wrong.body.code, Object.keys(wrong.body.fields!)], [422, 'invalid', ['name']]);
  assert.deepEqual(asked, []);
});

test('D18: a domain is asked for once, waits for the other registrar, and is here as it was there', async () => {
  const name = await elsewhere();
  const { status, body } = await start(name);
  assert.deepEqual([status, body.move?.state, body.domain.state], [201, 'asking', 'pending_transfer_in']);
  const { id } = body.domain;
  await settle();
  const waiting = await look(id);
  assert.deepEqual([waiting.move?.state, waiting.move?.actsAt?.slice(0, 10)], ['waiting', '2026-11-30']);
  assert.equal((await start(name)).body.code, 'name_taken');
  here.now += 6 * day;
  here.cookie = await here.h.signIn(here.label, 'marieke', passwords.owner);
  await settle();
  assert.equal((await look(id)).move?.state, 'done');
  const there = await detail(id);
  assert.deepEqual(
    [there.state, there.expiresOn, there.ownNameServers, there.nameServers, there.locked],
    ['active', '2028-03-14', false, ['ns1.old.example', 'ns2.old.example'], false],
  );
  assert.deepEqual(there.events.map(({ event }) => 'step' in event && event.step).toSorted(), ['arrived', 'started']);
  assert.equal(asked.filter((one) => one === name).length, 1);
  assert.ok(here.h.mails.some(({ to, text }) => to === 'marieke@people.example' && text.includes(name)));
});

test('D18: what has just arrived stays for the days of its ending, gives no code until then, and says so', async () => {
  const code = async (id: string) => (await call('POST', `/${id}/auth_code`, {})).body;
  const { id } = (await start(await elsewhere())).body.domain;
  const dutch = (await start(await elsewhere('nl'))).body.domain.id;
  await settle();
  here.now += 6 * day;
  here.cookie = await here.h.signIn(here.label, 'marieke', passwords.owner);
  await settle();
  const refused = await code(id);
  assert.equal(refused.code, 'state_forbids');
  assert.match(refused.reason!, /until 30 January 2027/);
  assert.equal((await code(dutch)).code, 'step_up_required', 'of an ending that lets it go at once');
  const stays = () => here.h.store.labels.use(here.label.id, (one) => dailyStays(one, here.now));
  here.now += 59 * day;
  await stays();
  here.cookie = await here.h.signIn(here.label, 'marieke', passwords.owner);
  assert.equal((await code(id)).code, 'state_forbids');
  here.now += day;
  await stays();
  assert.equal((await code(id)).code, 'step_up_required');
});

test('D18: with our name servers its records are copied before it uses them', async () => {
  await elsewhere('nl', {}, 'copied.nl');
  const { body } = await start('copied.nl', { nameServers: 'ours' });
  await settle();
  const there = await detail(body.domain.id);
  assert.deepEqual([there.state, there.ownNameServers], ['active', true]);
  assert.deepEqual((await registrar.read('copied.nl'))?.nameServers, ['ns1.north.example', 'ns2.north.example']);
  const zone = (
    await call<{ rrsets: { name: string; type: string; records: string[] }[] }>('GET', `/${body.domain.id}/dns`)
  ).body;
  const records = zone.rrsets.filter(({ type }) => type !== 'NS').map((one) => [one.name, one.type, one.records[0]]);
  assert.deepEqual(records, [
    ['@', 'A', '192.0.2.7'],
    ['@', 'MX', '10 mail.copied.nl'],
    ['@', 'TXT', 'v=spf1 mx -all'],
    ['www', 'CNAME', 'copied.nl'],
  ]);
  assert.equal(there.dns, 'ready');
});

test('D18: signed by somebody else, it keeps the name servers that its keys are at', async () => {
  const ds = [{ keyTag: 1, algorithm: 13, digestType: 2, digest: 'AB'.repeat(32) }];
  const name = await elsewhere('nl', { ds });
  const { body } = await start(name, { nameServers: 'ours' });
  await settle();
  assert.equal((await detail(body.domain.id)).ownNameServers, false);
  assert.deepEqual((await registrar.read(name))?.nameServers, ['ns1.old.example', 'ns2.old.example']);
  assert.deepEqual((await registrar.read(name))?.ds, ds);
});

test('D18: a wrong code can be given again, and the code is kept nowhere once it was used', async () => {
  const name = await elsewhere();
  const wrong = 'Another-Code-987';
  const { id } = (await start(name, { code: wrong })).body.domain;
  await settle();
  const stuck = await look(id);
  assert.deepEqual([stuck.move?.state, stuck.move?.code], ['stuck', 'wrong_code']);
  assert.equal((await call('POST', `/${id}/transfer/code`, { code })).status, 200);
  await settle();
  assert.equal((await look(id)).move?.state, 'waiting');
  const rows = await here.h.store.labels.use(here.label.id, async ({ client }) => {
    const { rows: tables } = await client.execute("select name from sqlite_master where type = 'table'");
    const all: unknown[] = [];
    for (const { name: table } of tables) all.push((await client.execute(`select * from "${String(table)}"`)).rows);
    return JSON.stringify(all);
  });
  const kept = rows + JSON.stringify([here.h.mails, here.h.lines, here.h.events]);
  for (const secret of [code, wrong]) assert.ok(!kept.includes(secret));
  const sealed = await here.h.store.labels.use(here.label.id, ({ client }) =>
    client.execute({ sql: 'select sealed from transfers where domain_id = ?', args: [id] }),
  );
  assert.deepEqual(
    [...sealed.rows].map((row) => row.sealed),
    [null],
  );
});

test('D18: what the other registrar refuses is told, and can be asked for again or left', async () => {
  const name = await elsewhere();
  const { id } = (await start(name)).body.domain;
  await settle();
  await registrar.others.answer(name, 'reject');
  await settle();
  const stuck = await look(id);
  assert.deepEqual([stuck.move?.state, stuck.move?.code], ['stuck', 'other_refused']);
  assert.equal((await call('POST', `/${id}/transfer/cancel`, {})).status, 200);
  await settle();
  assert.equal((await call('GET', `/${id}`)).status, 404);
  assert.equal((await start(name)).status, 201);
});

test('D18: a move to us can be withdrawn while it waits; too late, it is here', async () => {
  const name = await elsewhere();
  const { id } = (await start(name)).body.domain;
  await settle();
  await call('POST', `/${id}/transfer/cancel`, {});
  await settle();
  assert.equal((await registrar.transfer(name))?.state, 'clientCancelled');
  assert.equal((await call('GET', `/${id}`)).status, 404);

  const late = await elsewhere();
  const { id: other } = (await start(late)).body.domain;
  await settle();
  await registrar.others.answer(late, 'approve');
  await call('POST', `/${other}/transfer/cancel`, {});
  await settle();
  assert.equal((await detail(other)).state, 'active');
});

test('D18: with the registry away it is tried again, and cancelled nothing is ever asked', async () => {
  const name = await elsewhere();
  here.away = true;
  const { id } = (await start(name)).body.domain;
  await settle();
  const tried = await look(id);
  assert.deepEqual([tried.move?.state, tried.move?.code], ['asking', 'unreachable']);
  assert.ok(Date.parse(tried.move!.retryAt!) > here.now);
  here.away = false;
  here.now += 120_000;
  await settle();
  assert.equal((await look(id)).move?.state, 'waiting');
});
