import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Me } from '../../bff/account/answers.ts';
import type { ProblemBody } from '../../bff/http/problem.ts';
import { actionNames, isOfMailbox, needsStepUp, tabs } from '../../bff/policy/actions.ts';
import { harness, passwords, type Harness } from '../bff/harness.ts';
import { contentsOf } from './contents.ts';
import { bodyFor, pathFor, person, routes, type Person } from './two-customers.ts';

/** A page that a reseller lost: it has the token, and asks what it likes, as often as it likes. */
let h: Harness;
let mine: Person;
let token: string;
const all = [...tabs, ...actionNames];
before(async () => {
  h = await harness();
  mine = await person(h, await h.label('north'), 'Loaf');
  token = await h.token(mine.label, mine.customer, all);
});
after(() => h.close());

const code = async (answer: Response) => ((await answer.json()) as ProblemBody).code;
const page = (path: string, init: Parameters<Harness['request']>[1] = {}, host = 'hc.test') =>
  h.request(`http://${host}${path}`, { token, origin: mine.label.origin, ...init });
const post = (body: object, key?: string) => ({
  method: 'POST',
  body: JSON.stringify(body),
  ...(key ? { headers: { 'idempotency-key': key } } : {}),
});
const proof = () => ({ action: 'account.password.edit', object: mine.user });

test('TR6: with a token alone no action that needs a proof of identity is done', async () => {
  const { denied } = (await (await page('/v1/me')).json()) as Me;
  // What is of the users of mailboxes is no customer's.
  assert.deepEqual(Object.keys(denied), actionNames.filter(isOfMailbox), 'the scope is as wide as can be');
  const before = await contentsOf(h.store, mine.label.id);
  let asked = 0;
  for (const { method, path, name, info } of routes(h)) {
    if (!('action' in info.guard) || !needsStepUp(info.guard.action)) continue;
    asked += 1;
    const body = info.json ? { body: JSON.stringify(await bodyFor(name, mine)) } : {};
    const answer = await page(pathFor(path, mine), { method, ...body });
    assert.deepEqual([answer.status, await code(answer)], [403, 'step_up_required'], name);
  }
  assert.ok(asked > 0);
  assert.deepEqual(await contentsOf(h.store, mine.label.id), before);
});

test('TR6: a token makes no proof of identity, though the page knows the password', async () => {
  const before = await contentsOf(h.store, mine.label.id);
  for (const host of ['hc.test', mine.label.host])
    for (const origin of [mine.label.origin, `http://${host}`, null])
      for (const site of ['same-origin', 'cross-site', undefined]) {
        const answer = await page(
          '/v1/auth/step_up',
          {
            ...post({ ...proof(), password: passwords.owner }),
            origin,
            headers: site ? { 'sec-fetch-site': site } : {},
          },
          host,
        );
        assert.ok([403, 404].includes(answer.status), `${host} from ${origin}: ${answer.status}`);
      }
  assert.deepEqual(await contentsOf(h.store, mine.label.id), before);
});

test('TR6: what a person confirms in his customer area no page can spend, and he can once', async () => {
  mine = { ...mine, cookie: await h.stepUp(mine.label, mine.cookie, proof()) };
  const change = { password: 'as the hostile page likes' };
  const stolen = await page('/v1/account/password', post(change));
  assert.deepEqual([stolen.status, await code(stolen)], [403, 'step_up_required']);
  const own = (key: string) =>
    h.request(`http://${mine.label.host}/v1/account/password`, {
      ...post({ password: passwords.owner }, key),
      cookie: mine.cookie,
    });
  const answers = await Promise.all(Array.from({ length: 8 }, () => own(crypto.randomUUID())));
  assert.deepEqual(
    answers.map(({ status }) => status).sort(),
    [204, ...Array<number>(7).fill(403)],
    'one proof is one act, however often it is sent at once',
  );
  assert.deepEqual(await code(await own(crypto.randomUUID())), 'step_up_required');
  token = await h.token(mine.label, mine.customer, all);
});

test('TR6: a click that is replayed gains nothing', async () => {
  const body = { version: 2, changes: [{ op: 'set', name: 'once', type: 'A', ttl: 300, records: ['192.0.2.9'] }] };
  const path = `/v1/domains/${mine.domain}/dns`;
  const key = crypto.randomUUID();
  const kept = await (await page(path, post(body, key))).text();
  const after = await contentsOf(h.store, mine.label.id);
  for (let at = 0; at < 5; at += 1) {
    const again = await page(path, post(body, key));
    assert.deepEqual([again.status, await again.text()], [200, kept]);
    assert.equal((await page(path, post(body, crypto.randomUUID()))).status, 409, 'under another key');
  }
  await h.bff.jobs.idle(mine.label.id);
  const { audit_log: audit, dns_changes: changes } = await contentsOf(h.store, mine.label.id);
  assert.deepEqual([audit, changes], [after.audit_log, after.dns_changes]);
});

test('TR6: a token for reading changes nothing on any route', async () => {
  token = await h.token(mine.label, mine.customer, [...tabs]);
  const before = await contentsOf(h.store, mine.label.id);
  let refused = 0;
  for (const { method, path, name, info } of routes(h)) {
    if (!('action' in info.guard)) continue;
    const body = info.json ? { body: JSON.stringify(await bodyFor(name, mine)) } : {};
    const answer = await page(pathFor(path, mine), { method, ...body });
    assert.deepEqual([answer.status, await code(answer)], [403, 'not_in_session'], name);
    refused += 1;
  }
  assert.ok(refused > 5);
  assert.deepEqual(await contentsOf(h.store, mine.label.id), before);
});

test('TR6: a person confirms for the page that asked, in a window of his own; the proof is good there, once, and nowhere else', async () => {
  mine = { ...mine, cookie: await h.signIn(mine.label, mine.login, passwords.owner) };
  token = await h.token(mine.label, mine.customer, all);
  const change = { password: 'another one, of loaf bread' };
  const refusedAnswer = await page('/v1/account/password', post(change));
  const { confirmAt } = (await refusedAnswer.json()) as ProblemBody;
  const asked = new URL(confirmAt!, `http://${mine.label.host}`);
  assert.equal(asked.pathname, '/ca/step-up');
  const { session, ...what } = Object.fromEntries(asked.searchParams) as Record<string, string>;
  assert.deepEqual(what, proof());
  const shown = await h.request(asked.href, { cookie: mine.cookie });
  assert.match(await shown.text(), new RegExp(`session="${session}"`));

  const confirm = (cookie: string, id: string, host = mine.label.host) =>
    h.request(`http://${host}/v1/auth/step_up`, {
      ...post({ ...proof(), session: id, password: passwords.owner }),
      cookie,
    });
  assert.equal((await confirm(mine.cookie, 'emb_made_up')).status, 404);
  const foreign = await person(h, await h.label('south'), 'Miller');
  assert.equal((await confirm(foreign.cookie, session!, foreign.label.host)).status, 404, 'not his page');
  assert.equal((await confirm(mine.cookie, session!)).status, 204);
  const own = await h.request(`http://${mine.label.host}/v1/account/password`, {
    ...post(change),
    cookie: mine.cookie,
  });
  assert.equal(own.status, 403, 'it is for the page');
  assert.equal((await page('/v1/account/password', post(change))).status, 204);
  assert.equal((await page('/v1/account/password', post(change))).status, 403, 'once');
});
