import assert from 'node:assert/strict';
import { test } from 'node:test';
import { passwords } from '../../harness.ts';
import { moving } from './visit.ts';

const here = moving();
const { askedAway, call, code, day, detail, look, registrar, settle, start } = here;

test('D18: whoever is asked to let a domain go is told, and refuses or agrees', async () => {
  const kept = await askedAway();
  const move = (await look(kept.id)).move!;
  assert.deepEqual([move.incoming, move.state, move.actsAt?.slice(0, 10)], [false, 'waiting', '2026-11-30']);
  assert.ok(here.h.mails.some(({ to, text }) => to === 'owner@people.example' && text.includes(kept.name)));
  assert.equal((await call('POST', `/${kept.id}/name_servers`, { own: true })).body.code, 'state_forbids');
  assert.equal((await call('POST', `/${kept.id}/transfer/cancel`, {})).status, 200);
  await settle();
  assert.equal((await look(kept.id)).move?.state, 'refused');
  assert.deepEqual(
    [(await detail(kept.id)).state, (await registrar.transfer(kept.name))?.state],
    ['active', 'clientRejected'],
  );

  const gone = await askedAway();
  const unproved = await call('POST', `/${gone.id}/transfer/approve`, {});
  assert.deepEqual([unproved.status, unproved.body.code], [403, 'step_up_required']);
  here.cookie = await here.h.stepUp(here.label, here.cookie, { action: 'domains.transfer.approve', object: gone.id });
  assert.equal((await call('POST', `/${gone.id}/transfer/approve`, {})).status, 200);
  await settle();
  assert.equal((await look(gone.id)).move?.state, 'done');
  const left = await detail(gone.id);
  assert.equal(left.state, 'transferred');
  assert.match(left.denied['domains.nameservers.edit']!.reason!, /moved to another provider/);
  assert.equal((await call('POST', `/${gone.id}/transfer/cancel`, {})).body.code, 'state_forbids');
});

test('D18: who says nothing has let it go when the days are over; it may come back', async () => {
  const gone = await askedAway();
  here.now += 6 * day;
  await settle();
  here.cookie = await here.h.signIn(here.label, 'marieke', passwords.owner);
  assert.equal((await detail(gone.id)).state, 'transferred');
  here.now += 61 * day;
  here.cookie = await here.h.signIn(here.label, 'marieke', passwords.owner);
  await registrar.others.register(
    {
      name: gone.name,
      registeredOn: '2020-03-14',
      expiresOn: '2028-03-14',
      nameServers: ['ns1.old.example', 'ns2.old.example'],
      locked: false,
      privacy: false,
      hosts: [],
    },
    code,
  );
  const back = (await start(gone.name)).body;
  assert.equal(back.domain.id, gone.id, 'with its history');
  await settle();
  await registrar.others.answer(gone.name, 'approve');
  await settle();
  assert.equal((await detail(gone.id)).state, 'active');
});
