import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eq, sql } from 'drizzle-orm';
import { memoryLimits } from '../../../bff/http/limits.node.ts';
import type { ForwardPreview, ForwardSaved } from '../../../bff/mail/forwards/answers.ts';
import { gibibyte } from '../../../bff/mail/rules.ts';
import { forwardTargets, mailboxes } from '../../../bff/mail/schema.ts';
import { mailboxUsers, ruleOf, selfUser, sort } from './self-world.ts';
import { mailWorld, type MailWorld } from './world.ts';

let w: MailWorld;
let users: ReturnType<typeof mailboxUsers>;
before(async () => {
  w = await mailWorld({ limits: memoryLimits() }, { maxMailboxes: 100, maxForwards: 100, mailPool: 100 * gibibyte });
  users = mailboxUsers(w.h, w.label);
});
after(() => w.h.close());

const user = (local: string) => selfUser(w, users, local);

test('M3: a rule leads nowhere from where mail comes back', async () => {
  const { box, call } = await user('round');
  await user('info');
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

const lead = (local: string, target: string, keepCopy = true) =>
  w.call<ForwardSaved>('POST', '/forwards', { domain: w.domain, local, targets: [target], keepCopy });
const rule = async ({ call }: Awaited<ReturnType<typeof user>>, target: string) =>
  (await sort(call, [ruleOf({ steps: [{ do: 'forward', target }] })])).body.fields;
const refusedRule = { 'rules.0.steps.0.target': 'cycle' };

test('M3 M4: a forward that a rule leads back to is refused, with a copy and without; only whose rule it is is told', async () => {
  const [one, two] = [await user('back.one'), await user('back.two')];
  assert.equal((await lead('back-private', two.box.address, false)).status, 201);
  assert.equal(await rule(one, 'back-private@loaf.example'), undefined);
  for (const keepCopy of [true, false]) {
    const { status, body } = await lead('back.two', one.box.address, keepCopy);
    const told = [status, body.fields, body.current];
    assert.deepEqual(told, [422, { targets: 'rule_cycle' }, { rule: one.box.address }]);
    const wish = { domain: w.domain, local: 'back.two', targets: [one.box.address], keepCopy };
    const { body: seen } = await w.call<ForwardPreview>('POST', '/forwards/preview', wish);
    assert.deepEqual([seen.refused, seen.rule, seen.path], ['rule_cycle', one.box.address, undefined]);
    assert.ok(!JSON.stringify([body, seen]).includes('back-private'));
    const own = await two.call('POST', '/forward', { targets: [one.box.address], keepCopy });
    assert.deepEqual(own.body.fields, { targets: 'rule_cycle' });
  }
  assert.equal((await sort(one.call, [])).status, 200);
  assert.equal((await lead('back.two', one.box.address)).status, 201);
  assert.deepEqual(await rule(one, two.box.address), refusedRule, 'the other order');
});

test('M3 M4: rules behind a forward of no copy sleep while its targets have agreed, and no longer', async () => {
  const [one, two] = [await user('sleep.one'), await user('sleep.two')];
  assert.equal(await rule(two, one.box.address), undefined);
  const waits = await lead('sleep.two', 'friend@far.example', false);
  assert.equal(waits.status, 201);
  assert.deepEqual(await rule(one, two.box.address), refusedRule, 'until somebody agrees its mailbox gets the mail');
  await w.h.store.labels.use(w.label.id, ({ db }) =>
    db
      .update(forwardTargets)
      .set({ confirmedAt: new Date(w.clock.now) })
      .where(eq(forwardTargets.forwardId, waits.body.id)),
  );
  assert.equal(await rule(one, two.box.address), undefined);
  const woken = await w.call('PATCH', `/forwards/${waits.body.id}`, { keepCopy: true });
  assert.deepEqual([woken.body.fields, woken.body.current], [{ targets: 'rule_cycle' }, { rule: one.box.address }]);
});

test('M3: of thousands of forwards only those that a rule leads to are read', async () => {
  const chain: Awaited<ReturnType<typeof user>>[] = [];
  for (let at = 0; at < 6; at += 1) chain.push(await user(`chain.${at}`));
  for (const [at, each] of chain.entries())
    if (at) assert.equal(await rule(each, chain[at - 1]!.box.address), undefined);
  const first = chain[0]!;
  const fastest = async () => {
    let best = Infinity;
    for (let times = 0; times < 5; times += 1) {
      const start = performance.now();
      assert.deepEqual(await rule(first, chain.at(-1)!.box.address), refusedRule);
      best = Math.min(best, performance.now() - start);
    }
    return best;
  };
  const few = await fastest();
  const many = Array.from({ length: 5000 }, (_, n) => `fwd_many${n}`);
  const createdAt = new Date(w.clock.now);
  await w.h.store.labels.use(w.label.id, async ({ db }) => {
    const json = JSON.stringify(many);
    const [like] = await db.select().from(mailboxes).limit(1);
    await db.run(sql`insert into mail_forwards (id, customer_id, subscription_id, domain_id, address, keep_copy, created_at)
      select value, ${w.customer}, ${like!.subscriptionId}, ${w.domain}, value || '@loaf.example', 0, ${createdAt.getTime()} from json_each(${json})`);
    await db.run(sql`insert into mail_forward_targets (forward_id, address, confirmed_at)
      select value, 'chain.0@loaf.example', ${createdAt.getTime()} from json_each(${json})`);
  });
  const all = await fastest();
  // Reading them all took five times as long.
  assert.ok(all < 3 * few + 10, `${all} ms, ${few} ms without them`);
});
