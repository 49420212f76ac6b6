import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eq } from 'drizzle-orm';
import { auditLog } from '../../../bff/policy/schema.ts';
import type { AuthCode } from '../../../bff/domains/auth-code/answers.ts';
import { domainEvents } from '../../../bff/domains/registry/schema.ts';
import { domains } from '../../../bff/domains/schema.ts';
import type { ProblemBody } from '../../../bff/http/problem.ts';
import { memoryRegistrar } from '../../../bff/platform/registrar/memory.ts';
import { RegistrarError } from '../../../bff/platform/registrar/port.ts';
import { harness, passwords, type Harness, type TestLabel } from '../harness.ts';

let now = Date.parse('2026-11-25T12:00:00Z');
const registrar = memoryRegistrar(() => now);
const cleared: string[] = [];
let away = false;
/** What happens while the registry makes a code. */
let meanwhile: () => Promise<unknown> = async () => {};
/** The registry does not answer who takes a code back. */
let silent = false;
let h: Harness;
let label: TestLabel;
let customer: string;
before(async () => {
  h = await harness({
    now: () => now,
    registrar: {
      ...registrar,
      authCode: async (name, call) => {
        if (away) throw new RegistrarError('unreachable', 'no answer');
        const code = await registrar.authCode(name, call);
        await meanwhile();
        return code;
      },
      clearAuthCode: async (name, call) => {
        if (silent) throw new RegistrarError('unreachable', 'no answer');
        cleared.push(name);
        await registrar.clearAuthCode(name, call);
      },
    },
  });
  label = await h.label('north');
  customer = await h.customer(label.id, 'Loaf');
  await h.user(label.id, customer, 'Marieke');
});
after(() => h.close());

async function idle() {
  h.bff.jobs.wake(label.id);
  await h.bff.jobs.idle(label.id);
}

let n = 0;
async function domain(more = {}, tld = 'com') {
  const name = `loaf${(n += 1)}.${tld}`;
  const id = await h.domain(label.id, customer, name, [], { locked: tld === 'com' ? false : null, ...more });
  let cookie = await h.signIn(label, 'marieke', passwords.owner);
  const prove = async () => {
    cookie = await h.signIn(label, 'marieke', passwords.owner);
    cookie = await h.stepUp(label, cookie, { action: 'domains.authcode.reveal', object: id });
  };
  return {
    id,
    name,
    prove,
    async ask(confirmed = true, key: string = crypto.randomUUID()) {
      if (confirmed) await prove();
      const answer = await h.request(`http://${label.host}/v1/domains/${id}/auth_code`, {
        method: 'POST',
        cookie,
        body: '{}',
        headers: { 'idempotency-key': key },
      });
      return { status: answer.status, headers: answer.headers, body: (await answer.json()) as AuthCode & ProblemBody };
    },
  };
}

test('D18: a code is shown once to who proved that it is himself, is written down nowhere, and two people get a mail', async () => {
  const { ask, name, id } = await domain();
  const refused = await ask(false);
  assert.deepEqual([refused.status, refused.body.code], [403, 'step_up_required']);
  const key = crypto.randomUUID();
  const { status, body, headers } = await ask(true, key);
  assert.equal(status, 200, JSON.stringify(body));
  assert.match(body.code!, /^[\x21-\x7e]{16,32}$/);
  assert.equal(headers.get('cache-control'), 'no-store');
  assert.equal(Date.parse(body.expiresAt) - now, 14 * 86_400_000);
  assert.equal((await ask(false)).status, 403, 'a proof is good once');
  const again = await ask(false, key);
  assert.deepEqual([again.status, again.body.code, again.body.expiresAt], [200, undefined, body.expiresAt]);

  await h.bff.jobs.idle(label.id);
  const mails = h.mails.filter(({ text }) => text.includes(name));
  assert.deepEqual(mails.map(({ to }) => to).toSorted(), ['marieke@people.example', 'owner@people.example']);
  const rows = await h.store.labels.use(label.id, async ({ client }) => {
    const { rows: tables } = await client.execute("select name from sqlite_master where type = 'table'");
    const all: unknown[] = [];
    for (const { name: table } of tables) all.push((await client.execute(`select * from "${String(table)}"`)).rows);
    return JSON.stringify(all);
  });
  const kept = rows + JSON.stringify([h.mails, h.lines, h.events]);
  assert.ok(!kept.includes(body.code!), 'the code is in a row, a mail or a log line');
  const audit = await h.store.labels.use(label.id, ({ db }) => db.select().from(auditLog));
  assert.ok(audit.some(({ action, object }) => action === 'domains.authcode.reveal' && object === id));
});

test('D18: its time is over after 14 days, and not before', async () => {
  const { ask, name } = await domain();
  await ask();
  now += 10 * 86_400_000;
  const later = await domain();
  assert.equal((await later.ask()).status, 200);
  await idle();
  assert.ok(!cleared.includes(name));
  now += 4 * 86_400_000 + 1000;
  await idle();
  assert.ok(cleared.includes(name) && !cleared.includes(later.name));
});

test('D18: locked, held by the registry, or of an ending without codes: the reason is told, and no code is made', async () => {
  const locked = await domain({ locked: true });
  const no = await locked.ask(false);
  assert.deepEqual([no.status, no.body.code], [403, 'state_forbids']);
  assert.match(no.body.reason!, /lock off first/);
  const held = await domain({ statuses: ['serverTransferProhibited'] });
  assert.match((await held.ask(false)).body.reason!, /registry itself/);
  const british = await domain({}, 'uk');
  const { body } = await british.ask(false);
  assert.deepEqual([body.code, /without a code/.test(body.reason!)], ['tld_unsupported', true]);
});

test('D18: of two who ask at once with one proof one gets a code, and it moves the domain', async () => {
  for (const keys of [[crypto.randomUUID(), crypto.randomUUID()], Array<string>(2).fill(crypto.randomUUID())]) {
    const { ask, prove, id, name } = await domain();
    await prove();
    const answers = await Promise.all(keys.map((key) => ask(false, key)));
    const shown = answers.filter(({ status, body }) => status === 200 && body.code);
    assert.equal(shown.length, 1, JSON.stringify(answers));
    await registrar.others.askFor(name, shown[0]!.body.code!);
    const events = await h.store.labels.use(label.id, ({ db }) =>
      db.select().from(domainEvents).where(eq(domainEvents.domainId, id)),
    );
    assert.equal(events.filter(({ event }) => event.kind === 'auth_code').length, 1);
  }
});

test('D18: what is locked while the registry makes the code is not shown it', async () => {
  const { ask, id } = await domain();
  meanwhile = () =>
    h.store.labels.use(label.id, ({ db }) => db.update(domains).set({ locked: true }).where(eq(domains.id, id)));
  const { status, body } = await ask();
  meanwhile = async () => {};
  assert.deepEqual([status, body.code], [403, 'state_forbids']);
});

test('D18: with the registry away nothing is said to be made, and the proof is still good', async () => {
  const { ask } = await domain();
  away = true;
  const failed = await ask();
  away = false;
  assert.equal(failed.status, 503);
  assert.equal((await ask(false)).status, 200);
});

test('D18: an old code that could not be taken back in time takes none of a later one with it', async () => {
  const { ask, name } = await domain();
  await ask();
  now += 14 * 86_400_000 + 1000;
  silent = true;
  await idle();
  silent = false;
  const { body } = await ask();
  now += 10_000;
  await idle();
  await registrar.others.askFor(name, body.code!);
});

test('D18: a code that was given out after another one is taken back too, however long that takes', async () => {
  const { ask, name } = await domain();
  await ask();
  now += 10 * 86_400_000;
  const { body } = await ask();
  now += 14 * 86_400_000 + 1000;
  silent = true;
  await idle();
  silent = false;
  now += 3_600_000;
  await idle();
  await assert.rejects(registrar.others.askFor(name, body.code!), { code: 'wrong_code' });
});
