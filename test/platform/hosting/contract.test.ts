import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { join } from 'node:path';
import { embeddedHosting } from '../../../bff/platform/hosting/embedded.ts';
import { memoryHosting } from '../../../bff/platform/hosting/memory.ts';
import type { HostingPort } from '../../../bff/platform/hosting/port.ts';
import { scratch } from '../../bff/store/files.ts';

/** What the BFF relies on, whatever the servers are. */
function hostingContract(kind: string, start: () => HostingPort): void {
  describe(`${kind} keeps the contract of HostingPort`, () => {
    let hosting: HostingPort;
    before(() => void (hosting = start()));
    after(() => hosting.close());
    const site = { domain: 'loaf.example', hosts: ['loaf.example', 'www.loaf.example'], mail: false };

    test('D1: a site is there as it was wished last, said once or twice, and each plan has its own', async () => {
      await hosting.attach('one', site);
      await hosting.attach('one', site);
      assert.deepEqual(await hosting.sites('one'), [site]);
      const moved = { ...site, hosts: ['shop.loaf.example'], mail: true };
      await hosting.attach('one', moved);
      assert.deepEqual(await hosting.sites('one'), [moved]);
      assert.deepEqual(await hosting.sites('other'), []);
    });

    test('D1: it is forgotten, also when it never was', async () => {
      await hosting.attach('two', site);
      await hosting.detach('two', site.domain);
      await hosting.detach('two', site.domain);
      await hosting.detach('nobody', 'nothing.example');
      assert.deepEqual(await hosting.sites('two'), []);
    });

    test('nothing is told any more once the asker lost his right to', async () => {
      const call = {
        admit() {
          throw new Error('lost');
        },
      };
      await assert.rejects(hosting.attach('three', site, call), /lost/);
      assert.deepEqual(await hosting.sites('three'), []);
    });
  });
}

hostingContract('memory', memoryHosting);
const path = join(scratch(), 'hosting.db');
hostingContract('embedded', () => embeddedHosting(path));

test('sites are there after a restart', async () => {
  const one = embeddedHosting(path);
  await one.attach('kept', { domain: 'kept.example', hosts: ['kept.example'], mail: false });
  await one.close();
  const other = embeddedHosting(path);
  assert.equal((await other.sites('kept'))[0]?.domain, 'kept.example');
  await other.close();
});
