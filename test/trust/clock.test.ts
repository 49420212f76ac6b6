import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { startPowerDns } from '../../bff/demo/platform/powerdns.ts';
import type { HistoryPage, ZoneAnswer } from '../../bff/domains/answers.ts';
import { powerDns } from '../../bff/platform/dns/powerdns.ts';
import { freePorts, startBff } from '../bff/process.ts';
import { scratch } from '../bff/store/files.ts';
import { lacking, lackingPowerDns } from '../platform/dns/real.ts';
import { faultProxy } from './fault-proxy.ts';
import { ground } from './ground.ts';
import { visitor } from './visitor.ts';

const skip = lacking('/usr/bin/faketime', 'faketime') || lackingPowerDns();
const library = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1';

test(
  'F5: the clock of a real process jumps by hours, a day and over the end of summer time: no token outlives its time, no job is stuck, nothing is done twice',
  { skip, timeout: 120_000 },
  async (t) => {
    const dns = await startPowerDns();
    const proxy = await faultProxy(dns.url);
    t.after(async () => {
      await proxy.close();
      await dns.stop();
    });
    const data = scratch();
    const { north } = await ground(data, 'north');
    const clock = join(data, 'clock');
    const shift = async (by: string) => {
      writeFileSync(clock, `${by}\n`);
      await pause(50);
    };
    await shift('+0');
    const env = await freePorts();
    const served = await startBff({
      ...env,
      HC_DATA: data,
      HC_DEMO: '0',
      HC_POWERDNS_URL: proxy.url,
      HC_POWERDNS_KEY: dns.key,
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: clock,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      TZ: 'Europe/Amsterdam',
    });
    const path = `/v1/domains/${north.domain}/dns`;
    const person = () => visitor(served.url, north.label, north.customer);
    const read = async (who: Awaited<ReturnType<typeof person>>) => who.call<ZoneAnswer>(served.url, path);
    const ready = async (who: Awaited<ReturnType<typeof person>>, what: string) => {
      for (const end = performance.now() + 15_000; (await read(who)).body.sync?.state !== 'ready'; await pause(100))
        assert.ok(performance.now() < end, `${what}: the job is stuck`);
    };
    let number = 0;
    const write = async (who: Awaited<ReturnType<typeof person>>) => {
      const { version } = (await read(who)).body;
      const set = { op: 'set', name: `t${(number += 1)}`, type: 'TXT', ttl: 300, records: [`change ${number}`] };
      assert.equal((await who.call(served.url, path, { version, changes: [set] })).status, 200);
    };
    const first = await person();
    await ready(first, 'the start');

    const autumn = Math.round((Date.UTC(2026, 9, 25, 0, 59, 58) - Date.now()) / 1000);
    for (const [ahead, back] of [
      ['+2h', '+0'],
      ['+1d', '+0'],
      ['+0', '-2h'],
      ['+0', '-1d'],
      [`${autumn}s`, `${autumn}s`],
    ] as const) {
      await shift(ahead);
      const who = await person();
      assert.equal((await read(who)).status, 200, ahead);
      // Saved and not carried out when the clock goes back: its next try would be far away.
      await proxy.breaks('status 500');
      await write(who);
      await pause(300);
      await shift(back);
      await proxy.heals();
      if (ahead !== back) assert.equal((await read(who)).status, 401, `a token of ${ahead} at ${back}`);
      const now = await person();
      await ready(now, `from ${ahead} to ${back}`);
      await write(now);
      await ready(now, `after ${back}`);
    }
    await shift('+0');
    const last = await person();
    await shift('+11m');
    assert.equal((await read(last)).status, 401, 'a token after its time');

    const who = await person();
    await ready(who, 'the end');
    const { body } = await who.call<HistoryPage>(served.url, `${path}/history?limit=200`);
    assert.equal(body.items.length, number);
    const there = (await powerDns(dns).readZone('north.example'))!.filter(({ type }) => type === 'TXT');
    assert.deepEqual(there.map(({ name, records }) => [name, records.length]).toSorted(), [
      ...Array.from({ length: number }, (_, at) => [`t${at + 1}`, 1]).toSorted(),
    ]);
    assert.equal(served.child.exitCode, null);
    await served.kill('SIGTERM');
  },
);
