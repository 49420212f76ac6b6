import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { DemoFile } from '../../../bff/demo/demo-file.ts';
import type { DomainDetail, DomainPage } from '../../../bff/domains/answers.ts';
import { visitor } from '../../trust/visitor.ts';
import { programFile } from '../../program.ts';
import { freePorts, runProgram, startBff } from '../process.ts';
import { scratch } from '../store/files.ts';

test('D16: a demo that is days ahead shows what has ended, in its phase', async () => {
  const data = scratch();
  const env = { ...(await freePorts()), HC_DATA: data, HC_DEMO: '1', NODE_ENV: 'development' };
  const first = await startBff(env);
  const { tidewell } = (JSON.parse(readFileSync(join(data, 'demo.json'), 'utf8')) as DemoFile).labels;
  const { id } = tidewell.customers[0]!;
  const before = await (
    await visitor(first.url, tidewell, id)
  ).call<DomainPage>(first.url, '/v1/domains?sort=expires&limit=50');
  await first.kill('SIGTERM');
  const ending = before.body.items.find(
    ({ state, autoRenew, expiresOn }) => state === 'active' && expiresOn && !autoRenew,
  )!;
  const days = Math.ceil((Date.parse(ending.expiresOn!) - Date.now()) / 86_400_000) + 1;

  const second = await startBff({ ...env, HC_DEMO_DAYS: String(days) });
  const later = await visitor(second.url, tidewell, id);
  const now = async () => (await later.call<DomainDetail>(second.url, `/v1/domains/${ending.id}`)).body.state;
  for (const end = performance.now() + 20_000; (await now()) === 'active'; await pause(50))
    assert.ok(performance.now() < end, 'nothing has ended');
  assert.match(await now(), /^(expired|redemption)$/);
  await second.kill('SIGTERM');
  const refused = await runProgram(programFile('serve'), [], { ...env, HC_DEMO: '0', HC_DEMO_DAYS: '3' });
  assert.deepEqual([refused.code, refused.err.trim()], [1, 'HC_DEMO_DAYS is for the demo alone']);
});
