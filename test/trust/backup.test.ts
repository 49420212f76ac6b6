import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { HistoryPage, ZoneAnswer } from '../../bff/domains/answers.ts';
import { freePorts, runProgram, startBff, type Served } from '../bff/process.ts';
import { scratch } from '../bff/store/files.ts';
import { smallWorld } from './small-world.ts';
import { visitor } from './visitor.ts';
import { programFile } from '../program.ts';

interface Written {
  readonly text: string;
  readonly at: number;
}

test(
  'P6: the disk is lost under writes: what was acknowledged more than 10 s before comes back, and a second of choice too',
  { timeout: 120_000 },
  async (t) => {
    const folder = scratch();
    const env: Record<string, string> = {
      ...(await freePorts()),
      HC_DATA: scratch(),
      HC_DEMO: '0',
      HC_SECRET: 'a secret of the tests, long enough',
      HC_BACKUP_DIR: folder,
      HC_BACKUP_KEY: randomBytes(32).toString('base64'),
    };
    const world = await smallWorld(env);
    const { label, customer, domain } = world;
    const hc = async (...args: string[]) => {
      const { code, out, err } = await runProgram(programFile('cli'), args, env);
      assert.equal(code, 0, err);
      return JSON.parse(out) as Record<string, string>;
    };

    const first = await startBff(env);
    const person = await visitor(first.url, label, customer);
    const written: Written[] = [];
    const write = async () => {
      const { body: zone } = await person.call<ZoneAnswer>(first.url, `/v1/domains/${domain}/dns`);
      const text = `change ${written.length}`;
      const change = { op: 'set', name: 'p6', type: 'TXT', ttl: 300, records: [text] };
      const { status } = await person.call(first.url, `/v1/domains/${domain}/dns`, {
        version: zone.version,
        changes: [change],
      });
      if (status === 200) written.push({ text, at: Date.now() });
      // A customer may write 60 times a minute.
      await pause(180);
    };
    for (const end = performance.now() + 8000; performance.now() < end;) await write();
    const ops = await fetch(`http://127.0.0.1:${env.HC_OPS_PORT}/metrics`);
    const age = Number(/^hc_backup_age_seconds ([\d.]+)$/m.exec(await ops.text())?.[1]);
    assert.ok(age < 10, `the backups lack ${age} s`);
    for (let more = 0; more < 12; more += 1) await write();
    const lost = Date.now();
    await first.kill('SIGKILL');
    rmSync(env.HC_DATA!, { recursive: true });

    await hc('restore', 'all');
    const texts = async (served: Served) => {
      const back = await visitor(served.url, label, customer);
      const { body } = await back.call<HistoryPage>(served.url, `/v1/domains/${domain}/dns/history?limit=200`);
      return body.items.map(({ diff }) => diff[0]?.after?.records[0]);
    };
    const second = await startBff(env);
    const there = await texts(second);
    await second.kill('SIGTERM');
    const missing = written.filter(({ text }) => !there.includes(text));
    const oldest = Math.max(0, ...missing.map(({ at }) => lost - at));
    t.diagnostic(`${written.length} acknowledged, ${missing.length} lost, the oldest ${oldest} ms before`);
    assert.ok(written.length > 20);
    assert.ok(oldest <= 10_000, `${oldest} ms`);

    // A moment in the middle: all that was there then, as far as it was shipped, and nothing that came later.
    const moment = written[Math.floor(written.length * 0.7)]!.at;
    const { until: shown, kept } = await hc('restore', label.id, '--at', new Date(moment).toISOString());
    assert.ok(kept && statSync(kept).size > 0, 'what stood there is kept');
    assert.ok(Date.parse(shown!) <= moment && moment - Date.parse(shown!) < 10_000, shown);
    const third = await startBff(env);
    const then = await texts(third);
    await third.kill('SIGTERM');
    for (const { text, at } of written) {
      if (at < Date.parse(shown!)) assert.ok(then.includes(text), `${text} is missing`);
      if (at > moment + 1000) assert.ok(!then.includes(text), `${text} came later`);
    }
    assert.ok(then.length > 5);

    const { whole } = (await hc('backup', 'check', label.id)) as unknown as { whole: boolean };
    assert.equal(whole, true);
    // What lies there is sealed.
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
    assert.ok(files.length > 5);
    for (const { parentPath, name } of files)
      assert.ok(!readFileSync(join(parentPath, name), 'latin1').includes('marieke'), name);
  },
);
