import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { startPowerDns } from '../../../bff/demo/platform/powerdns.ts';
import type { ZoneAnswer } from '../../../bff/domains/answers.ts';
import type { ImportPreview } from '../../../bff/domains/zone-file/answers.ts';
import { freePorts, startBff } from '../../bff/process.ts';
import { scratch } from '../../bff/store/files.ts';
import { faultProxy } from '../../trust/fault-proxy.ts';
import { ground } from '../../trust/ground.ts';
import { visitor } from '../../trust/visitor.ts';
import { ask } from './ask.ts';

const records = 5000;
const address = (at: number) => `198.18.${at >> 8}.${at & 255}`;
const text = Array.from({ length: records }, (_, at) => `h${at} 3600 IN A ${address(at)}`).join('\n');

test('D4: a file of 5,000 records is looked at, imported, and given to PowerDNS in one request; a change of ten of them too', async (t) => {
  const dns = await startPowerDns();
  const proxy = await faultProxy(dns.url);
  const data = scratch();
  const { north } = await ground(data, 'north');
  const served = await startBff({
    ...(await freePorts()),
    HC_DATA: data,
    HC_DEMO: '0',
    HC_POWERDNS_URL: proxy.url,
    HC_POWERDNS_KEY: dns.key,
  });
  t.after(async () => {
    await served.kill('SIGTERM');
    await proxy.close();
    await dns.stop();
  });
  const person = await visitor(served.url, north.label, north.customer);
  const path = `/v1/domains/${north.domain}/dns`;
  const zone = async () => (await person.call<ZoneAnswer>(served.url, path)).body;
  const ready = async () => {
    for (const end = performance.now() + 20_000; ; await pause(10)) {
      const now = await zone();
      if (now.sync.state === 'ready') return now;
      assert.ok(performance.now() < end, now.sync.state);
    }
  };
  // The zone is made at the name server first.
  await person.call(served.url, path, {
    version: (await zone()).version,
    changes: [{ op: 'set', name: 'old', type: 'A', ttl: 3600, records: ['192.0.2.1'] }],
  });
  let { version } = await ready();

  const timed = async <T>(what: string, body: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    const value = await body();
    t.diagnostic(`${what}: ${Math.round(performance.now() - began)} ms`);
    return value;
  };
  const file = { version, text, replace: false };
  const preview = await timed('5,000 records, preview', () =>
    person.call<ImportPreview>(served.url, `${path}/import/preview`, file),
  );
  assert.deepEqual([preview.status, preview.body.diff.length, preview.body.skipped], [200, records, 0]);
  const before = proxy.asked();
  await timed('5,000 records, imported and served', async () => {
    assert.equal((await person.call<ZoneAnswer>(served.url, `${path}/import`, file)).status, 200);
    ({ version } = await ready());
  });
  assert.equal(proxy.asked() - before, 1, 'requests to PowerDNS');
  const { name } = (await zone()).domain;
  for (const at of [0, 2500, records - 1])
    assert.deepEqual((await ask(dns.dnsPort, `h${at}.${name}`, 'A')).answers, [`h${at}.${name} 3600 A ${address(at)}`]);

  const ten = Array.from({ length: 10 }, (_, at) => ({
    op: 'set',
    name: `h${at * 400}`,
    type: 'A',
    ttl: 3600,
    records: ['192.0.2.99'],
  }));
  await timed('ten of them, saved and served', async () => {
    assert.equal((await person.call<ZoneAnswer>(served.url, path, { version, changes: ten })).status, 200);
    await ready();
  });
  assert.equal(proxy.asked() - before, 2, 'requests to PowerDNS');
  assert.deepEqual((await ask(dns.dnsPort, `h400.${name}`, 'A')).answers, [`h400.${name} 3600 A 192.0.2.99`]);
});
