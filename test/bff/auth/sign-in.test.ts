import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { SessionInfo } from '../../../bff/account/answers.ts';
import { memoryLimits } from '../../../bff/http/limits.node.ts';
import type { ProblemBody } from '../../../bff/http/problem.ts';
import { harness, passwords, type Harness, type TestLabel } from '../harness.ts';

let h: Harness;
let north: TestLabel;
let south: TestLabel;
before(async () => {
  h = await harness();
  north = await h.label('north');
  south = await h.label('south');
  await h.user(north.id, await h.customer(north.id, 'Loaf'), 'Marieke');
  await h.user(south.id, await h.customer(south.id, 'Bread'), 'Marieke', 'owner', passwords.other);
});
after(() => h.close());

const post = (label: TestLabel, path: string, body: unknown, init: Parameters<Harness['request']>[1] = {}) =>
  h.request(`http://${label.host}${path}`, { method: 'POST', body: JSON.stringify(body), ...init });
const me = (label: TestLabel, cookie: string) => h.request(`http://${label.host}/v1/me`, { cookie });
const wrong = { login: 'marieke', password: 'not the right one' };

test('A1: signs in by user name or e-mail, whatever the case, with a password', async () => {
  for (const login of ['marieke', 'Marieke', 'marieke@people.example', 'MARIEKE@people.example']) {
    const cookie = await h.signIn(north, login, passwords.owner);
    const answer = await me(north, cookie);
    assert.equal(answer.status, 200);
    assert.equal(((await answer.json()) as { user: { name: string } }).user.name, 'Marieke');
  }
});

test('A1: the cookie is host-only, secure and not for scripts', async () => {
  const answer = await post(north, '/v1/auth/sign_in', { login: 'marieke', password: passwords.owner });
  const cookie = answer.headers.get('set-cookie')!;
  assert.match(cookie, /^__Host-hc_session=[^;]+; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=\d+$/);
});

test('A1: the same e-mail in two labels is two unrelated accounts; a session of one is nothing in the other', async () => {
  assert.equal((await post(south, '/v1/auth/sign_in', { login: 'marieke', password: passwords.owner })).status, 401);
  const cookie = await h.signIn(north, 'marieke', passwords.owner);
  assert.equal((await me(south, cookie)).status, 401);
  assert.equal((await me(south, await h.signIn(south, 'marieke', passwords.other))).status, 200);
});

test('A1: a cookie is nothing without our signature', async () => {
  const cookie = await h.signIn(north, 'marieke', passwords.owner);
  const [token] = cookie.split('.');
  assert.equal((await me(north, `${token}.AAAA`)).status, 401);
  assert.equal((await me(north, token!)).status, 401);
});

test('A2: a wrong password and an unknown user answer alike', async () => {
  const bodies = [];
  for (const input of [wrong, { ...wrong, login: 'nobody' }, { ...wrong, login: 'nobody@people.example' }]) {
    const answer = await post(north, '/v1/auth/sign_in', input);
    assert.equal(answer.status, 401);
    assert.equal(answer.headers.get('set-cookie'), null);
    const { requestId, ...body } = (await answer.json()) as ProblemBody;
    assert.ok(requestId);
    bodies.push(body);
  }
  assert.deepEqual(bodies[1], bodies[0]);
  assert.deepEqual(bodies[2], bodies[0]);
});

test('A2: a body that does not fit is not echoed', async () => {
  const answer = await post(north, '/v1/auth/sign_in', {
    login: 'marieke',
    password: 'hunter2-hunter2',
    extra: 'secret',
  });
  assert.equal(answer.status, 422);
  const text = await answer.text();
  assert.ok(!text.includes('hunter2') && !text.includes('secret'));
  assert.deepEqual((JSON.parse(text) as ProblemBody).fields, { extra: 'unknown_field' });
});

test('A2: guessing is slowed down per user and network, and the right password then still waits', async () => {
  const limited = await harness({ limits: memoryLimits() });
  try {
    const label = await limited.label('slow');
    await limited.user(label.id, await limited.customer(label.id, 'Loaf'), 'Marieke');
    const attempt = (login: string, password: string) =>
      limited.request(`http://${label.host}/v1/auth/sign_in`, {
        method: 'POST',
        body: JSON.stringify({ login, password }),
      });
    const statuses: number[] = [];
    for (let at = 0; at < 9; at += 1) statuses.push((await attempt('marieke', wrong.password)).status);
    assert.deepEqual(statuses, [...Array<number>(5).fill(401), ...Array<number>(4).fill(429)]);
    const late = await attempt('marieke', passwords.owner);
    assert.equal(late.status, 429);
    assert.ok(Number(late.headers.get('retry-after')) > 0);
    assert.equal((await attempt('someone', wrong.password)).status, 401, 'others are not held up');
  } finally {
    await limited.close();
  }
});

test('A2: 30 sign-ins at once all get their answer', async () => {
  const answers = await Promise.all(Array.from({ length: 30 }, () => post(north, '/v1/auth/sign_in', wrong)));
  assert.ok(answers.every(({ status }) => status === 401));
});

test('A3: lists the own sessions and ends one, or all others, at once', async () => {
  const cookies = [];
  for (let at = 0; at < 3; at += 1) cookies.push(await h.signIn(north, 'marieke', passwords.owner));
  const [first, second, third] = cookies as [string, string, string];
  const list = async (cookie: string) =>
    (
      (await (await h.request(`http://${north.host}/v1/account/sessions`, { cookie })).json()) as {
        items: SessionInfo[];
      }
    ).items;
  const items = await list(first);
  assert.ok(items.length >= 3);
  assert.equal(items.filter(({ current }) => current).length, 1);
  assert.equal(items[0]!.current, true);

  const secondId = (await list(second)).find(({ current }) => current)!.id;
  const end = await h.request(`http://${north.host}/v1/account/sessions/${secondId}`, {
    method: 'DELETE',
    cookie: first,
  });
  assert.equal(end.status, 204);
  assert.equal((await me(north, second)).status, 401);
  assert.equal((await me(north, third)).status, 200);

  const others = await h.request(`http://${north.host}/v1/account/sessions`, { method: 'DELETE', cookie: first });
  assert.equal(others.status, 204);
  assert.equal((await me(north, third)).status, 401);
  assert.equal((await me(north, first)).status, 200);
});

test('A3: somebody else’s session is not there', async () => {
  await h.user(north.id, await h.customer(north.id, 'Other'), 'Piet');
  const piet = await h.signIn(north, 'piet', passwords.owner);
  const items = (await (await h.request(`http://${north.host}/v1/account/sessions`, { cookie: piet })).json()) as {
    items: SessionInfo[];
  };
  const marieke = await h.signIn(north, 'marieke', passwords.owner);
  const answer = await h.request(`http://${north.host}/v1/account/sessions/${items.items[0]!.id}`, {
    method: 'DELETE',
    cookie: marieke,
  });
  assert.equal(answer.status, 404);
  assert.equal((await me(north, piet)).status, 200);
});

test('signing out ends the session and takes the cookie away', async () => {
  const cookie = await h.signIn(north, 'marieke', passwords.owner);
  const answer = await post(north, '/v1/auth/sign_out', {}, { cookie });
  assert.equal(answer.status, 204);
  assert.match(answer.headers.get('set-cookie')!, /Max-Age=0/);
  assert.equal((await me(north, cookie)).status, 401);
});

const resetLink = async (label: TestLabel) => {
  await h.bff.jobs.idle(label.id);
  return /https?:\S+/.exec(h.mails.at(-1)!.text)![0];
};

test('A6: a link by mail sets a new password once and ends every session', async () => {
  const label = await h.label('reset');
  const customer = await h.customer(label.id, 'Loaf');
  await h.user(label.id, customer, 'Marieke');
  const cookie = await h.signIn(label, 'marieke', passwords.owner);
  const token = await h.token(label, customer);
  h.mails.length = 0;
  const asked = await post(label, '/v1/auth/reset_request', { email: 'marieke@people.example' });
  assert.equal(asked.status, 202);
  const link = await resetLink(label);
  assert.equal(new URL(link).host, label.host, 'the link leads to the host of the label, whatever the request said');
  const reset = new URL(link).hash.slice(1);
  const set = (password: string) => post(label, '/v1/auth/reset', { token: reset, password });
  const weak = await set('resetreset2026');
  assert.deepEqual(((await weak.json()) as ProblemBody).fields, { password: 'password_guessable' });
  for (const own of ['Marieke-2026!', 'people.example1', 'Loaf-Marieke-1'])
    assert.deepEqual(((await (await set(own)).json()) as ProblemBody).fields, { password: 'password_guessable' }, own);
  const nobodys = await post(label, '/v1/auth/reset', { token: `${reset}x`, password: 'people.example1' });
  assert.deepEqual([nobodys.status, ((await nobodys.json()) as ProblemBody).code], [401, 'secret_invalid']);
  assert.equal((await set('a brand new password')).status, 204, 'the link is as good as before');
  assert.equal((await me(label, cookie)).status, 401);
  assert.equal((await h.request('http://hc.test/v1/me', { token, origin: label.origin })).status, 401);
  assert.equal((await post(label, '/v1/auth/sign_in', { login: 'marieke', password: passwords.owner })).status, 401);
  await h.signIn(label, 'marieke', 'a brand new password');
  const again = await set('yet another password');
  assert.deepEqual([again.status, ((await again.json()) as ProblemBody).code], [401, 'secret_invalid']);
});

test('A6: a new password ends every other link that was sent', async () => {
  const label = await h.label('links');
  await h.user(label.id, await h.customer(label.id, 'Loaf'), 'Marieke');
  const token = async () => {
    h.mails.length = 0;
    await post(label, '/v1/auth/reset_request', { email: 'marieke@people.example' });
    return new URL(await resetLink(label)).hash.slice(1);
  };
  const [first, second] = [await token(), await token()];
  const set = async (reset: string) =>
    (await post(label, '/v1/auth/reset', { token: reset, password: 'a brand new password' })).status;
  assert.equal(await set(second), 204);
  assert.equal(await set(first), 401);
});

test('A6: 20 uses of one link at once: one works', async () => {
  const label = await h.label('race');
  await h.user(label.id, await h.customer(label.id, 'Loaf'), 'Marieke');
  h.mails.length = 0;
  await post(label, '/v1/auth/reset_request', { email: 'marieke@people.example' });
  const token = new URL(await resetLink(label)).hash.slice(1);
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, at) =>
      post(label, '/v1/auth/reset', { token, password: `a brand new password ${at}` }),
    ),
  );
  assert.equal(answers.filter(({ status }) => status === 204).length, 1);
});

test('A6: an unknown address gets the same answer and no mail', async () => {
  h.mails.length = 0;
  const [known, unknown] = await Promise.all([
    post(north, '/v1/auth/reset_request', { email: 'marieke@people.example' }),
    post(north, '/v1/auth/reset_request', { email: 'nobody@people.example' }),
  ]);
  assert.deepEqual([unknown.status, await unknown.text()], [known.status, await known.text()]);
  await h.bff.jobs.idle(north.id);
  assert.deepEqual(
    h.mails.map(({ to }) => to),
    ['marieke@people.example'],
  );
});

test('A6: a link is too old after 30 minutes', async () => {
  let now = Date.now();
  const old = await harness({ now: () => now });
  try {
    const label = await old.label('old');
    await old.user(label.id, await old.customer(label.id, 'Loaf'), 'Marieke');
    await old.request(`http://${label.host}/v1/auth/reset_request`, {
      method: 'POST',
      body: JSON.stringify({ email: 'marieke@people.example' }),
    });
    await old.bff.jobs.idle(label.id);
    const token = new URL(/https?:\S+/.exec(old.mails.at(-1)!.text)![0]).hash.slice(1);
    // Better Auth reads the process's clock: the row is made as old as it would be.
    await old.store.labels.use(label.id, async ({ client }) => {
      await client.execute({ sql: 'update verifications set expires_at = expires_at - ?', args: [31 * 60_000] });
    });
    now += 31 * 60_000;
    const answer = await old.request(`http://${label.host}/v1/auth/reset`, {
      method: 'POST',
      body: JSON.stringify({ token, password: 'a brand new password' }),
    });
    assert.equal(answer.status, 401);
  } finally {
    await old.close();
  }
});
