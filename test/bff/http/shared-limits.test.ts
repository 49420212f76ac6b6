import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from '@redis/client';
import { limitTable } from '../../../bff/http/limits.ts';
import { sharedLimits } from '../../../bff/http/limits.node.ts';
import { Problem } from '../../../bff/http/problem.ts';
import { startRedis } from '../../redis.ts';

/** A real Redis of its own, and two processes' worth of limits before it. */
async function world(t: TestContext) {
  const redis = await startRedis();
  const { url } = redis;
  const events: string[] = [];
  const limits = () => sharedLimits(url, (name) => void events.push(name));
  const both = [await limits(), await limits()] as const;
  t.after(async () => {
    for (const one of both) await one.close();
    await redis.kill();
  });
  // Until they are connected each counts for itself.
  await pause(300);
  const taken = async (times: number, name: keyof typeof limitTable, key: string) => {
    let count = 0;
    for (let at = 0; at < times; at += 1)
      await both[at % 2]!.take(name, key).then(
        () => (count += 1),
        (error: unknown) => assert.ok(error instanceof Problem && error.code === 'too_many_requests', String(error)),
      );
    return count;
  };
  return { ...redis, both, events, taken };
}

test('two processes count together: a limit is what it says, whoever is asked', async (t) => {
  const { taken, both } = await world(t);
  assert.equal(await taken(40, 'sign_in', 'lab_1 marieke 192.0.2.1'), limitTable.sign_in.points);
  assert.equal(await taken(4, 'sign_in', 'lab_1 joris 192.0.2.1'), 4, 'somebody else is not held up');
  await both[0].clear('sign_in', 'lab_1 marieke 192.0.2.1');
  await both[1].take('sign_in', 'lab_1 marieke 192.0.2.1');
});

test('a refusal says when to come back, and Redis holds no names', async (t) => {
  const { both, url } = await world(t);
  const key = 'lab_1 marieke@people.example 192.0.2.1';
  let refusal: unknown;
  for (let at = 0; at < 20 && !refusal; at += 1) await both[0].take('reset', key).catch((e: unknown) => (refusal = e));
  assert.ok(refusal instanceof Problem);
  assert.ok(refusal.extra.retryAfter! > 3500 && refusal.extra.retryAfter! <= 3600);
  const client = await createClient({ url }).connect();
  const keys = await client.keys('*');
  assert.equal(keys.length, 1);
  assert.doesNotMatch(keys[0]!, /marieke|192/);
  client.destroy();
});

test('Redis is gone: each process counts for itself, sign-in stays strict; it is back: together again', async (t) => {
  const { taken, kill, start, events } = await world(t);
  await kill();
  const signIns = await taken(60, 'sign_in', 'lab_1 marieke 192.0.2.1');
  assert.ok(signIns >= 2 && signIns <= limitTable.sign_in.points, `${signIns} tries in two processes`);
  const reads = await taken(1300, 'read', 'lab_1 cus_1');
  assert.equal(reads, limitTable.read.points);
  assert.ok(events.includes('limits_lost'));
  await start();
  const end = performance.now() + 10_000;
  while (!events.includes('limits_found')) {
    assert.ok(performance.now() < end, 'never found again');
    await pause(200);
    await taken(2, 'token', 'lab_1 192.0.2.9');
  }
  await pause(1500);
  assert.equal(await taken(40, 'sign_in', 'lab_1 anna 192.0.2.1'), limitTable.sign_in.points);
});

test('Redis hangs: nobody waits longer than a moment, and not everybody waits', async (t) => {
  const { both, signal } = await world(t);
  signal('SIGSTOP');
  const times: number[] = [];
  for (let at = 0; at < 20; at += 1) {
    const began = performance.now();
    await both[0].take('read', 'lab_1 cus_1');
    times.push(performance.now() - began);
  }
  signal('SIGCONT');
  assert.ok(Math.max(...times) < 1000, `${Math.max(...times)} ms`);
  assert.ok(times.filter((took) => took > 100).length <= 2, times.join(', '));
});
