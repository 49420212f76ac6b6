import assert from 'node:assert/strict';
import { test } from 'node:test';
import { and, eq, inArray } from 'drizzle-orm';
import type { DomainDetail } from '../../../../bff/domains/answers.ts';
import type { Plan } from '../../../../bff/domains/contacts/answers.ts';
import { dailyContacts } from '../../../../bff/domains/contacts/daily.ts';
import type { ProblemBody } from '../../../../bff/http/problem.ts';
import { RegistrarError } from '../../../../bff/platform/registrar/port.ts';
import { contactJob } from '../../../../bff/domains/contacts/write.ts';
import { jobTable } from '../../../../bff/jobs/outbox.ts';
import { domains } from '../../../../bff/domains/schema.ts';
import { domainRow, passwords } from '../../harness.ts';
import { bakery, jan } from './people.ts';
import { contacts, plans } from './visit.ts';

const here = contacts();
const { domain, call, profile, preview, save, states, tokens, registered, idle } = here;

test('A7: before it is saved it shows which domains change, which ask the registrant, which are refused; saving does that', async () => {
  await domain('nl');
  await domain('com');
  await domain('es');
  await domain('net', { statuses: ['serverUpdateProhibited'] });
  await domain('org', { statuses: ['pendingTransfer'] });
  await domain('be', { state: 'redemption' });
  const { body: plan } = await preview(bakery);
  const expected = {
    nl: 'change',
    com: 'confirm',
    es: 'tld_fields',
    net: 'state_forbids',
    org: 'state_forbids',
    be: 'state_forbids',
  };
  assert.deepEqual(plans(plan), expected);
  assert.deepEqual(plan.items.find(({ tld }) => tld === 'es')?.missing, ['legalForm', 'idType']);
  assert.match(plan.items.find(({ tld }) => tld === 'net')?.reason ?? '', /locked/);
  assert.deepEqual(plan.asked.toSorted(), ['marieke@people.example', 'owner@people.example']);
  // A look changes nothing.
  assert.equal((await profile()).version, 0);
  assert.equal(here.told.length + here.h.mails.length, 0);

  assert.deepEqual(plans(await save(bakery)), expected);
  assert.deepEqual(here.told, [`loaf${here.n}.nl`]);
  assert.equal((await registered('nl'))?.organisation, 'Linden & Loaf');
  for (const tld of ['com', 'es', 'net', 'org', 'be']) assert.equal(await registered(tld), undefined, tld);
  assert.deepEqual(await states(), {
    nl: 'ready',
    com: 'waiting',
    es: 'tld_fields',
    net: 'state_forbids',
    org: 'state_forbids',
    be: 'state_forbids',
  });
});

test('A7: a gTLD waits until who had it and who gets it agree; one no ends it; links are good once and for nobody else', async () => {
  const id = await domain('com');
  await save(bakery);
  const [one, other] = tokens();
  assert.deepEqual([one, other].map((mail) => mail!.to).toSorted(), ['marieke@people.example', 'owner@people.example']);
  const asked = await call<{
    domains: string[];
    before: { email: string };
    after: { organisation: string };
    others: number;
  }>('POST', 'registrant/question', { token: one!.token }, '');
  assert.equal(asked.status, 200);
  assert.deepEqual(asked.body.domains, [`loaf${here.n}.com`]);
  assert.equal(asked.body.before.email, 'owner@people.example');
  assert.equal(asked.body.after.organisation, 'Linden & Loaf');
  const agree = (token: string, agrees = true) =>
    call<{ state: string; others: number }>('POST', 'registrant/answer', { token, agrees }, '');
  assert.equal((await agree(one!.token)).body.others, 1);
  await idle();
  assert.equal(await registered('com'), undefined, 'one of two is not enough');
  assert.equal((await agree(other!.token)).body.state, 'agreed');
  await idle();
  assert.equal((await registered('com'))?.name, 'Marieke de Vries');
  assert.deepEqual((await call<DomainDetail>('GET', `domains/${id}`)).body.owner, {
    name: 'Linden & Loaf',
    email: 'marieke@people.example',
  });
  const { denied } = (await call<DomainDetail>('GET', `domains/${id}`)).body;
  assert.match(denied['domains.authcode.reveal']!.reason!, /stays here until/);
  assert.equal((await agree('x'.repeat(43))).status, 404);
  // Said no: it stays with who had it.
  here.h.mails.length = 0;
  await save({ ...bakery, name: 'Somebody Else' });
  const [only] = tokens();
  assert.equal(tokens().length, 1, 'the address is the same: one mail');
  await agree(only!.token, false);
  assert.equal((await agree(only!.token, true)).body.state, 'declined');
  await idle();
  assert.equal((await registered('com'))?.name, 'Marieke de Vries');
  assert.deepEqual(await states(), { com: 'declined' });
});

test('A7: an address that changes asks nobody, and saved anew an earlier question is void', async () => {
  await domain('com');
  await save(bakery);
  const earlier = tokens();
  here.h.mails.length = 0;
  await save(bakery);
  assert.equal(here.h.mails.length, 2);
  const { body } = await call<{ state: string }>(
    'POST',
    'registrant/answer',
    { token: earlier[0]!.token, agrees: true },
    '',
  );
  assert.equal(body.state, 'done');
  for (const { token } of tokens()) await call('POST', 'registrant/answer', { token, agrees: true }, '');
  await idle();
  here.h.mails.length = 0;
  assert.deepEqual(plans(await save({ ...bakery, city: 'Zeist' })), { com: 'change' });
  assert.equal((await registered('com'))?.city, 'Zeist');
  assert.equal(here.h.mails.length, 0);
});

test('A7: what was not shown is not done: another state or another profile since is a conflict with what it would do now', async () => {
  const id = await domain('nl');
  const { body: plan } = await preview(bakery);
  const send = (seen: string | undefined, version = 0) =>
    call<ProblemBody & { current: Plan }>('POST', 'account/profile', { version, contact: bakery, extra: {}, seen });
  assert.equal((await send(undefined)).status, 409);
  await domain('de');
  const late = await send(plan.seen);
  assert.equal(late.status, 409);
  assert.equal(late.body.current.items.length, 2);
  assert.equal((await profile()).version, 0);
  assert.equal((await send(late.body.current.seen)).status, 200);
  assert.equal((await send(late.body.current.seen)).status, 409);
  await idle();
  assert.equal((await call<DomainDetail>('GET', `domains/${id}`)).body.events[0]?.event.kind, 'registrant');
});

test('A7: each domain has a result of its own: refused by its registry, or tried again while that is down', async () => {
  await domain('nl');
  here.down = new RegistrarError('refused', 'no');
  await save(bakery);
  assert.deepEqual(await states(), { nl: 'registrar_refused' });
  here.down = new RegistrarError('unsupported', 'no');
  await save(bakery);
  assert.deepEqual(await states(), { nl: 'registrar_lacks' });
  here.down = new RegistrarError('unreachable', 'down');
  const { body: plan } = await preview(jan);
  await call('POST', 'account/profile', { version: 2, contact: jan, extra: {}, seen: plan.seen });
  await new Promise((done) => setTimeout(done, 100));
  const [waiting] = (await profile()).domains;
  assert.deepEqual([waiting?.state, waiting?.code, typeof waiting?.retryAt], ['failed', 'unreachable', 'string']);
  here.down = undefined;
  await save(jan);
  assert.deepEqual(await states(), { nl: 'ready' });
  assert.equal((await registered('nl'))?.name, 'Jan Wouters');
});

test('A7: the address one signs in with stays as it is', async () => {
  await domain('nl');
  await save({ ...bakery, email: 'office@loaf.example' });
  const { body: me } = await call<{ user: { email: string } }>('GET', 'me');
  assert.equal(me.user.email, `marieke${here.n}@people.example`);
});

test('A7: wrong fields are said by their names, and nothing is saved', async () => {
  const { status, body } = await preview({
    ...bakery,
    organisation: '',
    phone: '030 234',
    email: 'nobody',
    postalCode: '12',
    country: 'XX',
  });
  assert.equal(status, 422);
  assert.deepEqual(body.fields, {
    'contact.phone': 'phone',
    'contact.email': 'email',
    'contact.country': 'choice',
  });
  const rest = await preview({ ...bakery, organisation: '', postalCode: '12' });
  assert.deepEqual(rest.body.fields, { 'contact.organisation': 'required', 'contact.postalCode': 'postal_code' });
});

test('A7: who does not answer in 14 days has not agreed, and nobody keeps his address', async () => {
  await domain('com');
  await save(bakery);
  const daily = () => here.h.store.labels.use(here.label.id, (label) => dailyContacts(label, here.now));
  await daily();
  assert.deepEqual(await states(), { com: 'waiting' });
  const [{ token } = { token: '' }] = tokens();
  here.now += 14 * 86_400_000;
  here.cookie = await here.h.signIn(here.label, `marieke${here.n}`, passwords.owner);
  assert.equal((await call('POST', 'registrant/answer', { token, agrees: true }, '')).status, 404);
  await daily();
  assert.deepEqual(await states(), { com: 'unanswered' });
  assert.equal(await registered('com'), undefined);
});

// The last of the file: nobody waits for its jobs.
test('A7: hundreds of domains are one change, each with a job of its own', async () => {
  const rows = Array.from({ length: 501 }, (_, at) => domainRow(here.customer, `many${at}.nl`, new Date(here.now)));
  await here.h.store.labels.use(here.label.id, async ({ db }) => {
    for (const part of [rows.slice(0, 300), rows.slice(300)]) await db.insert(domains).values(part);
  });
  const { body: plan } = await preview(bakery);
  assert.equal(plan.items.length, 501);
  const body = { version: 0, contact: bakery, extra: {}, seen: plan.seen };
  assert.equal((await call('POST', 'account/profile', body)).status, 200);
  const queued = await here.h.store.labels.use(here.label.id, ({ db }) =>
    db.$count(
      jobTable,
      and(
        eq(jobTable.kind, contactJob),
        inArray(
          jobTable.object,
          rows.map(({ id }) => id),
        ),
      ),
    ),
  );
  assert.equal(queued, 501);
});
