import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  small,
  at,
  w,
  post,
  forward,
  refused,
  preview,
  list,
  read,
  inbox,
  deliver,
  links,
  confirm,
  useForwardWorld,
} from './forward-world.ts';

useForwardWorld();

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

test('M4: while nobody has agreed the mailbox gets its mail without a copy too, and that is what is said', async () => {
  await w.create('patient', small);
  await w.idle();
  const friend = 'patient.friend@far.example';
  const made = await forward('patient', [friend]);
  assert.deepEqual(made.warnings, [
    { code: 'mailbox_until', address: at('patient') },
    { code: 'asks', address: friend },
  ]);
  await w.idle();
  deliver('patient');
  assert.equal(await inbox('patient'), 1);
  assert.equal(
    (await preview({ local: 'patient', targets: [friend, at('box')] })).warnings[0]!.code,
    'mailbox_bypassed',
  );
  await confirm(links(friend)[0]!);
  await w.idle();
  deliver('patient');
  assert.equal(await inbox('patient'), 1, 'from now on nothing');
  assert.equal((await preview({ local: 'patient', targets: [friend] })).warnings[0]!.code, 'mailbox_bypassed');
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
