import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { limitTable } from '../../bff/http/limits.ts';
import { freePorts, startBff } from '../bff/process.ts';
import { scratch } from '../bff/store/files.ts';
import { startRedis } from '../redis.ts';
import { ground } from './ground.ts';
import { sendLines } from './raw.ts';
import { visitor } from './visitor.ts';

test('P8: the server that counts for all is killed under load and comes back: no request fails, and passwords are guessed no easier', async (t) => {
  const redis = await startRedis();
  t.after(() => redis.kill());
  const data = scratch();
  const { north } = await ground(data, 'north');
  const ports = await freePorts();
  const both = [ports, await freePorts()];
  const served = await Promise.all(
    both.map((own) => startBff({ ...own, HC_DATA: data, HC_DEMO: '0', HC_LIMITS_URL: redis.url })),
  );
  t.after(() => Promise.all(served.map((one) => one.kill('SIGKILL'))));
  const who = await visitor(served[0]!.url, north.label, north.customer);
  const said = (what: string) => served.every((one) => one.said().includes(what));

  const statuses: number[] = [];
  let loaded = true;
  const readers = [0, 1, 2, 3].map(async (number) => {
    for (; loaded; await pause(50)) statuses.push((await who.call(served[number % 2]!.url, '/v1/domains')).status);
  });
  const guess = async (process: number) => {
    const lines = ['POST /v1/auth/sign_in HTTP/1.1', 'host: north.localhost', 'origin: http://north.localhost'];
    const body = JSON.stringify({ login: 'nobody', password: 'the same guess for all' });
    const port = Number(both[process]!.HC_PORT);
    return (await sendLines(port, [...lines, 'content-type: application/json'], body)).status;
  };

  await pause(500);
  assert.ok(!said('limits_lost'));
  await redis.kill();
  for (const end = performance.now() + 5000; !said('limits_lost'); await pause(20))
    assert.ok(performance.now() < end, 'both say that they count alone');
  const guesses = [];
  for (let at = 0; at < 12; at += 1) guesses.push(await guess(at % 2));
  const evaluated = guesses.filter((status) => status === 401).length;
  assert.ok(evaluated >= 1 && evaluated <= limitTable.sign_in.points, guesses.join());
  assert.equal(evaluated + guesses.filter((status) => status === 429).length, guesses.length);
  await redis.start();
  for (const end = performance.now() + 10_000; !said('limits_found'); await pause(50))
    assert.ok(performance.now() < end, 'both count together again');
  await pause(300);
  loaded = false;
  await Promise.all(readers);
  assert.ok(statuses.length > 40);
  assert.deepEqual([...new Set(statuses)], [200]);
});
