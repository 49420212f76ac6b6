import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { DomainDetail } from '../../../bff/domains/answers.ts';
import type { Transfer, TransferChecked } from '../../../bff/domains/transfers/answers.ts';
import { dailyStays } from '../../../bff/domains/transfers/stay.ts';
import { readNotices } from '../../../bff/domains/transfers/notices.ts';
import type { ProblemBody } from '../../../bff/http/problem.ts';
import { memoryRegistrar } from '../../../bff/platform/registrar/memory.ts';
import { RegistrarError, type KnownDomain, type RegistrarPort } from '../../../bff/platform/registrar/port.ts';
import { memoryResolver } from '../../../bff/platform/resolver/memory.ts';
import { harness, passwords, type Harness, type TestLabel } from '../harness.ts';

const noon = Date.parse('2026-11-25T12:00:00Z');
const day = 86_400_000;
let now = noon;
const registrar = memoryRegistrar(() => now);
const code = 'Kx7!mnopQRst2345';
let away = false;
/** What was asked of the registry, in order. */
const asked: string[] = [];
const watched: RegistrarPort = {
  ...registrar,
  async askFor(name, secret, call) {
    if (away) throw new RegistrarError('unreachable', 'no answer');
    asked.push(name);
    return registrar.askFor(name, secret, call);
  },
};
let h: Harness;
let label: TestLabel;
let customer: string;
let cookie: string;
before(async () => {
  h = await harness({
    now: () => now,
    registrar: watched,
    resolver: memoryResolver({
      'copied.nl A': ['192.0.2.7'],
      'copied.nl MX': ['10 mail.copied.nl'],
      'copied.nl TXT': ['v=spf1 mx -all'],
      'www.copied.nl CNAME': ['copied.nl'],
    }),
  });
  label = await h.label('north');
  customer = await h.customer(label.id, 'Loaf');
  await h.user(label.id, customer, 'Marieke');
});
beforeEach(async () => {
  now = noon;
  cookie = await h.signIn(label, 'marieke', passwords.owner);
});
after(() => h.close());

async function call<T>(method: string, path: string, body?: object, as = { label, cookie }) {
  const answer = await h.request(`http://${as.label.host}/v1/domains${path}`, {
    method,
    cookie: as.cookie,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: answer.status, body: (await answer.json()) as T & ProblemBody };
}
const check = (name: string) => call<TransferChecked>('POST', '/transfers/check', { name });
const start = (name: string, more = {}) =>
  call<Transfer>('POST', '/transfers', { name, code, nameServers: 'keep', ...more });
const look = async (id: string) => (await call<Transfer>('GET', `/${id}/transfer`)).body;
const detail = async (id: string) => (await call<DomainDetail>('GET', `/${id}`)).body;

/** Each look may write the next job. */
async function settle() {
  await readNotices({
    registrar: watched,
    ...h.store,
    now: () => now,
    wake: (id) => h.bff.jobs.wake(id),
    report: () => {},
  });
  for (let round = 0; round < 3; round += 1) {
    h.bff.jobs.wake(label.id);
    await h.bff.jobs.idle(label.id);
  }
}

let n = 0;
async function elsewhere(tld = 'com', more: Partial<KnownDomain> = {}, name = `from${(n += 1)}.${tld}`) {
  await registrar.others.register(
    {
      name,
      registeredOn: '2020-03-14',
      expiresOn: '2027-03-14',
      nameServers: ['ns1.old.example', 'ns2.old.example'],
      locked: tld === 'com' ? false : null,
      privacy: tld === 'com' ? false : null,
      hosts: [],
      ...more,
    },
    code,
  );
  return name;
}
async function here(tld = 'com') {
  const name = `own${(n += 1)}.${tld}`;
  const id = await h.domain(label.id, customer, name, [], { locked: tld === 'com' ? false : null });
  await registrar.adopt([
    {
      name,
      registeredOn: '2020-03-14',
      expiresOn: '2027-03-14',
      nameServers: ['ns1.north.example', 'ns2.north.example'],
      locked: tld === 'com' ? false : null,
      privacy: tld === 'com' ? false : null,
      hosts: [],
    },
  ]);
  return { id, name };
}
async function askedAway() {
  const one = await here();
  await registrar.others.askFor(one.name, await registrar.authCode(one.name));
  await settle();
  return one;
}

test('D18: what stands between a domain and its move is told before anything is asked', async () => {
  const told = async (name: string) => (await check(name)).body.obstacles;
  assert.deepEqual(await told('nobody-has.com'), ['not_registered']);
  assert.deepEqual(await told(await elsewhere('com', { locked: true })), ['locked']);
  assert.deepEqual(await told(await elsewhere('com', { statuses: ['serverTransferProhibited'] })), ['registry_locked']);
  assert.deepEqual(await told(await elsewhere('uk')), ['no_code']);
  assert.deepEqual(await told((await here()).name), ['in_list']);
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
  now += 6 * day;
  cookie = await h.signIn(label, 'marieke', passwords.owner);
  await settle();
  assert.equal((await look(id)).move?.state, 'done');
  const there = await detail(id);
  assert.deepEqual(
    [there.state, there.expiresOn, there.ownNameServers, there.nameServers, there.locked],
    ['active', '2028-03-14', false, ['ns1.old.example', 'ns2.old.example'], false],
  );
  assert.deepEqual(there.events.map(({ event }) => 'step' in event && event.step).toSorted(), ['arrived', 'started']);
  assert.equal(asked.filter((one) => one === name).length, 1);
  assert.ok(h.mails.some(({ to, text }) => to === 'marieke@people.example' && text.includes(name)));
});

test('D18: what has just arrived stays for the days of its ending, gives no code until then, and says so', async () => {
  const code = async (id: string) => (await call('POST', `/${id}/auth_code`, {})).body;
  const { id } = (await start(await elsewhere())).body.domain;
  const dutch = (await start(await elsewhere('nl'))).body.domain.id;
  await settle();
  now += 6 * day;
  cookie = await h.signIn(label, 'marieke', passwords.owner);
  await settle();
  const refused = await code(id);
  assert.equal(refused.code, 'state_forbids');
  assert.match(refused.reason!, /until 30 January 2027/);
  assert.equal((await code(dutch)).code, 'step_up_required', 'of an ending that lets it go at once');
  const stays = () => h.store.labels.use(label.id, (one) => dailyStays(one, now));
  now += 59 * day;
  await stays();
  cookie = await h.signIn(label, 'marieke', passwords.owner);
  assert.equal((await code(id)).code, 'state_forbids');
  now += day;
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
  const rows = await h.store.labels.use(label.id, async ({ client }) => {
    const { rows: tables } = await client.execute("select name from sqlite_master where type = 'table'");
    const all: unknown[] = [];
    for (const { name: table } of tables) all.push((await client.execute(`select * from "${String(table)}"`)).rows);
    return JSON.stringify(all);
  });
  const kept = rows + JSON.stringify([h.mails, h.lines, h.events]);
  for (const secret of [code, wrong]) assert.ok(!kept.includes(secret));
  const sealed = await h.store.labels.use(label.id, ({ client }) =>
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
  away = true;
  const { id } = (await start(name)).body.domain;
  await settle();
  const tried = await look(id);
  assert.deepEqual([tried.move?.state, tried.move?.code], ['asking', 'unreachable']);
  assert.ok(Date.parse(tried.move!.retryAt!) > now);
  away = false;
  now += 120_000;
  await settle();
  assert.equal((await look(id)).move?.state, 'waiting');
});

test('D18: what one label asks for is no other one’s, whatever code he gives and whenever he asks', async () => {
  const south = await h.label('south');
  const stranger = await h.customer(south.id, 'Roof');
  await h.user(south.id, stranger, 'Piet');
  const theirs = { label: south, cookie: await h.signIn(south, 'piet', passwords.owner) };
  const elsewhereStart = (name: string, nameServers = 'keep') =>
    call<Transfer>('POST', '/transfers', { name, code: 'Guessed-Code-123', nameServers }, theirs);
  const settleBoth = async () => {
    await settle();
    for (let round = 0; round < 3; round += 1) {
      h.bff.jobs.wake(south.id);
      await h.bff.jobs.idle(south.id);
    }
  };
  const state = async (id: string) => (await call<Transfer>('GET', `/${id}/transfer`, undefined, theirs)).body.move;

  // Here since long.
  const { name: old } = await here();
  const first = (await elsewhereStart(old)).body.domain.id;
  await settleBoth();
  assert.equal((await state(first))?.code, 'ours_already');

  // On its way to somebody else.
  const name = await elsewhere();
  await start(name);
  await settle();
  const second = (await elsewhereStart(name)).body.domain.id;
  await settleBoth();
  assert.equal((await state(second))?.state, 'stuck');
  await registrar.others.answer(name, 'approve');
  await settleBoth();
  await call('POST', `/${second}/transfer/code`, { code: 'Guessed-Code-123' }, theirs);
  await settleBoth();
  assert.equal((await state(second))?.code, 'ours_already');
  await call('POST', `/${second}/transfer/cancel`, {}, theirs);
  await settleBoth();
  assert.equal((await call('GET', `/${second}`, undefined, theirs)).status, 404);

  // Came by a move to the other label, before: it is not mine by that.
  const third = (await elsewhereStart(name)).body.domain.id;
  await settleBoth();
  assert.equal((await state(third))?.code, 'ours_already');
});

test('D18: who asks for a domain in vain keeps nobody from it who has its code', async () => {
  const eve = await h.customer(label.id, 'Eve');
  await h.user(label.id, eve, 'Eve');
  const theirs = { label, cookie: await h.signIn(label, 'eve', passwords.owner) };
  const name = await elsewhere();
  const wish = { name, code: 'Guessed-Code-123', nameServers: 'keep' };
  const vain = (await call<Transfer>('POST', '/transfers', wish, theirs)).body.domain.id;
  await settle();
  const { status, body } = await start(name);
  assert.equal(status, 201, JSON.stringify(body));
  await settle();
  await registrar.others.answer(name, 'approve');
  await settle();
  assert.equal((await detail(body.domain.id)).state, 'active');
  await call('POST', `/${vain}/transfer/code`, { code: 'Guessed-Code-124' }, theirs);
  await settle();
  const stuck = (await call<Transfer>('GET', `/${vain}/transfer`, undefined, theirs)).body;
  assert.equal(stuck.move?.code, 'ours_already');
  assert.equal((await call<Transfer>('POST', '/transfers', wish, theirs)).body.code, 'name_taken');
});

test('D18: whoever is asked to let a domain go is told, and refuses or agrees', async () => {
  const kept = await askedAway();
  const move = (await look(kept.id)).move!;
  assert.deepEqual([move.incoming, move.state, move.actsAt?.slice(0, 10)], [false, 'waiting', '2026-11-30']);
  assert.ok(h.mails.some(({ to, text }) => to === 'owner@people.example' && text.includes(kept.name)));
  assert.equal((await call('POST', `/${kept.id}/name_servers`, { own: true })).body.code, 'state_forbids');
  assert.equal((await call('POST', `/${kept.id}/transfer/cancel`, {})).status, 200);
  await settle();
  assert.equal((await look(kept.id)).move?.state, 'refused');
  assert.deepEqual(
    [(await detail(kept.id)).state, (await registrar.transfer(kept.name))?.state],
    ['active', 'clientRejected'],
  );

  const gone = await askedAway();
  const unproved = await call('POST', `/${gone.id}/transfer/approve`, {});
  assert.deepEqual([unproved.status, unproved.body.code], [403, 'step_up_required']);
  cookie = await h.stepUp(label, cookie, { action: 'domains.transfer.approve', object: gone.id });
  assert.equal((await call('POST', `/${gone.id}/transfer/approve`, {})).status, 200);
  await settle();
  assert.equal((await look(gone.id)).move?.state, 'done');
  const left = await detail(gone.id);
  assert.equal(left.state, 'transferred');
  assert.match(left.denied['domains.nameservers.edit']!.reason!, /moved to another provider/);
  assert.equal((await call('POST', `/${gone.id}/transfer/cancel`, {})).body.code, 'state_forbids');
});

test('D18: who says nothing has let it go when the days are over; it may come back', async () => {
  const gone = await askedAway();
  now += 6 * day;
  await settle();
  cookie = await h.signIn(label, 'marieke', passwords.owner);
  assert.equal((await detail(gone.id)).state, 'transferred');
  now += 61 * day;
  cookie = await h.signIn(label, 'marieke', passwords.owner);
  await registrar.others.register(
    {
      name: gone.name,
      registeredOn: '2020-03-14',
      expiresOn: '2028-03-14',
      nameServers: ['ns1.old.example', 'ns2.old.example'],
      locked: false,
      privacy: false,
      hosts: [],
    },
    code,
  );
  const back = (await start(gone.name)).body;
  assert.equal(back.domain.id, gone.id, 'with its history');
  await settle();
  await registrar.others.answer(gone.name, 'approve');
  await settle();
  assert.equal((await detail(gone.id)).state, 'active');
});
