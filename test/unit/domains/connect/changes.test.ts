import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import type { RRset } from '../../../../bff/domains/records.ts';
import { applyChanges, checkChanges, sortRRsets } from '../../../../bff/domains/rules.ts';
import { isSpf } from '../../../../bff/domains/rules-spf.ts';
import { plainText } from '../../../../bff/domains/rules-text.ts';
import { changesOf, joinSpf } from '../../../../bff/domains/connect/rules-changes.ts';
import { readQuery } from '../../../../bff/domains/connect/rules-query.ts';
import { placeOf, wantedBy, type Wanted } from '../../../../bff/domains/connect/rules-records.ts';
import { readTemplate } from '../../../../bff/domains/connect/rules-template.ts';
import { history, label, limits, nameServers, zone } from '../arbitraries.ts';

const templateOf = (records: readonly object[], more: object = {}) => {
  const ids = { providerId: 'acme.example', providerName: 'Acme', serviceId: 'site', serviceName: 'Site' };
  const read = readTemplate({ ...ids, records, ...more });
  assert.ok('template' in read, JSON.stringify(read));
  return read.template;
};
function wanted(records: readonly object[], query = '', more: object = {}): readonly Wanted[] {
  const asked = readQuery(`domain=${zone}&${query}`)!;
  const made = wantedBy(templateOf(records, more), asked, placeOf(asked)!);
  assert.ok(!('fault' in made), JSON.stringify(made));
  return made;
}
const rr = (name: string, type: RRset['type'], records: string | string[], ttl = 3600): RRset => ({
  name,
  type,
  ttl,
  records: [records].flat(),
});
/** The zone after a template, as lines. */
const after = (rrsets: readonly RRset[], ...made: Parameters<typeof wanted>): string[] =>
  sortRRsets(applyChanges(rrsets, changesOf(wanted(...made), rrsets, limits))).flatMap(({ name, ttl, type, records }) =>
    records.map((record) => `${name} ${ttl} ${type} ${record}`),
  );

describe('D7: what a Domain Connect template does to a zone', () => {
  it('D7: the example of the specification: addresses and an alias go, senders are joined', () => {
    const before = [
      rr('@', 'A', ['192.0.2.1', '192.0.2.2']),
      rr('@', 'AAAA', ['2001:db8:1234::', '2001:db8:1234::1']),
      rr('@', 'MX', ['10 mx1.example.net', '10 mx2.example.net']),
      rr('@', 'TXT', 'v=spf1 a include:spf.example.org ~all'),
      rr('www', 'CNAME', 'other.host.example'),
    ];
    const records = [
      { type: 'A', host: '@', pointsTo: '203.0.113.2', ttl: '1800' },
      { type: 'A', host: 'www', pointsTo: '203.0.113.2', ttl: '1800' },
      { type: 'SPFM', host: '@', spfRules: 'a include:spf.hoster.example' },
    ];
    assert.deepEqual(after(before, records), [
      '@ 1800 A 203.0.113.2',
      '@ 3600 MX 10 mx1.example.net',
      '@ 3600 MX 10 mx2.example.net',
      '@ 3600 TXT v=spf1 a include:spf.example.org include:spf.hoster.example ~all',
      'www 1800 A 203.0.113.2',
    ]);
  });

  it('D7: senders of several services stand in one policy, the milder word of two holds', () => {
    assert.equal(joinSpf(undefined, 'include:a.example'), 'v=spf1 include:a.example ~all');
    const two = joinSpf('v=spf1 a include:a.example ~all', 'include:b.example');
    assert.equal(two, 'v=spf1 a include:a.example include:b.example ~all');
    assert.equal(joinSpf(two, 'include:b.example'), two);
    assert.equal(joinSpf('v=spf1 mx -all', 'mx'), 'v=spf1 mx ~all');
    assert.equal(joinSpf('v=spf1 ~mx ?all', 'mx'), 'v=spf1 mx ?all');
    assert.equal(joinSpf('v=spf1 mx', '-mx'), 'v=spf1 mx ~all');
    assert.equal(joinSpf('v=spf1 redirect=a.example', 'mx'), 'v=spf1 mx ~all', 'it left all to another');
    assert.equal(joinSpf('v=spf1 what?', 'mx'), 'v=spf1 mx ~all', 'no receiver understood it');
  });

  it('D7: of texts only those go that the template is said to conflict with', () => {
    const before = [rr('@', 'TXT', ['hello', 'acme=1', 'acme=2'], 300)];
    const text = { type: 'TXT', host: '@', data: 'acme=3', ttl: 600 };
    assert.deepEqual(after(before, [text]).length, 4);
    const prefix = { ...text, txtConflictMatchingMode: 'Prefix', txtConflictMatchingPrefix: 'acme=' };
    assert.deepEqual(after(before, [prefix]), ['@ 300 TXT hello', '@ 300 TXT acme=3']);
    assert.deepEqual(after(before, [{ ...text, txtConflictMatchingMode: 'All' }]), ['@ 300 TXT acme=3']);
    const dmarc = { type: 'TXT', host: '_dmarc', data: 'v=DMARC1; p=reject', ttl: 600 };
    assert.deepEqual(after([rr('_dmarc', 'TXT', 'v=DMARC1; p=none')], [dmarc]), ['_dmarc 3600 TXT v=DMARC1; p=reject']);
  });

  it('D7: a delegation ousts all below it, and is ousted by what comes below it', () => {
    const before = [rr('lab', 'A', '192.0.2.1'), rr('a.lab', 'TXT', 'x'), rr('slab', 'A', '192.0.2.2')];
    const ns = [{ type: 'NS', host: 'lab', pointsTo: 'ns.acme.example', ttl: 600 }];
    const delegated = ['lab 600 NS ns.acme.example', 'slab 3600 A 192.0.2.2'];
    assert.deepEqual(after(before, ns), delegated);
    const cut = [rr('lab', 'NS', 'ns.acme.example'), rr('lab', 'DS', `1 13 2 ${'ab'.repeat(32)}`)];
    const below = [{ type: 'A', host: 'www.lab', pointsTo: '192.0.2.9', ttl: 600 }];
    assert.deepEqual(after(cut, below), ['www.lab 600 A 192.0.2.9']);
  });

  it('D7: names and targets stand relative to what the template is applied to, one with a dot at its end does not', () => {
    const records = [
      { type: 'A', host: '@', pointsTo: '192.0.2.1', ttl: 1800 },
      { type: 'CNAME', host: 'www', pointsTo: '@', ttl: 1800 },
      { type: 'TXT', host: `_proof.${zone}.`, data: '%domain% %host% %fqdn%', ttl: 5 },
      {
        type: 'SRV',
        service: 'sip',
        protocol: 'TCP',
        priority: 1,
        weight: 2,
        port: 5060,
        target: 'sip.acme.example',
        ttl: 60,
      },
    ];
    assert.deepEqual(after([], records, 'host=bar'), [
      `_proof 60 TXT ${zone} bar bar.${zone}`,
      'bar 1800 A 192.0.2.1',
      '_sip._tcp.bar 60 SRV 1 2 5060 sip.acme.example',
      `www.bar 1800 CNAME bar.${zone}`,
    ]);
    assert.ok(after([], records).includes(`www 1800 CNAME ${zone}`));
    const asked = readQuery(`domain=${zone}`)!;
    const outside = templateOf([{ type: 'A', host: 'www.other.example.', pointsTo: '192.0.2.1', ttl: 60 }]);
    assert.deepEqual(wantedBy(outside, asked, placeOf(asked)!), { fault: 'outside' });
    assert.deepEqual(placeOf(readQuery(`domain=${zone}&host=www.${zone}`)!), { zone, host: 'www' });
  });

  it('D7: a value is a value: it brings no second variable, no second record, no name of its own', () => {
    const records = [{ type: 'TXT', host: 'x', data: 'a=%a%;%b', ttl: 60 }];
    assert.deepEqual(after([], records, 'a=%25c%25&c=secret'), ['x 60 TXT a=%c%;%b']);
    const made = wanted([{ type: 'A', host: 'x', pointsTo: '%ip%', ttl: 60 }], 'ip=192.0.2.1%0A192.0.2.2');
    assert.equal(made.length, 1);
    const { errors } = checkChanges({ zone, nameServers, rrsets: [], changes: changesOf(made, [], limits), limits });
    assert.deepEqual(Object.values(errors), ['control_characters']);
    const own = wanted([{ type: 'TXT', host: 'x', data: '%domain% %fqdn%', ttl: 60 }], 'fqdn=evil.example');
    assert.deepEqual(own[0], { name: 'x', type: 'TXT', ttl: 60, record: `${zone} ${zone}` });
  });

  const value = {
    A: { pointsTo: '192.0.2.7' },
    AAAA: { pointsTo: '2001:db8::7' },
    CNAME: { pointsTo: 'to.acme.example' },
    NS: { pointsTo: 'ns.acme.example' },
    MX: { pointsTo: 'mx.acme.example', priority: 10 },
    TXT: { data: 'acme=7' },
    SPFM: { spfRules: 'include:spf.acme.example' },
    CAA: { data: '0 issue "letsencrypt.org"' },
  } as const;
  const record = fc
    .record({
      type: fc.constantFrom(...(Object.keys(value) as (keyof typeof value)[])),
      host: fc.oneof(fc.constantFrom('www', 'shop', '@', '_dmarc', 'a.b'), label),
      ttl: fc.constantFrom(1, 300, 3600, 1e9),
      txtConflictMatchingMode: fc.constantFrom('None', 'All'),
    })
    .filter(({ type, host }) => !((type === 'CNAME' || type === 'NS') && host === '@'))
    .map((one) => ({ ...one, ...value[one.type] }));

  it('D7: in whatever zone, all of it is there afterwards, nothing else moved, and a second time changes nothing', () => {
    let applied = 0;
    fc.assert(
      fc.property(
        history,
        fc.array(record, { minLength: 1, maxLength: 4 }),
        fc.constantFrom('', 'host=sub'),
        (steps, records, query) => {
          const { rrsets: old, changes: last } = steps.at(-1) ?? { rrsets: [], changes: [] };
          const rrsets = applyChanges(old, last);
          const made = wanted(records, query);
          const changes = changesOf(made, rrsets, limits);
          const judged = checkChanges({ zone, nameServers, rrsets, changes, limits });
          // A zone may forbid it, with its reason: what counts is that nothing is written then.
          if (!changes.length || Object.keys(judged.errors).length || judged.protected.length) return;
          applied += 1;
          const now = applyChanges(rrsets, judged.changes);
          for (const one of made) {
            const type = one.type === 'SPFM' ? 'TXT' : one.type;
            const there = now.find((rrset) => rrset.name === one.name && rrset.type === type)?.records ?? [];
            const text = one.type === 'SPFM' ? 'include:spf.acme.example' : one.record;
            assert.ok(
              there.some((each) => each === text || (one.type === 'SPFM' && each.includes(text))),
              JSON.stringify(one),
            );
          }
          const names = made.map(({ name }) => name);
          const cuts = made.filter(({ type }) => type === 'NS').map(({ name }) => `.${name}`);
          for (const { name } of judged.diff)
            assert.ok(
              names.includes(name) ||
                cuts.some((cut) => name.endsWith(cut)) ||
                names.some((one) => one.endsWith(`.${name}`)),
              name,
            );
          for (const { type, records: texts } of now)
            if (type === 'TXT') assert.ok(texts.filter((text) => isSpf(plainText(text))).length <= 1);
          assert.deepEqual(changesOf(made, now, limits), []);
        },
      ),
      { numRuns: 300 },
    );
    assert.ok(applied > 100, `${applied} were applied`);
  });
});
