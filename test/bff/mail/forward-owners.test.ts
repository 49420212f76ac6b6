import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryLimits } from '../../../bff/http/limits.node.ts';
import { mailWorld } from './world.ts';
import { day, at, w, post, forward, list, read, deliver, links, confirm, useForwardWorld } from './forward-world.ts';

useForwardWorld();

test('M4: whoever is elsewhere agrees first; his link agrees once, and says so for seven days, on the label’s own host', async () => {
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
  assert.deepEqual(
    answers.map(({ status, body }) => [status, body]).sort(),
    [false, true].map((already) => [200, { address: at('news'), target: friend, already }]),
    'who opens it twice is not told that it is bad',
  );
  await w.idle();
  deliver('news');
  assert.deepEqual(outside(), [friend]);
  const { sync } = await read(made.id);
  assert.equal((await confirm(token!)).body.already, true);
  assert.deepEqual((await read(made.id)).sync, sync, 'the server is told once');
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
  assert.equal((await confirm(first!)).status, 404, 'an older one is not good because a newer one was used');
  await w.later(7 * day + 1000);
  assert.equal((await confirm(second!)).status, 404, 'nor is a used one for longer than a fresh one');
  const done = await post(`/forwards/${id}/resend`, { target: late });
  assert.deepEqual(done.body.fields, { target: 'not_waiting' });
});

test('M4: of a forward that is gone, or leads elsewhere now, a used link says nothing any more', async () => {
  const { id } = await forward('over', ['over@far.example', at('box')]);
  await w.idle();
  const [token] = links('over@far.example');
  assert.equal((await confirm(token!)).status, 200);
  await w.call('PATCH', `/forwards/${id}`, { targets: [at('box')] });
  assert.equal((await confirm(token!)).status, 404);
  const second = await forward('over2', ['over2@far.example']);
  await w.idle();
  const [other] = links('over2@far.example');
  assert.equal((await confirm(other!)).status, 200);
  await w.call('DELETE', `/forwards/${second.id}`);
  assert.equal((await confirm(other!)).status, 404);
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
