import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostingLinks } from '../../../bff/domains/hosting-link/schema.ts';
import { subscriptions } from '../../../bff/hosting/schema.ts';
import type { ForwardPage } from '../../../bff/mail/forwards/answers.ts';
import { forwards as forwardRows } from '../../../bff/mail/schema.ts';
import { memoryMail } from '../../../bff/platform/mail/memory.ts';
import { MailError } from '../../../bff/platform/mail/port.ts';
import { mailWorld } from './world.ts';
import {
  small,
  ours,
  at,
  w,
  post,
  forward,
  preview,
  list,
  read,
  inbox,
  deliver,
  useForwardWorld,
} from './forward-world.ts';

useForwardWorld();

test('M4: where the mailbox was deleted meanwhile a forward can be changed, and the copy is kept once it is back', async () => {
  const { id: box } = await w.create('away', small);
  const made = await forward('away', [at('second')], { keepCopy: true });
  await w.call('DELETE', `/mailboxes/${box}`);
  assert.deepEqual((await w.call('PATCH', `/forwards/${made.id}`, { keepCopy: true })).body.fields, {
    keepCopy: 'no_mailbox',
  });
  assert.equal((await w.call('PATCH', `/forwards/${made.id}`, { targets: [at('box')] })).status, 200);
  await w.idle();
  const { hasMailbox, keepCopy } = await read(made.id);
  assert.deepEqual([hasMailbox, keepCopy], [false, true]);
  await w.call('POST', `/mailboxes/${box}/restore`);
  await w.idle();
  deliver('away');
  assert.equal(await inbox('away'), 1);
});

test('M4: a deleted forward leads nowhere, and its address is free at once; one had back before the server forgot it stays', async () => {
  const { id } = await forward('gone', [at('box')]);
  await w.idle();
  assert.equal(deliver('gone'), 250);
  w.trouble.error = new MailError('unreachable', 'down');
  assert.equal((await w.call('DELETE', `/forwards/${id}`)).status, 200);
  await w.idle();
  assert.equal((await w.call('GET', `/forwards/${id}`)).status, 404);
  const back = await forward('gone', [at('second')]);
  assert.equal(back.id, id);
  w.trouble.error = undefined;
  await w.later(60_000);
  assert.deepEqual((await read(id)).sync, { state: 'ready' });
  assert.equal(deliver('gone'), 250);
  await w.call('DELETE', `/forwards/${id}`);
  await w.idle();
  assert.equal(w.server.accepts(at('gone')).code, 550);
  const rows = await w.h.store.labels.use(w.label.id, ({ db }) => db.select().from(forwardRows));
  assert.equal(
    rows.some((row) => row.id === id),
    false,
  );
  await w.create('gone', small);
});
test('M4: one that is had back while the server is told to forget it leads on', async () => {
  const server = memoryMail();
  const told = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  const dropForward: typeof server.dropForward = async (...forward) => {
    told.resolve();
    await go.promise;
    await server.dropForward(...forward);
  };
  const slow = await mailWorld({ mail: { ...server, dropForward } });
  await slow.create('box', small);
  const wish = { domain: slow.domain, local: 'back', targets: [at('box')] };
  const { id } = (await post('/forwards', wish, slow)).body;
  await slow.idle();
  await slow.call('DELETE', `/forwards/${id}`);
  await told.promise;
  assert.equal((await post('/forwards', wish, slow)).body.id, id);
  go.resolve();
  await slow.idle();
  assert.equal((await slow.call('GET', `/forwards/${id}`)).status, 200);
  assert.equal(server.accepts(at('back')).code, 250);
  await slow.h.close();
});

test('M4: while the mail server is down or refuses it is said so, and tried again', async () => {
  w.trouble.error = new MailError('unreachable', 'down');
  const { id } = await forward('patient', [at('box')]);
  await w.idle();
  assert.equal((await read(id)).sync.error, 'unreachable');
  w.trouble.error = new MailError('refused', 'no');
  await w.later(5000);
  assert.deepEqual((await read(id)).sync, { state: 'failed', error: 'refused' });
  w.trouble.error = undefined;
  await w.call('PATCH', `/forwards/${id}`, { targets: [at('second')] });
  await w.idle();
  assert.deepEqual((await read(id)).sync, { state: 'ready' });
});

test('M4: the list comes in pages by address, and finds by address and target', async () => {
  for (const local of ['page3', 'page1', 'page4', 'page2']) await forward(local, [at('box')]);
  await forward('news', ['friend@far.example']);
  await forward('news2', ['friend@far.example']);
  const first = await list('?limit=2');
  assert.ok(first.total! >= 6);
  assert.equal(first.plans![0]!.forwards.used, first.counts!.all);
  const second = await list(`?limit=2&cursor=${encodeURIComponent(first.next!)}`);
  const addresses = [...first.items, ...second.items].map(({ address }) => address);
  assert.deepEqual(addresses, addresses.toSorted());
  assert.equal(new Set(addresses).size, 4);
  assert.deepEqual(
    (await list('?q=FRIEND@far')).items.map(({ address }) => address),
    [at('news2'), at('news')],
  );
});

async function stranger() {
  const customer = await w.h.customer(w.label.id, 'Other');
  await w.h.user(w.label.id, customer, 'Eva');
  const cookie = await w.h.signIn(w.label, 'eva', 'owner of loaf bread');
  const domain = await w.h.domain(w.label.id, customer, 'other.example');
  await w.h.store.labels.use(w.label.id, async ({ db }) => {
    await db.insert(subscriptions).values({
      ...{ id: 'sub_other', customerId: customer, name: 'Web S', server: 'web7.north.example', maxDomains: 5 },
      ...{
        maxForwards: 5,
        addresses: ['192.0.2.10'],
        mailHost: 'mail.north.example',
        createdAt: new Date(w.clock.now),
      },
    } as typeof subscriptions.$inferInsert);
    await db.insert(hostingLinks).values({
      ...{ domainId: domain, subscriptionId: 'sub_other', role: 'alias', host: '@', mail: true, before: [], after: [] },
      ...{ state: 'ready', by: 'Eva', linkedAt: new Date(w.clock.now) },
    } as typeof hostingLinks.$inferInsert);
  });
  return { cookie, domain };
}

test('M4: another customer’s forward is not there, and a ring through his shows nothing of it', async () => {
  const { cookie, domain } = await stranger();
  const mine = await forward('mine', ['away@other.example']);
  assert.equal(mine.targets[0]!.waiting, true, 'another customer agrees as anybody else');
  for (const [method, path, body] of [
    ['GET', ''],
    ['PATCH', '', { keepCopy: false }],
    ['DELETE', ''],
    ['POST', '/resend', { target: 'away@other.example' }],
  ] as const)
    assert.equal((await w.call(method, `/forwards/${mine.id}${path}`, body, cookie)).status, 404, method + path);
  const theirs = { domain: w.domain, local: 'theirs', targets: [at('box')] };
  assert.equal((await w.call('POST', '/forwards', theirs, cookie)).status, 404);
  assert.equal((await w.call<ForwardPage>('GET', '/forwards', undefined, cookie)).body.total, 0);
  const hidden = { domain, local: 'away', targets: ['secret@other.example'] };
  assert.equal((await w.call('POST', '/forwards', hidden, cookie)).status, 201);
  assert.deepEqual((await preview({ targets: ['away@other.example'] })).ends.outside, ['away@other.example']);
  const ring = { domain, local: 'secret', targets: [at('ring')] };
  assert.equal((await w.call('POST', '/forwards', ring, cookie)).status, 201);
  const { path } = await preview({ local: 'ring', targets: ['away@other.example'] });
  assert.deepEqual(path, [at('ring'), 'away@other.example', '…', at('ring')]);
});

test('M4: 100 at once with 10 left make exactly 10', async () => {
  const few = await mailWorld({}, { maxForwards: 10 });
  const wish = (n: number) => ({ domain: few.domain, local: `n${n}`, targets: [`box@${ours}`] });
  const answers = await Promise.all(Array.from({ length: 100 }, (_, n) => post('/forwards', wish(n), few)));
  const codes = answers.map(({ status, body }) => (status === 201 ? 'made' : body.code));
  assert.equal(codes.filter((code) => code === 'made').length, 10);
  assert.equal(codes.filter((code) => code === 'plan_full').length, 90);
  await few.idle();
  const page = await list('', few);
  assert.deepEqual([page.total, page.items.every(({ sync }) => sync.state === 'ready')], [10, true]);
  assert.equal(page.denied?.['mail.forward.create']?.code, 'plan_full');
  const [first] = page.items;
  assert.equal((await few.call('PATCH', `/forwards/${first!.id}`, { targets: ['other@loaf.example'] })).status, 200);
  await few.h.close();
});
