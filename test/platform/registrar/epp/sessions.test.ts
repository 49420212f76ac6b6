import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { finish } from './domain-commands.ts';
import { failsWith, visit } from './visit.ts';

const { server, connect, put } = await visit();
const { registry } = server;

test('many calls at once share the sessions that the registry allows, each with its own answer', async () => {
  const registrar = connect({ sessions: 2 });
  const names = Array.from({ length: 20 }, () => put().name);
  const domains = await Promise.all(names.map((name) => registrar.read(name)));
  assert.deepEqual(
    domains.map((one) => one?.name),
    names,
  );
  assert.equal(server.most(), 2);
  const logins = server.frames.filter(({ text }) => text.includes('<login>'));
  assert.equal(logins.length, 2);
});

test('who waits for a session gets one when the one before failed, or none when the connector closes', async () => {
  const registrar = connect({ sessions: 1, timeoutMs: 300 });
  const { name } = put();
  server.next('hangs', `>${name}<`);
  const [lost, served] = await Promise.allSettled([registrar.read(name), registrar.read(put().name)]);
  assert.equal(lost.status, 'rejected');
  assert.equal(served.status, 'fulfilled');
  server.next('hangs', `>${name}<`);
  const waiting = [registrar.read(name), registrar.read(put().name)].map((one) =>
    assert.rejects(one, failsWith('unreachable')),
  );
  await registrar.close();
  await Promise.all(waiting);
  await assert.rejects(registrar.read(name), failsWith('unreachable'));
});

test('a registry that starts anew is signed in to again: what reads does not notice, what writes is done once', async () => {
  const registrar = connect({ sessions: 1 });
  const { name } = put();
  await registrar.read(name);
  server.cut();
  assert.ok(await registrar.read(name));
  server.next('closed', 'domain:info');
  assert.ok(await registrar.read(name), 'a session that ended just then');
  server.cut();
  await pause(20);
  assert.equal((await registrar.renew(name, '2027-03-14', 1)).expiresOn, '2028-03-14');
  assert.deepEqual(
    registry.done.filter((what) => what.endsWith(name)),
    [`renew ${name}`],
  );
});

test('an idle session says hello, and one that ends says so', async () => {
  const registrar = connect({ helloEvery: 20 });
  await registrar.read('nobody.com');
  const from = server.frames.length;
  const hellos = () => server.frames.slice(from).filter(({ text }) => text.includes('<hello/>')).length;
  while (hellos() < 3) await pause(5);
  assert.ok(await registrar.read(put().name));
  await registrar.close();
  assert.ok(server.frames.slice(from).some(({ text }) => text.includes('<logout/>')));
});

test('what another registrar sponsors is not ours: not read, not changed', async () => {
  const registrar = connect();
  const known = put();
  registry.domains.get(known.name)!.registrar = 'somebody';
  assert.equal(await registrar.read(known.name), undefined);
  await assert.rejects(registrar.update({ ...known, locked: true }), failsWith('missing'));
  await assert.rejects(registrar.renew(known.name, known.expiresOn, 1), failsWith('missing'));
  await assert.rejects(registrar.authCode(known.name), failsWith('missing'));
  assert.equal(
    (await connect({ registrar: 'somebody' }).read(known.name))?.name,
    known.name,
    'the login is another id',
  );
});

test('what the registry does later is shown as pending, is not asked for twice, and its end is a message', async () => {
  const registrar = connect();
  const known = put();
  server.next('pending', '<domain:renew');
  const during = await registrar.renew(known.name, known.expiresOn, 1);
  assert.deepEqual([during.expiresOn, during.statuses], [known.expiresOn, ['pendingRenew']]);
  assert.deepEqual(await registrar.renew(known.name, known.expiresOn, 1), during);
  await assert.rejects(registrar.update({ ...known, locked: true }), failsWith('refused'));
  finish(registry, known.name);
  assert.equal((await registrar.read(known.name))?.expiresOn, '2028-03-14');
  const message = await registrar.poll();
  assert.equal(message?.name, known.name);
  await registrar.acknowledge(message!.id);
  await registrar.acknowledge(message!.id);
  assert.equal(await registrar.poll(), undefined);
});

test('it is not for filling a registry', async () => {
  await assert.rejects(connect().adopt([put()]), failsWith('unsupported'));
});
