import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { hostingLinks } from '../../../bff/domains/hosting-link/schema.ts';
import { subscriptions } from '../../../bff/hosting/schema.ts';
import { memoryLimits } from '../../../bff/http/limits.node.ts';
import type {
  Forward,
  ForwardPage,
  ForwardPreview,
  ForwardSaved,
  TargetConfirmed,
} from '../../../bff/mail/forwards/answers.ts';
import { mebibyte } from '../../../bff/mail/rules.ts';
import { forwards as forwardRows } from '../../../bff/mail/schema.ts';
import { memoryMail } from '../../../bff/platform/mail/memory.ts';
import { MailError } from '../../../bff/platform/mail/port.ts';
import { mailWorld, password, type MailWorld } from './world.ts';

const day = 86_400_000;
const small = { quota: 10 * mebibyte };
const ours = 'loaf.example';
const at = (local: string) => `${local}@${ours}`;
let w: MailWorld;
before(async () => {
  w = await mailWorld({}, { maxMailboxes: 100, maxForwards: 200 });
  for (const local of ['box', 'second', 'both', 'bypassed']) await w.create(local, small);
  await w.idle();
});
after(() => w.h.close());

const post = <Answer = ForwardSaved>(path: string, body: object, world = w) => world.call<Answer>('POST', path, body);
async function forward(local: string, targets: readonly string[], more: object = {}): Promise<ForwardSaved> {
  const { status, body } = await post('/forwards', { domain: w.domain, local, targets, ...more });
  assert.equal(status, 201, JSON.stringify(body));
  return body;
}
const refused = async (more: object, path = '/forwards') =>
  (await post(path, { domain: w.domain, local: 'new', targets: [at('box')], ...more })).body.fields;
const preview = async (more: object) =>
  (await post<ForwardPreview>('/forwards/preview', { domain: w.domain, targets: [at('box')], local: 'new', ...more }))
    .body;
const list = async (query = '', world = w) => (await world.call<ForwardPage>('GET', `/forwards${query}`)).body;
const read = async (id: string) => (await w.call<Forward>('GET', `/forwards/${id}`)).body;
const inbox = async (local: string) => (await w.server.inbox(at(local), password))!.length;
const deliver = (local: string) => w.server.deliver('a@b.example', at(local), 'Subject: x\r\n\r\nHi').code;
const links = (to: string) =>
  w.h.mails.filter((mail) => mail.to === to).flatMap(({ text }) => /\/ca\/confirm-forward#(\S+)/.exec(text)?.[1] ?? []);
const confirm = async (token: string, host = w.label.host) => {
  const answer = await w.h.request(`http://${host}/v1/mail/forward_targets/confirm`, {
    method: 'POST',
    body: JSON.stringify({ token }),
  });
  return { status: answer.status, body: (await answer.json()) as TargetConfirmed };
};

test('M4: an address leads to several mailboxes at once; each target is kept once', async () => {
  const made = await forward('Team', [at('Box'), ` ${at('second')} `, at('box')]);
  assert.deepEqual(
    made.targets.map(({ address, waiting }) => [address, waiting]),
    [
      [at('box'), false],
      [at('second'), false],
    ],
  );
  assert.deepEqual([made.address, made.catchAll, made.sync.state, made.warnings], [at('team'), false, 'pending', []]);
  await w.idle();
  assert.deepEqual((await read(made.id)).sync, { state: 'ready' });
  const before = [await inbox('box'), await inbox('second')];
  assert.equal(deliver('team'), 250);
  assert.deepEqual([await inbox('box'), await inbox('second')], [before[0]! + 1, before[1]! + 1]);
});

test('M4: beside a mailbox a copy stays where that is wished, and without one it is said that nothing does', async () => {
  const kept = await forward('both', [at('second')], { keepCopy: true });
  assert.deepEqual([kept.hasMailbox, kept.keepCopy, kept.warnings], [true, true, []]);
  await w.idle();
  deliver('both');
  assert.equal(await inbox('both'), 1);
  const { warnings } = await preview({ local: 'bypassed' });
  assert.deepEqual(warnings, [{ code: 'mailbox_bypassed', address: at('bypassed') }]);
  const made = await forward('bypassed', [at('second')]);
  assert.deepEqual(made.warnings, warnings);
  await w.idle();
  deliver('bypassed');
  assert.equal(await inbox('bypassed'), 0);
  await w.call('PATCH', `/forwards/${made.id}`, { keepCopy: true });
  await w.idle();
  deliver('bypassed');
  assert.equal(await inbox('bypassed'), 1);
});

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

test('M4: the address itself among its targets means its mailbox keeps a copy; without a mailbox it is refused', async () => {
  await w.create('selfish', small);
  const made = await forward('selfish', [at('selfish'), at('second')]);
  assert.deepEqual([made.keepCopy, made.targets.map(({ address }) => address)], [true, [at('second')]]);
  assert.deepEqual(await refused({ targets: [at('box'), at('new')] }), { 'targets.1': 'target_self' });
  assert.deepEqual(await refused({ local: 'box', targets: [at('box')] }), { 'targets.0': 'target_self' });
  assert.deepEqual(await refused({ keepCopy: true }), { keepCopy: 'no_mailbox' });
});

test('M4: of a wrong address the field is told by its place, and nothing is made', async () => {
  const { total } = await list();
  const cases: [object, Record<string, string>][] = [
    [{ local: '' }, { local: 'required' }],
    [{ local: 'a b' }, { local: 'local_characters' }],
    [{ local: 'team' }, { local: 'local_taken' }],
    [{ targets: [] }, { targets: 'required' }],
    [{ targets: Array.from({ length: 101 }, (_, n) => at(`n${n}`)) }, { targets: 'too_many' }],
    [{ targets: [at('box'), 'nonsense', ''] }, { 'targets.1': 'address_form', 'targets.2': 'required' }],
  ];
  for (const [wish, fields] of cases) assert.deepEqual(await refused(wish), fields, JSON.stringify(wish));
  assert.equal((await list()).total, total);
});

test('M4: a ring is refused with the way that mail would go round, in the preview and when it is saved', async () => {
  await forward('one', [at('two')]);
  await forward('two', [at('three'), at('box')]);
  const wish = { local: 'three', targets: [at('one')] };
  const seen = await preview(wish);
  const path = [at('three'), at('one'), at('two'), at('three')];
  assert.deepEqual([seen.refused, seen.path], ['cycle', path]);
  const { status, body } = await post('/forwards', { domain: w.domain, ...wish });
  assert.equal(status, 422);
  assert.deepEqual([body.fields, body.current], [{ targets: 'cycle' }, { path }]);
  const edited = (await list('?q=two@')).items.find(({ address }) => address === at('two'))!;
  const edit = await w.call('PATCH', `/forwards/${edited.id}`, { targets: [at('one')] });
  assert.deepEqual(edit.body.fields, { targets: 'cycle' });
  assert.deepEqual((await read(edited.id)).targets.length, 2);
});

test('M4: the preview says where mail ends, through other forwards too, and where nobody takes it', async () => {
  const seen = await preview({ targets: [at('one'), at('nobody'), 'friend@out.example'] });
  assert.deepEqual(seen.ends, { mailboxes: [at('box')], outside: ['friend@out.example'] });
  assert.deepEqual(seen.warnings, [
    { code: 'nobody', address: at('nobody') },
    { code: 'nobody', address: at('three') },
    { code: 'asks', address: 'friend@out.example' },
  ]);
  assert.deepEqual((await preview({ local: 'box', keepCopy: true, targets: [at('second')] })).ends.mailboxes, [
    at('box'),
    at('second'),
  ]);
});

test('M4: a catch-all takes what nothing else takes, and leads only to addresses here', async () => {
  const domain = await w.linked('all.example');
  const box = await w.create('box', { domain, ...small });
  assert.equal(box.address, 'box@all.example');
  const outside = await post('/forwards/catch_all', { domain, targets: ['box@all.example', 'me@out.example'] });
  assert.deepEqual(outside.body.fields, { 'targets.1': 'catch_all_outside' });
  const round = await post('/forwards/catch_all', { domain, targets: ['nobody@all.example'] });
  assert.deepEqual(round.body.current, { path: ['@all.example', 'nobody@all.example', '@all.example'] });
  const made = (await post('/forwards/catch_all', { domain, targets: ['box@all.example'] })).body;
  assert.deepEqual([made.address, made.catchAll], ['@all.example', true]);
  await w.idle();
  assert.equal(w.server.deliver('a@b.example', 'whoever@all.example', 'x').code, 250);
  const again = (await post('/forwards/catch_all', { domain, targets: [at('box')] })).body;
  assert.deepEqual([again.id, again.targets.map(({ address }) => address)], [made.id, [at('box')]]);
  for (const method of ['PATCH', 'DELETE']) {
    const body = method === 'PATCH' ? { keepCopy: false } : undefined;
    assert.equal((await w.call(method, `/forwards/${made.id}`, body)).status, 404, 'switched off apart, guarded apart');
  }
  assert.equal((await w.call('DELETE', `/forwards/catch_all/${made.id}`)).status, 200);
  await w.idle();
  assert.equal(w.server.accepts('whoever@all.example').code, 550);
});

test('M4: whoever is elsewhere agrees first; his link works once, for seven days, on the label’s own host', async () => {
  const friend = 'friend@far.example';
  const made = await forward('news', [at('box'), friend]);
  assert.deepEqual(made.warnings, [{ code: 'asks', address: friend }]);
  await w.idle();
  assert.deepEqual(
    (await read(made.id)).targets.map(({ waiting }) => waiting),
    [false, true],
  );
  assert.deepEqual((await list()).counts!.waiting, 1);
  const sent = w.h.mails.find(({ to }) => to === friend)!;
  assert.match(sent.subject, /north/);
  assert.match(sent.text, /news@loaf\.example/);
  const outside = () => w.outside.splice(0);
  outside();
  deliver('news');
  assert.deepEqual(outside(), [], 'nothing before he agrees');
  const [token] = links(friend);
  assert.equal((await confirm(`${token!.slice(0, -1)}_`)).status, 404);
  const answers = await Promise.all([confirm(token!), confirm(token!)]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 404]);
  assert.deepEqual(answers.find(({ status }) => status === 200)!.body, { address: at('news'), target: friend });
  await w.idle();
  deliver('news');
  assert.deepEqual(outside(), [friend]);
  const other = await forward('news2', [friend]);
  assert.equal(other.targets[0]!.waiting, false, 'he agreed to mail from here already');
});

test('M4: a link is void after seven days and when a newer one was sent', async () => {
  const late = 'late@far.example';
  const { id } = await forward('late', [late]);
  await w.idle();
  const [first] = links(late);
  await w.later(7 * day + 1000);
  assert.equal((await confirm(first!)).status, 404);
  assert.equal((await post(`/forwards/${id}/resend`, { target: late })).status, 200);
  await w.idle();
  const [, second] = links(late);
  assert.notEqual(second, first);
  assert.equal((await confirm(first!)).status, 404);
  assert.equal((await confirm(second!)).status, 200);
  const done = await post(`/forwards/${id}/resend`, { target: late });
  assert.deepEqual(done.body.fields, { target: 'not_waiting' });
});

test('M4: no link is kept as it was sent, in rows, jobs or log lines', async () => {
  await forward('canary', ['canary@far.example']);
  await w.idle();
  const [token] = links('canary@far.example');
  assert.ok(token);
  const found = await w.h.store.labels.use(w.label.id, async ({ client }) => {
    const { rows } = await client.execute("select name from sqlite_master where type = 'table'");
    const texts = await Promise.all(
      rows.map(async (row) => JSON.stringify((await client.execute(`select * from "${String(row.name)}"`)).rows)),
    );
    return texts.filter((text) => text.includes(token));
  });
  assert.deepEqual(found, []);
  assert.equal(JSON.stringify([w.h.lines, w.h.events]).includes(token), false);
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
  const first = await list('?limit=2');
  assert.ok(first.total! > 4);
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

test('M4: of another label neither forwards nor links are known', async () => {
  await forward('apart', ['apart@far.example']);
  await w.idle();
  const south = await w.h.label('south');
  const [token] = links('apart@far.example');
  assert.equal((await confirm(token!, south.host)).status, 404);
  assert.equal((await confirm(token!)).status, 200);
});

test('M4: a label that asks nobody sends at once', async () => {
  const eager = await mailWorld();
  await eager.h.set(eager.label.id, { mail: { confirmTargets: false } });
  const wish = { domain: eager.domain, local: 'news', targets: ['friend@far.example'] };
  const { body } = await post('/forwards', wish, eager);
  assert.deepEqual([body.warnings, body.targets[0]!.waiting], [[], false]);
  await eager.idle();
  assert.equal(eager.h.mails.length, 0);
  assert.deepEqual(
    [eager.server.deliver('a@b.example', 'news@loaf.example', 'x').code, eager.outside],
    [250, ['friend@far.example']],
  );
  await eager.h.close();
});

test('M4: one address is asked three times an hour, whoever wishes it', async () => {
  const slow = await mailWorld({ limits: memoryLimits() });
  const { id } = (await post('/forwards', { domain: slow.domain, local: 'x', targets: ['friend@far.example'] }, slow))
    .body;
  const answers = [];
  for (let n = 0; n < 3; n += 1)
    answers.push((await post(`/forwards/${id}/resend`, { target: 'friend@far.example' }, slow)).status);
  assert.deepEqual(answers, [200, 200, 429]);
  await slow.h.close();
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
