import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eq } from 'drizzle-orm';
import type { DomainDetail, DomainPage, ZoneAnswer } from '../../../../bff/domains/answers.ts';
import type { BulkPreview, BulkRun } from '../../../../bff/domains/bulk/answers.ts';
import { zoneSigning } from '../../../../bff/domains/dnssec/schema.ts';
import type { ProblemBody } from '../../../../bff/http/problem.ts';
import type { Change } from '../../../../bff/jobs/changes.ts';
import { auditLog } from '../../../../bff/policy/schema.ts';
import { defaultSettings } from '../../../../bff/reseller/settings.ts';
import { passwords } from '../../harness.ts';
import { bulkWorld } from './visit.ts';

let world: Awaited<ReturnType<typeof bulkWorld>>;
before(async () => void (world = await bulkWorld()));
after(() => world.h.close());

const lock = { action: 'domains.lock.edit', input: { locked: true } };
const stop = { action: 'domains.renewal.stop', input: {} };
const elsewhere = ['ns1.elsewhere.example', 'ns2.elsewhere.example'];
const moved = { action: 'domains.nameservers.edit', input: { own: false, nameServers: elsewhere } };

test('D19: many are locked by the verb of one: at the registry, in each history, in the audit log', async () => {
  const { h, label, call, domains, preview, done, items } = world;
  const [open, other, already] = await domains(3, (at) => ({ locked: at === 2 }));
  const [gone] = await domains(1, () => ({ state: 'redemption' }));
  const nl = await h.domain(label.id, world.customer, 'loaf.nl', [], { locked: null });
  const which = { domains: [open, other, already, gone, nl, open] };
  const before = await preview(which, lock);
  assert.deepEqual([before.total, before.changed, before.same, before.refused], [5, 2, 1, 2]);
  assert.deepEqual(
    before.reasons.map(({ code, count, domains: [first] }) => [code, count, first!.id]),
    [
      ['state_forbids', 1, gone],
      ['tld_unsupported', 1, nl],
    ],
  );
  assert.match(before.reasons[0]!.reason, /deleted. Restore it first/);
  assert.match(before.reasons[1]!.reason, /ending does not offer it/);
  assert.equal((await call<DomainDetail>(`/${open}`)).body.locked, false);

  const news: Change[] = [];
  const deaf = h.bff.deps.changes.subscribe(label.id, world.customer, { heard: (one) => news.push(one), ended() {} });
  const run = await done(which, lock);
  deaf();
  assert.equal(run.state, 'done');
  assert.deepEqual(run.counts, { waiting: 0, changed: 2, same: 1, refused: 2, dropped: 0 });
  assert.ok(news.some(({ kind, id }) => kind === 'domains.bulk' && id === run.id));
  const { items: rows } = await items(run.id);
  assert.deepEqual(
    rows.map(({ domain, state, code }) => [domain.id, state, code]),
    [
      [open, 'changed', undefined],
      [other, 'changed', undefined],
      [already, 'same', undefined],
      [gone, 'refused', 'state_forbids'],
      [nl, 'refused', 'tld_unsupported'],
    ],
  );
  assert.equal(rows[3]!.reason, before.reasons[0]!.reason);
  const detail = (await call<DomainDetail>(`/${open}`)).body;
  assert.deepEqual([detail.locked, detail.events[0]?.event.kind, detail.events[0]?.by], [true, 'locked', 'Marieke']);
  assert.equal((await h.registrar.read(detail.name))?.statuses.includes('clientTransferProhibited'), true);
  const audit = await h.store.labels.use(label.id, ({ db }) =>
    db.select().from(auditLog).where(eq(auditLog.object, open!)),
  );
  assert.deepEqual(
    audit.map(({ action, origin }) => [action, origin]),
    [['domains.lock.edit', label.host]],
  );
});

test('D19: a page of results comes after the other, and one state alone', async () => {
  const { domains, done, items } = world;
  const ids = await domains(7, (at) => ({ autoRenew: at % 2 === 0 }));
  const { id } = await done({ domains: ids }, stop);
  const seen: string[] = [];
  for (let next: string | null = ''; next !== null;) {
    const page = await items(id, `?limit=3${next && `&cursor=${next}`}`);
    seen.push(...page.items.map(({ domain }) => domain.id));
    next = page.next;
  }
  assert.deepEqual(seen, ids);
  assert.equal((await items(id, '?state=same')).items.length, 3);
});

test('D19: name servers: what fits no domain is said of the form, what fits this one alone at its row', async () => {
  const { h, label, call, domains, preview, done, items } = world;
  const [plain, above, signed, there] = await domains(4, (at) =>
    at === 3 ? { ownNameServers: false, nameServers: elsewhere } : {},
  );
  await h.store.labels.use(label.id, ({ db }) =>
    db.insert(zoneSigning).values({ domainId: signed!, step: 'announcing' }),
  );
  const wrong = { own: false, nameServers: ['ns1.elsewhere.example', '192.0.2.1'] };
  const { status, body } = await call<ProblemBody>('/bulk/preview', {
    which: { domains: [plain] },
    wish: { action: 'domains.nameservers.edit', input: wrong },
  });
  assert.equal(status, 422);
  assert.deepEqual(body.fields, { 'wish.input.nameServers.1': 'host_name' });

  const { name } = (await call<DomainDetail>(`/${above}`)).body;
  const mine = {
    action: 'domains.nameservers.edit',
    input: { own: false, nameServers: [`ns1.${name}`, elsewhere[0]] },
  };
  const own = await preview({ domains: [plain, above] }, mine);
  assert.deepEqual(
    own.reasons.map(({ code, domains: [first] }) => [code, first!.id]),
    [['needs_host', above]],
  );

  const which = { domains: [plain, signed, there] };
  const told = await preview(which, moved);
  assert.deepEqual([told.changed, told.same, told.refused], [1, 1, 1]);
  assert.deepEqual(
    told.domains.map(({ id }) => id),
    [plain],
  );
  assert.deepEqual(told.effects, [{ code: 'dns_leaves', count: 1, domains: told.domains }]);
  const back = await preview(which, { action: 'domains.nameservers.edit', input: { own: true } });
  assert.deepEqual(
    back.effects.map(({ code, domains: [first] }) => [code, first!.id]),
    [['dns_returns', there]],
  );
  const run = await done(which, moved);
  assert.deepEqual(
    (await items(run.id)).items.map(({ state }) => state),
    ['changed', 'refused', 'same'],
  );
  assert.deepEqual((await call<DomainDetail>(`/${plain}`)).body.nameServers, elsewhere);
});

test('D19: a template is added to each zone as it is, judged with it, and not where DNS is elsewhere', async () => {
  const { h, label, customer, call, preview, done } = world;
  const mx = [{ name: '@', type: 'MX', ttl: 300, records: ['10 old.example'] }] as const;
  const apex = [{ name: 'autodiscover', type: 'CNAME', ttl: 300, records: ['other.example'] }] as const;
  const one = await h.domain(label.id, customer, 'template-one.com', mx);
  const two = await h.domain(label.id, customer, 'template-two.com', apex);
  const away = await h.domain(label.id, customer, 'template-away.com', [], { ownNameServers: false });
  const wish = { action: 'domains.template.apply', input: { template: 'microsoft365' } };
  const which = { domains: [one, two, away] };
  const told = await preview(which, wish);
  assert.deepEqual([told.changed, told.reasons[0]?.code], [2, 'foreign_name_servers']);
  assert.deepEqual(
    told.domains.map(({ name }) => name),
    ['template-one.com', 'template-two.com'],
  );
  assert.deepEqual(told.effects, [{ code: 'mail_moves', count: 1, domains: [{ id: one, name: 'template-one.com' }] }]);
  assert.deepEqual((await done(which, wish)).counts.changed, 2);
  const zone = (await call<ZoneAnswer>(`/${one}/dns`)).body;
  assert.equal(zone.version, 2);
  assert.deepEqual(zone.rrsets.find(({ type }) => type === 'MX')?.records, [
    '0 template-one-com.mail.protection.outlook.com',
  ]);
  assert.deepEqual((await done({ domains: [one] }, wish)).counts.same, 1);
  const unknown = { which, wish: { ...wish, input: { template: 'nobody' } } };
  assert.deepEqual((await call<ProblemBody>('/bulk', unknown)).body.fields, { 'wish.input.template': 'choice' });
});

test('D19: all that a filter finds, also what no page has shown; more than 1,000 are refused by name', async () => {
  const { h, label, start, preview, ended, call } = world;
  const customer = await h.customer(label.id, 'Mill');
  await h.user(label.id, customer, 'Miller');
  const cookie = await h.signIn(label, 'miller', passwords.owner);
  for (let at = 0; at < 60; at += 1)
    await h.domain(label.id, customer, `mill${at}.${at < 55 ? 'com' : 'net'}`, [], { expiresOn: '2027-05-31' });
  const ask = { which: { filter: { tld: 'com', month: '2027-05' } }, wish: stop };
  const { status, body } = await call<BulkRun>('/bulk', ask, cookie);
  assert.deepEqual([status, body.total], [201, 55]);
  await ended(body.id);
  const page = (await call<DomainPage>('?view=stopped&month=2027-05', undefined, cookie)).body;
  assert.equal(page.total, 55);

  const many = Array.from({ length: 1001 }, (_, at) => `dom_${at}`);
  const tooMany = await start({ domains: many }, stop);
  assert.deepEqual([tooMany.status, tooMany.body.fields], [422, { 'which.domains': 'too_many' }]);
  assert.deepEqual((await start({ filter: { tld: 'zz' } }, stop)).body.fields, { 'which.filter': 'required' });
  const foreign = (await call<DomainPage>('', undefined, cookie)).body.items[0]!.id;
  assert.equal((await start({ domains: [foreign] }, stop)).status, 404);
  assert.equal((await preview({ filter: {} }, stop)).total > 0, true);
});

test('D19: nothing else is done than was shown; a change since then is shown instead', async () => {
  const { call, domains, preview, start, ended } = world;
  const ids = await domains(2);
  const { seen } = await preview({ domains: ids }, stop);
  await call(`/${ids[0]}/renewal/stop`, {});
  const { status, body } = await start({ domains: ids }, stop, seen);
  assert.equal(status, 409);
  const current = body.current as BulkPreview;
  assert.deepEqual([current.changed, current.same], [1, 1]);
  const again = await start({ domains: ids }, stop, current.seen);
  assert.equal(again.status, 201);
  await ended(again.body.id);
});

test('D19: those that failed are tried again, and nothing else', async () => {
  const { h, label, call, domains, done, ended, items } = world;
  const [ready, stuck] = await domains(2, (at) => ({ statuses: at === 1 ? ['pendingUpdate'] : [] }));
  const run = await done({ domains: [ready, stuck] }, lock);
  assert.equal(run.counts.refused, 1);
  await call(`/${stuck}/sync`, {});
  await h.bff.jobs.idle(label.id);
  const again = await call<BulkRun>(`/bulk/${run.id}/retry`, {});
  assert.equal(again.status, 201);
  assert.deepEqual((await ended(again.body.id)).counts.changed, 1);
  assert.deepEqual(
    (await items(again.body.id)).items.map(({ domain }) => domain.id),
    [stuck],
  );
  const nothing = await call<ProblemBody>(`/bulk/${again.body.id}/retry`, {});
  assert.deepEqual([nothing.status, nothing.body.code], [403, 'state_forbids']);
});

test('D19: who comes back finds what came of his last one until he closes it, and nobody else finds it', async () => {
  const { h, label, call, domains, done } = world;
  const [one] = await domains(1);
  const shown = async () => (await call<DomainPage>('?limit=1')).body.bulk;
  const first = await done({ domains: [one!] }, lock);
  assert.equal(await shown(), first.id);
  const second = await done({ domains: [one!] }, lock);
  assert.equal(await shown(), second.id, 'the last of them');
  await h.user(label.id, world.customer, 'Colleague');
  const cookie = await h.signIn(label, 'colleague', passwords.owner);
  const theirs = await h.request(`http://${label.host}/v1/domains?limit=1`, { cookie });
  assert.equal(((await theirs.json()) as DomainPage).bulk, null);
  for (let twice = 0; twice < 2; twice += 1) assert.equal((await call(`/bulk/${second.id}/close`, {})).status, 200);
  assert.equal(await shown(), null, 'and what was started before it is closed with it');
});

test('D19: what a label has switched off is off for many too', async () => {
  const { h, label, domains, start } = world;
  const ids = await domains(2);
  const off = (names: string[]) =>
    h.set(label.id, {
      policy: { hiddenTabs: [], disabledActions: Object.fromEntries(names.map((name) => [name, {}])) },
    });
  for (const [name, action] of [
    ['domains.lock.edit', 'domains.lock.edit'],
    ['domains.bulk.start', 'domains.bulk.start'],
  ]) {
    await off([name!]);
    const { status, body } = await start({ domains: ids }, lock);
    assert.deepEqual([status, body.code, body.action], [403, 'action_disabled', action]);
  }
  await h.set(label.id, { policy: defaultSettings.policy });
});
