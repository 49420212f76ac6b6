import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eq } from 'drizzle-orm';
import { addDays, dayOf } from '../../../bff/domains/days.ts';
import { memoryLimits } from '../../../bff/http/limits.node.ts';
import type { AutoReply } from '../../../bff/mail/self/answers.ts';
import { gibibyte } from '../../../bff/mail/rules.ts';
import { endOf } from '../../../bff/mail/self/rules-days.ts';
import { auditLog } from '../../../bff/policy/schema.ts';
import { MailError } from '../../../bff/platform/mail/port.ts';
import { away, mailboxUsers, ruleOf, selfUser, sort } from './self-world.ts';
import { mailWorld, type MailWorld } from './world.ts';

let w: MailWorld;
let users: ReturnType<typeof mailboxUsers>;
before(async () => {
  w = await mailWorld({ limits: memoryLimits() }, { maxMailboxes: 100, mailPool: 100 * gibibyte });
  users = mailboxUsers(w.h, w.label);
});
after(() => w.h.close());

const user = (local: string) => selfUser(w, users, local);

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
