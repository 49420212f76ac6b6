import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import * as v from 'valibot';
import type { RRset } from '../../../../bff/domains/records.ts';
import { applyChanges, checkChanges } from '../../../../bff/domains/rules.ts';
import { isSpf } from '../../../../bff/domains/rules-spf.ts';
import { plainText } from '../../../../bff/domains/rules-text.ts';
import { templateSettings } from '../../../../bff/domains/templates/input.ts';
import { commonTemplates } from '../../../../bff/domains/templates/kinds.ts';
import { changesOf, faultsOf, mergeSpf } from '../../../../bff/domains/templates/rules.ts';
import { history, limits, nameServers, zone } from '../arbitraries.ts';

const spf = (rrsets: readonly RRset[]) =>
  rrsets
    .filter(({ name, type }) => name === '@' && type === 'TXT')
    .flatMap(({ records }) => records.filter((one) => isSpf(plainText(one))));

describe('D7: templates', () => {
  it('D7: a sender policy is joined with the one that is there, and who sent still may', () => {
    const ours = 'v=spf1 include:_spf.google.com ~all';
    assert.equal(
      mergeSpf('v=spf1 mx include:a.example -all', ours),
      'v=spf1 mx include:a.example include:_spf.google.com -all',
    );
    assert.equal(mergeSpf('v=spf1 include:_SPF.google.com -all', ours), 'v=spf1 include:_SPF.google.com -all');
    assert.equal(mergeSpf('v=spf1 redirect=a.example', ours), 'v=spf1 include:_spf.google.com redirect=a.example');
    assert.equal(mergeSpf('v=spf1 -all', ours), ours, 'nobody sent: that holds no more');
    assert.equal(mergeSpf('v=spf1 what?', ours), ours, 'nobody understood it');
    assert.equal(mergeSpf('v=spf1 mx -all', 'v=spf1 -all'), 'v=spf1 -all', 'nobody shall send');
  });

  it('D7: what cannot stay beside a record of the template goes in the same change set', () => {
    const old: RRset[] = [{ name: 'autodiscover', type: 'A', ttl: 60, records: ['192.0.2.1'] }];
    const changes = changesOf(commonTemplates[0]!, zone, old, 3600);
    assert.deepEqual(changes[0], { op: 'delete', name: 'autodiscover', type: 'A' });
    assert.deepEqual(checkChanges({ zone, nameServers, rrsets: old, changes, limits }).errors, {});
    assert.ok(changes.some((one) => one.op === 'set' && one.records[0] === '0 example-nl.mail.protection.outlook.com'));
  });

  it('D7: in whatever zone, each leaves one sender policy at most, and a second time changes nothing', () => {
    fc.assert(
      fc.property(history, fc.constantFrom(...commonTemplates), (steps, template) => {
        const { rrsets: before, changes: last } = steps.at(-1) ?? { rrsets: [], changes: [] };
        const rrsets = applyChanges(before, last);
        const judged = (on: readonly RRset[]) =>
          checkChanges({ zone, nameServers, rrsets: on, changes: changesOf(template, zone, on, 3600), limits });
        const first = judged(rrsets);
        // A zone may forbid it, with its reason: what counts is that nothing is written then.
        if (Object.keys(first.errors).length) return;
        const after = applyChanges(rrsets, first.changes);
        assert.equal(spf(after).length, 1);
        assert.deepEqual(judged(after).errors, { changes: 'nothing_changed' });
      }),
      { numRuns: 150 },
    );
  });

  it('D7: a label cannot save a template that breaks a rule', () => {
    const own = (rrsets: unknown, id = 'shop') =>
      v.safeParse(templateSettings, { own: [{ id, name: 'Shop', rrsets }] }).success;
    const shop = { name: 'shop', type: 'CNAME', records: ['{dashed}.shops.example.net'] };
    assert.equal(own([shop]), true);
    assert.equal(own([shop, { name: 'shop', type: 'TXT', records: ['x'] }]), false, 'CNAME stands alone');
    assert.equal(own([{ name: '@', type: 'NS', records: ['ns.example.net'] }]), false, 'managed');
    assert.equal(own([{ name: '@', type: 'MX', records: ['10 192.0.2.1'] }]), false);
    assert.equal(own([shop], 'google'), false, 'the id of one of ours');
    for (const { rrsets } of commonTemplates) assert.deepEqual(faultsOf(rrsets), {});
  });
});
