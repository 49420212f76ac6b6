import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { NewAppPassword } from '../../../bff/mail/answers.ts';
import { gibibyte, mebibyte } from '../../../bff/mail/rules.ts';
import { MailError } from '../../../bff/platform/mail/port.ts';
import { mailWorld, password, type MailWorld } from './world.ts';

const day = 86_400_000;
let w: MailWorld;
before(async () => {
  w = await mailWorld({}, { maxMailboxes: 100, mailPool: 100 * gibibyte });
});
after(() => w.h.close());

test('M1: a mailbox is creating until the mail server has it, then its password opens it', async () => {
  const made = await w.create('Info', { name: 'Linden & Loaf' });
  assert.deepEqual([made.address, made.state, made.sync.state], ['info@loaf.example', 'creating', 'pending']);
  await w.idle();
  const { state, sync, quota, name, setUp } = await w.read(made.id);
  assert.deepEqual([state, sync, quota, name], ['active', { state: 'ready' }, gibibyte, 'Linden & Loaf']);
  assert.deepEqual(setUp.imap, { host: 'mail.north.example', port: 993, security: 'tls' });
  assert.deepEqual(w.server.deliver('a@b.example', 'info@loaf.example', 'Subject: hello\r\n\r\nHi'), { code: 250 });
  assert.equal((await w.server.inbox('info@loaf.example', password))?.length, 1);
  assert.equal(await w.server.inbox('info@loaf.example', 'another password'), undefined);
});

test('M1: the list tells what is left of the plan, and finds by address and name', async () => {
  await w.create('bakery.orders', { name: 'Orders' });
  const page = await w.list();
  const [plan] = page.plans!;
  assert.deepEqual([plan!.mailboxes, plan!.pool.used], [{ used: 2, max: 100 }, 2 * gibibyte]);
  assert.deepEqual(
    plan!.domains.map(({ name }) => name),
    ['loaf.example'],
  );
  assert.equal((await w.list('?q=ORDERS')).total, 1);
  assert.equal((await w.list('?q=linden')).items[0]!.address, 'info@loaf.example');
  const first = await w.list('?limit=1');
  const second = await w.list(`?limit=1&cursor=${encodeURIComponent(first.next!)}`);
  assert.deepEqual(
    [first, second].map(({ items }) => items[0]!.address),
    ['bakery.orders@loaf.example', 'info@loaf.example'],
  );
  assert.equal(second.next, null);
});

test('M1: of a wrong address, password or size the field is told, and nothing is made', async () => {
  const before = (await w.list()).total;
  const cases: [object, Record<string, string>][] = [
    [{ local: '' }, { local: 'required' }],
    [{ local: 'a..b' }, { local: 'local_dots' }],
    [{ local: 'a b' }, { local: 'local_characters' }],
    [{ local: 'info@elsewhere.example' }, { local: 'local_whole' }],
    [{ local: 'x'.repeat(65) }, { local: 'local_too_long' }],
    [{ local: 'info' }, { local: 'local_taken' }],
    [{ password: 'short' }, { password: 'password_short' }],
    [{ password: 'é'.repeat(37) }, { password: 'password_long' }],
    [{ local: 'weak', password: 'passwordpassword' }, { password: 'password_guessable' }],
    [{ local: 'weak', password: 'aaaaaaaaaaaa' }, { password: 'password_guessable' }],
    [{ local: 'weak.one', password: 'weak.one@loaf.example' }, { password: 'password_guessable' }],
    [{ local: 'weak', name: 'Anna Visser', password: 'annavisser2026' }, { password: 'password_guessable' }],
    [{ local: 'tiny', quota: mebibyte }, { quota: 'quota_least' }],
    [{ local: 'huge', quota: 101 * gibibyte }, { quota: 'quota_pool' }],
  ];
  for (const [wish, fields] of cases) assert.deepEqual((await w.refused(wish)).fields, fields, JSON.stringify(wish));
  const { id } = { id: await w.linked('sitesonly.example', { mail: false }) };
  assert.deepEqual((await w.refused({ domain: id })).fields, { domain: 'not_in_plan' });
  assert.equal((await w.list()).total, before);
});

test('M2: another password ends what was, a suspended mailbox opens for nobody and still gets mail', async () => {
  const { id, address } = await w.create('pass');
  const weak = await w.call('POST', `/mailboxes/${id}/password`, { password: 'pass@loaf2026' });
  assert.deepEqual(weak.body.fields, { password: 'password_guessable' });
  await w.call('POST', `/mailboxes/${id}/password`, { password: 'the next password' });
  await w.idle();
  assert.equal(await w.server.inbox(address, password), undefined);
  assert.ok(await w.server.inbox(address, 'the next password'));
  await w.call('POST', `/mailboxes/${id}/suspend`, { suspended: true });
  await w.idle();
  assert.equal((await w.read(id)).state, 'suspended');
  assert.equal(await w.server.inbox(address, 'the next password'), undefined);
  assert.equal(w.server.accepts(address).code, 250);
  await w.call('POST', `/mailboxes/${id}/suspend`, { suspended: false });
  await w.idle();
  assert.ok(await w.server.inbox(address, 'the next password'));
});

test('M2: a size is never below what is in use nor above what the plan has left', async () => {
  const { id, address } = await w.create('size', { quota: 20 * mebibyte });
  await w.idle();
  w.server.deliver('a@b.example', address, 'x'.repeat(12 * mebibyte));
  await w.later(61_000);
  await w.read(id);
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal((await w.read(id)).used, 12 * mebibyte);
  const edit = async (quota: number) => (await w.call('PATCH', `/mailboxes/${id}`, { quota })).body.fields;
  assert.deepEqual(await edit(11 * mebibyte), { quota: 'quota_used' });
  assert.deepEqual(await edit(1000 * gibibyte), { quota: 'quota_pool' });
  assert.equal(await edit(13 * mebibyte), undefined);
  await w.idle();
  assert.equal(w.server.deliver('a@b.example', address, 'x'.repeat(2 * mebibyte)).code, 552);
});

test('M2: a deleted mailbox comes back with its mail within seven days, and is destroyed after', async () => {
  const { id, address } = await w.create('gone');
  await w.idle();
  w.server.deliver('a@b.example', address, 'kept');
  const { body } = await w.call('DELETE', `/mailboxes/${id}`);
  assert.equal(body.destroyedAt, new Date(w.clock.now + 7 * day).toISOString());
  await w.idle();
  assert.equal(w.server.accepts(address).code, 550);
  assert.equal((await w.list('?q=gone')).total, 0);
  assert.equal((await w.list('?view=deleted')).items[0]!.address, address);
  assert.deepEqual((await w.refused({ local: 'gone' })).fields, { local: 'local_deleted' });
  await w.later(6 * day);
  assert.equal((await w.call('POST', `/mailboxes/${id}/restore`)).status, 200);
  await w.idle();
  assert.equal((await w.server.inbox(address, password))?.[0]?.raw, 'kept');
  await w.later(2 * day);
  assert.equal((await w.read(id)).state, 'active', 'the first deletion’s time does not end the restored one');
  await w.call('DELETE', `/mailboxes/${id}`);
  await w.later(7 * day + 1000);
  assert.equal((await w.call('GET', `/mailboxes/${id}`)).status, 404);
  const { address: again } = await w.create('gone');
  await w.idle();
  assert.deepEqual(await w.server.inbox(again, password), []);
});

test('M2: whoever cannot wait destroys a deleted mailbox at once; a living one never', async () => {
  const { id } = await w.create('now');
  await w.idle();
  assert.equal((await w.call('POST', `/mailboxes/${id}/purge`)).body.code, 'state_forbids');
  await w.call('DELETE', `/mailboxes/${id}`);
  assert.equal((await w.call('POST', `/mailboxes/${id}/purge`)).status, 200);
  await w.idle();
  assert.equal((await w.call('GET', `/mailboxes/${id}`)).status, 404);
});

test('M2: a program’s password is shown once, kept as a hash, and can be taken back', async () => {
  const { id } = await w.create('apps');
  const made = await w.call<NewAppPassword>('POST', `/mailboxes/${id}/app_passwords`, {
    name: 'Printer',
    scopes: ['smtp'],
  });
  assert.match(made.body.password, /^[a-z2-9]{8}(-[a-z2-9]{4}){4}$/);
  const { appPasswords } = await w.read(id);
  assert.deepEqual(
    appPasswords.map(({ name, scopes }) => [name, scopes]),
    [['Printer', ['smtp']]],
  );
  assert.equal(JSON.stringify(await w.read(id)).includes(made.body.password), false);
  assert.equal((await w.call('DELETE', `/app_passwords/${made.body.id}`)).status, 200);
  assert.deepEqual((await w.read(id)).appPasswords, []);
  assert.equal((await w.call('DELETE', `/app_passwords/${made.body.id}`)).status, 404);
});

test('M1: while the mail server is down it is said so, tried again, and made in the end', async () => {
  w.trouble.error = new MailError('unreachable', 'down');
  const { id, address } = await w.create('patient');
  await w.idle();
  const { sync, state } = await w.read(id);
  assert.deepEqual([state, sync.state, sync.error], ['creating', 'failed', 'unreachable']);
  w.trouble.error = undefined;
  await w.later(5000);
  assert.deepEqual((await w.read(id)).sync, { state: 'ready' });
  assert.ok(await w.server.inbox(address, password));
  w.trouble.error = new MailError('refused', 'no');
  await w.call('PATCH', `/mailboxes/${id}`, { name: 'New' });
  await w.idle();
  assert.deepEqual((await w.read(id)).sync, { state: 'failed', error: 'refused' });
  w.trouble.error = undefined;
  await w.call('PATCH', `/mailboxes/${id}`, { name: 'Newer' });
  await w.idle();
  assert.deepEqual((await w.read(id)).sync, { state: 'ready' });
});

test('another customer’s mailbox is not there for anybody else', async () => {
  const { id } = await w.create('mine');
  const other = await w.h.customer(w.label.id, 'Other');
  await w.h.user(w.label.id, other, 'Eva');
  const cookie = await w.h.signIn(w.label, 'eva', 'owner of loaf bread');
  for (const [method, path, body] of [
    ['GET', ''],
    ['PATCH', '', { name: 'x' }],
    ['DELETE', ''],
    ['POST', '/password', { password }],
    ['POST', '/app_passwords', { name: 'x', scopes: ['imap'] }],
  ] as const)
    assert.equal((await w.call(method, `/mailboxes/${id}${path}`, body, cookie)).status, 404, method + path);
  const wish = { domain: w.domain, local: 'theirs', password, quota: gibibyte };
  assert.equal((await w.call('POST', '/mailboxes', wish, cookie)).status, 404);
  assert.equal((await w.call<{ denied: object }>('GET', '/mailboxes', undefined, cookie)).status, 200);
});

test('M1: 100 at once with 10 left make exactly 10', async () => {
  const few = await mailWorld({}, { maxMailboxes: 10 });
  const wish = (n: number) => ({ domain: few.domain, local: `n${n}`, name: '', password, quota: gibibyte });
  // A database server that is asked by so many at once tells some to come again: they do.
  const ask = async (n: number): ReturnType<typeof few.call> => {
    const answer = await few.call('POST', '/mailboxes', wish(n));
    return answer.status === 503 ? ask(n) : answer;
  };
  const answers = await Promise.all(Array.from({ length: 100 }, (_, n) => ask(n)));
  const codes = answers.map(({ status, body }) => (status === 201 ? 'made' : body.code));
  assert.equal(codes.filter((code) => code === 'made').length, 10);
  assert.equal(codes.filter((code) => code === 'plan_full').length, 90);
  await few.idle();
  const page = await few.list();
  assert.deepEqual([page.total, page.items.every(({ state }) => state === 'active')], [10, true]);
  assert.equal(page.denied?.['mail.mailbox.create']?.code, 'plan_full');
  await few.h.close();
});

test('M2: no password is in a row, a job, a log line or an audit row', async () => {
  const secret = 'canary words of nobody 4711';
  const { id } = await w.create('canary', { password: secret });
  await w.call('POST', `/mailboxes/${id}/password`, { password: `${secret} next` });
  await w.idle();
  const found = await w.h.store.labels.use(w.label.id, async ({ client }) => {
    const { rows } = await client.execute("select name from sqlite_master where type = 'table'");
    const texts = await Promise.all(
      rows.map(async (row) => JSON.stringify((await client.execute(`select * from "${String(row.name)}"`)).rows)),
    );
    return texts.filter((text) => text.includes('canary words'));
  });
  assert.deepEqual(found, []);
  assert.equal(JSON.stringify([w.h.lines, w.h.events]).includes('canary password'), false);
});
