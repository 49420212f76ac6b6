import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { DomainDetail, ZoneAnswer } from '../../../bff/domains/answers.ts';
import type { DomainHosting, LinkPreview } from '../../../bff/domains/hosting-link/answers.ts';
import { subscriptions } from '../../../bff/hosting/schema.ts';
import type { ProblemBody } from '../../../bff/http/problem.ts';
import { memoryHosting } from '../../../bff/platform/hosting/memory.ts';
import { HostingError, type HostingPort } from '../../../bff/platform/hosting/port.ts';
import { harness, passwords, type Harness, type TestLabel } from '../harness.ts';

const hosting = memoryHosting();
let fault: HostingError | undefined;
const faulty: HostingPort = {
  ...hosting,
  async attach(plan, site, call) {
    if (fault) throw fault;
    return hosting.attach(plan, site, call);
  },
};
let now = Date.parse('2026-11-25T12:00:00Z');
let h: Harness;
let label: TestLabel;
let customer: string;
let cookie: string;
before(async () => {
  h = await harness({ hosting: faulty, now: () => now });
  label = await h.label('north');
  customer = await h.customer(label.id, 'Loaf');
  await h.user(label.id, customer, 'Marieke');
  cookie = await h.signIn(label, 'marieke', passwords.owner);
});
beforeEach(() => {
  fault = undefined;
});
after(() => h.close());

const facts = {
  name: 'Web M',
  server: 'web7.north.example',
  addresses: ['192.0.2.10', '2001:db8::10'],
  mailHost: 'mail.north.example',
  spf: 'include:spf.north.example',
  maxDomains: 3,
  createdAt: new Date(now),
};
let n = 0;
async function plan(more = {}, of = customer): Promise<string> {
  const id = `sub_${(n += 1)}`;
  await h.store.labels.use(label.id, ({ db }) =>
    db.insert(subscriptions).values({ id, customerId: of, ...facts, ...more }),
  );
  return id;
}
const rr = (name: string, type: 'A' | 'MX' | 'TXT' | 'CNAME', ...records: string[]) => ({
  name,
  type,
  ttl: 3600,
  records,
});
const lived = [
  rr('@', 'A', '198.51.100.7'),
  rr('@', 'MX', '10 mx.elsewhere.example'),
  rr('@', 'TXT', 'v=spf1 include:elsewhere.example -all'),
  rr('www', 'CNAME', 'shop.elsewhere.example'),
];
const domain = (rrsets = lived, more = {}) => h.domain(label.id, customer, `site${(n += 1)}.example`, rrsets, more);

async function call<T>(method: string, path: string, body?: object) {
  const answer = await h.request(`http://${label.host}/v1/domains/${path}`, {
    method,
    cookie,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: answer.status, body: (await answer.json()) as T & ProblemBody };
}
const zone = async (id: string) =>
  (await call<ZoneAnswer>('GET', `${id}/dns`)).body.rrsets
    .filter(({ type, name }) => type !== 'NS' || name !== '@')
    .map(({ name, type, records }) => `${name} ${type} ${records.join(' ')}`)
    .toSorted();
const read = async (id: string) => (await call<DomainHosting>('GET', `${id}/hosting`)).body;
const link = (id: string, subscription: string, more = {}) =>
  call<DomainHosting>('POST', `${id}/hosting`, { subscription, role: 'primary', mail: false, version: 1, ...more });
const unlink = (id: string, version: number) => call<DomainHosting>('POST', `${id}/hosting/unlink`, { version });
async function settle() {
  for (let round = 0; round < 2; round += 1) {
    h.bff.jobs.wake(label.id);
    await h.bff.jobs.idle(label.id);
  }
}

test('D1: what linking does to the zone is shown before, and then it is what happens; who takes its mail stays', async () => {
  const [id, web] = [await domain(), await plan()];
  const wish = { subscription: web, role: 'primary', mail: false, version: 1 };
  const { body: preview } = await call<LinkPreview>('POST', `${id}/hosting/preview`, wish);
  assert.deepEqual(preview.diff.map(({ name, type }) => `${name} ${type}`).toSorted(), [
    '@ A',
    '@ AAAA',
    'www A',
    'www AAAA',
    'www CNAME',
  ]);
  assert.equal((await zone(id)).length, 4, 'nothing is written');
  const { status, body } = await link(id, web);
  assert.deepEqual(
    [status, body.link?.plan.name, body.link?.role, body.link?.sync.state],
    [200, 'Web M', 'primary', 'pending'],
  );
  await settle();
  assert.equal((await read(id)).link?.sync.state, 'ready');
  assert.deepEqual(await zone(id), [
    '@ A 192.0.2.10',
    '@ AAAA 2001:db8::10',
    '@ MX 10 mx.elsewhere.example',
    '@ TXT v=spf1 include:elsewhere.example -all',
    'www A 192.0.2.10',
    'www AAAA 2001:db8::10',
  ]);
  const [site] = await hosting.sites(web);
  assert.deepEqual([site?.hosts.length, site?.hosts[1]?.startsWith('www.'), site?.mail], [2, true, false]);
  const { events } = (await call<DomainDetail>('GET', id)).body;
  assert.deepEqual(events[0]?.event, { kind: 'hosting', op: 'linked', plan: 'Web M' });
});

test('D1: with its mail ticked the plan takes it, and joins the one SPF policy', async () => {
  const [id, web] = [await domain(), await plan()];
  await link(id, web, { mail: true });
  const records = await zone(id);
  assert.ok(records.includes('@ MX 10 mail.north.example'), records.join('\n'));
  assert.ok(
    records.includes('@ TXT v=spf1 include:elsewhere.example include:spf.north.example -all'),
    records.join('\n'),
  );
});

test('D1: ending it brings back what was there, to the record', async () => {
  const [id, web] = [await domain(), await plan()];
  const before = await zone(id);
  await link(id, web, { mail: true });
  await settle();
  const { body: preview } = await call<LinkPreview>('POST', `${id}/hosting/unlink/preview`, { version: 2 });
  assert.deepEqual([preview.kept, preview.diff.length > 0], [[], true]);
  const { body } = await unlink(id, 2);
  assert.equal(body.link?.sync.leaving, true);
  await settle();
  assert.equal((await read(id)).link, null);
  assert.deepEqual(await zone(id), before);
  assert.deepEqual(await hosting.sites(web), []);
});

test('D1: what somebody changed since is his: it is told, and stays', async () => {
  const [id, web] = [await domain(), await plan()];
  await link(id, web);
  const mine = { op: 'set', name: 'www', type: 'A', ttl: 3600, records: ['203.0.113.9'] };
  await call('POST', `${id}/dns`, { version: 2, changes: [mine] });
  const { body: preview } = await call<LinkPreview>('POST', `${id}/hosting/unlink/preview`, { version: 3 });
  assert.ok(preview.kept.some(({ name, type }) => name === 'www' && type === 'A'));
  const { status, body } = await unlink(id, 3);
  assert.equal(status, 200, JSON.stringify(body));
  const after = await zone(id);
  assert.ok(after.includes('www A 203.0.113.9') && after.includes('@ A 198.51.100.7'), after.join('\n'));
});

test('D1: a name below the domain, an alias, one primary name, and no more domains than the plan has room for', async () => {
  const web = await plan();
  const [first, second, third, fourth] = [await domain(), await domain(), await domain(), await domain()];
  const below = await link(first, web, { role: 'subdomain', host: 'shop', mail: true });
  assert.deepEqual([below.body.link?.host, below.body.link?.mail], ['shop', false]);
  assert.deepEqual(
    (await zone(first)).filter((line) => line.startsWith('shop')),
    ['shop A 192.0.2.10', 'shop AAAA 2001:db8::10'],
  );
  assert.equal((await link(second, web)).status, 200);
  const taken = await link(third, web);
  assert.deepEqual([taken.status, taken.body.fields], [422, { role: 'primary_taken' }]);
  assert.equal((await link(third, web, { role: 'alias' })).status, 200);
  const full = await link(fourth, web, { role: 'alias' });
  assert.deepEqual([full.status, full.body.code], [403, 'plan_full']);
  assert.equal((await link(second, await plan())).body.code, 'state_forbids', 'one plan at most');
  const nothing = await link(fourth, await plan(), { role: 'subdomain', host: '@' });
  assert.deepEqual(nothing.body.fields, { host: 'required' });
});

test('D1: another customer’s plan is none, a stale zone is refused with what is there now, and both leave all as it was', async () => {
  const id = await domain();
  const theirs = await plan({}, await h.customer(label.id, `Bread${(n += 1)}`));
  assert.equal((await link(id, theirs)).status, 404);
  const stale = await link(id, await plan(), { version: 0 });
  assert.deepEqual([stale.status, stale.body.code], [409, 'version_conflict']);
  assert.equal((await read(id)).link, null);
  assert.equal((await zone(id)).length, 4);
});

test('D1: with the zone elsewhere nothing is changed there, and the records to set are told', async () => {
  const id = await domain(lived, { ownNameServers: false, nameServers: ['ns1.else.example', 'ns2.else.example'] });
  const { body } = await link(id, await plan());
  assert.deepEqual(body.link?.records.map(({ name, type }) => `${name} ${type}`).toSorted(), [
    '@ A',
    '@ AAAA',
    'www A',
    'www AAAA',
  ]);
});

test('D1: a server that is away is told later, one that refuses is not told again; both are said', async () => {
  const [id, web] = [await domain(), await plan()];
  fault = new HostingError('unreachable', 'no answer');
  await link(id, web);
  await settle();
  const tried = (await read(id)).link?.sync;
  assert.deepEqual([tried?.state, tried?.error], ['failed', 'unreachable']);
  fault = undefined;
  now += 120_000;
  cookie = await h.signIn(label, 'marieke', passwords.owner);
  await settle();
  assert.equal((await read(id)).link?.sync.state, 'ready');
  const other = await domain();
  fault = new HostingError('refused', 'no');
  await link(other, web, { role: 'alias' });
  await settle();
  assert.equal((await read(other)).link?.sync.error, 'refused');
});
