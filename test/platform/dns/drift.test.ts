import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { ZoneAnswer } from '../../../bff/domains/answers.ts';
import type { DomainDrift } from '../../../bff/domains/drift/answers.ts';
import type { RRset } from '../../../bff/domains/records.ts';
import { harness, passwords } from '../../bff/harness.ts';
import type { Subject } from './contract.ts';
import { lackingPowerDns, ownServer, realPowerDns } from './real.ts';
import { samples } from './samples.ts';

const rrsets: RRset[] = samples.map(({ type, name, first }) => ({
  ...{ name, type, ttl: 3600 },
  records: first.map(([value]) => value),
}));

/** A domain with a record of every type, served by that server. */
async function served(t: TestContext, start: () => Promise<Subject>) {
  const { dns, stop } = await start();
  const h = await harness({ dns });
  t.after(async () => {
    await h.close();
    await stop();
  });
  const label = await h.label('north');
  const customer = await h.customer(label.id, 'Loaf');
  await h.user(label.id, customer, 'Marieke');
  const cookie = await h.signIn(label, 'marieke', passwords.owner);
  const name = 'loaf.example';
  const id = await h.domain(label.id, customer, name, rrsets);
  const call = async <T>(method: string, path: string, body?: object) => {
    const answer = await h.request(`http://${label.host}/v1/domains/${id}/${path}`, {
      ...{ method, cookie },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    assert.equal(answer.status, 200, path);
    await h.bff.jobs.idle(label.id);
    return (await answer.json()) as T;
  };
  const look = async () => {
    await call('POST', 'drift/check', {});
    const { items } = await call<DomainDrift>('GET', 'drift');
    return items.filter(({ where }) => where === 'name_server');
  };
  return { dns, name, call, look };
}

for (const [server, start, skip] of [
  ['PowerDNS', realPowerDns, lackingPowerDns()],
  ['embedded', ownServer, false],
] as const) {
  test(
    `drift: ${server}: records of every type are read back as they were given, also of a signed zone`,
    { skip },
    async (t) => {
      const { dns, name, look } = await served(t, start);
      assert.deepEqual(await look(), []);
      if (!dns.signs) return;
      await dns.sign(name);
      assert.deepEqual(await look(), []);
    },
  );

  test(
    `drift: ${server}: what was changed behind our back is taken over, put right, or asked about`,
    { skip },
    async (t) => {
      const { dns, name, call, look } = await served(t, start);
      await dns.change(name, [
        { op: 'set', name: 'shop', type: 'A', ttl: 300, records: ['192.0.2.9'] },
        { op: 'delete', name: '_dmarc', type: 'TXT' },
        { op: 'set', name: 'www', type: 'A', ttl: 3600, records: ['192.0.2.77'] },
      ]);
      assert.deepEqual(
        (await look()).map(({ subject, theirs }) => [subject, theirs?.values]),
        [['www A', ['192.0.2.77']]],
      );
      const zone = await call<ZoneAnswer>('GET', 'dns');
      assert.ok(zone.rrsets.some((rrset) => rrset.name === 'shop'));
      assert.ok((await dns.readZone(name))!.some((rrset) => rrset.name === '_dmarc'));
    },
  );
}
