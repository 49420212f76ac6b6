import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Me } from '../../../bff/account/answers.ts';
import type { ProblemBody } from '../../../bff/http/problem.ts';
import { actionNames, needsStepUp, tabs, type Action } from '../../../bff/policy/actions.ts';
import { passwords } from '../harness.ts';
import { pastMailbox } from '../mail/past.ts';
import { gateWorld, tabOfRoute } from './gate-world.ts';

const world = await gateWorld();
const { h, other, foreign, routes, guarded, ask, withSettings, anotherSession, anotherHost, anotherOffer } = world;
/** Confirming gives the owner another cookie. */
let { mine } = world;
after(() => h.close());

test('S9: every route has a guard, and /v1 has routes for every kind', () => {
  for (const { method, path, info } of routes())
    assert.ok(info, `${method} ${path} has neither action, tab nor public`);
  const kinds = new Set(guarded().map(({ info: { guard } }) => Object.keys(guard)[0]));
  assert.deepEqual([...kinds].sort(), ['action', 'tab']);
});

test('S9: nobody gets in without a session', async () => {
  for (const route of guarded()) {
    const { status, problem } = await ask(route, mine);
    assert.deepEqual([status, problem?.code], [401, 'not_signed_in'], `${route.method} ${route.path}`);
  }
});

test('S9 L1: a hidden tab closes every route of it, with the code that says so', async () => {
  for (const tab of tabs)
    await withSettings({ policy: { hiddenTabs: [tab], disabledActions: {} } }, async () => {
      for (const route of guarded().filter((one) => tabOfRoute(one) === tab)) {
        const { status, problem } = await ask(route, mine, { cookie: mine.owner });
        assert.deepEqual([status, problem?.code], [403, 'tab_disabled'], `${route.method} ${route.path}`);
        assert.ok(problem?.reason);
      }
    });
});

test('S9 L1: a disabled action closes every route of it, and only those', async () => {
  const off = (actions: readonly Action[]) => ({
    policy: { hiddenTabs: [], disabledActions: Object.fromEntries(actions.map((one) => [one, {}])) },
  });
  const routesOfAction = (action: Action) =>
    guarded().filter(({ info: { guard } }) => 'action' in guard && guard.action === action);
  for (const action of actionNames) {
    await withSettings(off([action]), async () => {
      for (const route of routesOfAction(action)) {
        const { status, problem } = await ask(route, mine, { cookie: mine.owner });
        assert.deepEqual([status, problem?.code, problem?.action], [403, 'action_disabled', action], route.path);
        assert.ok(problem?.reason);
      }
    });
    await withSettings(off(actionNames.filter((one) => one !== action)), async () => {
      for (const route of routesOfAction(action)) {
        const { problem } = await ask(route, mine, { cookie: mine.owner });
        assert.notEqual(problem?.code, 'action_disabled', `${route.path} while all but ${action} are off`);
      }
    });
  }
  await withSettings(off(actionNames), async () => {
    for (const route of guarded().filter(({ info: { guard } }) => 'tab' in guard)) {
      const { problem } = await ask(route, mine, { cookie: mine.owner });
      assert.notEqual(problem?.code, 'action_disabled', `${route.path} while every action is off`);
    }
  });
});

test('S9: what the session was not made for is refused', async () => {
  for (const route of guarded()) {
    const elsewhere = tabs.filter((tab) => tab !== tabOfRoute(route));
    const token = await h.token(mine.label, mine.customer, elsewhere);
    const { status, problem } = await ask(route, mine, { token, origin: mine.label.origin });
    assert.deepEqual([status, problem?.code], [403, 'not_in_session'], `${route.method} ${route.path}`);
  }
});

test('S9: a role that never has it is refused', async () => {
  for (const route of guarded().filter((one) => tabOfRoute(one) === 'domains')) {
    const { problem } = await ask(route, mine, { cookie: mine.support });
    assert.equal(problem?.code, 'role_forbidden', `${route.method} ${route.path}`);
    if ('action' in route.info.guard) {
      const billing = await ask(route, mine, { cookie: mine.billing });
      assert.equal(billing.problem?.code, 'role_forbidden', `${route.method} ${route.path} for billing`);
    }
  }
});

test('S9: another customer’s id, another label’s id and another label’s token find nothing', async () => {
  for (const route of guarded().filter(({ path }) => path.includes(':id'))) {
    const name = `${route.method} ${route.path}`;
    const nobody = { ...mine, ids: Object.fromEntries(Object.keys(mine.ids).map((start) => [start, 'dom_nobody'])) };
    const answers = await Promise.all([
      ask(route, other, { cookie: mine.owner }, mine.label),
      ask(route, foreign, { cookie: mine.owner }, mine.label),
      ask(route, nobody, { cookie: mine.owner }, mine.label),
    ]);
    const bodies = answers.map(({ status, problem }) => [status, { ...problem, requestId: '' }]);
    assert.equal(bodies[0]![0], 404, name);
    assert.deepEqual(bodies[1], bodies[2], name);
    assert.deepEqual(bodies[0], bodies[2], `${name}: not his and not there answer alike`);
    const token = await h.token(foreign.label, foreign.customer, [tabOfRoute(route), ...actionNames]);
    assert.equal(
      (await ask(route, mine, { token, origin: foreign.label.origin })).status,
      404,
      `${name} with a foreign token`,
    );
    assert.equal((await ask(route, mine, { cookie: foreign.owner })).status, 401, `${name} with a foreign cookie`);
  }
});

test('S9: an action that needs a step-up is refused without, and one proof is good for one act', async () => {
  for (const route of guarded().filter(({ info: { guard } }) => 'action' in guard && needsStepUp(guard.action))) {
    const { status, problem } = await ask(route, mine, { cookie: mine.owner });
    assert.deepEqual([status, problem?.code], [403, 'step_up_required'], route.path);
  }
  const post = (path: string, body: unknown) =>
    h.request(`http://${mine.label.host}${path}`, { method: 'POST', cookie: mine.owner, body: JSON.stringify(body) });
  const me = (await (await h.request(`http://${mine.label.host}/v1/me`, { cookie: mine.owner })).json()) as Me;
  const proof = { action: 'account.password.edit', object: me.user.id };
  assert.equal((await post('/v1/auth/step_up', { ...proof, password: 'wrong wrong wrong' })).status, 401);
  assert.equal(
    (await post('/v1/auth/step_up', { ...proof, action: 'domains.dns.edit', password: passwords.owner })).status,
    422,
  );
  mine = { ...mine, owner: await h.stepUp(mine.label, mine.owner, proof) };
  const weak = await post('/v1/account/password', { password: `${me.user.email}1985` });
  assert.deepEqual(((await weak.json()) as ProblemBody).fields, { password: 'password_guessable' });
  assert.equal((await post('/v1/account/password', { password: passwords.owner })).status, 204);
  assert.equal((await post('/v1/account/password', { password: passwords.owner })).status, 403, 'the proof is spent');
});

test('L1: whoever is allowed gets past the gate on every route', async () => {
  let mails = 0;
  const anotherMailbox = async () => {
    const { label, customer } = mine;
    const domain = await h.domain(label.id, customer, `another${(mails += 1)}.example`);
    return pastMailbox(h, label.id, { customer, domain });
  };
  const another: Record<string, () => Promise<string>> = {
    '/v1/account/sessions/:id': () => anotherSession(mine),
    '/v1/domains/offers/:id': () => anotherOffer(mine.label, 'Loaf'),
    '/v1/mail/mailboxes/:id': async () => (await anotherMailbox()).mailbox,
    '/v1/mail/app_passwords/:id': async () => (await anotherMailbox()).app,
    '/v1/mail/imports/:id': async () => (await anotherMailbox()).imported,
    '/v1/mail/forwards/catch_all/:id': async () => (await anotherMailbox()).catchAll,
    '/v1/mail/forwards/:id': async () => (await anotherMailbox()).forward,
    '/v1/domains/hosts/:id': () => anotherHost(mine, mine.ids['/v1/domains/:id']!),
  };
  for (const route of guarded()) {
    // The routes that end something have really ended it: each needs a fresh one to end.
    const fresh = Object.fromEntries(
      await Promise.all(
        Object.entries(another)
          .filter(([start]) => route.path.startsWith(start))
          .map(async ([start, make]) => [start, await make()] as const),
      ),
    );
    const world = { ...mine, ids: { ...mine.ids, ...fresh } };
    const { status, problem } = await ask(route, world, { cookie: mine.owner });
    const stepUp = 'action' in route.info.guard && needsStepUp(route.info.guard.action);
    // A domain that is well has nothing to restore: its state is looked at behind all that is about the person.
    const past = status < 300 || status === 422 || problem?.code === 'state_forbids';
    assert.ok(stepUp ? problem?.code === 'step_up_required' : past, `${route.method} ${route.path}: ${status}`);
  }
});

test('the API description names a guard for every operation, and has inputs, answers and problems', async () => {
  const answer = await h.bff.app.request('http://hc.test/openapi.json');
  const { paths } = (await answer.json()) as { paths: Record<string, Record<string, Record<string, unknown>>> };
  const described = Object.values(paths).flatMap((path) => Object.values(path));
  assert.equal(described.length, routes().length);
  for (const operation of described) {
    const guards = ['x-hc-action', 'x-hc-tab', 'x-hc-mailbox', 'x-hc-public'].filter((name) => name in operation);
    assert.equal(guards.length, 1);
    assert.ok(operation.summary && operation.responses);
  }
  const edit = paths['/v1/domains/{id}/dns']!.post!;
  assert.equal(edit['x-hc-action'], 'domains.dns.edit' satisfies Action);
  assert.ok(edit.requestBody);
  assert.deepEqual(
    Object.keys(edit.responses as object).filter((status) =>
      ['200', '401', '403', '404', '409', '422'].includes(status),
    ).length,
    6,
  );
});
