import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStore } from '../../bff/create.ts';
import { fileDatabases } from '../../bff/store/open.ts';
import { freePorts, startBff } from '../bff/process.ts';
import { scratch } from '../bff/store/files.ts';

const many = 1000;

test(`P5: with ${many} labels a start serves within 2 s`, { timeout: 120_000 }, async (t) => {
  const data = scratch();
  const store = await openStore(fileDatabases(data));
  const resellerId = await store.control.addReseller('Reseller');
  for (let number = 0; number < many; number += 1) await store.addLabel({ resellerId, name: `Label ${number}` });
  await store.close();
  const ports = await freePorts();
  const start = async (folder: string) => {
    const served = await startBff({ ...ports, HC_DATA: folder, HC_DEMO: '0' });
    // It still looks through all labels; that keeps nobody waiting, a stop neither.
    await served.kill('SIGTERM');
    return Math.round(served.took);
  };
  const empty = scratch();
  const [full, none]: number[][] = [[], []];
  for (let attempt = 0; attempt < 3; attempt += 1) {
    full!.push(await start(data));
    none!.push(await start(empty));
  }
  t.diagnostic(
    `from the start of the process to its first answer: ${full!.join(', ')} ms, with no label ${none!.join(', ')} ms`,
  );
  // On a machine that has no time for us at all, no more than without any label.
  assert.ok(Math.min(...full!) <= Math.max(2000, 1.5 * Math.min(...none!)));
});
