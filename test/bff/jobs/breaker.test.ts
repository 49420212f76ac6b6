import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { breaking } from '../../../bff/platform/breaker.ts';
import { memoryDns } from '../../../bff/platform/dns/memory.ts';
import { DnsError } from '../../../bff/platform/dns/port.ts';
import type { ZoneAnswer } from '../../../bff/domains/answers.ts';
import { harness, passwords, type Harness } from '../harness.ts';

test('F4: after a day without the name server all jobs come with the next probe, not when their next try was due', async (t) => {
  const served = memoryDns();
  let away = false;
  const failing = () => (away ? Promise.reject(new DnsError('unreachable', 'away')) : undefined);
  const system = {
    ...served,
    change: async (...args: Parameters<typeof served.change>) => (await failing()) ?? served.change(...args),
    ensureZone: async (...args: Parameters<typeof served.ensureZone>) =>
      (await failing()) ?? served.ensureZone(...args),
  };
  const running: { h?: Harness } = {};
  const events: string[] = [];
  const { port: dns } = breaking(system, {
    report: (name) => void events.push(name),
    wanted: (many) => void running.h?.bff.jobs.hurry('dns', many),
    probeEvery: 200,
  });
  let now = Date.UTC(2026, 10, 24, 12);
  const h = (running.h = await harness({ dns, now: () => now }));
  t.after(() => h.close());
  const label = await h.label('north');
  const customer = await h.customer(label.id, 'Loaf');
  await h.user(label.id, customer, 'Marieke');
  const cookie = await h.signIn(label, 'marieke', passwords.owner);
  const ids = [];
  for (const name of ['a', 'b', 'c']) ids.push(await h.domain(label.id, customer, `${name}.example`));
  const at = (id: string) => `http://${label.host}/v1/domains/${id}/dns`;
  const sync = async (id: string) => ((await (await h.request(at(id), { cookie })).json()) as ZoneAnswer).sync;

  away = true;
  for (const id of ids) {
    const change = { op: 'set', name: 'www', type: 'A', ttl: 3600, records: ['192.0.2.1'] };
    const body = JSON.stringify({ version: 1, changes: [change] });
    assert.equal((await h.request(at(id), { method: 'POST', cookie, body })).status, 200);
  }
  for (let hour = 0; hour < 24; hour += 1) {
    await h.bff.jobs.idle(label.id);
    now += 3_600_000;
    h.bff.jobs.wake(label.id);
  }
  await h.bff.jobs.idle(label.id);
  assert.deepEqual(events, ['breaker_opened']);
  for (const id of ids) assert.ok(Date.parse((await sync(id)).retryAt!) - now > 2_000_000);

  away = false;
  for (const end = performance.now() + 2000; ; await pause(20)) {
    const states = await Promise.all(ids.map(async (id) => (await sync(id)).state));
    if (states.every((state) => state === 'ready')) break;
    assert.ok(performance.now() < end, states.join(', '));
  }
  assert.deepEqual(events, ['breaker_opened', 'breaker_closed']);
});
