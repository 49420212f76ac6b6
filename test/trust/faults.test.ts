import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { startPowerDns } from '../../bff/demo/platform/powerdns.ts';
import type { ZoneAnswer } from '../../bff/domains/answers.ts';
import type { RRset } from '../../bff/domains/records.ts';
import { breaking } from '../../bff/platform/breaker.ts';
import { powerDns } from '../../bff/platform/dns/powerdns.ts';
import { harness, passwords, type Harness } from '../bff/harness.ts';
import { lackingPowerDns } from '../platform/dns/real.ts';
import { faultProxy, faults } from './fault-proxy.ts';

/** Short, as half a minute for each fault would be long. */
const probeEvery = 1500;
// Each world has a PowerDNS, which would not outlive us.
process.setMaxListeners(20);
const closing: (() => Promise<unknown>)[] = [];
after(() => Promise.all(closing.map((close) => close())));

/** A customer with three domains, a BFF, a PowerDNS and what stands between the two. */
async function world(every = probeEvery) {
  const server = await startPowerDns();
  const proxy = await faultProxy(server.url);
  const events: string[] = [];
  const running: { h?: Harness } = {};
  const { port: dns } = breaking(powerDns({ ...server, url: proxy.url, timeoutMs: 1500 }), {
    report: (name) => void events.push(name),
    wanted: (many) => void running.h?.bff.jobs.hurry('dns', many),
    probeEvery: every,
  });
  const h = (running.h = await harness({ dns }));
  closing.push(async () => {
    await proxy.heals();
    await h.close();
    await Promise.all([proxy.close(), server.stop()]);
  });
  const label = await h.label('north');
  const customer = await h.customer(label.id, 'Loaf');
  await h.user(label.id, customer, 'Marieke');
  const cookie = await h.signIn(label, 'marieke', passwords.owner);
  const names = ['a.example', 'b.example', 'c.example'];
  const ids: string[] = [];
  for (const name of names) ids.push(await h.domain(label.id, customer, name));
  const slowest = { ms: 0 };
  const call = async (id: string, path = '', body?: object) => {
    const began = performance.now();
    const answer = await h.request(`http://${label.host}/v1/domains/${id}/dns${path}`, {
      method: body ? 'POST' : 'GET',
      cookie,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    slowest.ms = Math.max(slowest.ms, performance.now() - began);
    assert.equal(answer.status, 200, await answer.clone().text());
    return (await answer.json()) as ZoneAnswer;
  };
  let number = 0;
  /** What each zone shall hold beside its name servers. */
  const wished = new Map<string, RRset[]>(names.map((name) => [name, []]));
  const write = async () => {
    const at = (number += 1) % ids.length;
    const { version } = await call(ids[at]!);
    const rrset: RRset = { name: `w${number}`, type: 'TXT', ttl: 300, records: [`change ${number}`] };
    await call(ids[at]!, '', { version, changes: [{ op: 'set', ...rrset }] });
    wished.get(names[at]!)!.push(rrset);
  };
  const states = async () => (await Promise.all(ids.map((id) => call(id)))).map(({ sync }) => sync.state);
  const until = async (what: string, within: number, check: () => boolean | Promise<boolean>) => {
    const began = performance.now();
    while (!(await check())) {
      assert.ok(performance.now() - began < within, `${what}: ${(await states()).join(', ')}`);
      await pause(20);
    }
    return performance.now() - began;
  };
  const ready = async () => (await states()).every((state) => state === 'ready');
  const holds = async () => {
    for (const [name, rrsets] of wished) {
      const there = (await powerDns(server).readZone(name))!.filter(({ type }) => type !== 'NS');
      const order = (a: RRset, b: RRset) => (a.name < b.name ? -1 : 1);
      assert.deepEqual(there.toSorted(order), rrsets.toSorted(order), name);
    }
  };
  return { proxy, events, ids, call, write, states, until, ready, holds, slowest };
}

describe('PowerDNS behind a proxy that breaks', { skip: lackingPowerDns(), concurrency: 4 }, () => {
  for (const fault of faults)
    test(
      `F4: ${fault}: nobody waits, the breaker opens, and all is served once and soon after`,
      { timeout: 60_000 },
      async (t) => {
        const w = await world();
        await w.write();
        await w.until('before', 20_000, w.ready);

        await w.proxy.breaks(fault);
        // Each change is one that a job tries at once.
        await w.until('it opens', 20_000, async () => {
          await w.write();
          await pause(150);
          return w.events.includes('breaker_opened');
        });
        const before = w.proxy.asked();
        await w.write();
        await w.write();
        await w.write();
        await pause(200);
        assert.ok(w.proxy.asked() - before <= 1, 'an open breaker still asks');
        assert.deepEqual(await w.states(), ['failed', 'failed', 'failed']);
        for (const id of w.ids) assert.ok((await w.call(id)).sync.retryAt, 'and says when the next try is');
        await pause(2 * probeEvery);
        assert.ok(w.proxy.asked() - before <= 4, `${w.proxy.asked() - before} probes`);
        assert.ok(w.slowest.ms < 2000, `a customer waited ${w.slowest.ms} ms`);

        await w.proxy.heals();
        const took = await w.until('healed', 2 * probeEvery + 15_000, w.ready);
        assert.equal(w.events.at(-1), 'breaker_closed');
        await w.holds();
        t.diagnostic(`slowest answer ${Math.round(w.slowest.ms)} ms, ready ${Math.round(took)} ms after healing`);
      },
    );

  test('F4: "Try again" reaches a system that is back, though its next probe is far', { timeout: 60_000 }, async () => {
    const w = await world(60_000);
    await w.proxy.breaks('status 500');
    await w.until('it opens', 20_000, async () => {
      await w.write();
      await pause(150);
      return w.events.includes('breaker_opened');
    });
    // Who asks again and again is no probe either: once a second.
    await pause(1100);
    await w.proxy.heals();
    assert.deepEqual(await w.states(), ['failed', 'failed', 'failed']);
    await w.call(w.ids[0]!, '/retry', {});
    await w.until('it is served', 10_000, w.ready);
    await w.holds();
  });
});
