import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Transfer } from '../../../../bff/domains/transfers/answers.ts';
import { passwords } from '../../harness.ts';
import { moving } from './visit.ts';

const here = moving();
const { call, detail, elsewhere, own, registrar, settle, start } = here;

test('D18: what one label asks for is no other one’s, whatever code he gives and whenever he asks', async () => {
  const south = await here.h.label('south');
  const stranger = await here.h.customer(south.id, 'Roof');
  await here.h.user(south.id, stranger, 'Piet');
  const theirs = { label: south, cookie: await here.h.signIn(south, 'piet', passwords.owner) };
  const elsewhereStart = (name: string, nameServers = 'keep') =>
    call<Transfer>('POST', '/transfers', { name, code: 'Guessed-Code-123', nameServers }, theirs);
  const settleBoth = async () => {
    await settle();
    for (let round = 0; round < 3; round += 1) {
      here.h.bff.jobs.wake(south.id);
      await here.h.bff.jobs.idle(south.id);
    }
  };
  const state = async (id: string) => (await call<Transfer>('GET', `/${id}/transfer`, undefined, theirs)).body.move;

  // Here since long.
  const { name: old } = await own();
  const first = (await elsewhereStart(old)).body.domain.id;
  await settleBoth();
  assert.equal((await state(first))?.code, 'ours_already');

  // On its way to somebody else.
  const name = await elsewhere();
  await start(name);
  await settle();
  const second = (await elsewhereStart(name)).body.domain.id;
  await settleBoth();
  assert.equal((await state(second))?.state, 'stuck');
  await registrar.others.answer(name, 'approve');
  await settleBoth();
  await call('POST', `/${second}/transfer/code`, { code: 'Guessed-Code-123' }, theirs);
  await settleBoth();
  assert.equal((await state(second))?.code, 'ours_already');
  await call('POST', `/${second}/transfer/cancel`, {}, theirs);
  await settleBoth();
  assert.equal((await call('GET', `/${second}`, undefined, theirs)).status, 404);

  // Came by a move to the other label, before: it is not mine by that.
  const third = (await elsewhereStart(name)).body.domain.id;
  await settleBoth();
  assert.equal((await state(third))?.code, 'ours_already');
});

test('D18: who asks for a domain in vain keeps nobody from it who has its code', async () => {
  const eve = await here.h.customer(here.label.id, 'Eve');
  await here.h.user(here.label.id, eve, 'Eve');
  const theirs = { label: here.label, cookie: await here.h.signIn(here.label, 'eve', passwords.owner) };
  const name = await elsewhere();
  const wish = { name, code: 'Guessed-Code-123', nameServers: 'keep' };
  const vain = (await call<Transfer>('POST', '/transfers', wish, theirs)).body.domain.id;
  await settle();
  const { status, body } = await start(name);
  assert.equal(status, 201, JSON.stringify(body));
  await settle();
  await registrar.others.answer(name, 'approve');
  await settle();
  assert.equal((await detail(body.domain.id)).state, 'active');
  await call('POST', `/${vain}/transfer/code`, { code: 'Guessed-Code-124' }, theirs);
  await settle();
  const stuck = (await call<Transfer>('GET', `/${vain}/transfer`, undefined, theirs)).body;
  assert.equal(stuck.move?.code, 'ours_already');
  assert.equal((await call<Transfer>('POST', '/transfers', wish, theirs)).body.code, 'name_taken');
});
