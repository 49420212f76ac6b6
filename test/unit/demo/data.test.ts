import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { demoLabels, demoThemes } from '../../../bff/demo/data.ts';
import { recordTypes } from '../../../bff/domains/records.ts';
import { checkChanges, parseValue, standardLimits, toAscii } from '../../../bff/domains/rules.ts';
import { applyChanges } from '../../../bff/domains/rules-zone.ts';
import { compileTheme, themeTokens } from '../../../bff/reseller/rules-theme.ts';
import { sections } from '../../../bff/reseller/settings.ts';
import * as v from 'valibot';

const now = new Date('2026-11-23T10:00:00Z');
const labels = demoLabels(now);
const [tidewell, smidse] = labels;
const customersOf = (label = tidewell) => label!.customers;
const all = labels.flatMap((label) =>
  label.customers.flatMap((customer) => customer.domains.map((domain) => ({ label, customer, domain }))),
);

describe('demo data', () => {
  it('every zone holds: canonical values, nothing that the rules refuse', () => {
    for (const { label, domain } of all) {
      for (const { type, records } of domain.rrsets)
        for (const record of records)
          assert.deepEqual(parseValue(type, record, domain.name), { value: record }, domain.name);
      if (domain.rrsets.length === 0) continue;
      const { nameServers, minTtl, maxTtl, defaultTtl } = label.settings.dns;
      const { errors, diff } = checkChanges({
        zone: domain.name,
        nameServers,
        rrsets: [],
        changes: domain.rrsets.map((rrset) => ({ op: 'set', ...rrset })),
        limits: { ...standardLimits, minTtl, maxTtl, defaultTtl },
      });
      assert.deepEqual(errors, {}, domain.name);
      assert.equal(diff.length, domain.rrsets.length, domain.name);
    }
  });

  it('is the same world each time, and nothing in it is there twice', () => {
    assert.deepEqual(demoLabels(now), labels);
    const unique = (list: readonly string[]) => assert.equal(new Set(list).size, list.length);
    unique(all.map(({ domain }) => domain.name));
    unique(all.map(({ domain }) => domain.id));
    for (const { customers } of labels) {
      const users = customers.flatMap((customer) => customer.users);
      unique(users.map(({ id }) => id));
      unique(users.map(({ email }) => email));
      unique(users.map(({ username }) => username));
      unique(customers.map(({ externalId }) => externalId));
    }
  });

  it('has customers of every size, and a domain in every state', () => {
    const sizes = customersOf().map(({ domains }) => domains.length);
    for (const size of [0, 3, 9, 40, 2500]) assert.ok(sizes.includes(size), `${size} of ${sizes.join()}`);
    assert.ok(customersOf(smidse).length >= 5);
    const states = new Set(all.map(({ domain }) => domain.state));
    assert.equal(states.size, 7);
    const big = demoLabels(now, { small: true })[0]!.customers.map(({ domains }) => domains.length);
    assert.ok(Math.max(...big) <= 120);
  });

  it('the bakery is as the stories need it', () => {
    const linden = customersOf()[0]!;
    assert.deepEqual(
      linden.users.map(({ role }) => role),
      ['owner', 'tech', 'billing', 'support'],
    );
    const of = (name: string) => linden.domains.find((domain) => domain.unicodeName === name)!;
    assert.equal(of('brotlinde.eu').expiresOn, '2026-11-29');
    assert.equal(of('brotlinde.eu').autoRenew, false);
    assert.equal(of('lindenbäckerei.de').name, 'xn--lindenbckerei-hfb.de');
    assert.equal(of('linden-loaf.nl').ownNameServers, false);
    assert.equal(of('lindenloaf.shop').expiresOn, null);
  });

  it('the history of a zone leads to the zone as it is', () => {
    const { changes, rrsets } = customersOf()[0]!.domains[0]!;
    assert.ok(changes.length > 5);
    const end = changes.reduce(
      (zone, { diff, version }, at) => {
        assert.equal(version, at + 1);
        assert.ok(diff.length > 0);
        return applyChanges(
          zone,
          diff.map(({ name, type, after }) =>
            after ? { op: 'set' as const, ...after } : { op: 'delete' as const, name, type },
          ),
        );
      },
      [] as typeof rrsets,
    );
    assert.deepEqual(end, rrsets);
    assert.ok(changes.every(({ at }, place) => place === 0 || at > changes[place - 1]!.at));
  });

  it('one zone has every type of record, one has 600 RRsets', () => {
    const types = (name: string) =>
      new Set(all.find(({ domain }) => domain.name === name)!.domain.rrsets.map(({ type }) => type));
    for (const name of ['noordlicht.dev', 'kaltofen.dev'])
      assert.deepEqual([...types(name)].toSorted(), [...recordTypes].toSorted());
    assert.ok(all.find(({ domain }) => domain.name === 'havenkade.net')!.domain.rrsets.length >= 600);
  });

  it('settings, themes and names pass the rules of the product', () => {
    for (const { settings } of labels)
      for (const [section, value] of Object.entries(settings))
        v.parse(sections[section as keyof typeof sections], value);
    for (const theme of Object.values(demoThemes)) {
      const rows = compileTheme(v.parse(themeTokens, theme)).contrast;
      assert.ok(rows.every(({ ratio, wanted }) => ratio >= wanted));
    }
    for (const { domain } of all) assert.equal(toAscii(domain.unicodeName), domain.name);
    for (const user of labels.flatMap(({ customers }) => customers.flatMap(({ users }) => users))) {
      assert.ok(user.password.length >= 12);
      assert.match(user.email, /\.example$/);
      assert.match(user.username, /^[a-z0-9]+$/);
    }
  });

  it('addresses are those of documentation, hosts of others end in .example', () => {
    for (const { domain } of all)
      for (const { type, records } of domain.rrsets)
        for (const record of records) {
          if (type === 'A') assert.match(record, /^(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$/);
          if (type === 'AAAA') assert.match(record, /^2001:db8:/);
          if (['CNAME', 'ALIAS', 'MX', 'NS', 'SRV', 'PTR'].includes(type) && record !== '0 .')
            assert.ok(record.endsWith('.example') || record.endsWith(domain.name), record);
        }
  });
});
