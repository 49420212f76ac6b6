import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RecordType, RRset, RRsetChange } from '../../../bff/domains/records.ts';
import { checkChanges, dnsWarnings, standardLimits } from '../../../bff/domains/rules.ts';

const set = (name: string, type: RecordType, ...records: string[]): RRsetChange => ({
  op: 'set',
  name,
  type,
  ttl: 300,
  records,
});
const gone = (name: string, type: RecordType): RRsetChange => ({ op: 'delete', name, type });
const has = (name: string, type: RecordType, ...records: string[]): RRset => ({ name, type, ttl: 3600, records });
function warnings(rrsets: readonly RRset[], ...changes: RRsetChange[]) {
  const limits = { ...standardLimits, acmeIssuer: 'letsencrypt.org' };
  const answer = checkChanges({ zone: 'example.nl', nameServers: ['ns1.hc.test'], rrsets, changes, limits });
  assert.deepEqual(answer.errors, {});
  for (const { code } of answer.warnings)
    assert.ok(
      dnsWarnings.some((known) => known === code),
      code,
    );
  return answer.warnings;
}
const codes = (rrsets: readonly RRset[], ...changes: RRsetChange[]) =>
  warnings(rrsets, ...changes).map(({ code }) => code);

describe('D3: the website', () => {
  const site = [has('@', 'A', '192.0.2.1'), has('www', 'CNAME', 'example.nl')];
  it('D3: a move says where to, and how long caches may say otherwise', () => {
    assert.deepEqual(warnings(site, set('www', 'CNAME', 'studio.example.com')), [
      {
        code: 'website_moves',
        name: 'www',
        type: 'CNAME',
        facts: { name: 'www.example.nl', minutes: '60', to: 'studio.example.com' },
      },
    ]);
    assert.deepEqual(codes(site, gone('@', 'A'), set('@', 'ALIAS', 'studio.example.com')), ['website_moves']);
    assert.deepEqual(codes(site, set('@', 'AAAA', '2001:db8::1')), ['website_moves']);
  });

  it('D3: a website that goes is told from one that moves; a first one and a new TTL need no word', () => {
    assert.deepEqual(codes(site, gone('www', 'CNAME')), ['website_stops']);
    assert.deepEqual(codes([], set('@', 'A', '192.0.2.1')), []);
    assert.deepEqual(codes(site, set('@', 'A', '192.0.2.1')), []);
    assert.deepEqual(codes(site, set('shop', 'A', '192.0.2.1')), []);
  });
});

describe('D3: mail', () => {
  const mail = [has('@', 'MX', '10 mx1.example.com', '20 mx2.example.com')];
  it('D3: mail moves, and mail stops', () => {
    assert.deepEqual(warnings(mail, set('@', 'MX', '10 mx.example.net')), [
      { code: 'mail_moves', name: '@', type: 'MX', facts: { name: 'example.nl', minutes: '60', to: 'mx.example.net' } },
    ]);
    assert.deepEqual(codes(mail, gone('@', 'MX')), ['mail_stops']);
    assert.deepEqual(codes(mail, set('@', 'MX', '0 .')), ['mail_stops']);
    assert.deepEqual(codes(mail, set('@', 'MX', '20 mx2.example.com', '10 mx1.example.com')), []);
    assert.deepEqual(codes(mail, set('shop', 'MX', '10 mx.example.net')), []);
  });

  it('D3: more than ten lookups of a sender policy', () => {
    const senders = (count: number) =>
      `v=spf1 ${Array.from({ length: count }, (_, at) => `include:s${at}.example.com`).join(' ')} -all`;
    assert.deepEqual(codes([], set('@', 'TXT', senders(10))), []);
    assert.deepEqual(warnings([], set('@', 'TXT', senders(11)))[0]?.facts, { count: '11' });
  });
});

describe('D3: delegations hide what is below them', () => {
  const sub = has('sub', 'NS', 'ns1.sub.example.nl', 'ns2.example.com');
  it('D3: a new delegation tells what it hides', () => {
    const zone = [
      has('sub', 'TXT', 'x'),
      has('a.sub', 'A', '192.0.2.1'),
      has('ns1.sub', 'A', '192.0.2.2'),
      has('xsub', 'A', '192.0.2.3'),
    ];
    assert.deepEqual(warnings(zone, set('sub', 'NS', ...sub.records)), [
      {
        code: 'occluded',
        name: 'sub',
        type: 'NS',
        facts: { delegation: 'sub.example.nl', names: 'sub.example.nl, a.sub.example.nl', count: '2' },
      },
    ]);
  });

  it('D3: new data below a delegation is hidden, but for addresses of its servers', () => {
    assert.deepEqual(codes([sub], set('deep.er.sub', 'TXT', 'x')), ['occluded']);
    assert.deepEqual(codes([sub], set('a.sub', 'A', '192.0.2.1')), ['occluded']);
    assert.deepEqual(codes([sub], set('ns1.sub', 'A', '192.0.2.1')), []);
    assert.deepEqual(codes([sub], set('sub', 'DS', `1 13 2 ${'ab'.repeat(32)}`)), []);
    assert.deepEqual(codes([sub, has('a.sub', 'TXT', 'x')], set('other', 'A', '192.0.2.1')), []);
    assert.deepEqual(codes([sub, has('a.sub', 'TXT', 'x')], gone('sub', 'NS')), []);
  });
});

describe('D3: what looks wrong', () => {
  it('D3: addresses that nobody can reach', () => {
    for (const address of ['10.1.2.3', '127.0.0.1', '192.168.1.1', '172.31.0.1', '169.254.1.1', '100.64.0.1']) {
      assert.deepEqual(warnings([], set('x', 'A', address))[0]?.facts, { address });
    }
    for (const address of ['::1', 'fe80::1', 'fd00::1'])
      assert.deepEqual(codes([], set('x', 'AAAA', address)), ['private_address']);
    assert.deepEqual(codes([], set('x', 'A', '192.0.2.1', '172.32.0.1', '100.128.0.1', '11.0.0.1')), []);
    assert.deepEqual(codes([has('x', 'A', '10.1.2.3')], set('x', 'A', '10.1.2.3')), []);
  });

  it('D3: a CAA that forbids our certificates', () => {
    assert.deepEqual(warnings([], set('@', 'CAA', '0 issue "ca.example"'))[0]?.facts, { issuer: 'letsencrypt.org' });
    assert.deepEqual(codes([], set('@', 'CAA', '0 issue ";"')), ['caa_blocks_us']);
    assert.deepEqual(codes([], set('@', 'CAA', '0 issue "ca.example"', '0 issue "letsencrypt.org; a=b"')), []);
    assert.deepEqual(codes([], set('@', 'CAA', '0 iodef "mailto:a@b.nl"', '0 issuewild ";"')), []);
  });

  it('D3: a name of mixed scripts', () => {
    assert.deepEqual(warnings([], set('pаypal', 'A', '192.0.2.1')), [
      { code: 'mixed_script', name: 'xn--pypal-4ve', facts: { unicode: 'pаypal.example.nl' } },
    ]);
    assert.deepEqual(codes([], set('münchen', 'A', '192.0.2.1')), []);
  });
});
