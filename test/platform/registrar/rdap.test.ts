import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryRegistrar } from '../../../bff/platform/registrar/memory.ts';
import { rdapAnswers } from '../../../bff/platform/registrar/rdap.ts';
import { bakery, jan } from '../../bff/domains/contacts/people.ts';

const registrar = memoryRegistrar(() => Date.parse('2026-11-25T12:00:00Z'));
const answers = rdapAnswers(registrar);
interface Rdap {
  status: string[];
  entities: { roles: string[]; vcardArray: [string, [string, Record<string, string>, string, unknown][]] }[];
  redacted?: { name: { description: string }; prePath?: string; postPath?: string; method: string }[];
}
const ask = async (name: string) => {
  const answer = (await answers(new Request(`http://ops/rdap/domain/${name}`)))!;
  return { status: answer.status, type: answer.headers.get('content-type'), body: (await answer.json()) as Rdap };
};
const whom = ({ vat: _vat, language: _language, ...contact }: typeof bakery) => ({ ...contact, extra: {} });
const put = (name: string, privacy: boolean | null, registrant: typeof bakery) =>
  registrar.adopt([
    {
      name,
      registeredOn: '2020-03-14',
      expiresOn: '2027-03-14',
      nameServers: ['ns1.hc.example', 'ns2.hc.example'],
      locked: true,
      privacy,
      hosts: [],
      registrant: whom(registrant),
    },
  ]);
const card = ({ entities }: Rdap) =>
  Object.fromEntries(entities[0]!.vcardArray[1].map(([name, parameters, , value]) => [name, [value, parameters]]));

test('A7: RDAP says who has a domain, since when and until when (RFC 9083), and that nobody has one', async () => {
  await put('open.com', false, bakery);
  const { status, type, body } = await ask('OPEN.com.');
  assert.deepEqual([status, type], [200, 'application/rdap+json']);
  assert.deepEqual(card(body).fn, ['Marieke de Vries', {}]);
  assert.deepEqual(card(body).org, ['Linden & Loaf', {}]);
  assert.deepEqual(card(body).adr, [['', '', 'Lindenlaan 12', 'Utrecht', '', '3512 AB', ''], { cc: 'NL' }]);
  assert.deepEqual(card(body).tel?.[0], 'tel:+31-302345678');
  assert.ok(body.status.includes('client transfer prohibited'));
  assert.equal(body.redacted, undefined);
  assert.equal((await ask('nobody.com')).status, 404);
  assert.equal(await answers(new Request('http://ops/metrics')), undefined);
});

test('A7: who is hidden is hidden by name, and what is hidden is said (RFC 9537)', async () => {
  await put('hidden.com', true, bakery);
  await put('person.nl', null, jan);
  await put('company.nl', null, bakery);
  for (const name of ['hidden.com', 'person.nl']) {
    const { body } = await ask(name);
    const text = JSON.stringify(body.entities);
    for (const secret of ['Marieke', 'Jan', 'Loaf', 'Lindenlaan', '3512', 'Utrecht', '302345678', '@people'])
      assert.ok(!text.includes(secret), `${name} shows ${secret}`);
    assert.deepEqual(card(body).adr?.[1], { cc: 'NL' });
    // What is gone has the path where it was, what is empty the one where it is.
    for (const { method, prePath, postPath } of body.redacted!) assert.ok(method === 'removal' ? prePath : postPath);
    assert.ok(body.redacted!.some((one) => one.name.description === 'Registrant Email'));
  }
  assert.deepEqual(card((await ask('company.nl')).body).org?.[0], 'Linden & Loaf');
});
