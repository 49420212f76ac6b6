import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DomainContact, Plan } from '../../../../bff/domains/contacts/answers.ts';
import type { ProblemBody } from '../../../../bff/http/problem.ts';
import { RegistrarError } from '../../../../bff/platform/registrar/port.ts';
import { bakery, jan } from './people.ts';
import { contacts, plans } from './visit.ts';

const here = contacts();
const { domain, call, profile, preview, save, registered, idle } = here;

test('A7: a domain gets a contact of its own, keeps it when the profile changes, and takes the profile back', async () => {
  const id = await domain('nl');
  await domain('de');
  const contact = (body: object, path = '') =>
    call<DomainContact & Plan & ProblemBody>('POST', `domains/${id}/contact${path}`, body);
  assert.deepEqual((await contact({ own: false })).body.fields, { own: 'no_profile' });
  await save(bakery);
  const own = { own: true, contact: jan, extra: {} };
  const { body: plan } = await contact(own, '/preview');
  assert.deepEqual(plans(plan), { nl: 'change' });
  assert.equal((await contact(own)).status, 409);
  assert.equal((await contact({ ...own, seen: plan.seen })).body.own, true);
  await idle();
  assert.equal((await registered('nl'))?.name, 'Jan Wouters');
  assert.deepEqual(plans(await save({ ...bakery, city: 'Zeist' })), { de: 'change' });
  assert.equal((await registered('nl'))?.city, 'Utrecht');
  const back = await contact({ own: false }, '/preview');
  assert.equal((await contact({ own: false, seen: back.body.seen })).body.own, false);
  await idle();
  assert.equal((await registered('nl'))?.city, 'Zeist');
});

test('A8: what an ending wants is said, kept once, sent to it alone, and used again for the next domain', async () => {
  await domain('fr');
  const inFrance = { ...bakery, country: 'FR', postalCode: '75011', phone: '+33142345678' };
  const missing = await preview(inFrance);
  assert.deepEqual(missing.body.items[0]?.missing, ['siren']);
  const wrong = await preview(inFrance, { fr: { siren: '732829321' } });
  assert.deepEqual(wrong.body.fields, { 'extra.fr.siren': 'siren' });
  const strange = await preview(inFrance, { fr: { passport: 'X1' } });
  assert.deepEqual(strange.body.fields, { 'extra.fr.passport': 'unknown_field' });
  // What is not asked of a company in France goes nowhere.
  await save(inFrance, { fr: { siren: '732 829 320', birthDate: '1990-01-01' } });
  assert.deepEqual((await registered('fr'))?.extra, { siren: '732829320' });
  assert.deepEqual((await profile()).extra, { fr: { siren: '732829320' } });
  await domain('nl');
  await save({ ...inFrance, city: 'Paris' }, (await profile()).extra);
  assert.deepEqual((await registered('nl'))?.extra, {});
  const second = await here.h.domain(here.label.id, here.customer, `again${here.n}.fr`);
  assert.ok(second);
  assert.deepEqual(
    (await preview({ ...inFrance, city: 'Paris' }, (await profile()).extra)).body.items[0]?.state,
    'change',
  );
});

test('A8: a domain with a contact of its own is not saved without what its ending wants', async () => {
  const id = await domain('it');
  const own = { own: true, contact: { ...jan, country: 'IT', postalCode: '20121', state: 'MI' }, extra: {} };
  const { status, body } = await call<ProblemBody>('POST', `domains/${id}/contact/preview`, own);
  assert.equal(status, 422);
  assert.deepEqual(body.fields, { 'extra.it.entityType': 'required', 'extra.it.nationality': 'required' });
});

test('A7: what somebody must agree to first is not sent by a job of an earlier change that failed', async () => {
  const id = await domain('com');
  const keep = async (contact: object) => {
    const own = { own: true, contact, extra: {} };
    const { body: plan } = await call<Plan>('POST', `domains/${id}/contact/preview`, own);
    assert.equal((await call('POST', `domains/${id}/contact`, { ...own, seen: plan.seen })).status, 200);
    return plan.items[0]?.state;
  };
  const owner = { ...jan, name: 'Owner', organisation: '', email: 'owner@people.example' };
  let fail!: (error: Error) => void;
  here.hangs = new Promise((_, reject) => (fail = reject));
  assert.equal(await keep(owner), 'change');
  while (!here.told.length) await new Promise((resolve) => void setTimeout(resolve, 5));
  assert.equal(await keep({ ...owner, name: 'Mallory', email: 'mallory@evil.example' }), 'confirm');
  fail(new RegistrarError('unreachable', 'no answer in time'));
  await idle();
  here.hangs = undefined;
  here.now += 60_000;
  here.h.bff.jobs.wake(here.label.id);
  await idle();
  assert.equal((await call<DomainContact>('GET', `domains/${id}/contact`)).body.sync.state, 'waiting');
  assert.notEqual((await registered('com'))?.email, 'mallory@evil.example');
});
