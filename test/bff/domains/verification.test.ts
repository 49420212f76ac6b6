import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { eq } from 'drizzle-orm';
import type { DomainDetail, DomainPage } from '../../../bff/domains/answers.ts';
import type { Transfer } from '../../../bff/domains/transfers/answers.ts';
import type { Verified } from '../../../bff/domains/verification/answers.ts';
import { dailyVerification } from '../../../bff/domains/verification/daily.ts';
import { markVerified, wantVerified } from '../../../bff/domains/verification/write.ts';
import { domains } from '../../../bff/domains/schema.ts';
import { memoryLimits } from '../../../bff/http/limits.node.ts';
import type { ProblemBody } from '../../../bff/http/problem.ts';
import { memoryRegistrar } from '../../../bff/platform/registrar/memory.ts';
import { harness, passwords, type Harness, type TestLabel } from '../harness.ts';

const noon = Date.parse('2026-11-25T12:00:00Z');
const day = 86_400_000;
let now = noon;
const registrar = memoryRegistrar(() => now);
let h: Harness;
let label: TestLabel;
let cookie: string;
before(async () => {
  h = await harness({ now: () => now, registrar, limits: memoryLimits() });
  label = await h.label('north');
  await h.user(label.id, await h.customer(label.id, 'Loaf'), 'Marieke');
});
beforeEach(async () => {
  now = noon;
  cookie = await h.signIn(label, 'marieke', passwords.owner);
});
after(() => h.close());

async function call<T>(method: string, path: string, body?: object) {
  const answer = await h.request(`http://${label.host}/v1${path}`, {
    method,
    cookie,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: answer.status, body: (await answer.json()) as T & ProblemBody };
}
const detail = async (id: string) => (await call<DomainDetail>('GET', `/domains/${id}`)).body;
const verify = (token: string) => call<Verified>('POST', '/registrant/verify', { token });
const linksTo = (email: string) =>
  h.mails.filter(({ to }) => to === email).flatMap(({ text }) => /\/ca\/verify#(\S+)/.exec(text)?.[1] ?? []);

async function settle() {
  for (let round = 0; round < 4; round += 1) {
    h.bff.jobs.wake(label.id);
    await h.bff.jobs.idle(label.id);
  }
}
async function daily() {
  await h.store.labels.use(label.id, (handle) => dailyVerification(handle, now));
  await settle();
}

let n = 0;
/** One that comes from another registrar, with a registrant whom nobody here knows. */
async function arrived(tld = 'com', email = `holder${(n += 1)}@people.example`) {
  const name = `v${(n += 1)}.${tld}`;
  const generic = tld === 'com';
  await registrar.others.register(
    {
      name,
      registeredOn: '2020-03-14',
      expiresOn: '2028-03-14',
      nameServers: ['ns1.old.example', 'ns2.old.example'],
      locked: generic ? false : null,
      privacy: generic ? false : null,
      hosts: [],
      registrant: {
        kind: 'person',
        name: 'Jan Wouters',
        organisation: '',
        street: 'Lindenlaan 12',
        postalCode: '3512 AB',
        city: 'Utrecht',
        state: '',
        country: 'NL',
        phone: '+31302345678',
        email,
        extra: {},
      },
    },
    'Kx7!mnopQRst2345',
  );
  const wish = { name, code: 'Kx7!mnopQRst2345', nameServers: 'keep' };
  const { id } = (await call<Transfer>('POST', '/domains/transfers', wish)).body.domain;
  await settle();
  if (generic) {
    await registrar.others.answer(name, 'approve');
    now += 601_000;
    await settle();
  }
  return { id, name, email };
}
const holds = async (name: string) => (await registrar.read(name))!.statuses.includes('clientHold');

test('D20: who has a domain is asked by mail, with the days that are left, and the link verifies once for all his domains', async () => {
  const first = await arrived();
  const second = await arrived('com', first.email);
  const { verification, denied } = await detail(first.id);
  assert.deepEqual(verification, { email: first.email, dueOn: '2026-12-10', daysLeft: 15, held: false });
  assert.equal(denied['domains.verification.resend'], undefined);
  const page = (await call<DomainPage>('GET', '/domains?view=attention')).body;
  assert.equal(page.items.find(({ id }) => id === second.id)?.verifyBy, '2026-12-10');
  const links = linksTo(first.email);
  assert.equal(links.length, 1, 'one mail for one address');

  assert.equal((await verify('x'.repeat(40))).status, 404);
  const { status, body } = await verify(links[0]!);
  assert.deepEqual(
    [status, body.email, body.domains.toSorted()],
    [200, first.email, [first.name, second.name].toSorted()],
  );
  for (const { id } of [first, second]) {
    const after = await detail(id);
    assert.equal(after.verification, null);
    assert.equal(after.denied['domains.verification.resend']?.code, 'state_forbids');
  }
  assert.equal((await verify(links[0]!)).status, 200, 'pressed twice');
  const third = await arrived('com', first.email);
  assert.equal((await detail(third.id)).verification, null, 'known by now');
});

test('D20: endings that do not want it ask nobody', async () => {
  const { id, email } = await arrived('nl');
  assert.equal((await detail(id)).verification, null);
  assert.deepEqual(linksTo(email), []);
});

test('D20: after fifteen days the domain is held, and let go as soon as it is verified', async () => {
  const { id, name, email } = await arrived();
  now += 14 * day;
  await daily();
  assert.equal(await holds(name), false);
  now += day;
  cookie = await h.signIn(label, 'marieke', passwords.owner);
  await daily();
  assert.equal(await holds(name), true);
  assert.deepEqual([(await detail(id)).verification?.held, (await detail(id)).verification?.daysLeft], [true, 0]);
  // What is done meanwhile does not let it go.
  await call('POST', `/domains/${id}/lock`, { locked: true });
  await settle();
  assert.equal(await holds(name), true);
  assert.equal((await verify(linksTo(email).at(-1)!)).status, 200);
  await settle();
  assert.equal(await holds(name), false);
  assert.equal((await detail(id)).registration.sync.state, 'ready');
});

test('D20: what the operator himself holds stays held', async () => {
  const { name, id } = await arrived();
  const there = (await registrar.read(name))!;
  await registrar.update({ ...there, locked: false, hold: true });
  await verify(linksTo((await detail(id)).owner.email).at(-1)!);
  await call('POST', `/domains/${id}/lock`, { locked: true });
  await settle();
  assert.equal(await holds(name), true);
});

test('D20: the mail is sent again, a few times an hour; the link before is void then', async () => {
  const { id, email } = await arrived();
  const again = () => call('POST', `/domains/${id}/verification/resend`, {});
  assert.equal((await again()).status, 200);
  await settle();
  const [old, fresh] = linksTo(email);
  assert.equal((await verify(old!)).status, 404);
  await again();
  await again();
  const many = await again();
  assert.deepEqual([many.status, many.body.code], [429, 'too_many_requests']);
  await settle();
  assert.notEqual(fresh, undefined);
  assert.equal((await verify(linksTo(email).at(-1)!)).status, 200);
  const over = await again();
  assert.deepEqual([over.status, over.body.code], [403, 'state_forbids']);
});

test('D20: an address that was not answered in its time has all its days again for a domain that comes later', async () => {
  const first = await arrived();
  now += 90 * day;
  cookie = await h.signIn(label, 'marieke', passwords.owner);
  h.mails.length = 0;
  const later = await arrived('com', first.email);
  const { verification } = await detail(later.id);
  assert.equal(verification?.daysLeft, 15);
  assert.equal(linksTo(first.email).length, 1);
  await daily();
  assert.ok(!(await holds(later.name)));
});

test('D20: what was held is let go when its holder takes an address that is known', async () => {
  const { id, name, email } = await arrived();
  now += 16 * day;
  cookie = await h.signIn(label, 'marieke', passwords.owner);
  await daily();
  assert.ok(await holds(name));
  await h.store.labels.use(label.id, ({ db }) =>
    db.transaction(async (tx) => {
      const [row] = await tx.select().from(domains).where(eq(domains.id, id));
      await markVerified(tx, row!.customerId, 'known@people.example', new Date(now));
      await wantVerified(tx, row!, 'known@people.example', new Date(now));
    }),
  );
  await settle();
  assert.ok(!(await holds(name)), email);
});
