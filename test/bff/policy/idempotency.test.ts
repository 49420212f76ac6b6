import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eq } from 'drizzle-orm';
import { stepUps, users } from '../../../bff/auth/schema.ts';
import { auditLog } from '../../../bff/policy/schema.ts';
import { harness, passwords, type Harness, type TestLabel } from '../harness.ts';

const clock = { now: Date.UTC(2026, 10, 24, 12) };
let h: Harness;
let label: TestLabel;
let customer: string;
before(async () => {
  h = await harness({ now: () => clock.now });
  label = await h.label('north');
  customer = await h.customer(label.id, 'Loaf');
  await h.user(label.id, customer, 'Marieke');
  await h.user(label.id, customer, 'Joris');
});
after(() => h.close());

const url = (path: string) => `http://${label.host}/v1${path}`;
const inLabel = <T>(body: Parameters<typeof h.store.labels.use<T>>[1]) => h.store.labels.use(label.id, body);
const audits = () => inLabel(async ({ db }) => (await db.select().from(auditLog)).length);
const write = (cookie: string, method: string, path: string, key: string, body?: object) =>
  h.request(url(path), {
    method,
    cookie,
    headers: { 'idempotency-key': key },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });

test('P3: a repetition gets its answer though the object is gone by what the first one did', async () => {
  const other = await h.signIn(label, 'marieke', passwords.owner);
  const cookie = await h.signIn(label, 'marieke', passwords.owner);
  const list = (await (await h.request(url('/account/sessions'), { cookie })).json()) as {
    items: { id: string; current: boolean }[];
  };
  const { id } = list.items.find(({ current }) => !current)!;
  const key = crypto.randomUUID();
  const before = await audits();
  assert.equal((await write(cookie, 'DELETE', `/account/sessions/${id}`, key)).status, 204);
  assert.equal((await h.request(url('/me'), { cookie: other })).status, 401);
  // Sessions that were ended a while ago are removed; then there is nothing left to load.
  assert.equal((await write(cookie, 'DELETE', `/account/sessions/${id}`, key)).status, 204);
  assert.equal(await audits(), before + 1);
});

test('P3: a repetition of an action that needed a step-up does not need another one, and acts once', async () => {
  const first = await h.signIn(label, 'marieke', passwords.owner);
  const [user] = await inLabel(({ db }) => db.select().from(users).where(eq(users.name, 'Marieke')));
  const cookie = await h.stepUp(label, first, { action: 'account.password.edit', object: user!.id });
  const key = crypto.randomUUID();
  const body = { password: 'another one, long enough' };
  const before = await audits();
  assert.equal((await write(cookie, 'POST', '/account/password', key, body)).status, 204);
  assert.equal((await write(cookie, 'POST', '/account/password', key, body)).status, 204);
  assert.equal(await audits(), before + 1);
  const open = await inLabel(async ({ db }) => (await db.select().from(stepUps)).filter(({ usedAt }) => !usedAt));
  assert.deepEqual(open, []);
  // Another body under the key is another request, and a new key is a new one, which needs a step-up again.
  const reused = await write(cookie, 'POST', '/account/password', key, { password: 'yet another, long enough' });
  assert.deepEqual([reused.status, ((await reused.json()) as { code: string }).code], [422, 'idempotency_key_reused']);
  const fresh = await write(cookie, 'POST', '/account/password', crypto.randomUUID(), body);
  assert.equal(((await fresh.json()) as { code: string }).code, 'step_up_required');
});

test('P3: the kept answer is for who asked: a colleague with the same key and request is told that it is taken', async () => {
  const id = await h.domain(label.id, customer, 'loaf.example');
  const [one, other] = [
    await h.signIn(label, 'marieke', 'another one, long enough'),
    await h.signIn(label, 'joris', passwords.owner),
  ];
  const key = crypto.randomUUID();
  const body = { version: 1, changes: [{ op: 'set', name: 'www', type: 'A', ttl: 300, records: ['192.0.2.1'] }] };
  assert.equal((await write(one, 'POST', `/domains/${id}/dns`, key, body)).status, 200);
  const colleague = await write(other, 'POST', `/domains/${id}/dns`, key, body);
  assert.deepEqual(
    [colleague.status, ((await colleague.json()) as { code: string }).code],
    [422, 'idempotency_key_reused'],
  );
});

test('P3: what the label has switched off meanwhile is refused, also to a repetition', async () => {
  const id = await h.domain(label.id, customer, 'crumb.example');
  const cookie = await h.signIn(label, 'joris', passwords.owner);
  const key = crypto.randomUUID();
  const body = { version: 1, changes: [{ op: 'set', name: 'www', type: 'A', ttl: 300, records: ['192.0.2.1'] }] };
  const first = await write(cookie, 'POST', `/domains/${id}/dns`, key, body);
  const kept = await first.text();
  const again = await write(cookie, 'POST', `/domains/${id}/dns`, key, body);
  assert.deepEqual([again.status, await again.text()], [200, kept]);
  await h.set(label.id, { policy: { hiddenTabs: [], disabledActions: { 'domains.dns.edit': {} } } });
  assert.equal((await write(cookie, 'POST', `/domains/${id}/dns`, key, body)).status, 403);
  await h.set(label.id, { policy: { hiddenTabs: [], disabledActions: {} } });
});

test('P3: an answer is kept for seven days; refused input keeps nothing', async () => {
  const id = await h.domain(label.id, customer, 'old.example');
  const cookie = await h.signIn(label, 'joris', passwords.owner);
  const [key, refusedKey] = [crypto.randomUUID(), crypto.randomUUID()];
  const body = (version: number, address: string) => ({
    version,
    changes: [{ op: 'set', name: 'www', type: 'A', ttl: 300, records: [address] }],
  });
  const path = `/domains/${id}/dns`;
  assert.equal((await write(cookie, 'POST', path, refusedKey, body(1, 'no address'))).status, 422);
  assert.equal((await write(cookie, 'POST', path, refusedKey, body(1, '192.0.2.1'))).status, 200, 'the key is free');
  assert.equal((await write(cookie, 'POST', path, key, body(2, '192.0.2.2'))).status, 200);
  clock.now += 6.9 * 86_400_000;
  const later = await h.signIn(label, 'joris', passwords.owner);
  assert.equal((await write(later, 'POST', path, key, body(2, '192.0.2.2'))).status, 200, 'the kept answer');
  clock.now += 0.2 * 86_400_000;
  const last = await h.signIn(label, 'joris', passwords.owner);
  assert.equal(
    (await write(last, 'POST', path, key, body(2, '192.0.2.2'))).status,
    409,
    'asked anew, of an old version',
  );
});
