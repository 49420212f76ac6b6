import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DomainPage } from '../../../../bff/domains/answers.ts';
import { drifting } from './visit.ts';

const here = drifting();
const { alike, call, elsewhere, look, moveServers, read, registrar, resolve } = here;

test('drift: where all is alike nothing is found, and nothing is touched', async () => {
  const { id } = await alike();
  assert.deepEqual((await look(id)).items, []);
  assert.equal((await read(id)).differs, false);
});

test('drift: other name servers at the registry are shown on both sides, and are nobody’s mistake to mend alone', async () => {
  const { id, name } = await alike();
  await moveServers(name);
  const { items } = await look(id);
  const ours = ['ns1.north.example', 'ns2.north.example'];
  assert.deepEqual(
    items.map(({ kind, where, ours: one, theirs }) => [kind, where, one?.values, theirs?.values]),
    [['name_servers', 'registry', ours, elsewhere]],
  );
  assert.deepEqual((await registrar.read(name))?.nameServers, elsewhere);
  const row = (await call<DomainPage>('GET', '')).body.items.find((one) => one.id === id);
  assert.equal(row?.waits, 'differs');
});

test('drift: what is there is taken over, with who chose it in the history', async () => {
  const { id, name } = await alike();
  await moveServers(name);
  const { status, body } = await resolve(id, await look(id), 'theirs');
  assert.deepEqual([status, body.items], [200, []]);
  const detail = await read(id);
  assert.deepEqual([detail.nameServers, detail.ownNameServers, detail.differs], [elsewhere, false, false]);
  const [{ by, event } = { by: '', event: undefined }] = detail.events;
  assert.deepEqual([by, event], ['Marieke', { kind: 'drift', what: 'name_servers', subject: '', side: 'theirs' }]);
  await here.h.bff.jobs.idle(here.label.id);
  assert.deepEqual((await look(id)).items, []);
});

test('drift: what is here is put there again', async () => {
  const { id, name } = await alike();
  await moveServers(name);
  assert.equal((await resolve(id, await look(id), 'ours')).status, 200);
  await here.h.bff.jobs.idle(here.label.id);
  assert.deepEqual((await registrar.read(name))?.nameServers, ['ns1.north.example', 'ns2.north.example']);
  assert.deepEqual((await look(id)).items, []);
});

test('drift: the day it expires and its lock are the registry’s to say', async () => {
  const { id, name } = await alike();
  await registrar.renew(name, '2027-03-14', 2);
  const { nameServers, privacy, hosts } = (await registrar.read(name))!;
  await registrar.update({ name, nameServers, locked: true, privacy, hosts });
  assert.deepEqual((await look(id)).items, []);
  const { expiresOn, locked, events } = await read(id);
  assert.deepEqual([expiresOn, locked], ['2029-03-14', true]);
  const told = events.map(({ by, event }) => [by, event.kind === 'drift' && event.what]);
  assert.deepEqual(told.toSorted(), [
    ['', 'expiry'],
    ['', 'lock'],
  ]);
});

test('drift: a lock that was taken off there is not taken over in silence', async () => {
  const { id, name } = await alike();
  await call('POST', `${id}/lock`, { locked: true });
  await here.h.bff.jobs.idle(here.label.id);
  const { nameServers, privacy, hosts } = (await registrar.read(name))!;
  await registrar.update({ name, nameServers, locked: false, privacy, hosts });
  assert.deepEqual(
    (await look(id)).items.map(({ kind, theirs }) => [kind, theirs?.values]),
    [['lock', ['off']]],
  );
  assert.equal((await read(id)).locked, true);
});

test('drift: what is still on its way is no difference', async () => {
  const { id, name } = await alike();
  await moveServers(name);
  here.away = true;
  await call('POST', `${id}/lock`, { locked: true });
  await here.h.bff.jobs.idle(here.label.id);
  here.away = false;
  assert.deepEqual((await look(id)).items, []);
});
