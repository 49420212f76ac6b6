import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eq } from 'drizzle-orm';
import { memoryLimits } from '../../../bff/http/limits.node.ts';
import type { NewAppPassword } from '../../../bff/mail/answers.ts';
import type { Filters, OwnForwardSaved } from '../../../bff/mail/self/answers.ts';
import type { FilterRule } from '../../../bff/mail/self/filter-input.ts';
import { gibibyte } from '../../../bff/mail/rules.ts';
import { away, mailboxUsers, ruleOf, selfUser, sort } from './self-world.ts';
import { mailWorld, password, type MailWorld } from './world.ts';

const next = 'the next password of it';
let w: MailWorld;
let users: ReturnType<typeof mailboxUsers>;
before(async () => {
  w = await mailWorld({ limits: memoryLimits() }, { maxMailboxes: 100, mailPool: 100 * gibibyte });
  users = mailboxUsers(w.h, w.label);
});
after(() => w.h.close());

const user = (local: string) => selfUser(w, users, local);

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
