import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { changesToLink, changesToUnlink, touchedAfter, touchedIn } from '../../../bff/domains/hosting-link/rules.ts';
import { linkRoles } from '../../../bff/domains/hosting-link/roles.ts';
import { rrsetKey, type RRset } from '../../../bff/domains/records.ts';
import { applyChanges } from '../../../bff/domains/rules-zone.ts';

const shapes: Readonly<Record<string, fc.Arbitrary<string>>> = {
  A: fc.constantFrom('192.0.2.1', '198.51.100.7', '203.0.113.9'),
  AAAA: fc.constantFrom('2001:db8::1', '2001:db8::10'),
  ALIAS: fc.constant('app.elsewhere.example'),
  CNAME: fc.constant('shop.elsewhere.example'),
  MX: fc.constantFrom('10 mx.elsewhere.example', '20 mail.north.example'),
  TXT: fc.constantFrom('v=spf1 include:elsewhere.example -all', 'hello'),
};
const rrset = fc
  .record({
    name: fc.constantFrom('@', 'www', 'shop', 'blog'),
    type: fc.constantFrom(...Object.keys(shapes)),
    ttl: fc.constantFrom(300, 3600),
  })
  .chain(({ name, type, ttl }) => shapes[type]!.map((one) => ({ name, type, ttl, records: [one] }) as RRset))
  .filter(({ name, type }) => !(name === '@' && type === 'CNAME'));
/** A zone that could be one: an alias stands alone. */
const zone = fc
  .uniqueArray(rrset, { selector: rrsetKey, maxLength: 12 })
  .map((all) =>
    all.filter(({ name, type }) => type === 'CNAME' || !all.some((one) => one.name === name && one.type === 'CNAME')),
  );
const plan = {
  addresses: ['192.0.2.10', '2001:db8::10'],
  mailHost: 'mail.north.example',
  spf: 'include:spf.north.example',
};
const wish = fc.record({ role: fc.constantFrom(...linkRoles), mail: fc.boolean() }).map(({ role, mail }) => ({
  role,
  host: role === 'subdomain' ? 'shop' : '@',
  mail: role !== 'subdomain' && mail,
}));
const lines = (rrsets: readonly RRset[]) => rrsets.map((one) => JSON.stringify(one)).toSorted();

test('D1: from any zone, ending a link brings back the zone that was there before it', () => {
  fc.assert(
    fc.property(zone, wish, (rrsets, wished) => {
      const changes = changesToLink('example.com', rrsets, plan, wished, 3600);
      const linked = applyChanges(rrsets, changes);
      const back = changesToUnlink(linked, touchedIn(rrsets, changes), touchedAfter(rrsets, changes));
      assert.deepEqual(back.kept, []);
      assert.deepEqual(lines(applyChanges(linked, back.changes)), lines(rrsets));
    }),
    { numRuns: 500 },
  );
});

test('D1: a link leads to the plan, touches nothing else, and a mail server only where that is ticked', () => {
  fc.assert(
    fc.property(zone, wish, (rrsets, wished) => {
      const linked = applyChanges(rrsets, changesToLink('example.com', rrsets, plan, wished, 3600));
      const at = (name: string, type: string) => linked.find((one) => one.name === name && one.type === type)?.records;
      const hosts = wished.role === 'subdomain' ? ['shop'] : ['@', 'www'];
      for (const host of hosts) {
        assert.deepEqual(
          [at(host, 'A'), at(host, 'AAAA'), at(host, 'CNAME')],
          [['192.0.2.10'], ['2001:db8::10'], undefined],
        );
      }
      const mx = rrsets.find(({ name, type }) => name === '@' && type === 'MX')?.records;
      assert.deepEqual(at('@', 'MX'), wished.mail ? ['10 mail.north.example'] : mx);
      const untouched = (all: readonly RRset[]) =>
        lines(all.filter(({ name }) => name !== '@' && !hosts.includes(name)));
      assert.deepEqual(untouched(linked), untouched(rrsets));
    }),
    { numRuns: 500 },
  );
});
