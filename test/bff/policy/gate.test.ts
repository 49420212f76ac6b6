import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Me, SessionInfo } from '../../../bff/account/answers.ts';
import type { DomainPage, HistoryPage, ZoneAnswer } from '../../../bff/domains/answers.ts';
import type { ProblemBody } from '../../../bff/http/problem.ts';
import { routesOf, type RouteInfo } from '../../../bff/http/route.ts';
import { actionNames, needsStepUp, tabOf, tabs, type Action, type Tab } from '../../../bff/policy/actions.ts';
import { defaultSettings, type LabelSettings } from '../../../bff/reseller/settings.ts';
import { harness, passwords, type Harness, type TestLabel } from '../harness.ts';

interface World {
  readonly label: TestLabel;
  readonly customer: string;
  readonly owner: string;
  readonly support: string;
  readonly billing: string;
  /** What to put for `:id`, by the start of the path. */
  readonly ids: Readonly<Record<string, string>>;
}

let h: Harness;
let mine: World;
let other: World;
let foreign: World;

async function world(label: TestLabel, name: string): Promise<World> {
  const customer = await h.customer(label.id, name);
  const people: Record<string, string> = {};
  for (const role of ['owner', 'support', 'billing'] as const) {
    await h.user(label.id, customer, `${name}${role}`, role);
    people[role] = await h.signIn(label, `${name}${role}`, passwords.owner);
  }
  const owner = people.owner!;
  const domain = await h.domain(label.id, customer, `${name.toLowerCase()}.example`);
  const change = { op: 'set', name: 'www', type: 'A', ttl: 3600, records: ['192.0.2.1'] };
  await h.request(`http://${label.host}/v1/domains/${domain}/dns`, {
    method: 'POST',
    cookie: owner,
    body: JSON.stringify({ version: 1, changes: [change] }),
  });
  const read = async <T>(path: string) =>
    (await (await h.request(`http://${label.host}${path}`, { cookie: owner })).json()) as T;
  const history = await read<HistoryPage>(`/v1/domains/${domain}/dns/history`);
  await h.signIn(label, `${name}owner`, passwords.owner);
  const { items } = await read<{ items: SessionInfo[] }>('/v1/account/sessions');
  return {
    label,
    customer,
    owner,
    support: people.support!,
    billing: people.billing!,
    ids: {
      '/v1/domains/changes/:id': history.items[0]!.id,
      '/v1/domains/:id': domain,
      '/v1/account/sessions/:id': items.find(({ current }) => !current)!.id,
    },
  };
}

async function anotherSession({ label, owner }: Pick<World, 'label' | 'owner'>): Promise<string> {
  const read = async (cookie: string) =>
    (
      (await (await h.request(`http://${label.host}/v1/account/sessions`, { cookie })).json()) as {
        items: SessionInfo[];
      }
    ).items;
  await h.signIn(label, 'loafowner', passwords.owner);
  return (await read(owner)).find(({ current }) => !current)!.id;
}

before(async () => {
  h = await harness();
  const label = await h.label('north');
  mine = await world(label, 'Loaf');
  other = await world(label, 'Bread');
  foreign = await world(await h.label('south'), 'Crumb');
});
after(() => h.close());

const routes = () => routesOf(h.bff.app);
type Guarded = { method: string; path: string; info: RouteInfo };
const guarded = (): Guarded[] =>
  routes().filter((route): route is Guarded => route.info !== undefined && !('public' in route.info.guard));
const tabOfRoute = ({ info: { guard } }: Guarded): Tab =>
  'action' in guard ? tabOf(guard.action) : (guard as { tab: Tab }).tab;

function pathIn(path: string, { ids }: World): string {
  if (!path.includes(':id')) return path;
  const prefix = Object.keys(ids).find((start) => path === start || path.startsWith(`${start}/`));
  assert.ok(prefix, `${path} has an id that this test has no case for`);
  return path.replace(prefix, prefix.replace(':id', ids[prefix]!));
}

async function ask(
  route: Guarded,
  of: World,
  init: { cookie?: string; token?: string; origin?: string } = {},
  at = of.label,
) {
  const base = init.token ? 'http://hc.test' : `http://${at.host}`;
  const answer = await h.request(`${base}${pathIn(route.path, of)}`, {
    method: route.method,
    // Never a body that fits: whoever is let through is stopped by it.
    ...(route.method === 'GET' ? {} : { body: '{"nothing":"fits"}' }),
    ...init,
  });
  const text = await answer.text();
  return { status: answer.status, problem: answer.status >= 400 ? (JSON.parse(text) as ProblemBody) : undefined };
}

async function withSettings(settings: Partial<LabelSettings>, body: () => Promise<void>): Promise<void> {
  await h.set(mine.label.id, settings);
  try {
    await body();
  } finally {
    await h.set(mine.label.id, { policy: defaultSettings.policy });
  }
}

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
  for (const action of actionNames)
    await withSettings({ policy: { hiddenTabs: [], disabledActions: { [action]: {} } } }, async () => {
      for (const route of guarded()) {
        const { guard } = route.info;
        const { status, problem } = await ask(route, mine, { cookie: mine.owner });
        if ('action' in guard && guard.action === action) {
          assert.deepEqual([status, problem?.code, problem?.action], [403, 'action_disabled', action], route.path);
          assert.ok(problem?.reason);
        } else assert.notEqual(problem?.code, 'action_disabled', `${route.path} while ${action} is off`);
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
  assert.equal((await post('/v1/account/password', { password: passwords.owner })).status, 204);
  assert.equal((await post('/v1/account/password', { password: passwords.owner })).status, 403, 'the proof is spent');
});

test('L1: whoever is allowed gets past the gate on every route', async () => {
  for (const route of guarded()) {
    // The routes that end sessions have really ended them: each needs a fresh one to end.
    const world = { ...mine, ids: { ...mine.ids, '/v1/account/sessions/:id': await anotherSession(mine) } };
    const { status, problem } = await ask(route, world, { cookie: mine.owner });
    const stepUp = 'action' in route.info.guard && needsStepUp(route.info.guard.action);
    assert.ok(
      stepUp ? problem?.code === 'step_up_required' : status < 300 || status === 422,
      `${route.method} ${route.path}: ${status}`,
    );
  }
});

test('L3: me says what is not allowed with the code why, and in words where the label gives them', async () => {
  const read = async (cookie: string) =>
    (await (await h.request(`http://${mine.label.host}/v1/me`, { cookie })).json()) as Me;
  const policy = {
    hiddenTabs: ['mail' as const],
    disabledActions: { 'domains.lock.edit': { reason: 'Call us to unlock.' }, 'domains.privacy.edit': {} },
  };
  await withSettings({ policy }, async () => {
    const { denied, tabs: open } = await read(mine.owner);
    assert.deepEqual(denied['mail.mailbox.create'], { code: 'tab_disabled' });
    assert.deepEqual(denied['domains.lock.edit'], { code: 'action_disabled', reason: 'Call us to unlock.' });
    assert.deepEqual(denied['domains.privacy.edit'], { code: 'action_disabled' });
    assert.equal(denied['domains.dns.edit'], undefined);
    assert.ok(!open.includes('mail') && open.includes('domains'));
  });
  assert.deepEqual((await read(mine.billing)).denied['domains.dns.edit'], { code: 'role_forbidden' });
});

test('L3: a read-only customer is told why, in his language, on every action', async () => {
  await h.store.labels.use(mine.label.id, ({ client }) =>
    client.execute({ sql: 'update customers set manageable = 0 where id = ?', args: [mine.customer] }),
  );
  try {
    const me = (await (await h.request(`http://${mine.label.host}/v1/me`, { cookie: mine.owner })).json()) as Me;
    assert.equal(me.denied['domains.dns.edit']?.code, 'suspended');
    assert.ok(me.denied['domains.dns.edit']?.reason);
    assert.equal(me.denied['account.session.revoke'], undefined, 'his own safety stays his');
    const edit = guarded().find(({ path, method }) => path === '/v1/domains/:id/dns' && method === 'POST')!;
    const { status, problem } = await ask(edit, mine, { cookie: mine.owner });
    assert.deepEqual(
      [status, problem?.code, problem?.reason],
      [403, 'suspended', me.denied['domains.dns.edit']?.reason],
    );
  } finally {
    await h.store.labels.use(mine.label.id, ({ client }) =>
      client.execute({ sql: 'update customers set manageable = 1 where id = ?', args: [mine.customer] }),
    );
  }
});

test('L3: every object carries what its state forbids, with code and words', async () => {
  const states = { failed: 'state_forbids', pending_create: 'state_forbids' } as const;
  for (const [state, code] of Object.entries(states)) {
    const id = await h.domain(mine.label.id, mine.customer, `${state.replace('_', '')}.example`, [], {
      state: state as 'failed',
    });
    const page = (await (
      await h.request(`http://${mine.label.host}/v1/domains?q=${state.replace('_', '')}`, { cookie: mine.owner })
    ).json()) as DomainPage;
    const refusal = page.items.find((item) => item.id === id)!.denied['domains.dns.edit'];
    assert.equal(refusal?.code, code);
    const zone = (await (
      await h.request(`http://${mine.label.host}/v1/domains/${id}/dns`, { cookie: mine.owner })
    ).json()) as ZoneAnswer;
    assert.deepEqual(zone.denied['domains.dns.edit'], refusal);
  }
});

test('the API description names a guard for every operation, and has inputs, answers and problems', async () => {
  const answer = await h.bff.app.request('http://hc.test/openapi.json');
  const { paths } = (await answer.json()) as { paths: Record<string, Record<string, Record<string, unknown>>> };
  const described = Object.values(paths).flatMap((path) => Object.values(path));
  assert.equal(described.length, routes().length);
  for (const operation of described) {
    const guards = ['x-hc-action', 'x-hc-tab', 'x-hc-public'].filter((name) => name in operation);
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
