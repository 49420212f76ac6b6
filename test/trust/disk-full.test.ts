import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { HistoryPage, ZoneAnswer } from '../../bff/domains/answers.ts';
import type { ProblemBody } from '../../bff/http/problem.ts';
import { freePorts, startBff } from '../bff/process.ts';
import { scratch } from '../bff/store/files.ts';
import { smallWorld } from './small-world.ts';
import { visitor } from './visitor.ts';

test(
  'F3: the disk is full: writes are refused in words of their own, reads go on, and with space back all goes on without a restart',
  { timeout: 60_000 },
  async (t) => {
    const data = scratch();
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', data]);
    assert.equal(mounted.status, 0, 'a small disk needs root');
    t.after(() => spawnSync('umount', ['-l', data]));
    const env = {
      ...(await freePorts()),
      HC_DATA: data,
      HC_DEMO: '0',
      HC_SECRET: 'a secret of the tests, long enough',
    };
    const { label, customer, domain } = await smallWorld(env);
    // It says that it is not ready on so small a disk, and is right.
    const { url, kill, child } = await startBff(env, [], '/healthz');
    const person = await visitor(url, label, customer);
    const path = `/v1/domains/${domain}/dns`;
    const acknowledged: { version: number; text: string }[] = [];
    const write = async (number: number) => {
      const { body: zone } = await person.call<ZoneAnswer>(url, path);
      const text = `change ${number}`;
      const changes = [{ op: 'set', name: 'word', type: 'TXT', ttl: 300, records: [text] }];
      const began = performance.now();
      const answer = await person.call<ZoneAnswer & ProblemBody>(url, path, { version: zone.version, changes });
      const took = performance.now() - began;
      if (answer.status === 200) acknowledged.push({ version: answer.body.version, text });
      return { ...answer, took };
    };
    assert.equal((await write(0)).status, 200);

    const filler = join(data, 'filler');
    const { bavail, bsize } = statfsSync(data);
    writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - 60_000)));
    let refused: Awaited<ReturnType<typeof write>> | undefined;
    for (let number = 1; number < 40 && !refused; number += 1) {
      const answer = await write(number);
      if (answer.status !== 200) refused = answer;
    }
    assert.deepEqual([refused?.status, refused?.body.code], [507, 'storage_full']);
    assert.ok(refused!.took < 1000, `${refused!.took} ms`);
    for (let number = 0; number < 5; number += 1) {
      assert.equal((await person.call(url, path)).status, 200, 'a read');
      assert.equal((await person.call(url, '/v1/domains')).status, 200, 'the list');
      await pause(50);
    }
    assert.deepEqual([child.exitCode, child.signalCode], [null, null]);

    rmSync(filler);
    const end = performance.now() + 10_000;
    while ((await write(100)).status !== 200) {
      assert.ok(performance.now() < end, 'writes stay refused');
      await pause(100);
    }
    let zone: ZoneAnswer;
    do {
      assert.ok(performance.now() < end, 'the zone is not served');
      await pause(100);
      zone = (await person.call<ZoneAnswer>(url, path)).body;
    } while (zone.sync.state !== 'ready');
    const { body } = await person.call<HistoryPage>(url, `${path}/history?limit=200`);
    for (const { version, text } of acknowledged)
      assert.deepEqual(body.items.find((one) => one.version === version)?.diff[0]?.after?.records, [text]);
    t.diagnostic(`${acknowledged.length} acknowledged, 0 lost, refused after ${Math.round(refused!.took)} ms`);
    await kill('SIGTERM');
  },
);
