import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { demoTemplates } from '../../../../bff/demo/connect.ts';
import { readTemplate } from '../../../../bff/domains/connect/rules-template.ts';

const template = (records: readonly object[], more: object = {}) => ({
  providerId: 'acme.example',
  providerName: 'Acme',
  serviceId: 'site',
  serviceName: 'Site',
  records,
  ...more,
});
const faults = (value: unknown) => {
  const read = readTemplate(value);
  return 'faults' in read ? read.faults.map(({ path, code }) => `${path} ${code}`) : [];
};
const a = { type: 'A', host: 'www', pointsTo: '192.0.2.1', ttl: 600 };

describe('D7: Domain Connect templates', () => {
  it('D7: takes every type that a zone here can hold', () => {
    const records = [
      a,
      { type: 'AAAA', host: '@', pointsTo: '%ip6%', ttl: '600' },
      { type: 'CNAME', host: 'shop', pointsTo: '@', ttl: 600, essential: 'OnApply' },
      { type: 'APEXCNAME', pointsTo: 'apex.acme.example', ttl: 600 },
      { type: 'NS', host: 'lab', pointsTo: 'ns.acme.example', ttl: 600 },
      { type: 'MX', host: '', pointsTo: 'mx.acme.example', priority: '10', ttl: 600 },
      {
        type: 'TXT',
        host: '@',
        data: '@',
        ttl: '%ttl%',
        txtConflictMatchingMode: 'Prefix',
        txtConflictMatchingPrefix: 'a',
      },
      { type: 'SRV', name: '@', service: '_sip', protocol: 'TCP', priority: 1, weight: 2, port: '%port%', target: '@' },
      { type: 'SPFM', host: '@', spfRules: 'include:spf.acme.example' },
      { type: 'CAA', host: '@', data: '0 issue "ca.example"', ttl: 600 },
    ];
    assert.deepEqual(
      faults(template(records, { logoUrl: 'https://x.example/l.png', multiInstance: true, ours: 1 })),
      [],
    );
    for (const one of demoTemplates) assert.deepEqual(faults(one), []);
  });

  it('D7: says of each that is refused what is wrong, and where', () => {
    assert.deepEqual(faults('no object'), [' shape']);
    assert.deepEqual(faults({ ...template([a]), providerId: undefined, serviceName: '' }), [
      'providerId required',
      'serviceName required',
    ]);
    assert.deepEqual(faults(template([])), ['records required']);
    const cases: [object, string][] = [
      [{ type: 'REDIR301', host: '@', target: 'https://a.example/' }, 'type redirect'],
      [{ type: 'NS1', pointsTo: 'ns.a.example' }, 'type registry'],
      [{ type: 'DS' }, 'type registry'],
      [{ type: 'LOC', host: '@', data: 'x' }, 'type type'],
      [{ type: 'TYPE65280', host: '@', data: 'x' }, 'type type'],
      [{ type: 'A', host: '@' }, 'pointsTo required'],
      [{ type: 'SPFM', host: '@', spfRules: '' }, 'spfRules required'],
      [{ type: 'CNAME', host: '@', pointsTo: 'a.example' }, 'host apex_alias'],
      [{ type: 'NS', pointsTo: 'a.example' }, 'host apex_alias'],
      [{ ...a, groupId: '%g%' }, 'groupId group_variable'],
      [{ type: 'TXT', data: 'x', txtConflictMatchingMode: 'Prefix' }, 'txtConflictMatchingPrefix prefix'],
      [{ type: 'TXT', data: 'x', txtConflictMatchingMode: 'Some' }, 'txtConflictMatchingMode choice'],
      [{ ...a, essential: 'Never' }, 'essential choice'],
      [{ ...a, ttl: 'x%ttl%' }, 'ttl shape'],
      [{ ...a, pointsTo: '%redirect_uri%' }, 'pointsTo variable_name'],
    ];
    for (const [record, fault] of cases)
      assert.deepEqual(faults(template([a, record])), [`records.1.${fault}`], JSON.stringify(record));
    assert.deepEqual(faults(template([a], { syncPubKeyDomain: 'no name', syncRedirectDomain: 'a.example,b' })), [
      'syncPubKeyDomain domain',
      'syncRedirectDomain domain',
    ]);
    assert.deepEqual(faults(template([a], { serviceId: 'a b' })), ['serviceId format']);
    assert.deepEqual(
      faults(template([{ type: 'CNAME', host: '@', pointsTo: 'a.example' }], { hostRequired: true })),
      [],
    );
  });
});
