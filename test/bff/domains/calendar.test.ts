import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { DomainPage, DomainSummary, ExpiryCalendar } from '../../../bff/domains/answers.ts';
import { registrants } from '../../../bff/domains/contacts/schema.ts';
import type { domains } from '../../../bff/domains/schema.ts';
import { transfers } from '../../../bff/domains/transfers/schema.ts';
import { newId } from '../../../bff/store/ids.ts';
import { harness, passwords, type Harness, type TestLabel } from '../harness.ts';

// The last day of the month in UTC, the first of the next one where the label is.
const now = Date.UTC(2026, 10, 30, 23, 30);
let h: Harness;
let label: TestLabel;
let customer: string;
let cookie: string;
before(async () => {
  h = await harness({ now: () => now });
  label = await h.label('north');
  customer = await h.customer(label.id, 'Loaf');
  await h.user(label.id, customer, 'Marieke');
  cookie = await h.signIn(label, 'marieke', passwords.owner);
});
after(() => h.close());

const add = (name: string, more: Partial<typeof domains.$inferInsert> = {}) =>
  h.domain(label.id, customer, name, [], more);
const ask = (path: string, headers: Record<string, string> = {}) =>
  h.request(`http://${label.host}/v1/domains${path}`, { cookie, headers });
const read = async <T>(path: string) => (await (await ask(path)).json()) as T;

test('D19: a year of months from the label’s own on, each with as many as the list finds in it', async () => {
  const days = ['2026-11-30', '2026-12-01', '2026-12-31', '2027-03-31', '2027-11-30', '2027-12-01'];
  for (const [at, expiresOn] of days.entries()) await add(`loaf${at}.com`, { expiresOn, autoRenew: at !== 2 });
  await add('gone.com', { expiresOn: '2026-12-05', state: 'transferred' });
  await add('coming.com', { expiresOn: null, state: 'pending_create' });
  const calendar = await read<ExpiryCalendar>('/expiries');
  assert.deepEqual(
    calendar.months.filter(({ total }) => total),
    [
      { month: '2026-12', total: 2, stopped: 1 },
      { month: '2027-03', total: 1, stopped: 0 },
      { month: '2027-11', total: 1, stopped: 0 },
    ],
  );
  assert.deepEqual([calendar.months.length, calendar.before, calendar.later], [12, 1, 1]);
  for (const { month, total } of calendar.months)
    assert.equal((await read<DomainPage>(`?month=${month}`)).total, total, month);
  assert.equal((await ask('?month=2027-13')).status, 422);
});

test('D19: who has it as it is gets it once; a change makes it new', async () => {
  const tag = (await ask('/expiries')).headers.get('etag')!;
  assert.equal((await ask('/expiries', { 'if-none-match': tag })).status, 304);
  await add('fresh.com', { expiresOn: '2027-05-05' });
  assert.equal((await ask('/expiries', { 'if-none-match': tag })).status, 200);
});

test('D19: a row tells what is under way with its domain, and a list that one has is new when that changes', async () => {
  const ids = {
    pending: await add('pending.com', { wishedVersion: 2, registeredVersion: 1 }),
    failed: await add('failed.com', { registryError: 'unreachable' }),
    leaving: await add('leaving.com'),
    stuck: await add('stuck.com', { state: 'pending_transfer_in' }),
    asked: await add('asked.com'),
    declined: await add('declined.com'),
  };
  const row = async (id: string) => {
    const { items } = await read<DomainPage>('?limit=200');
    const listed = items.find((item) => item.id === id)!;
    const one = await read<DomainSummary>(`/${id}`);
    assert.deepEqual([one.registry, one.waits], [listed.registry, listed.waits]);
    return [listed.registry, listed.waits];
  };
  assert.deepEqual(await row(ids.asked), ['ready', undefined]);
  const tag = (await ask('')).headers.get('etag')!;
  await h.store.labels.use(label.id, async ({ db }) => {
    const move = { by: '', startedAt: new Date(now) };
    await db.insert(transfers).values([
      { ...move, id: newId('transfer'), domainId: ids.leaving, incoming: false, state: 'waiting' },
      { ...move, id: newId('transfer'), domainId: ids.stuck, incoming: true, state: 'stuck' },
    ]);
    await db.insert(registrants).values([
      { domainId: ids.asked, state: 'waiting' },
      { domainId: ids.declined, state: 'refused', code: 'declined' },
    ]);
  });
  assert.equal((await ask('', { 'if-none-match': tag })).status, 200);
  assert.deepEqual(await row(ids.pending), ['pending', undefined]);
  assert.deepEqual(await row(ids.failed), ['failed', undefined]);
  assert.deepEqual(await row(ids.leaving), ['ready', 'leaving']);
  assert.deepEqual(await row(ids.stuck), ['ready', 'move_stuck']);
  assert.deepEqual(await row(ids.asked), ['ready', 'registrant']);
  assert.deepEqual(await row(ids.declined), ['ready', 'registrant_refused']);
});
