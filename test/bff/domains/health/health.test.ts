import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import type { Health, ServersChecked } from '../../../../bff/domains/health/answers.ts';
import type { Change } from '../../../../bff/domains/input.ts';
import type { Preview } from '../../../../bff/domains/answers.ts';
import type { RRset } from '../../../../bff/domains/records.ts';
import { embeddedDns } from '../../../../bff/platform/dns/embedded.ts';
import { OutboundError, type Outbound } from '../../../../bff/platform/outbound/port.ts';
import { networkResolver } from '../../../../bff/platform/resolver/node.ts';
import { limitTable } from '../../../../bff/http/limits.ts';
import { memoryLimits } from '../../../../bff/http/limits.node.ts';
import { harness, passwords, type Harness, type TestLabel } from '../../harness.ts';

const now = Date.parse('2026-11-25T12:00:00Z');
const set = (name: string, type: RRset['type'], ...records: string[]): RRset => ({ name, type, ttl: 300, records });
let web: Outbound['ask'] = async () => ({ status: 200, headers: new Headers() });
let dns: Awaited<ReturnType<typeof embeddedDns>>;
let h: Harness;
let label: TestLabel;
let customer: string;
before(async () => {
  // A real name server; it is asked in the place of every other.
  dns = await embeddedDns({ path: ':memory:', port: 0 });
  const resolver = networkResolver({ at: `127.0.0.1:${dns.port}` });
  h = await harness({ dns, resolver, now: () => now, outbound: { ask: (url) => web(url) } });
  label = await h.label('north');
  const hosts = ['ns1', 'ns2', 'mx'].map((name) => set(name, 'A', '192.0.2.53'));
  await dns.createZones([{ name: 'north.example', nameServers: ['ns1.north.example'], rrsets: hosts }]);
  customer = await h.customer(label.id, 'Loaf');
  await h.user(label.id, customer, 'Marieke');
});
after(async () => {
  await h.close();
  await dns.close();
});

let n = 0;
async function newDomain(rrsets: RRset[], more = {}) {
  const name = `loaf${(n += 1)}.example`;
  const id = await h.domain(label.id, customer, name, rrsets, more);
  await dns.removeZone(name);
  await dns.createZones([{ name, nameServers: ['ns1.north.example', 'ns2.north.example'], rrsets }]);
  return { id, name };
}
async function call<T>(path: string, body?: unknown) {
  const cookie = await h.signIn(label, 'marieke', passwords.owner);
  const answer = await h.request(`http://${label.host}/v1/domains/${path}`, {
    cookie,
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  assert.equal(answer.status, 200, await answer.clone().text());
  return (await answer.json()) as T;
}
const look = (id: string) => call<Health>(`${id}/health`);
const one = ({ checks }: Health, id: string) => checks.find((check) => check.id === id);
const codes = ({ checks }: Health) => Object.fromEntries(checks.map(({ id, code }) => [id, code]));

const whole = [
  set('@', 'A', '192.0.2.80'),
  set('@', 'MX', '10 mx.north.example'),
  set('@', 'TXT', 'v=spf1 mx ~all'),
  set('_dmarc', 'TXT', 'v=DMARC1; p=reject'),
  set('s9._domainkey', 'TXT', `v=DKIM1; k=ed25519; p=${Buffer.alloc(32, 7).toString('base64')}`),
  set('@', 'CAA', '0 issue "letsencrypt.org"'),
];

test('health: a domain that is whole is found whole, by asking its servers', async () => {
  const { id } = await newDomain(whole);
  const health = await look(id);
  assert.deepEqual(codes(health), {
    delegation: 'delegation_ok',
    servers: 'servers_ok',
    mx: 'mx_ok',
    spf: 'spf_ok',
    dmarc: 'dmarc_ok',
    dkim: 'dkim_ok',
    dnssec: 'dnssec_off',
    caa: 'caa_ok',
    address: 'address_ok',
    website: 'website_ok',
    expiry: 'expiry_ok',
  });
  assert.equal(one(health, 'dkim')!.facts.selectors, 's9');
  assert.deepEqual(
    health.checks.flatMap(({ fix }) => fix ?? []),
    [],
  );
});

test('health: what lacks is told with a change set, which the zone takes, and then it is well', async () => {
  const { id } = await newDomain([
    set('@', 'MX', '10 mx.north.example'),
    set('@', 'TXT', 'site=1', 'v=spf1 a ~all', 'v=spf1 include:_spf.north.example -all'),
    set('@', 'CAA', '0 issue "other.example"'),
  ]);
  const before = await look(id);
  assert.equal(one(before, 'spf')!.code, 'spf_many');
  assert.equal(one(before, 'dmarc')!.code, 'dmarc_none');
  assert.equal(one(before, 'caa')!.code, 'caa_forbids');
  assert.equal(one(before, 'address')!.code, 'address_none');
  const changes = before.checks.flatMap(({ fix }) => fix ?? []);
  const { diff } = await call<Preview>(`${id}/dns/preview`, { version: before.version, changes });
  assert.deepEqual(diff.find(({ type, name }) => type === 'TXT' && name === '@')!.after!.records.toSorted(), [
    'site=1',
    'v=spf1 a include:_spf.north.example ~all',
  ]);
  assert.equal((await look(id)).version, before.version, 'looking wrote something');
  await call(`${id}/dns`, { version: before.version, changes });
  await h.bff.jobs.idle(label.id);
  const then = codes(await look(id));
  assert.deepEqual([then.spf, then.dmarc, then.caa], ['spf_ok', 'dmarc_watches', 'caa_ok']);
});

test('health: names that lead nowhere, a delegation elsewhere, a site that does not answer', async () => {
  const rrsets = [set('@', 'A', '192.0.2.80'), set('@', 'MX', '10 gone.north.example')];
  const { id, name } = await newDomain(rrsets, { autoRenew: false, expiresOn: '2026-12-05' });
  await dns.removeZone(name);
  await dns.createZones([{ name, nameServers: ['ns1.north.example', 'ns9.north.example'], rrsets }]);
  web = async (url) => {
    if (url.startsWith('https:')) throw new OutboundError('unreachable');
    return { status: 200, headers: new Headers() };
  };
  const health = await look(id);
  assert.equal(one(health, 'delegation')!.code, 'delegation_differs');
  assert.deepEqual(one(health, 'delegation')!.facts, {
    wanted: 'ns1.north.example, ns2.north.example',
    seen: 'ns1.north.example, ns9.north.example',
  });
  assert.deepEqual(one(health, 'mx')!.facts, { hosts: 'gone.north.example' });
  assert.equal(one(health, 'website')!.code, 'website_insecure');
  assert.equal(one(health, 'certificate'), undefined);
  assert.deepEqual(one(health, 'expiry')!.facts, { date: '2026-12-05', days: '10' });
  assert.equal(one(health, 'expiry')!.state, 'problem');
});

test('health: a certificate that ends soon, has ended, or is for another name, and how long there is', async () => {
  const { id, name } = await newDomain([...whole, set('www', 'A', '192.0.2.80')]);
  let days = 60;
  web = async () => ({ status: 200, headers: new Headers(), certificateUntil: now + days * 86_400_000 + 1000 });
  const certificate = async () => {
    // A second look is asked anew only of another zone.
    const { version } = await look(id);
    await call(`${id}/dns`, { version, changes: [{ op: 'set', ...set('t', 'TXT', `${version}`) }] });
    return one(await look(id), 'certificate')!;
  };
  const { code, state, facts } = await certificate();
  assert.deepEqual([code, state, facts], ['certificate_ok', 'ok', { date: '2027-01-24', days: '60' }]);
  days = 13;
  assert.deepEqual((await certificate()).facts, { date: '2026-12-08', days: '13' });
  assert.equal((await certificate()).code, 'certificate_soon');
  for (const fault of ['certificate_expired', 'certificate_name', 'certificate_untrusted'] as const) {
    web = async (url) => {
      if (url === `https://${name}/`) throw new OutboundError(fault);
      return { status: 200, headers: new Headers() };
    };
    const broken = await certificate();
    assert.deepEqual([broken.code, broken.state], [fault, 'problem']);
  }
});

test('health: a redirect whose host leads elsewhere is mended with the change set that leads visitors to it', async () => {
  const { id, name } = await newDomain(whole);
  const { version } = await look(id);
  await call(`${id}/redirects`, { host: 'www', kind: '301', target: 'https://north.example/', version });
  await h.bff.jobs.idle(label.id);
  assert.deepEqual(one(await look(id), 'redirect'), {
    ...{ id: 'redirect', state: 'ok', code: 'redirect_ok' },
    facts: { hosts: `www.${name}` },
  });
  const elsewhere: Change = { op: 'set', ...set('www', 'A', '192.0.2.99'), records: ['192.0.2.99'] };
  await call(`${id}/dns`, { version: version + 1, changes: [elsewhere] });
  await h.bff.jobs.idle(label.id);
  const broken = await look(id);
  const { code, fix: changes } = one(broken, 'redirect')!;
  assert.equal(code, 'redirect_elsewhere');
  await call(`${id}/dns`, { version: broken.version, changes });
  await h.bff.jobs.idle(label.id);
  assert.equal(one(await look(id), 'redirect')!.code, 'redirect_ok');
});

test('health: a customer may have servers of others asked only so often; what was just found costs nothing', async () => {
  const limited = await harness({ limits: memoryLimits(), now: () => now });
  try {
    const there = await limited.label('south');
    const owner = await limited.customer(there.id, 'Loaf');
    await limited.user(there.id, owner, 'Marieke');
    const id = await limited.domain(there.id, owner, 'loaf.example');
    const cookie = await limited.signIn(there, 'marieke', passwords.owner);
    const asked = async (path: string, init = {}) =>
      (await limited.request(`http://${there.host}/v1/domains/${id}/${path}`, { cookie, ...init })).status;
    const check = () =>
      asked('name_servers/check', { method: 'POST', body: JSON.stringify({ nameServers: ['ns1.south.example'] }) });
    for (let look = 0; look < 30; look += 1) assert.equal(await asked('health'), 200);
    // Each process looks once for itself; there are two of them before a database server.
    let checks = 0;
    while ((await check()) === 200) checks += 1;
    assert.ok([1, 2].includes(limitTable.health.points - checks), `${checks} checks`);
    assert.equal(await check(), 429);
    assert.equal(await asked('health'), 200, 'what was found is still told');
  } finally {
    await limited.close();
  }
});

test('health: what nobody answers is unknown, and the rest is told', async () => {
  const { id, name } = await newDomain(whole);
  // Refused, as by a server that does not know the zone.
  await dns.removeZone(name);
  const health = await look(id);
  assert.equal(one(health, 'spf')!.state, 'unknown');
  assert.equal(one(health, 'delegation')!.state, 'unknown');
  assert.equal(one(health, 'servers')!.code, 'servers_fail');
  assert.equal(one(health, 'expiry')!.state, 'ok');
});

test('health: a child host that the zone says something else of is mended with the registry’s addresses', async () => {
  const { id } = await newDomain([set('ns1', 'A', '192.0.2.1')]);
  await call(`${id}/hosts`, { name: 'ns1', addresses: ['192.0.2.2', '2001:db8::2'] });
  const check = one(await look(id), 'glue')!;
  assert.equal(check.code, 'glue_differs');
  assert.deepEqual(
    check.fix!.map((change) => ('records' in change ? change.records : change.op)),
    [['192.0.2.2'], ['2001:db8::2']],
  );
});

test('D11: name servers are looked at before they are set; nothing is refused or dropped for it', async () => {
  const { id, name } = await newDomain([]);
  const nameServers = ['ns1.north.example', 'NS2.north.example.', 'gone.north.example', 'not a name'];
  const { items } = await call<ServersChecked>(`${id}/name_servers/check`, { nameServers });
  assert.deepEqual(
    items.map((item) => item.state),
    ['ok', 'ok', 'unresolved', 'not_a_name'],
  );
  assert.deepEqual(
    items.map((item) => item.name),
    nameServers,
  );
  await dns.removeZone(name);
  const lame = await call<ServersChecked>(`${id}/name_servers/check`, { nameServers: ['ns1.north.example'] });
  assert.deepEqual(lame.items, [{ name: 'ns1.north.example', state: 'lame' }]);
  const saved = { own: false, nameServers: ['gone.north.example', 'ns1.north.example'] };
  const detail = await call<{ nameServers: string[] }>(`${id}/name_servers`, saved);
  assert.deepEqual(detail.nameServers, saved.nameServers);
});

test('D11: addresses of somebody’s own network are not asked, and a silent server is called silent', async () => {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const asked: Buffer[] = [];
  socket.on('message', (message) => void asked.push(message));
  try {
    const guarded = networkResolver({ servers: [`127.0.0.1:${dns.port}`] });
    assert.deepEqual(await guarded.ask('ns1.north.example', 'loaf.example'), { state: 'not_public' });
    const silent = networkResolver({ servers: [`127.0.0.1:${dns.port}`], at: `127.0.0.1:${socket.address().port}` });
    assert.deepEqual(await silent.ask('ns1.north.example', 'loaf.example'), { state: 'silent' });
    assert.equal(asked.length, 1);
  } finally {
    socket.close();
  }
});
