import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { DnsPort } from '../../../bff/platform/dns/port.ts';
import { assertServes, failsWith, rrset, set, type Subject, zoneOf } from './contract.ts';

/** What signing means to the BFF, whatever the name server that does it. */
export function signingContract(kind: string, start: () => Promise<Subject>): void {
  describe(`${kind} keeps the contract of signing`, () => {
    let subject: Subject;
    let dns: DnsPort;
    before(async () => {
      subject = await start();
      ({ dns } = subject);
    });
    after(() => subject.stop());

    test(`D10: ${kind}: signed twice it has one key, of SHA-256 alone; another after it was unsigned`, async () => {
      const zone = zoneOf(rrset('www', 'A', '192.0.2.1'));
      await dns.ensureZone(zone);
      const ds = await dns.sign(zone.name);
      assert.deepEqual(
        ds.map(({ algorithm, digestType }) => [algorithm, digestType]),
        [[13, 2]],
      );
      assert.deepEqual(await dns.sign(zone.name), ds);
      await dns.withdraw(zone.name);
      await dns.withdraw(zone.name);
      assert.deepEqual(await dns.sign(zone.name), ds, 'the same key while it was only to be forgotten');
      await dns.unsign(zone.name);
      await dns.unsign(zone.name);
      assert.notDeepEqual(await dns.sign(zone.name), ds);
    });

    test(`D10: ${kind}: signing leaves the zone as it is, and it is changed and made whole as before`, async () => {
      const zone = zoneOf(rrset('www', 'A', '192.0.2.1'));
      await dns.ensureZone(zone);
      const ds = await dns.sign(zone.name);
      await assertServes(dns, zone);
      await dns.change(zone.name, [set(rrset('new', 'A', '192.0.2.2'))]);
      await dns.ensureZone(zone);
      await assertServes(dns, zone);
      assert.deepEqual(await dns.sign(zone.name), ds);
    });

    test(`D10: ${kind}: a zone that is not there is not signed, and ends being so at once`, async () => {
      const { name } = zoneOf();
      await assert.rejects(dns.sign(name), failsWith('zone_missing'));
      await dns.withdraw(name);
      await dns.unsign(name);
    });
  });
}
