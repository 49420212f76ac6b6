import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ZoneAnswer } from '../../../../bff/domains/answers.ts';
import type { ProblemBody } from '../../../../bff/http/problem.ts';
import { defaultSettings } from '../../../../bff/reseller/settings.ts';
import { drifting } from './visit.ts';

const here = drifting();
const { alike, call, dns, elsewhere, look, moveServers, read, registrar, resolve, www } = here;

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
  await here.h.bff.jobs.idle(here.label.id);
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
  await here.h.bff.jobs.idle(here.label.id);
  await call('POST', `${id}/renew`, { expiresOn: '2027-03-14', years: 1 });
  await call('POST', `${id}/sync`, {});
  await here.h.bff.jobs.idle(here.label.id);
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
  await here.h.bff.jobs.idle(here.label.id);
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
  await here.h.bff.jobs.idle(here.label.id);
  const there = (await registrar.read(name))!;
  assert.deepEqual([there.hosts, there.nameServers], [[], elsewhere]);
});

test('L1 drift: switched off it is refused, and told so', async () => {
  const { id } = await alike();
  await here.h.set(here.label.id, {
    policy: { hiddenTabs: [], disabledActions: { 'domains.drift.resolve': {}, 'domains.drift.check': {} } },
  });
  for (const path of ['check', 'resolve'])
    assert.equal((await call<ProblemBody>('POST', `${id}/drift/${path}`, {})).body.code, 'action_disabled');
  await here.h.set(here.label.id, { policy: defaultSettings.policy });
});
