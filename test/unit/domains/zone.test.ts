import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type RecordType, recordTypes } from '../../../bff/domains/records.ts';
import { check, errors, gone, has, set } from './checking.ts';

const sample: Readonly<Record<Exclude<RecordType, 'CNAME' | 'ALIAS'>, readonly [name: string, value: string]>> = {
  A: ['x', '192.0.2.1'],
  AAAA: ['x', '2001:db8::1'],
  MX: ['x', '10 mx.example.com'],
  TXT: ['x', 'hello'],
  SRV: ['_sip._tcp', '0 5 5060 sip.example.com'],
  CAA: ['x', '0 issue "letsencrypt.org"'],
  NS: ['x', 'ns1.example.com'],
  DS: ['x', `1 13 2 ${'ab'.repeat(32)}`],
  TLSA: ['_443._tcp', `3 1 1 ${'ab'.repeat(32)}`],
  SSHFP: ['x', `4 2 ${'ab'.repeat(32)}`],
  HTTPS: ['x', '1 . alpn=h2'],
  SVCB: ['x', '1 . alpn=h2'],
  NAPTR: ['x', '1 1 "U" "a" "!a!b!" .'],
  PTR: ['x', 'host.example.com'],
};
const others = recordTypes.filter((type) => type !== 'CNAME' && type !== 'ALIAS');

describe('D3: CNAME stands alone', () => {
  for (const type of others) {
    const [name, value] = sample[type];
    it(`D3: a CNAME does not join ${type}, nor ${type} a CNAME`, () => {
      const delegation = type === 'DS' ? [has(name, 'NS', 'ns1.example.com')] : [];
      const cname = has(name, 'CNAME', 'a.example.com');
      assert.deepEqual(errors([...delegation, has(name, type, value)], set(name, 'CNAME', 'a.example.com')), {
        'changes.0': 'cname_alone',
      });
      assert.equal(errors([cname], set(name, type, value))['changes.0'], 'cname_alone');
      assert.deepEqual(
        errors([], set(name, type, value), set(name, 'CNAME', 'a.example.com'))['changes.1'],
        'cname_alone',
      );
    });
  }

  it('D3: one may take the place of the other in one change set, deletions first', () => {
    const swap = check([has('www', 'CNAME', 'a.example.com')], [set('www', 'A', '192.0.2.1'), gone('www', 'CNAME')]);
    assert.deepEqual(swap.errors, {});
    assert.deepEqual(
      swap.changes.map(({ op }) => op),
      ['delete', 'set'],
    );
  });

  it('D3: never at the apex, where NS and SOA are', () => {
    assert.deepEqual(errors([], set('@', 'CNAME', 'a.example.com')), { 'changes.0': 'cname_apex' });
  });

  it('D3: one at a name', () => {
    assert.deepEqual(errors([], set('www', 'CNAME', 'a.example.com', 'b.example.com')), {
      'changes.0.records.1': 'cname_single',
    });
  });

  it('D3: not to itself, not in a circle', () => {
    assert.deepEqual(errors([], set('a', 'CNAME', 'a.example.nl')), { 'changes.0.records.0': 'cname_self' });
    assert.deepEqual(errors([has('b', 'CNAME', 'a.example.nl')], set('a', 'CNAME', 'b.example.nl')), {
      'changes.0.records.0': 'cname_loop',
    });
    assert.deepEqual(errors([has('b', 'CNAME', 'c.example.com')], set('a', 'CNAME', 'b.example.nl')), {});
  });

  it('D3: ALIAS serves the apex, once, without addresses beside it', () => {
    assert.deepEqual(errors([has('@', 'MX', '10 mx.example.com')], set('@', 'ALIAS', 'a.example.com')), {});
    assert.deepEqual(errors([has('@', 'A', '192.0.2.1')], set('@', 'ALIAS', 'a.example.com')), {
      'changes.0': 'alias_conflict',
    });
    assert.deepEqual(errors([has('@', 'ALIAS', 'a.example.com')], set('@', 'AAAA', '2001:db8::1')), {
      'changes.0': 'alias_conflict',
    });
    assert.deepEqual(errors([], set('@', 'ALIAS', 'a.example.com', 'b.example.com')), {
      'changes.0.records.1': 'alias_single',
    });
    assert.deepEqual(errors([], set('@', 'ALIAS', 'example.nl')), { 'changes.0.records.0': 'cname_self' });
    assert.deepEqual(errors([], set('@', 'HTTPS', '0 a.example.com')), {});
  });
});

describe('D3: servers are hosts with addresses of their own', () => {
  const alias = has('mail', 'CNAME', 'a.example.com');
  for (const [type, name, value] of [
    ['MX', '@', '10 mail.example.nl'],
    ['SRV', '_sip._tcp', '0 5 5060 mail.example.nl'],
    ['NS', 'sub', 'mail.example.nl'],
  ] as const) {
    it(`D3: ${type} does not point to a CNAME of this zone, nor may a CNAME come to where it points`, () => {
      assert.deepEqual(errors([alias], set(name, type, value)), { 'changes.0.records.0': 'target_is_cname' });
      assert.deepEqual(errors([has(name, type, value)], set('mail', 'CNAME', 'a.example.com')), {
        'changes.0': 'target_is_cname',
      });
      assert.deepEqual(errors([has(name, type, value)], gone(name, type), set('mail', 'CNAME', 'a.example.com')), {});
    });
  }

  it('D3: nor may a CNAME come to a name server of the zone itself', () => {
    assert.deepEqual(errors([], set('ns', 'CNAME', 'a.example.com')), { 'changes.0': 'target_is_cname' });
  });

  it('D3: a null MX is the only one', () => {
    assert.deepEqual(errors([], set('@', 'MX', '0 .')), {});
    assert.deepEqual(errors([], set('@', 'MX', '10 mx.example.com', '0 .')), { 'changes.0.records.1': 'null_mx' });
    assert.deepEqual(errors([], set('@', 'MX', '10 1.2.3.4')), { 'changes.0.records.0': 'host_not_address' });
  });
});

describe('D3: one RRset', () => {
  it('D3: the same data twice is refused, however it is written', () => {
    assert.deepEqual(errors([], set('x', 'AAAA', '2001:db8::1', '2001:DB8:0::1')), {
      'changes.0.records.1': 'duplicate',
    });
    assert.deepEqual(errors([], set('x', 'MX', '10 a.nl', '10 b.nl', '10 A.nl.')), {
      'changes.0.records.2': 'duplicate',
    });
  });

  it('D3: the TTL keeps to the limits', () => {
    const ttl = (seconds: number) =>
      errors([], { op: 'set', name: 'x', type: 'A', ttl: seconds, records: ['192.0.2.1'] });
    for (const seconds of [60, 3600, 604_800]) assert.deepEqual(ttl(seconds), {});
    for (const seconds of [0, 59, 604_801, 61.5, NaN]) assert.deepEqual(ttl(seconds), { 'changes.0.ttl': 'ttl_range' });
  });

  it('D3: what no DNS message can carry is refused', () => {
    const texts = Array.from({ length: 70 }, (_, at) => `${at}${'x'.repeat(1000)}`);
    assert.deepEqual(errors([], set('x', 'TXT', ...texts)), { 'changes.0': 'rrset_too_large' });
    assert.deepEqual(errors([], set('x', 'TXT', ...texts.slice(0, 60))), {});
  });

  it('D3: a change without records is none', () => {
    assert.deepEqual(errors([], set('x', 'A')), { 'changes.0.records': 'required' });
  });

  it('D3: SRV and TLSA are below their service', () => {
    const [srv, tlsa] = ['0 5 5060 sip.example.com', `3 1 1 ${'ab'.repeat(32)}`];
    for (const name of ['_sip._tcp', '_sip._tcp.x']) assert.deepEqual(errors([], set(name, 'SRV', srv)), {});
    for (const name of ['@', 'sip', '_sip', 'sip._tcp', '*._tcp'])
      assert.deepEqual(errors([], set(name, 'SRV', srv)), { 'changes.0.name': 'srv_name' });
    for (const name of ['_443._tcp', '_25._tcp.mail', '*._tcp'])
      assert.deepEqual(errors([], set(name, 'TLSA', tlsa)), {});
    for (const name of ['@', '_443', '443._tcp', '_65536._tcp'])
      assert.deepEqual(errors([], set(name, 'TLSA', tlsa)), { 'changes.0.name': 'tlsa_name' });
  });

  it('D3: one sender policy, one DMARC policy, keys that parse', () => {
    assert.deepEqual(errors([], set('@', 'TXT', 'v=spf1 -all', 'other', 'V=SPF1 mx -all')), {
      'changes.0.records.2': 'spf_twice',
    });
    assert.deepEqual(errors([], set('@', 'TXT', 'v=spf1 ipv4:192.0.2.1 -all')), {
      'changes.0.records.0': 'spf_syntax',
    });
    assert.deepEqual(errors([], set('_dmarc', 'TXT', 'v=DMARC1; p=none', 'v=DMARC1; p=reject')), {
      'changes.0.records.1': 'dmarc_twice',
    });
    assert.deepEqual(errors([], set('_dmarc.x', 'TXT', 'v=dmarc1; p=none')), { 'changes.0.records.0': 'dmarc_syntax' });
    assert.deepEqual(errors([], set('s1._domainkey', 'TXT', 'v=DKIM1; p=%%')), {
      'changes.0.records.0': 'dkim_syntax',
    });
    assert.deepEqual(errors([], set('@', 'TXT', 'v=DMARC1')), {});
  });
});

describe('D3: delegations', () => {
  const ds = `1 13 2 ${'ab'.repeat(32)}`;
  it('D3: DS only where NS are, and not at the apex', () => {
    assert.deepEqual(errors([], set('sub', 'DS', ds)), { 'changes.0': 'ds_without_ns' });
    assert.deepEqual(errors([], set('@', 'DS', ds)), { 'changes.0': 'ds_without_ns' });
    assert.deepEqual(errors([], set('sub', 'DS', ds), set('sub', 'NS', 'ns1.example.com')), {});
    assert.deepEqual(errors([has('sub', 'DS', ds), has('sub', 'NS', 'ns1.example.com')], gone('sub', 'NS')), {
      'changes.0': 'ds_without_ns',
    });
  });

  it('D3: no delegation at a wildcard', () => {
    assert.deepEqual(errors([], set('*.x', 'NS', 'ns1.example.com')), { 'changes.0.name': 'ns_wildcard' });
  });

  it('D9: the NS of the apex are managed', () => {
    const answer = check([], [set('@', 'NS', 'ns1.example.com')]);
    assert.deepEqual(answer.errors, { 'changes.0': 'managed' });
    assert.deepEqual(answer.protected, ['changes.0']);
  });
});
