import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { DomainDetail, DomainPage, HistoryPage, ZoneAnswer } from '../../../bff/domains/answers.ts';
import type { DomainDrift } from '../../../bff/domains/drift/answers.ts';
import { eq } from 'drizzle-orm';
import { dailyDrift } from '../../../bff/domains/drift/job.ts';
import { registrants } from '../../../bff/domains/contacts/schema.ts';
import { domains } from '../../../bff/domains/schema.ts';
import type { ProblemBody } from '../../../bff/http/problem.ts';
import { jobTable } from '../../../bff/jobs/outbox.ts';
import { memoryDns } from '../../../bff/platform/dns/memory.ts';
import { memoryRegistrar } from '../../../bff/platform/registrar/memory.ts';
import { RegistrarError } from '../../../bff/platform/registrar/port.ts';
import { defaultSettings } from '../../../bff/reseller/settings.ts';
import { harness, passwords, type Harness, type TestLabel } from '../harness.ts';

const now = Date.parse('2026-11-25T12:00:00Z');
let away = false;
const registry = memoryRegistrar(() => now);
const registrar: typeof registry = {
  ...registry,
  update: (wish, said) =>
    away ? Promise.reject(new RegistrarError('unreachable', 'away')) : registry.update(wish, said),
};
const dns = memoryDns();
const www = { name: 'www', type: 'A' as const, ttl: 3600, records: ['192.0.2.1'] };
let h: Harness;
let label: TestLabel;
let customer: string;
let cookie: string;
before(async () => {
  h = await harness({ registrar, dns, now: () => now });
  label = await h.label('north');
  customer = await h.customer(label.id, 'Loaf');
  await h.user(label.id, customer, 'Marieke');
  cookie = await h.signIn(label, 'marieke', passwords.owner);
});
after(() => h.close());

const call = async <T = DomainDrift>(method: string, path: string, body?: unknown) => {
  const answer = await h.request(`http://${label.host}/v1/domains${path && `/${path}`}`, {
    method,
    cookie,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as T };
};
let n = 0;
/** One that is at the registry and at the name server as it is here. */
async function alike() {
  const name = `loaf${(n += 1)}.com`;
  const id = await h.domain(label.id, customer, name, [www], { locked: false });
  assert.equal((await call('POST', `${id}/sync`, {})).status, 200);
  await h.bff.jobs.idle(label.id);
  return { id, name };
}
/** What is found when somebody asks. */
async function look(id: string): Promise<DomainDrift> {
  assert.equal((await call('POST', `${id}/drift/check`, {})).body.looking, true);
  await h.bff.jobs.idle(label.id);
  const { body } = await call('GET', `${id}/drift`);
  assert.equal(body.looking, false);
  return body;
}
const read = async (id: string) => (await call<DomainDetail>('GET', id)).body;
const elsewhere = ['ns1.elsewhere.example', 'ns2.elsewhere.example'];
/** Somebody else, with an account at the registry, sets other name servers. */
const moveServers = async (name: string) => {
  const { statuses, privacy, hosts } = (await registrar.read(name))!;
  const locked = statuses.includes('clientTransferProhibited');
  await registrar.update({ name, nameServers: elsewhere, locked, privacy, hosts });
};
const resolve = (id: string, { items, seen }: DomainDrift, side: string) =>
  call(`POST`, `${id}/drift/resolve`, { items: items.map(({ kind, subject }) => ({ kind, subject })), side, seen });

test('drift: where all is alike nothing is found, and nothing is touched', async () => {
  const { id } = await alike();
  assert.deepEqual((await look(id)).items, []);
  assert.equal((await read(id)).differs, false);
});

test('drift: other name servers at the registry are shown on both sides, and are nobody’s mistake to mend alone', async () => {
  const { id, name } = await alike();
  await moveServers(name);
  const { items } = await look(id);
  const ours = ['ns1.north.example', 'ns2.north.example'];
  assert.deepEqual(
    items.map(({ kind, where, ours: one, theirs }) => [kind, where, one?.values, theirs?.values]),
    [['name_servers', 'registry', ours, elsewhere]],
  );
  assert.deepEqual((await registrar.read(name))?.nameServers, elsewhere);
  const row = (await call<DomainPage>('GET', '')).body.items.find((one) => one.id === id);
  assert.equal(row?.waits, 'differs');
});

test('drift: what is there is taken over, with who chose it in the history', async () => {
  const { id, name } = await alike();
  await moveServers(name);
  const { status, body } = await resolve(id, await look(id), 'theirs');
  assert.deepEqual([status, body.items], [200, []]);
  const detail = await read(id);
  assert.deepEqual([detail.nameServers, detail.ownNameServers, detail.differs], [elsewhere, false, false]);
  const [{ by, event } = { by: '', event: undefined }] = detail.events;
  assert.deepEqual([by, event], ['Marieke', { kind: 'drift', what: 'name_servers', subject: '', side: 'theirs' }]);
  await h.bff.jobs.idle(label.id);
  assert.deepEqual((await look(id)).items, []);
});

test('drift: what is here is put there again', async () => {
  const { id, name } = await alike();
  await moveServers(name);
  assert.equal((await resolve(id, await look(id), 'ours')).status, 200);
  await h.bff.jobs.idle(label.id);
  assert.deepEqual((await registrar.read(name))?.nameServers, ['ns1.north.example', 'ns2.north.example']);
  assert.deepEqual((await look(id)).items, []);
});

test('drift: the day it expires and its lock are the registry’s to say', async () => {
  const { id, name } = await alike();
  await registrar.renew(name, '2027-03-14', 2);
  const { nameServers, privacy, hosts } = (await registrar.read(name))!;
  await registrar.update({ name, nameServers, locked: true, privacy, hosts });
  assert.deepEqual((await look(id)).items, []);
  const { expiresOn, locked, events } = await read(id);
  assert.deepEqual([expiresOn, locked], ['2029-03-14', true]);
  const told = events.map(({ by, event }) => [by, event.kind === 'drift' && event.what]);
  assert.deepEqual(told.toSorted(), [
    ['', 'expiry'],
    ['', 'lock'],
  ]);
});

test('drift: a lock that was taken off there is not taken over in silence', async () => {
  const { id, name } = await alike();
  await call('POST', `${id}/lock`, { locked: true });
  await h.bff.jobs.idle(label.id);
  const { nameServers, privacy, hosts } = (await registrar.read(name))!;
  await registrar.update({ name, nameServers, locked: false, privacy, hosts });
  assert.deepEqual(
    (await look(id)).items.map(({ kind, theirs }) => [kind, theirs?.values]),
    [['lock', ['off']]],
  );
  assert.equal((await read(id)).locked, true);
});

test('drift: a record that only the name server has is taken over, as a change set that can be undone', async () => {
  const { id, name } = await alike();
  await dns.change(name, [{ op: 'set', name: 'shop', type: 'A', ttl: 300, records: ['192.0.2.9'] }]);
  assert.deepEqual((await look(id)).items, []);
  const zone = (await call<ZoneAnswer>('GET', `${id}/dns`)).body;
  assert.deepEqual(
    zone.rrsets.filter((rrset) => rrset.name === 'shop').map(({ ttl, records }) => [ttl, records]),
    [[300, ['192.0.2.9']]],
  );
  assert.equal(zone.sync.state, 'ready');
  const [change] = (await call<HistoryPage>('GET', `${id}/dns/history`)).body.items;
  assert.deepEqual([change?.by, change?.diff.length], ['', 1]);
  assert.equal((await call('POST', `changes/${change!.id}/rollback`, { version: zone.version })).status, 200);
  await h.bff.jobs.idle(label.id);
  assert.ok(!(await dns.readZone(name))?.some((rrset) => rrset.name === 'shop'));
});

test('drift: a record that only we have is put there again, and a zone that is gone comes back whole', async () => {
  const { id, name } = await alike();
  await dns.change(name, [{ op: 'delete', name: 'www', type: 'A' }]);
  assert.deepEqual((await look(id)).items, []);
  await h.bff.jobs.idle(label.id);
  assert.ok((await dns.readZone(name))?.some((rrset) => rrset.name === 'www'));
  await dns.removeZone(name);
  await look(id);
  await h.bff.jobs.idle(label.id);
  assert.ok((await dns.readZone(name))?.some((rrset) => rrset.name === 'www'));
});

test('drift: a record that both have otherwise is asked about; each side can win', async () => {
  for (const [side, address] of [
    ['theirs', '192.0.2.77'],
    ['ours', '192.0.2.1'],
  ] as const) {
    const { id, name } = await alike();
    await dns.change(name, [{ op: 'set', ...www, records: ['192.0.2.77'] }]);
    const found = await look(id);
    assert.deepEqual(
      found.items.map(({ subject, ours, theirs }) => [subject, ours?.values, theirs?.values]),
      [['www A', ['192.0.2.1'], ['192.0.2.77']]],
    );
    assert.equal((await resolve(id, found, side)).status, 200);
    await h.bff.jobs.idle(label.id);
    const here = (await call<ZoneAnswer>('GET', `${id}/dns`)).body.rrsets.find((rrset) => rrset.name === 'www');
    const there = (await dns.readZone(name))?.find((rrset) => rrset.name === 'www');
    assert.deepEqual([here?.records, there?.records], [[address], [address]], side);
  }
});

test('drift: records that cannot be are not taken over', async () => {
  const { id, name } = await alike();
  // Mail goes to names, never to an address (RFC 5321 §5.1).
  await dns.change(name, [{ op: 'set', name: 'post', type: 'MX', ttl: 300, records: ['10 192.0.2.1'] }]);
  const found = await look(id);
  assert.deepEqual(
    found.items.map(({ subject }) => subject),
    ['post MX'],
  );
  const { status, body } = await call<ProblemBody>('POST', `${id}/drift/resolve`, {
    items: [{ kind: 'record', subject: 'post MX' }],
    side: 'theirs',
    seen: found.seen,
  });
  assert.deepEqual([status, body.code], [403, 'state_forbids']);
  assert.match(body.reason!, /cannot stand/);
});

test('drift: what was found since somebody looked is not settled unseen', async () => {
  const { id, name } = await alike();
  await moveServers(name);
  const found = await look(id);
  await dns.change(name, [{ op: 'set', ...www, records: ['192.0.2.77'] }]);
  await look(id);
  const { status, body } = await call<ProblemBody>('POST', `${id}/drift/resolve`, {
    items: [{ kind: 'name_servers', subject: '' }],
    side: 'ours',
    seen: found.seen,
  });
  assert.deepEqual([status, body.code], [409, 'version_conflict']);
});

test('drift: what the customer has changed since is not taken back by an older comparison', async () => {
  const { id, name } = await alike();
  await dns.change(name, [{ op: 'set', ...www, records: ['192.0.2.77'] }]);
  await moveServers(name);
  const found = await look(id);
  assert.equal(found.items.length, 2);
  const { version } = (await call<ZoneAnswer>('GET', `${id}/dns`)).body;
  await call('POST', `${id}/dns`, { version, changes: [{ op: 'set', ...www, records: ['192.0.2.5'] }] });
  await call('POST', `${id}/lock`, { locked: true });
  assert.equal((await resolve(id, found, 'theirs')).status, 409);
  await h.bff.jobs.idle(label.id);
  assert.deepEqual(
    (await look(id)).items.map(({ kind }) => kind),
    ['name_servers'],
  );
  assert.deepEqual((await dns.readZone(name))?.find((rrset) => rrset.name === 'www')?.records, ['192.0.2.5']);
});

test('drift: what waits for a person is not overwritten by a change of something else', async () => {
  const { id, name } = await alike();
  await moveServers(name);
  await look(id);
  await call('POST', `${id}/lock`, { locked: true });
  await h.bff.jobs.idle(label.id);
  await call('POST', `${id}/renew`, { expiresOn: '2027-03-14', years: 1 });
  await call('POST', `${id}/sync`, {});
  await h.bff.jobs.idle(label.id);
  const there = (await registrar.read(name))!;
  assert.deepEqual(there.nameServers, elsewhere);
  assert.ok(there.statuses.includes('clientTransferProhibited'));
  assert.equal((await read(id)).registration.sync.state, 'ready');
  const found = await look(id);
  assert.deepEqual(
    found.items.map(({ kind }) => kind),
    ['name_servers'],
  );
  // Name servers that the customer sets himself are his choice.
  const mine = ['ns1.mine.example', 'ns2.mine.example'];
  await call('POST', `${id}/name_servers`, { own: false, nameServers: mine });
  await h.bff.jobs.idle(label.id);
  assert.deepEqual((await registrar.read(name))?.nameServers, mine);
  assert.deepEqual((await look(id)).items, []);
});

test('drift: of two differences each is settled for itself', async () => {
  const { id, name } = await alike();
  const hosts = [{ name: `ns.${name}`, addresses: ['192.0.2.53'] }];
  await registrar.update({ name, nameServers: elsewhere, locked: false, privacy: false, hosts });
  const found = await look(id);
  assert.deepEqual(
    found.items.map(({ kind }) => kind),
    ['hosts', 'name_servers'],
  );
  const some = { ...found, items: found.items.filter(({ kind }) => kind === 'hosts') };
  assert.deepEqual(
    (await resolve(id, some, 'ours')).body.items.map(({ kind }) => kind),
    ['name_servers'],
  );
  await h.bff.jobs.idle(label.id);
  const there = (await registrar.read(name))!;
  assert.deepEqual([there.hosts, there.nameServers], [[], elsewhere]);
});

const holder = {
  ...{ kind: 'person' as const, name: 'Marieke Molenaar', organisation: '', street: 'Ovenweg 1' },
  ...{ postalCode: '1011 AB', city: 'Amsterdam', state: '', country: 'NL', phone: '+31201234567' },
  ...{ email: 'Marieke@people.example', extra: {} },
};
/** One whose holder the registry was told by us. */
async function told() {
  const one = await alike();
  const { extra, ...contact } = holder;
  await h.store.labels.use(label.id, ({ db }) =>
    db.insert(registrants).values({ domainId: one.id, told: { contact, extra } }),
  );
  await registrar.setRegistrant(one.name, holder);
  return one;
}

test('drift: the holder is compared as the registry was told; another one is shown, and each side can win', async () => {
  for (const side of ['ours', 'theirs'] as const) {
    const { id, name } = await told();
    assert.deepEqual((await look(id)).items, []);
    const thief = { ...holder, name: 'Tessa Dief', email: 'tessa@elsewhere.example' };
    await registrar.setRegistrant(name, thief);
    const found = await look(id);
    assert.deepEqual(
      found.items.map(({ kind, ours, theirs }) => [kind, ours?.values[0], theirs?.values[0], theirs?.values.at(-1)]),
      [['registrant', 'Marieke Molenaar', 'Tessa Dief', 'tessa@elsewhere.example']],
    );
    assert.equal((await resolve(id, found, side)).status, 200);
    await h.bff.jobs.idle(label.id);
    const there = await registrar.registrant(name);
    const [row] = await h.store.labels.use(label.id, ({ db }) => db.select().from(domains).where(eq(domains.id, id)));
    if (side === 'ours') assert.deepEqual([there?.name, there?.street], ['Marieke Molenaar', 'Ovenweg 1']);
    else assert.deepEqual([there?.name, row?.ownerName], ['Tessa Dief', 'Tessa Dief']);
    assert.deepEqual((await look(id)).items, []);
  }
});

test('drift: a holder whom the customer changes meanwhile is not chosen from before', async () => {
  const { id, name } = await told();
  await registrar.setRegistrant(name, { ...holder, city: 'Utrecht' });
  assert.equal((await look(id)).items.length, 1);
  await h.store.labels.use(label.id, ({ db }) =>
    db.update(registrants).set({ state: 'waiting', changeId: 'rgc_1' }).where(eq(registrants.domainId, id)),
  );
  assert.deepEqual((await look(id)).items, []);
});

test('drift: what is held there without us is shown, and is nobody’s here to let go', async () => {
  const { id, name } = await alike();
  const { nameServers, privacy, hosts } = (await registrar.read(name))!;
  await registrar.update({ name, nameServers, locked: false, privacy, hosts, hold: true });
  const found = await look(id);
  assert.deepEqual(
    found.items.map(({ kind, ours, theirs, may }) => [kind, ours?.values, theirs?.values, may]),
    [['hold', ['off'], ['on'], []]],
  );
  assert.equal((await resolve(id, found, 'ours')).status, 403);
});

test('drift: what we had held and is not held there any more is held again', async () => {
  const { id, name } = await alike();
  await h.store.labels.use(label.id, ({ db }) =>
    db.update(domains).set({ held: true, verifyBy: '2026-11-20' }).where(eq(domains.id, id)),
  );
  assert.deepEqual((await look(id)).items, []);
  await h.bff.jobs.idle(label.id);
  assert.ok((await registrar.read(name))?.statuses.includes('clientHold'));
});

test('drift: what is still on its way is no difference', async () => {
  const { id, name } = await alike();
  await moveServers(name);
  away = true;
  await call('POST', `${id}/lock`, { locked: true });
  await h.bff.jobs.idle(label.id);
  away = false;
  assert.deepEqual((await look(id)).items, []);
});

test('drift: a night settles few; where many differ it only tells', async () => {
  const world = await harness({ registrar, dns, now: () => now });
  try {
    const there = await world.label('south');
    const owner = await world.customer(there.id, 'Crumb');
    const names = Array.from({ length: 40 }, (_, at) => `crumb${at}.com`);
    for (const name of names)
      await world.domain(there.id, owner, name, [www], {
        ownNameServers: false,
        nameServers: ['ns1.example.net', 'ns2.example.net'],
        locked: false,
      });
    const night = async () => {
      await world.store.labels.use(there.id, (one) => dailyDrift(one, now));
      world.bff.jobs.wake(there.id);
      await world.bff.jobs.idle(there.id);
    };
    const expiry = (name: string) =>
      world.store.labels.use(there.id, async ({ db }) => {
        const [row] = await db.select().from(domains).where(eq(domains.name, name));
        return row?.expiresOn;
      });
    await registrar.renew(names[0]!, '2027-03-14', 1);
    await night();
    assert.equal(await expiry(names[0]!), '2028-03-14');
    for (const name of names.slice(1, 6)) await registrar.renew(name, '2027-03-14', 1);
    await night();
    assert.equal(await expiry(names[1]!), '2027-03-14');
    const told = world.events.find(({ name }) => name === 'drift_many');
    assert.deepEqual(told?.facts, { label: there.id, differing: 5, domains: 40 });
  } finally {
    await world.close();
  }
});

test('drift: after a restore the night only tells', async () => {
  const { id, name } = await alike();
  const held = {
    id: 'job_held',
    kind: 'domains.zone.publish',
    object: 'dom_gone',
    dueAt: new Date(now),
    createdAt: new Date(now),
  };
  await h.store.labels.use(label.id, ({ db }) =>
    db.insert(jobTable).values({ ...held, state: 'failed', error: 'restored' }),
  );
  await registrar.renew(name, '2027-03-14', 1);
  assert.deepEqual(
    (await look(id)).items.map(({ kind }) => kind),
    ['expiry'],
  );
  assert.equal((await read(id)).expiresOn, '2027-03-14');
});

test('L1 drift: switched off it is refused, and told so', async () => {
  const { id } = await alike();
  await h.set(label.id, {
    policy: { hiddenTabs: [], disabledActions: { 'domains.drift.resolve': {}, 'domains.drift.check': {} } },
  });
  for (const path of ['check', 'resolve'])
    assert.equal((await call<ProblemBody>('POST', `${id}/drift/${path}`, {})).body.code, 'action_disabled');
  await h.set(label.id, { policy: defaultSettings.policy });
});
