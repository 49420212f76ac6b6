import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RegistrarError } from '../../../../bff/platform/registrar/port.ts';
import { bakery, jan } from '../../../bff/domains/contacts/people.ts';
import { visit } from './visit.ts';
import { finish } from './domain-commands.ts';

const whom = ({ vat: _vat, language: _language, ...contact }: typeof bakery) => ({ ...contact, extra: {} });

test('A7: whatever is lost on the way, there is one contact in the end, and none that nobody uses', async () => {
  const { server, connect, put } = await visit();
  const registrar = connect();
  const { name } = put();
  const { contacts } = server.registry;
  for (const [fault, within] of [
    ['lost', '<contact:create'],
    ['closed', '<domain:registrant'],
    ['lost', '<domain:registrant'],
  ] as const) {
    server.next(fault, within);
    await registrar.setRegistrant(name, whom(bakery)).catch((error: unknown) => {
      assert.equal((error as RegistrarError).code, 'unreachable');
    });
    assert.ok(contacts.size <= 1, `${contacts.size} contacts`);
  }
  await registrar.setRegistrant(name, whom(bakery));
  assert.equal(contacts.size, 1);
  assert.equal(server.registry.done.filter((what) => what.startsWith('create HC')).length, 1);
  await registrar.setRegistrant(name, whom(jan));
  assert.deepEqual(
    [...contacts.values()].map(({ postal }) => postal.int?.name),
    ['Jan Wouters'],
  );
  await registrar.close();
});

test('A7: a change that the registry does later is pending until it did', async () => {
  const { server, connect, put } = await visit();
  const registrar = connect();
  const { name } = put();
  server.next('pending', '<domain:registrant');
  assert.equal(await registrar.setRegistrant(name, whom(bakery)), 'pending');
  assert.equal(await registrar.setRegistrant(name, whom(bakery)), 'pending');
  assert.equal(await registrar.registrant(name), undefined);
  finish(server.registry, name);
  assert.equal(await registrar.setRegistrant(name, whom(bakery)), 'done');
  assert.equal((await registrar.registrant(name))?.organisation, 'Linden & Loaf');
  await registrar.close();
});

test('A7: a change that was made is done, whatever the registry says of the contact that is left over', async () => {
  const { server, connect, put } = await visit();
  const registrar = connect();
  const { name } = put();
  await registrar.setRegistrant(name, whom(bakery));
  for (const [code, who] of [
    [2304, jan],
    [2308, bakery],
    [2104, jan],
  ] as const) {
    server.next({ code }, '<contact:delete');
    assert.equal(await registrar.setRegistrant(name, whom(who)), 'done', String(code));
    assert.equal((await registrar.registrant(name))?.name, who.name);
  }
  await registrar.close();
});

test('A8: what plain EPP has no place for is said, not left out', async () => {
  const { server, connect, put } = await visit();
  const registrar = connect();
  const { name } = put();
  const refused = registrar.setRegistrant(name, { ...whom(bakery), extra: { nexus: 'C11' } });
  await assert.rejects(
    refused,
    (error: RegistrarError) => error.code === 'unsupported' && !error.message.includes('C11'),
  );
  assert.equal(server.registry.contacts.size, 0);
  await registrar.close();
});
