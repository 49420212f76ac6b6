import assert from 'node:assert/strict';
import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { databasePath } from '../../bff/store/open.ts';
import { freePorts, startBff } from '../bff/process.ts';
import { scratch } from '../bff/store/files.ts';
import { smallWorld } from './small-world.ts';
import { visitor } from './visitor.ts';

test(
  'F10: the database of a label is lost or damaged: that label answers 503 and an alarm rises within 30 s, the others go on',
  { timeout: 120_000 },
  async (t) => {
    const data = scratch();
    const env: Record<string, string> = {
      ...(await freePorts()),
      HC_DATA: data,
      HC_DEMO: '0',
      HC_SECRET: 'a secret of the tests, long enough',
    };
    const [north, south] = [await smallWorld(env, 'north'), await smallWorld(env, 'south')];
    const { url, kill } = await startBff(env);
    const people = [
      await visitor(url, north.label, north.customer),
      await visitor(url, south.label, south.customer),
    ] as const;
    const statuses = () => Promise.all(people.map(async (one) => (await one.call(url, '/v1/domains')).status));
    const lost = async () => {
      const text = await (await fetch(`http://127.0.0.1:${env.HC_OPS_PORT}/metrics`)).text();
      return Number(/^hc_lost_labels (\d+)$/m.exec(text)?.[1]);
    };
    const until = async (what: string, check: () => Promise<boolean>) => {
      const began = performance.now();
      while (!(await check())) {
        assert.ok(performance.now() - began < 30_000, what);
        await pause(100);
      }
      t.diagnostic(`${what} after ${Math.round(performance.now() - began)} ms`);
    };
    assert.deepEqual(await statuses(), [200, 200]);
    assert.equal(await lost(), 0);

    const path = databasePath(data, south.label.id);
    for (const suffix of ['', '-wal', '-shm']) renameSync(path + suffix, `${path}${suffix}.away`);
    await until('the loss of a file is seen', async () => (await lost()) === 1);
    assert.deepEqual(await statuses(), [200, 503]);
    assert.deepEqual(await statuses(), [200, 503], 'and no new one was made');
    for (const suffix of ['', '-wal', '-shm']) renameSync(`${path}${suffix}.away`, path + suffix);
    await until('its return is seen', async () => (await lost()) === 0);
    assert.deepEqual(await statuses(), [200, 200]);

    // Closed in peace it has no log from which the page would come back.
    await kill('SIGTERM');
    for (const suffix of ['-wal', '-shm']) rmSync(path + suffix, { force: true });
    const file = openSync(path, 'r+');
    writeSync(file, Buffer.from([0xff]), 0, 1, 3);
    closeSync(file);
    const again = await startBff({ ...env });
    assert.deepEqual(await statuses(), [200, 503]);
    await until('the damage is seen', async () => (await lost()) === 1);
    await again.kill('SIGTERM');
  },
);
