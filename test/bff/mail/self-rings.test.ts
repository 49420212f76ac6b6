import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { memoryLimits } from '../../../bff/http/limits.node.ts';
import { gibibyte } from '../../../bff/mail/rules.ts';
import { mailboxUsers, ruleOf, selfUser, sort } from './self-world.ts';
import { mailWorld, type MailWorld } from './world.ts';

let w: MailWorld;
let users: ReturnType<typeof mailboxUsers>;
before(async () => {
  w = await mailWorld({ limits: memoryLimits() }, { maxMailboxes: 100, mailPool: 100 * gibibyte });
  users = mailboxUsers(w.h, w.label);
});
after(() => w.h.close());

const user = (local: string) => selfUser(w, users, local);

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
