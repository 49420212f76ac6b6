import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eq } from 'drizzle-orm';
import { addDays, dayOf } from '../../../bff/domains/days.ts';
import { memoryLimits } from '../../../bff/http/limits.node.ts';
import type { NewAppPassword } from '../../../bff/mail/answers.ts';
import type { AutoReply, Filters, MailboxSelf, OwnForwardSaved } from '../../../bff/mail/self/answers.ts';
import type { FilterRule } from '../../../bff/mail/self/filter-input.ts';
import { gibibyte } from '../../../bff/mail/rules.ts';
import { mailboxes } from '../../../bff/mail/schema.ts';
import { endOf } from '../../../bff/mail/self/rules-days.ts';
import { auditLog } from '../../../bff/policy/schema.ts';
import { MailError } from '../../../bff/platform/mail/port.ts';
import { away, mailboxUsers, ruleOf, sort } from './self-world.ts';
import { mailWorld, password, type MailWorld } from './world.ts';

const next = 'the next password of it';
let w: MailWorld;
let users: ReturnType<typeof mailboxUsers>;
before(async () => {
  w = await mailWorld({ limits: memoryLimits() }, { maxMailboxes: 100, mailPool: 100 * gibibyte });
  users = mailboxUsers(w.h, w.label);
});
after(() => w.h.close());

async function user(local: string) {
  const box = await w.create(local);
  await w.idle();
  const cookie = await users.signIn(box.address);
  const call = <Answer = MailboxSelf>(method: string, path: string, body?: object) =>
    users.call<Answer>(cookie, method, path, body);
  return {
    box,
    cookie,
    call,
    read: async () => (await call('GET', '')).body,
    status: async () => (await call('GET', '')).status,
  };
}

test('M3: signs in with address and password, in whatever letters, and sees his mailbox alone', async () => {
  const { box, read } = await user('info');
  const upper = await users.signIn(` ${box.address.toUpperCase()} `);
  assert.equal((await users.call(upper, 'GET', '')).status, 200);
  const seen = await read();
  assert.deepEqual([seen.address, seen.autoReply, seen.forward, seen.filters.rules], [box.address, null, null, []]);
  assert.equal(JSON.stringify(seen).includes('$2b$'), false);
  assert.ok(Object.keys(seen.denied).every((action) => action.startsWith('mail.self.')));
});

test('M3: nobody’s address, a wrong password, another label’s mailbox and a program’s password answer alike', async () => {
  const { box, call } = await user('alike');
  const { body: app } = await call<NewAppPassword>('POST', '/app_passwords', { name: 'Phone', scopes: ['imap'] });
  const elsewhere = mailboxUsers(w.h, await w.h.label('south'));
  const tries = [
    users.post('/sign_in', { address: 'nobody@loaf.example', password }),
    users.post('/sign_in', { address: 'no address', password }),
    users.post('/sign_in', { address: box.address, password: 'not it at all' }),
    users.post('/sign_in', { address: box.address, password: `${password}${'x'.repeat(60)}` }),
    users.post('/sign_in', { address: box.address, password: app.password }),
    elsewhere.post('/sign_in', { address: box.address, password }),
  ];
  const said = await Promise.all(
    tries.map(async (one) => {
      const answer = await one;
      const { requestId: _, ...body } = (await answer.json()) as Record<string, unknown>;
      return { status: answer.status, body, cookie: answer.headers.get('set-cookie') };
    }),
  );
  for (const one of said) assert.deepEqual(one, said[0]);
  assert.deepEqual([said[0]!.status, said[0]!.body.code], [401, 'credentials_wrong']);
});

test('M3 TR15: who guesses is stopped, and the right password is none then', async () => {
  const { address } = await w.create('guessed');
  const guess = () => users.post('/sign_in', { address, password: 'one of many guesses' });
  for (let many = 0; many < 5; many += 1) assert.equal((await guess()).status, 401);
  const stopped = await users.post('/sign_in', { address, password });
  assert.equal(stopped.status, 429);
  assert.ok(Number(stopped.headers.get('retry-after')) > 0);
});

test('M3 TR15: guesses are counted by mailbox, however its address is written', async () => {
  const { address } = await w.create('spelled');
  const spellings = [
    address,
    ` ${address}\t`,
    address.toUpperCase(),
    `${address}.`,
    'spelled@ｌｏａｆ.example',
    'spelled@loaf。example',
  ];
  const guess = (typed: string) => users.post('/sign_in', { address: typed, password: 'one of many guesses' });
  const said: number[] = [];
  for (const typed of spellings) said.push((await guess(typed)).status);
  assert.deepEqual(said, [401, 401, 401, 401, 401, 429]);
  assert.equal((await users.post('/sign_in', { address: `${address}.`, password })).status, 429);
  const nobody = ['none such', ' NONE SUCH', 'None such ', 'none Such', 'NONE such', 'none such'];
  const told: number[] = [];
  for (const typed of nobody) told.push((await guess(typed)).status);
  assert.deepEqual(told, [401, 401, 401, 401, 401, 429]);
});

test('M3: a page elsewhere cannot make a browser sign in, or write with the cookie', async () => {
  const { box, cookie } = await user('forged');
  const there = { origin: 'https://evil.example' };
  assert.equal((await users.post('/sign_in', { address: box.address, password }, there)).status, 403);
  assert.equal((await users.post('/auto_reply', away, { ...there, cookie })).status, 403);
  assert.equal((await users.post('/auto_reply', away, { origin: null, cookie })).status, 403);
});

test('M3: a session ends with the password, a suspension, a deletion and its time; not by what its own user does', async () => {
  const ends = async (local: string, what: (of: Awaited<ReturnType<typeof user>>) => Promise<unknown>) => {
    const one = await user(local);
    const { status, box } = one;
    assert.equal(await status(), 200);
    await what(one);
    assert.equal(await status(), 401, local);
    return box;
  };
  await ends('word', ({ box }) => w.call('POST', `/mailboxes/${box.id}/password`, { password: next }));
  await ends('shut', ({ box }) => w.call('POST', `/mailboxes/${box.id}/suspend`, { suspended: true }));
  const back = await ends('back', async ({ box }) => {
    await w.call('POST', `/mailboxes/${box.id}/suspend`, { suspended: true });
    await w.call('POST', `/mailboxes/${box.id}/suspend`, { suspended: false });
  });
  await users.signIn(back.address);
  const gone = await ends('gone', ({ box }) => w.call('DELETE', `/mailboxes/${box.id}`));
  assert.equal((await users.post('/sign_in', { address: gone.address, password })).status, 401);
  await ends('out', ({ call }) => call('POST', '/sign_out'));
  const { box, call, status, cookie } = await user('own');
  const second = await users.signIn(box.address);
  const { body: app } = await call<NewAppPassword>('POST', '/app_passwords', { name: 'Phone', scopes: ['imap'] });
  assert.equal((await call('DELETE', `/app_passwords/${app.id}`)).status, 200);
  assert.equal((await call('POST', '/password', { current: password, password: next })).status, 200);
  assert.equal(await status(), 200, 'his own goes on');
  assert.equal((await users.call(second, 'GET', '')).status, 401, 'the other one has ended');
  await w.later(8 * 3_600_000);
  assert.equal((await users.call(cookie, 'GET', '')).status, 401, 'after eight hours');
});

test('M3: who has not the old password changes none, and is stopped from trying', async () => {
  const { box, call } = await user('old');
  const change = (current: string, word = next) => call<object>('POST', '/password', { current, password: word });
  assert.deepEqual((await change(password, 'short')).body.fields, { password: 'password_short' });
  assert.deepEqual((await change(password, 'qwertyuiop12')).body.fields, { password: 'password_guessable' });
  for (let many = 0; many < 5; many += 1)
    assert.deepEqual((await change(`wrong ${many}`)).body.fields, { current: 'password_wrong' });
  assert.equal((await change(password)).status, 429);
  assert.equal((await users.post('/sign_in', { address: box.address, password })).status, 200);
});

test('M3: an answer is pending, ready, and once more failed and told by itself while the server is away', async () => {
  const { box, call, read } = await user('states');
  const saved = await call<AutoReply>('POST', '/auto_reply', away);
  assert.deepEqual([saved.status, saved.body.sync.state], [200, 'pending']);
  await w.idle();
  assert.equal((await read()).autoReply?.sync.state, 'ready');
  w.trouble.error = new MailError('unreachable', 'away');
  await call('POST', '/auto_reply', { ...away, subject: 'Later' });
  await sort(call, [ruleOf()]);
  await w.idle();
  const { autoReply, filters } = await read();
  assert.deepEqual(
    [autoReply?.sync.state, autoReply?.sync.error, filters.sync.state],
    ['failed', 'unreachable', 'failed'],
  );
  w.trouble.error = undefined;
  await w.later(3_600_000);
  assert.deepEqual([(await read()).autoReply?.sync.state, (await read()).filters.sync.state], ['ready', 'ready']);
  w.trouble.error = new MailError('refused', 'no');
  await sort(call, []);
  await w.idle();
  assert.deepEqual((await read()).filters.sync, { state: 'failed', error: 'refused' });
  w.trouble.error = undefined;
  const audit = await w.h.store.labels.use(w.label.id, ({ db }) =>
    db.select().from(auditLog).where(eq(auditLog.userId, box.id)),
  );
  assert.equal(audit.length, 4);
  assert.ok(!JSON.stringify(audit).includes(away.text), 'what is answered is nobody else’s');
});

test('M3: what was wished before a mailbox was deleted is told when it comes back', async () => {
  const { box, call } = await user('returned');
  w.trouble.error = new MailError('unreachable', 'away');
  await call('POST', '/auto_reply', away);
  await sort(call, [ruleOf()]);
  await w.idle();
  assert.equal((await w.call('DELETE', `/mailboxes/${box.id}`)).status, 200);
  w.trouble.error = undefined;
  await w.later(3_600_000);
  assert.equal((await w.call('POST', `/mailboxes/${box.id}/restore`)).status, 200);
  await w.idle();
  const cookie = await users.signIn(box.address);
  const { autoReply, filters } = (await users.call(cookie, 'GET', '')).body;
  assert.deepEqual([autoReply?.sync, filters.sync], [{ state: 'ready' }, { state: 'ready' }]);
  w.server.deliver('back@people.example', box.address, `To: ${box.address}\r\nSubject: Hi\r\n\r\nHi.`);
  assert.ok(w.outside.includes('back@people.example'));
});

test('M3: a server that has not heard that a mailbox is back is told its answer later', async () => {
  const { box, call } = await user('halfway');
  await call('POST', '/auto_reply', away);
  await w.idle();
  await w.call('DELETE', `/mailboxes/${box.id}`);
  await w.idle();
  w.trouble.of = {
    putMailbox: new MailError('unreachable', 'away'),
    putScript: new MailError('refused', 'no such mailbox'),
  };
  await w.call('POST', `/mailboxes/${box.id}/restore`);
  await w.idle();
  const cookie = await users.signIn(box.address);
  const sync = async () => (await users.call(cookie, 'GET', '')).body.autoReply?.sync;
  assert.deepEqual([(await sync())?.state, (await sync())?.error], ['failed', 'unreachable']);
  w.trouble.of = {};
  await w.later(3_600_000);
  assert.deepEqual(await sync(), { state: 'ready' });
});

test('M3: the simulated server answers once a day, on the days, and no list', async () => {
  const { box, call } = await user('simulated');
  await call('POST', '/auto_reply', { ...away, from: '2026-11-28', until: '2026-11-28' });
  await w.idle();
  const sent = () => w.outside.filter((to) => to === 'guest@people.example').length;
  const letter = (more = '') =>
    w.server.deliver(
      'guest@people.example',
      box.address,
      `To: ${box.address}\r\n${more}Subject: Two loaves\r\n\r\nPlease.`,
    );
  w.clock.now = Date.parse('2026-11-27T22:59:00Z');
  letter();
  assert.equal(sent(), 0, 'it is still the day before in Amsterdam');
  w.clock.now = Date.parse('2026-11-27T23:00:00Z');
  letter('List-Id: <bread>\r\n');
  letter('Auto-Submitted: auto-replied\r\n');
  assert.equal(sent(), 0);
  letter();
  letter();
  assert.equal(sent(), 1);
  w.clock.now = Date.parse('2026-11-28T23:00:00Z');
  letter();
  assert.equal(sent(), 1, 'the day is over');
});

test('M3: a forward of one’s own is one of the customer’s, by his rules: who is outside agrees first', async () => {
  const { box, call, read } = await user('leads');
  const outside = await call<OwnForwardSaved>('POST', '/forward', { targets: ['me@far.example'], keepCopy: true });
  assert.deepEqual(outside.body.warnings, [{ code: 'asks', address: 'me@far.example' }]);
  assert.equal((await read()).forward?.targets[0]?.waiting, true);
  assert.equal((await call('POST', '/forward/resend', { target: 'me@far.example' })).status, 200);
  const wrong = async (body: object) => (await call('POST', '/forward', body)).body.fields;
  assert.deepEqual(await wrong({ targets: [box.address], keepCopy: false }), { 'targets.0': 'target_self' });
  assert.deepEqual(await wrong({ targets: ['nothing'], keepCopy: true }), { 'targets.0': 'address_form' });
  const second = await w.create('second');
  await w.call('POST', '/forwards', { domain: w.domain, local: 'second', targets: [box.address], keepCopy: false });
  assert.deepEqual(await wrong({ targets: [second.address], keepCopy: false }), { targets: 'cycle' });
  assert.equal((await call('DELETE', '/forward')).status, 200);
  await w.idle();
  assert.equal((await read()).forward, null);
});

test('M3: a rule leads to the customer’s domains and to who has agreed; to nobody else', async () => {
  const { box, call } = await user('rules');
  const to = (target: string) => sort(call, [ruleOf({ steps: [{ do: 'forward', target }] })]);
  const at = 'rules.0.steps.0.target';
  const wrong = async (target: string) => (await to(target)).body.fields;
  assert.deepEqual(await wrong('stranger@far.example'), { [at]: 'target_strange' });
  assert.deepEqual(await wrong(box.address), { [at]: 'target_self' });
  assert.deepEqual(await wrong('nothing'), { [at]: 'address_form' });
  assert.equal((await to('Info@loaf.example')).status, 200);
  await w.h.set(w.label.id, { mail: { confirmTargets: false } });
  assert.equal((await to('stranger@far.example')).status, 200);
  await w.h.set(w.label.id, { mail: { confirmTargets: true } });
});

test('M3: of two who sort at once the one who has not seen the other’s rules changes none', async () => {
  const { call, read } = await user('tabs');
  const { version } = (await read()).filters;
  const put = (rules: FilterRule[], seen: number) => call<Filters>('POST', '/filters', { version: seen, rules });
  const first = await put([ruleOf({ name: 'First' })], version);
  assert.equal(first.status, 200);
  const second = await put([ruleOf({ name: 'Second' })], version);
  assert.deepEqual([second.status, second.body.code], [409, 'version_conflict']);
  const current = second.body.current as Filters;
  assert.deepEqual([current.rules.map(({ name }) => name), current.version], [['First'], first.body.version]);
  assert.equal((await put([...current.rules, ruleOf({ name: 'Second' })], current.version)).status, 200);
  assert.deepEqual(
    (await read()).filters.rules.map(({ name }) => name),
    ['First', 'Second'],
  );
  const missing = await call('POST', '/filters', { rules: [] });
  assert.deepEqual(missing.body.fields, { version: 'required' });
});

test('M3: a rule leads nowhere from where mail comes back', async () => {
  const { box, call } = await user('round');
  const to = (target: string) => sort(call, [ruleOf({ steps: [{ do: 'forward', target }] })]);
  const forward = (local: string, target: string) =>
    w.call('POST', '/forwards', { domain: w.domain, local, targets: [target], keepCopy: false });
  await forward('loop', box.address);
  await forward('far-loop', 'loop@loaf.example');
  await forward('away', 'info@loaf.example');
  const at = 'rules.0.steps.0.target';
  assert.deepEqual((await to('Loop@loaf.example')).body.fields, { [at]: 'cycle' });
  assert.deepEqual((await to('far-loop@loaf.example')).body.fields, { [at]: 'cycle' });
  await w.h.set(w.label.id, { mail: { confirmTargets: false } });
  assert.deepEqual((await to('loop@loaf.example')).body.fields, { [at]: 'cycle' });
  await w.h.set(w.label.id, { mail: { confirmTargets: true } });
  assert.equal((await to('away@loaf.example')).status, 200);
  const all = { domain: w.domain, targets: [box.address] };
  assert.ok((await w.call('POST', '/forwards/catch_all', all)).status < 300);
  assert.deepEqual((await to('nobody-there@loaf.example')).body.fields, { [at]: 'cycle' });
});

test('M3: rules of several mailboxes that lead to each other are a circle, also through a forward', async () => {
  const [one, two, three] = [await user('ring.one'), await user('ring.two'), await user('ring.three')];
  const to = async ({ call }: typeof one, target: string, on = true) =>
    (await sort(call, [ruleOf({ on, steps: [{ do: 'forward', target }] })])).body.fields;
  const cycle = { 'rules.0.steps.0.target': 'cycle' };
  assert.equal(await to(one, two.box.address), undefined);
  assert.deepEqual(await to(two, one.box.address), cycle);
  assert.equal(await to(two, three.box.address), undefined);
  const wish = { domain: w.domain, local: 'ring', targets: [one.box.address] };
  assert.equal((await w.call('POST', '/forwards', wish)).status, 201);
  assert.deepEqual(await to(three, 'ring@loaf.example'), cycle, 'three, and a forward');
  assert.equal(await to(two, three.box.address, false), undefined);
  assert.equal(await to(three, 'ring@loaf.example'), undefined, 'a rule that is switched off leads nowhere');
  assert.deepEqual(await to(two, three.box.address), cycle);
  const away = { domain: w.domain, local: 'ring.three', targets: ['info@loaf.example'], keepCopy: false };
  assert.equal((await w.call('POST', '/forwards', away)).status, 201);
  assert.equal(await to(two, three.box.address), undefined, 'nothing arrives where three’s rules are');
});

test('M3: what a label switches off is said before anybody is asked for a password', async () => {
  const { box, status } = await user('off');
  const leaving = await users.signIn(box.address);
  const disabledActions = { 'mail.self.sign_in': { reason: 'Ask us.' } };
  await w.h.set(w.label.id, { policy: { hiddenTabs: [], disabledActions } });
  const answer = await users.post('/sign_in', { address: box.address, password });
  const { code, reason } = (await answer.json()) as Record<string, unknown>;
  assert.deepEqual([answer.status, code, reason], [403, 'action_disabled', 'Ask us.']);
  assert.equal(await status(), 403, 'who was signed in is not any more');
  assert.equal((await users.call(leaving, 'POST', '/sign_out')).status, 204, 'and may leave');
  await w.h.set(w.label.id, { policy: { hiddenTabs: [], disabledActions: {} } });
  assert.equal(await status(), 200);
  assert.equal((await users.call(leaving, 'GET', '')).status, 401);
});

test('M3: while the customer is read-only his mailboxes’ users change their passwords and nothing else', async () => {
  const { call } = await user('frozen');
  const { customers } = await import('../../../bff/account/schema.ts');
  const set = (manageable: boolean) =>
    w.h.store.labels.use(w.label.id, ({ db }) =>
      db.update(customers).set({ manageable }).where(eq(customers.id, w.customer)),
    );
  await set(false);
  assert.equal((await call('POST', '/auto_reply', away)).body.code, 'suspended');
  assert.equal((await call('POST', '/password', { current: password, password: next })).status, 200);
  await set(true);
});

test('M3: the mailbox’s hash is the customer’s to set, and one is changed by one only', async () => {
  const { box, cookie } = await user('twice');
  const [first, second] = await Promise.all(
    ['a first new password', 'a second new password'].map((word) =>
      users.call(cookie, 'POST', '/password', { current: password, password: word }),
    ),
  );
  assert.deepEqual([first!.status, second!.status].toSorted(), [200, 422]);
  const [row] = await w.h.store.labels.use(w.label.id, ({ db }) =>
    db.select().from(mailboxes).where(eq(mailboxes.id, box.id)),
  );
  assert.equal(row!.credentials, 2);
});

test('M3: an answer knows the addresses that lead to its mailbox, also those of later', async () => {
  const { box, call } = await user('aliased');
  await call('POST', '/auto_reply', away);
  const made = await w.call<{ id: string }>('POST', '/forwards', {
    ...{ domain: w.domain, local: 'alias', targets: [box.address], keepCopy: false },
  });
  await w.idle();
  const letter = (from: string) =>
    w.server.deliver(from, 'alias@loaf.example', 'To: alias@loaf.example\r\nSubject: Hi\r\n\r\nHi.');
  letter('first@people.example');
  assert.ok(w.outside.includes('first@people.example'));
  await w.call('DELETE', `/forwards/${made.body.id}`);
  await w.idle();
  w.server.deliver('second@people.example', box.address, 'To: alias@loaf.example\r\nSubject: Hi\r\n\r\nHi.');
  assert.ok(!w.outside.includes('second@people.example'));
});

test('M3: an answer that is over already is refused at its last day, by the clock of the label; switched off it may stay', async () => {
  const { box, ...first } = await user('over');
  let { cookie } = first;
  const zone = 'Europe/Amsterdam';
  const today = dayOf(w.clock.now, zone);
  const yesterday = addDays(today, -1);
  const answer = async (more: object) => {
    const wish = { ...away, from: addDays(today, -7), ...more };
    return (await users.call<AutoReply>(cookie, 'POST', '/auto_reply', wish)).body.fields;
  };
  assert.deepEqual(await answer({ until: yesterday }), { until: 'until_past' });
  assert.equal(await answer({ until: today }), undefined, 'the last day counts in');
  assert.equal(await answer({ on: false, until: yesterday }), undefined);
  w.clock.now = endOf(today, zone);
  cookie = await users.signIn(box.address);
  assert.equal(new Date(w.clock.now).toISOString().slice(0, 10), today, 'elsewhere it is still the day before');
  assert.deepEqual(await answer({ until: today }), { until: 'until_past' });
});
