import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { DomainDetail, HistoryPage, ZoneAnswer } from '../../../bff/domains/answers.ts';
import type { Answered, Offers, Push } from '../../../bff/domains/push/answers.ts';
import type { ProblemBody } from '../../../bff/http/problem.ts';
import { memoryRegistrar } from '../../../bff/platform/registrar/memory.ts';
import { harness, passwords, type Harness, type TestLabel } from '../harness.ts';

const day = 86_400_000;
let now = Date.parse('2026-11-25T12:00:00Z');
const registrar = memoryRegistrar(() => now);
let h: Harness;
let label: TestLabel;
let loaf: string;
const cookies: Record<string, string> = {};
const people = ['marieke', 'piet', 'eve'] as const;
type Person = (typeof people)[number];
before(async () => {
  h = await harness({ now: () => now, registrar });
  label = await h.label('north');
  loaf = await h.customer(label.id, 'Loaf');
  await h.user(label.id, loaf, 'Marieke');
  await h.user(label.id, await h.customer(label.id, 'Roof'), 'Piet');
  await h.user(label.id, await h.customer(label.id, 'Other'), 'Eve');
});
beforeEach(async () => {
  for (const who of people) cookies[who] = await h.signIn(label, who, passwords.owner);
});
after(() => h.close());

async function call<T>(who: Person, method: string, path: string, body?: object) {
  const answer = await h.request(`http://${label.host}/v1/domains/${path}`, {
    method,
    cookie: cookies[who]!,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await answer.text();
  return { status: answer.status, text, body: JSON.parse(text) as T & ProblemBody };
}
async function offer(id: string, email: string) {
  cookies.marieke = await h.stepUp(label, cookies.marieke!, { action: 'domains.domain.push', object: id });
  return call<Push>('marieke', 'POST', `${id}/push`, { email });
}
const offersOf = async (who: Person) => (await call<Offers>(who, 'GET', 'offers')).body.items;
let n = 0;
const domain = (more = {}) => h.domain(label.id, loaf, `push${(n += 1)}.example`, [], more);
async function settle() {
  for (let round = 0; round < 3; round += 1) {
    h.bff.jobs.wake(label.id);
    await h.bff.jobs.idle(label.id);
  }
}

test('D18: a domain goes to another customer who takes it, with all that is its own, and without who did what', async () => {
  const id = await domain();
  const change = { op: 'set', name: 'www', type: 'A', ttl: 3600, records: ['192.0.2.1'] };
  await call('marieke', 'POST', `${id}/dns`, { version: 1, changes: [change] });
  const unproved = await call('marieke', 'POST', `${id}/push`, { email: 'piet@people.example' });
  assert.deepEqual([unproved.status, unproved.body.code], [403, 'step_up_required']);
  const { status, body } = await offer(id, 'Piet@people.example');
  assert.deepEqual([status, body.offer?.email], [200, 'piet@people.example']);
  await settle();
  assert.ok(h.mails.some(({ to, text }) => to === 'piet@people.example' && text.includes('push1.example')));
  assert.deepEqual(await offersOf('eve'), []);
  const [item] = await offersOf('piet');
  assert.deepEqual([item?.name, item?.from], ['push1.example', 'Loaf']);
  assert.equal((await call('eve', 'POST', `offers/${item!.id}/accept`, {})).status, 404);
  now += 1000;
  const taken = await call<Answered>('piet', 'POST', `offers/${item!.id}/accept`, {});
  assert.deepEqual([taken.status, taken.body.domain], [200, id]);
  await settle();
  assert.equal((await call('marieke', 'GET', id)).status, 404);
  const there = (await call<DomainDetail>('piet', 'GET', id)).body;
  assert.deepEqual(there.events[0]?.event, { kind: 'push', step: 'received' });
  const zone = (await call<ZoneAnswer>('piet', 'GET', `${id}/dns`)).body;
  assert.ok(zone.rrsets.some(({ name, records }) => name === 'www' && records[0] === '192.0.2.1'));
  const history = (await call<HistoryPage>('piet', 'GET', `${id}/dns/history`)).text;
  assert.ok(!(history + JSON.stringify(there)).includes('Marieke'));
  assert.ok(h.mails.some(({ to, text }) => to === 'marieke@people.example' && text.includes('has taken it over')));
  assert.equal((await call('piet', 'POST', `offers/${item!.id}/accept`, {})).status, 404, 'once');
});

test('D18: whether an address is somebody’s shows in no answer', async () => {
  const strip = (text: string) => text.replaceAll(/dom_[\w-]+|push\d+|\d{4}-\d\d-\d\dT[\d:.]+Z/g, '…');
  const somebody = await offer(await domain(), 'piet@people.example');
  const nobody = await offer(await domain(), 'nobo@people.example');
  assert.equal(strip(nobody.text).replace('nobo@', 'piet@'), strip(somebody.text));
  await settle();
  assert.ok(!h.mails.some(({ to }) => to === 'nobo@people.example'));
});

test('D18: an offer is taken back, refused, or over after seven days; then it can be made anew', async () => {
  const id = await domain();
  await offer(id, 'piet@people.example');
  const twice = await offer(id, 'eve@people.example');
  assert.equal(twice.body.code, 'state_forbids');
  assert.equal((await call('marieke', 'POST', `${id}/push/withdraw`, {})).status, 200);
  assert.ok(!(await offersOf('piet')).some(({ name }) => name === `push${n}.example`));
  await offer(id, 'piet@people.example');
  const mine = (await offersOf('piet')).find(({ name }) => name === `push${n}.example`)!;
  assert.equal((await call<Answered>('piet', 'POST', `offers/${mine.id}/decline`, {})).body.state, 'declined');
  await settle();
  assert.ok(h.mails.some(({ to, text }) => to === 'marieke@people.example' && text.includes('has not taken it')));
  await offer(id, 'piet@people.example');
  const late = (await offersOf('piet')).find(({ name }) => name === `push${n}.example`)!;
  now += 8 * day;
  for (const who of people) cookies[who] = await h.signIn(label, who, passwords.owner);
  assert.equal((await call('piet', 'POST', `offers/${late.id}/accept`, {})).status, 404);
  assert.equal((await call<Push>('marieke', 'GET', `${id}/push`)).body.offer, null);
  assert.equal((await offer(id, 'eve@people.example')).status, 200);
});

test('D18: what is on its way elsewhere, or changed hands meanwhile, is not taken', async () => {
  const id = await domain();
  await offer(id, 'piet@people.example');
  const { id: offered } = (await offersOf('piet')).find(({ name }) => name === `push${n}.example`)!;
  await h.store.labels.use(label.id, ({ client }) =>
    client.execute({ sql: `update domains set statuses = '["pendingTransfer"]' where id = ?`, args: [id] }),
  );
  const refused = await call('piet', 'POST', `offers/${offered}/accept`, {});
  assert.deepEqual([refused.status, refused.body.code], [403, 'state_forbids']);
  assert.equal((await call('marieke', 'GET', id)).status, 200);
  const own = await domain();
  await offer(own, 'marieke@people.example');
  assert.deepEqual(await offersOf('marieke'), []);
});

test('D18: with a code that was given out before nobody takes back what he gave away', async () => {
  const name = 'sold.nl';
  const id = await h.domain(label.id, loaf, name);
  cookies.marieke = await h.stepUp(label, cookies.marieke!, { action: 'domains.authcode.reveal', object: id });
  const { body: revealed } = await call<{ code: string }>('marieke', 'POST', `${id}/auth_code`, {});
  await offer(id, 'piet@people.example');
  const item = (await offersOf('piet')).find((one) => one.name === name);
  assert.equal((await call<Answered>('piet', 'POST', `offers/${item!.id}/accept`, {})).status, 200);
  await settle();
  await assert.rejects(registrar.others.askFor(name, revealed.code), { code: 'wrong_code' });
  // One that the new customer asks for is his, whatever job of before comes by.
  cookies.piet = await h.stepUp(label, cookies.piet!, { action: 'domains.authcode.reveal', object: id });
  const { body: his } = await call<{ code: string }>('piet', 'POST', `${id}/auth_code`, {});
  await settle();
  await registrar.others.askFor(name, his.code);
});
