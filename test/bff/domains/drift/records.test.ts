import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HistoryPage, ZoneAnswer } from '../../../../bff/domains/answers.ts';
import type { ProblemBody } from '../../../../bff/http/problem.ts';
import { drifting } from './visit.ts';

const here = drifting();
const { alike, call, dns, look, resolve, www } = here;

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
  await here.h.bff.jobs.idle(here.label.id);
  assert.ok(!(await dns.readZone(name))?.some((rrset) => rrset.name === 'shop'));
});

test('drift: a record that only we have is put there again, and a zone that is gone comes back whole', async () => {
  const { id, name } = await alike();
  await dns.change(name, [{ op: 'delete', name: 'www', type: 'A' }]);
  assert.deepEqual((await look(id)).items, []);
  await here.h.bff.jobs.idle(here.label.id);
  assert.ok((await dns.readZone(name))?.some((rrset) => rrset.name === 'www'));
  await dns.removeZone(name);
  await look(id);
  await here.h.bff.jobs.idle(here.label.id);
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
    await here.h.bff.jobs.idle(here.label.id);
    const shown = (await call<ZoneAnswer>('GET', `${id}/dns`)).body.rrsets.find((rrset) => rrset.name === 'www');
    const there = (await dns.readZone(name))?.find((rrset) => rrset.name === 'www');
    assert.deepEqual([shown?.records, there?.records], [[address], [address]], side);
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
