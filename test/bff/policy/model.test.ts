import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eq, getTableColumns } from 'drizzle-orm';
import fc from 'fast-check';
import { roles, type Role } from '../../../bff/account/answers.ts';
import type { ZoneAnswer } from '../../../bff/domains/answers.ts';
import { domains } from '../../../bff/domains/schema.ts';
import { actionNames, actions, tabs, type Action, type Tab } from '../../../bff/policy/actions.ts';
import { isScopeName, refusals, type GateFacts } from '../../../bff/policy/rules.ts';
import { locales } from '../../../bff/policy/words.ts';
import { harness, passwords, type Harness, type TestLabel } from '../harness.ts';

/** What the README promises of roles, written down once more: `read` sees the tab, `act` may press its buttons. */
const matrix: Record<Tab, Partial<Record<Role, 'read' | 'act'>>> = {
  domains: { owner: 'act', tech: 'act', billing: 'read' },
  plans: { owner: 'act', tech: 'read', billing: 'act' },
  ftp: { owner: 'act', tech: 'act' },
  databases: { owner: 'act', tech: 'act' },
  software: { owner: 'act', tech: 'act' },
  sites: { owner: 'act', tech: 'act' },
  certificates: { owner: 'act', tech: 'act' },
  mail: { owner: 'act', tech: 'act' },
  store: { owner: 'act', billing: 'act' },
  orders: { owner: 'act', billing: 'act' },
  invoices: { owner: 'act', billing: 'act' },
  tickets: { owner: 'act', tech: 'act', billing: 'act', support: 'act' },
  account: { owner: 'act', tech: 'act', billing: 'act', support: 'act' },
};
const onlyOwner = (name: Action) =>
  /^account\.(profile|user|token|data)\./.test(name) ||
  name === 'domains.domain.push' ||
  name === 'domains.push.accept' ||
  name === 'domains.transfer.approve';
const oneself = (name: Action) => /^account\.(session|password|second_factor)\./.test(name);

const within = (pattern: string, name: Action): boolean =>
  pattern === name || (pattern.endsWith('.*') && name.startsWith(`${pattern.slice(0, -2)}.`));

function modelAction({ policy, scope, role, manageable }: GateFacts, name: Action): string | undefined {
  const { tab } = actions[name];
  if (policy.hiddenTabs.includes(tab)) return 'tab_disabled';
  if (policy.disabledActions[name]) return 'action_disabled';
  if (scope && !scope.some((pattern) => within(pattern, name))) return 'not_in_session';
  if (name.startsWith('mail.self.')) return 'role_forbidden';
  if (matrix[tab][role] !== 'act' || (onlyOwner(name) && role !== 'owner')) return 'role_forbidden';
  return manageable || oneself(name) ? undefined : 'suspended';
}

function modelTab({ policy, scope, role }: GateFacts, tab: Tab): string | undefined {
  if (policy.hiddenTabs.includes(tab)) return 'tab_disabled';
  const asked = (pattern: string) =>
    pattern === tab || actionNames.some((name) => actions[name].tab === tab && within(pattern, name));
  if (scope && !scope.some(asked)) return 'not_in_session';
  return matrix[tab][role] ? undefined : 'role_forbidden';
}

const prefixes = [...new Set(actionNames.map((name) => `${name.slice(0, name.lastIndexOf('.'))}.*`))];
const areaPatterns = [...new Set(actionNames.map((name) => `${name.slice(0, name.indexOf('.'))}.*`))];
const scopeName = fc.oneof(
  fc.constantFrom<string>(...tabs),
  fc.constantFrom<string>(...actionNames),
  fc.constantFrom(...prefixes),
  fc.constantFrom(...areaPatterns),
);
const facts: fc.Arbitrary<GateFacts> = fc.record({
  policy: fc.record({
    hiddenTabs: fc.subarray([...tabs], { maxLength: 5 }),
    disabledActions: fc
      .array(fc.tuple(fc.constantFrom(...actionNames), fc.option(fc.string({ minLength: 1 }), { nil: undefined })), {
        maxLength: 12,
      })
      .map((entries) =>
        Object.fromEntries(entries.map(([name, reason]) => [name, reason === undefined ? {} : { reason }])),
      ),
  }),
  scope: fc.option(fc.array(scopeName, { maxLength: 8 }), { nil: null }),
  role: fc.constantFrom(...roles),
  manageable: fc.boolean(),
  locale: fc.constantFrom(...locales),
});

test('TR4: what the gate refuses equals a model of setting ∩ scope ∩ role ∩ suspension, for every action and tab', () => {
  fc.assert(
    fc.property(facts, (given) => {
      const real = refusals(given);
      for (const name of actionNames) {
        const code = modelAction(given, name);
        assert.equal(real.actions[name]?.code, code, `${name} as ${given.role}`);
        if (code === 'action_disabled')
          assert.equal(real.actions[name]?.reason, given.policy.disabledActions[name]?.reason);
        if (code === 'suspended') assert.ok(real.actions[name]?.reason);
      }
      for (const tab of tabs) assert.equal(real.tabs[tab]?.code, modelTab(given, tab), `${tab} as ${given.role}`);
    }),
    { numRuns: 1000 },
  );
});

test('TR4: a scope never widens: whatever is added to the other facts stays refused with it', () => {
  fc.assert(
    fc.property(facts, (given) => {
      const wide = refusals({ ...given, scope: null });
      const narrow = refusals(given);
      for (const name of actionNames) if (wide.actions[name]) assert.ok(narrow.actions[name], name);
      for (const tab of tabs) if (wide.tabs[tab]) assert.ok(narrow.tabs[tab], tab);
    }),
    { numRuns: 300 },
  );
});

test('names that a scope may hold: those of the model and no others', () => {
  fc.assert(fc.property(scopeName, (name) => assert.ok(isScopeName(name))));
  for (const name of [
    '',
    '*',
    '.',
    '.*',
    'domains.',
    'domains.*.*',
    'dom',
    'domain.*',
    'domains.dns',
    '__proto__',
    'constructor',
  ])
    assert.equal(isScopeName(name), false, name);
});

let h: Harness;
let label: TestLabel;
before(async () => {
  h = await harness();
  label = await h.label('north');
});
after(() => h.close());

test('TR4: no column of a domain can be set by an extra field of a change set', async () => {
  const customer = await h.customer(label.id, 'Loaf');
  const stranger = await h.customer(label.id, 'Crumb');
  await h.user(label.id, customer, 'Marieke');
  const cookie = await h.signIn(label, 'marieke', passwords.owner);
  const id = await h.domain(label.id, customer, 'loaf.example');
  const row = () =>
    h.store.labels.use(label.id, async ({ db }) => (await db.select().from(domains).where(eq(domains.id, id)))[0]);
  const before = await row();
  const columns = getTableColumns(domains);
  const change = { op: 'set', name: 'www', type: 'A', ttl: 3600, records: ['192.0.2.1'] };
  const post = async (body: object) =>
    (
      await h.request(`http://${label.host}/v1/domains/${id}/dns`, {
        method: 'POST',
        cookie,
        body: JSON.stringify(body),
      })
    ).status;
  for (const [key, column] of Object.entries(columns)) {
    for (const name of new Set([key, column.name])) {
      const value = key === 'customerId' ? stranger : key === 'zoneVersion' ? 99 : 'x';
      assert.equal(await post({ version: 1, changes: [change], [name]: value }), 422, name);
      if (!(name in change))
        assert.equal(await post({ version: 1, changes: [{ ...change, [name]: value }] }), 422, name);
    }
  }
  assert.deepEqual(await row(), before);
  const zone = (await (await h.request(`http://${label.host}/v1/domains/${id}/dns`, { cookie })).json()) as ZoneAnswer;
  assert.deepEqual([zone.version, zone.rrsets.some(({ name }) => name === 'www')], [1, false]);
});
