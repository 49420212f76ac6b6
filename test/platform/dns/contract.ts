import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type RRset, type RRsetChange } from '../../../bff/domains/records.ts';
import { sortRRsets } from '../../../bff/domains/rules-zone.ts';
import { compareSerials } from '../../../bff/domains/rules-serial.ts';
import { DnsError, type DnsPort, type DnsZone } from '../../../bff/platform/dns/port.ts';
import { samples } from './samples.ts';

/** A connector, and where the server behind it answers questions, if it does. */
export interface Subject {
  readonly dns: DnsPort;
  readonly dnsPort?: number | undefined;
  stop(): Promise<void>;
}

export const nameServers = ['ns1.hc.example', 'ns2.hc.example'];
export const rrset = (name: string, type: RRset['type'], ...records: string[]): RRset => ({
  name,
  type,
  ttl: 300,
  records,
});
export const set = (one: RRset): RRsetChange => ({ op: 'set', ...one });
export const drop = ({ name, type }: RRset): RRsetChange => ({ op: 'delete', name, type });

let count = 0;
/** A zone of its own for each test. */
export const zoneOf = (...rrsets: RRset[]): DnsZone => ({ name: `z${(count += 1)}.example`, nameServers, rrsets });

const comparable = (rrsets: readonly RRset[] | undefined) =>
  rrsets && sortRRsets(rrsets).map((one) => ({ ...one, records: one.records.toSorted() }));

/** The zone is served exactly as it is, with its apex NS. */
export async function assertServes(dns: DnsPort, zone: DnsZone): Promise<void> {
  const apex: RRset = { name: '@', type: 'NS', ttl: 86_400, records: zone.nameServers };
  assert.deepEqual(comparable(await dns.readZone(zone.name)), comparable([apex, ...zone.rrsets]));
}

/** The zone of the name holds exactly this. */
export const assertHolds = (dns: DnsPort, name: string, rrsets: readonly RRset[]): Promise<void> =>
  assertServes(dns, { name, nameServers, rrsets });

export const failsWith = (code: DnsError['code']) => (error: unknown) => {
  assert.ok(error instanceof DnsError, String(error));
  assert.equal(error.code, code, error.message);
  return true;
};

/** What the BFF relies on, whatever the name server. Without questions to it: contract-wire.ts. */
export function portContract(kind: string, start: () => Promise<Subject>): void {
  describe(`${kind} keeps the contract of DnsPort`, () => {
    let subject: Subject;
    let dns: DnsPort;
    before(async () => {
      subject = await start();
      ({ dns } = subject);
    });
    after(() => subject.stop());

    for (const { type, name, first, second } of samples) {
      test(`${type}: set, changed, removed`, async () => {
        const delegation = type === 'DS' ? [rrset(name, 'NS', 'ns.example.net')] : [];
        const zone = zoneOf(...delegation);
        await dns.ensureZone(zone);
        for (const values of [first, second]) {
          const one = rrset(name, type, ...values.map(([value]) => value));
          await dns.change(zone.name, [set(one)]);
          await assertHolds(dns, zone.name, [...delegation, one]);
        }
        await dns.change(zone.name, [{ op: 'delete', name, type }]);
        await assertHolds(dns, zone.name, delegation);
      });
    }

    test('ensureZone makes the zone exactly what it shall be, and the second time changes nothing', async () => {
      const zone = zoneOf(rrset('www', 'A', '192.0.2.1'), rrset('mail', 'MX', '10 mail.example.net'));
      await dns.ensureZone(zone);
      const serial = await dns.serial(zone.name);
      await dns.ensureZone(zone);
      await assertHolds(dns, zone.name, zone.rrsets);
      assert.equal(await dns.serial(zone.name), serial);

      // www becomes an alias here, and there must be an address again
      await dns.change(zone.name, [
        drop(rrset('www', 'A')),
        set(rrset('www', 'CNAME', 'x.example.net')),
        set(rrset('extra', 'TXT', 'drift')),
        set({ ...rrset('mail', 'MX', '20 mail.example.net'), ttl: 600 }),
      ]);
      await dns.ensureZone(zone);
      await assertHolds(dns, zone.name, zone.rrsets);
    });

    test('ensureZone changes the name servers of a zone that is there', async () => {
      const zone = zoneOf(rrset('www', 'A', '192.0.2.1'));
      await dns.ensureZone(zone);
      await dns.ensureZone({ ...zone, nameServers: ['ns7.example.net', 'ns8.example.net'] });
      const held = await dns.readZone(zone.name);
      assert.deepEqual(held?.find(({ type }) => type === 'NS')?.records.toSorted(), [
        'ns7.example.net',
        'ns8.example.net',
      ]);
    });

    test('a change that comes twice leaves the same zone', async () => {
      const zone = zoneOf(rrset('old', 'A', '192.0.2.1'));
      const changes = [drop(rrset('old', 'A')), set(rrset('new', 'AAAA', '2001:db8::1'))];
      await dns.ensureZone(zone);
      await dns.change(zone.name, changes);
      await dns.change(zone.name, changes);
      await assertHolds(dns, zone.name, [rrset('new', 'AAAA', '2001:db8::1')]);
    });

    test('types that exclude each other change places in one change, in any order', async () => {
      const zone = zoneOf(rrset('a', 'CNAME', 'x.example.net'), rrset('b', 'A', '192.0.2.1'));
      await dns.ensureZone(zone);
      await dns.change(zone.name, [
        set(rrset('a', 'A', '192.0.2.9')),
        drop(rrset('a', 'CNAME')),
        set(rrset('b', 'CNAME', 'y.example.net')),
        drop(rrset('b', 'A')),
      ]);
      await assertHolds(dns, zone.name, [rrset('a', 'A', '192.0.2.9'), rrset('b', 'CNAME', 'y.example.net')]);
    });

    test('an empty change set changes nothing', async () => {
      const zone = zoneOf(rrset('www', 'A', '192.0.2.1'));
      await dns.ensureZone(zone);
      await dns.change(zone.name, []);
      await assertHolds(dns, zone.name, zone.rrsets);
    });

    const bad: Readonly<Record<string, readonly RRsetChange[]>> = {
      'a value that is none of its type': [set(rrset('bad', 'A', '192.0.2.299'))],
      'a CNAME beside another type': [set(rrset('www', 'CNAME', 'x.example.net'))],
      'another type beside a CNAME': [set(rrset('alias', 'TXT', 'beside'))],
      'two CNAMEs at a name': [set(rrset('two', 'CNAME', 'x.example.net', 'y.example.net'))],
      'the same record twice': [set(rrset('twice', 'A', '192.0.2.5', '192.0.2.5'))],
      'an RRset named twice': [set(rrset('once', 'A', '192.0.2.5')), set(rrset('once', 'A', '192.0.2.6'))],
    };
    for (const [what, wrong] of Object.entries(bad)) {
      test(`D2: ${kind}: one bad RRset in a change set (${what}) and nothing of it happens`, async () => {
        const zone = zoneOf(rrset('www', 'A', '192.0.2.1'), rrset('alias', 'CNAME', 'x.example.net'));
        await dns.ensureZone(zone);
        const serial = await dns.serial(zone.name);
        const good = [
          set(rrset('good', 'A', '192.0.2.7')),
          drop(rrset('alias', 'MX')),
          set(rrset('www', 'A', '192.0.2.8')),
        ];
        await assert.rejects(
          dns.change(zone.name, [...good, ...wrong, set(rrset('after', 'A', '192.0.2.9'))]),
          failsWith('refused'),
        );
        await assertHolds(dns, zone.name, zone.rrsets);
        assert.equal(await dns.serial(zone.name), serial);
      });
    }

    test(`D2: ${kind}: a zone with one bad RRset is not created at all`, async () => {
      const zone = zoneOf(rrset('good', 'A', '192.0.2.1'), rrset('bad', 'AAAA', 'not an address'));
      await assert.rejects(dns.ensureZone(zone), failsWith('refused'));
      assert.equal(await dns.serial(zone.name), undefined);
      assert.equal(await dns.readZone(zone.name), undefined);
    });

    test('a change of a zone that is not there is zone_missing', async () => {
      const { name } = zoneOf();
      await assert.rejects(dns.change(name, [set(rrset('www', 'A', '192.0.2.1'))]), failsWith('zone_missing'));
      assert.equal(await dns.serial(name), undefined);
    });

    test('a zone is removed, also twice, and comes back empty of what it had', async () => {
      const zone = zoneOf(rrset('www', 'A', '192.0.2.1'));
      await dns.ensureZone(zone);
      await dns.removeZone(zone.name);
      await dns.removeZone(zone.name);
      assert.equal(await dns.readZone(zone.name), undefined);
      await dns.ensureZone({ ...zone, rrsets: [] });
      await assertHolds(dns, zone.name, []);
    });

    test('many zones are created at once, and again when the answer was lost', async () => {
      const zones = Array.from({ length: 20 }, (_, at) => zoneOf(rrset('www', 'A', `192.0.2.${at}`)));
      await dns.createZones(zones);
      await dns.createZones(zones);
      for (const zone of zones) await assertHolds(dns, zone.name, zone.rrsets);
    });

    test('QZ4: of 100 changes at once on one server none is refused', async () => {
      const zones = [zoneOf(), zoneOf(), zoneOf(), zoneOf()];
      await dns.createZones(zones);
      const zoneFor = (at: number) => zones[at % zones.length] ?? zoneOf();
      await Promise.all(
        Array.from({ length: 100 }, (_, at) =>
          dns.change(zoneFor(at).name, [set(rrset(`n${at}`, 'A', `192.0.2.${at}`))]),
        ),
      );
      for (const [at, zone] of zones.entries()) {
        const expected = Array.from({ length: 25 }, (_, turn) => turn * zones.length + at);
        await assertHolds(
          dns,
          zone.name,
          expected.map((number) => rrset(`n${number}`, 'A', `192.0.2.${number}`)),
        );
      }
    });

    test('D3: the serial increases with each of 150 changes of a day', async () => {
      const zone = zoneOf();
      await dns.ensureZone(zone);
      let before = await dns.serial(zone.name);
      for (let turn = 0; turn < 150; turn++) {
        await dns.change(zone.name, [set(rrset('www', 'A', `192.0.2.${turn}`))]);
        const now = await dns.serial(zone.name);
        assert.ok(now !== undefined && before !== undefined && compareSerials(now, before) === 1, `${before} → ${now}`);
        before = now;
      }
    });

    test('IDN: a zone and names of A-labels', async () => {
      const { name } = zoneOf();
      const zone = { name: `xn--mnchen-3ya.${name}`, nameServers, rrsets: [rrset('xn--bcher-kva', 'A', '192.0.2.1')] };
      await dns.ensureZone(zone);
      await assertHolds(dns, zone.name, zone.rrsets);
    });
  });
}
