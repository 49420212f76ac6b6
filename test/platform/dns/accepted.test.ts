import { after, before, describe, test } from 'node:test';
import * as fc from 'fast-check';
import type { RRset } from '../../../bff/domains/records.ts';
import { applyChanges } from '../../../bff/domains/rules.ts';
import { embeddedDns } from '../../../bff/platform/dns/embedded.ts';
import type { DnsPort } from '../../../bff/platform/dns/port.ts';
import { history, nameServers, zone } from '../../unit/domains/arbitraries.ts';
import { assertServes, type Subject } from './contract.ts';
import { lackingPowerDns, realPowerDns } from './real.ts';

/** A zone lives through change sets that the rules accept; the server takes each and gives it back as it was. */
async function liveThrough(dns: DnsPort, runs: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      await dns.ensureZone({ name: zone, nameServers, rrsets: [] });
      let rrsets: readonly RRset[] = [];
      for (const { changes } of steps) {
        await dns.change(zone, changes);
        rrsets = applyChanges(rrsets, changes);
        await assertServes(dns, { name: zone, nameServers, rrsets });
      }
    }),
    { numRuns: runs },
  );
}

const skip = lackingPowerDns();

describe('what the rules accept', () => {
  let real: Subject | undefined;
  before(async () => {
    real = skip ? undefined : await realPowerDns();
  });
  after(() => real?.stop());

  test('D3: no accepted change set is refused by PowerDNS', { skip }, async () => {
    if (real) await liveThrough(real.dns, 150);
  });

  test('D3: no accepted change set is refused by the embedded name server', async () => {
    const dns = await embeddedDns({ path: ':memory:', port: 0 });
    await liveThrough(dns, 200).finally(() => dns.close());
  });
});
