import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { embeddedRegistrar } from '../../../bff/platform/registrar/embedded.ts';
import { memoryRegistrar } from '../../../bff/platform/registrar/memory.ts';
import { scratch } from '../../bff/store/files.ts';
import { registrarContract } from './contract.ts';
import { transferContract } from './contract-transfers.ts';

let day = '2026-11-25';
const now = () => Date.parse(`${day}T12:00:00Z`);
const turn = (to: string) => void (day = to);

async function inMemory() {
  const registrar = memoryRegistrar(now);
  return { registrar, others: registrar.others, turn, stop: () => registrar.close() };
}
registrarContract('memory', inMemory);
transferContract('memory', inMemory);

async function inFile() {
  const registrar = embeddedRegistrar(join(scratch(), 'registrar.db'), now);
  return { registrar, others: registrar.others, turn, stop: () => registrar.close() };
}
registrarContract('embedded', inFile);
transferContract('embedded', inFile);

test('what was registered is there after a restart, for every process on the file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hc-registrar-'));
  turn('2026-11-25');
  const [one, other] = [0, 1].map(() => embeddedRegistrar(join(folder, 'registrar.db'), now));
  const domain = { name: 'kept.com', registeredOn: '2020-03-14', expiresOn: '2027-03-14', hosts: [] };
  await one!.adopt([{ ...domain, nameServers: ['ns1.a.example', 'ns2.a.example'], locked: true, privacy: false }]);
  await Promise.all([one!.renew('kept.com', '2027-03-14', 1), other!.renew('kept.com', '2027-03-14', 1)]);
  await one!.close();
  assert.equal((await other!.read('kept.com'))?.expiresOn, '2028-03-14');
  await other!.close();
  rmSync(folder, { recursive: true });
});

test('several processes that start at once on a new file all come up', async () => {
  const folder = scratch();
  const program = `const { embeddedRegistrar } = await import('./bff/platform/registrar/embedded.ts');
    await embeddedRegistrar(process.argv[1]).close();`;
  for (let round = 0; round < 4; round += 1) {
    const path = join(folder, `${round}.db`);
    const start = () => promisify(execFile)(process.execPath, ['--input-type=module', '-e', program, path]);
    await Promise.all([start(), start(), start()]);
  }
});
