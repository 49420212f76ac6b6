import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  buildDmarc,
  buildSpf,
  isSpf,
  parseDkim,
  parseDmarc,
  parseSpf,
  spfLookups,
} from '../../../bff/domains/rules-mail.ts';

const spf = (text: string) => {
  const policy = parseSpf(text);
  return 'code' in policy ? policy.code : buildSpf(policy);
};

describe('D3: SPF', () => {
  it('D3: what it reads it writes', () => {
    for (const text of [
      'v=spf1',
      'v=spf1 -all',
      'v=spf1 a mx:example.com/24 a:mail.example.com/24//64 mx//56 ip4:192.0.2.0/24 ip6:2001:db8::/32 ?ptr ~all',
      'v=spf1 include:_spf.example.net exists:%{i}._spf.%{d2} redirect=_spf.example.com exp=explain.%{d}',
      'v=spf1 a -include:a.nl unknown=x -all',
      'v=spf1 ip6:::ffff:1.2.3.4 -all',
    ]) {
      const [head, ...terms] = text.split(' ');
      const all = terms.filter((term) => /^[-~?+]?all$/.test(term));
      const last = terms.filter((term) => term.includes('='));
      const first = terms.filter((term) => !all.includes(term) && !last.includes(term));
      assert.equal(spf(text), [head, ...first, ...all, ...last].join(' '));
    }
    assert.equal(spf('V=SPF1 +MX  -ALL'), 'v=spf1 mx -all');
  });

  it('D3: what receivers call an error is one', () => {
    for (const text of [
      'v=spf1 ipv4:192.0.2.1',
      'v=spf1 ip4:192.0.2.300',
      'v=spf1 ip4:192.0.2.1/33',
      'v=spf1 ip4 192.0.2.1',
      'v=spf1 include:',
      'v=spf1 include:example',
      'v=spf1 include:1.2.3.4',
      'v=spf1 a/99',
      'v=spf1 all:x',
      'v=spf1, mx -all',
      'v=spf1 redirect=a.nl redirect=b.nl',
      'v=spf1 exists:%{x}.a.nl',
      'v=spf1 mx v=spf1 -all',
      'v=spf1 -al',
    ]) {
      assert.equal(spf(text), 'spf_syntax', text);
    }
  });

  it('D3: lookups are counted as receivers count them', () => {
    const count = (text: string) => {
      const policy = parseSpf(text);
      return 'terms' in policy ? spfLookups(policy) : undefined;
    };
    assert.equal(count('v=spf1 a mx ptr include:a.nl exists:b.nl ip4:192.0.2.1 -all'), 5);
    assert.equal(count('v=spf1 redirect=a.nl'), 1);
    assert.equal(count('v=spf1 redirect=a.nl -all'), 0);
  });

  it('D3: other texts are left alone', () => {
    for (const text of ['v=spf1', 'V=SPF1 -all', 'v=spf1;-all']) assert.ok(isSpf(text), text);
    for (const text of ['v=spf10 -all', 'spf2.0/pra -all', 'x v=spf1']) assert.ok(!isSpf(text), text);
  });
});

describe('D3: DMARC', () => {
  it('D3: what it reads it writes', () => {
    const policy = parseDmarc(
      'v=DMARC1;p=reject; sp=none ;pct=50; rua=mailto:a@b.nl, mailto:c@d.nl!10m; adkim=s; x=y;',
    );
    assert.deepEqual(policy, {
      policy: 'reject',
      subdomainPolicy: 'none',
      percent: 50,
      reports: ['a@b.nl', 'c@d.nl!10m'],
      others: [
        ['adkim', 's'],
        ['x', 'y'],
      ],
    });
    assert.ok(!('code' in policy));
    assert.deepEqual(parseDmarc(buildDmarc(policy)), policy);
    assert.equal(buildDmarc({ policy: 'none', reports: [], others: [] }), 'v=DMARC1; p=none');
  });

  it('D3: reports that go elsewhere than by mail stay as they are', () => {
    const policy = parseDmarc('v=DMARC1; p=none; rua=https://a.nl/x');
    assert.deepEqual('others' in policy && policy.others, [['rua', 'https://a.nl/x']]);
  });

  it('D3: what receivers would ignore is an error', () => {
    for (const text of [
      'v=dmarc1; p=none',
      'p=none; v=DMARC1',
      'v=DMARC1',
      'v=DMARC1; p=block',
      'v=DMARC1; p=none; p=reject',
      'v=DMARC1; p=none; pct=101',
      'v=DMARC1; p=none; rua=a@b.nl',
      'v=DMARC1 p=none',
      'v=DMARC1; p=none; ; sp=none',
      'hello',
    ]) {
      assert.deepEqual(parseDmarc(text), { code: 'dmarc_syntax' }, text);
    }
  });
});

describe('D3: DKIM', () => {
  const ed25519 = '11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=';
  const rsa = btoa(`0\x82\x01\x22${'k'.repeat(290)}`);
  it('D3: keys that parse', () => {
    assert.deepEqual(parseDkim(`v=DKIM1; k=ed25519; p=${ed25519}`), {
      keyType: 'ed25519',
      key: ed25519,
      testing: false,
    });
    assert.deepEqual(parseDkim(`k=rsa; t=s:y; p=${rsa.slice(0, 60)} ${rsa.slice(60)};`), {
      keyType: 'rsa',
      key: rsa,
      testing: true,
    });
    assert.deepEqual(parseDkim('v=DKIM1; p='), { keyType: 'rsa', key: '', testing: false });
  });

  it('D3: keys that do not: cut off, escaped, of no known type', () => {
    for (const text of [
      `v=DKIM1; k=rsa; p=${rsa.slice(0, -8)}`,
      `v=DKIM1; k=ed25519; p=${ed25519.slice(0, 40)}`,
      String.raw`v=DKIM1\; k=rsa\; p=`,
      `v=DKIM1; k=dsa; p=${rsa}`,
      `k=rsa; v=DKIM1; p=${rsa}`,
      'v=DKIM1; k=rsa',
      'v=DKIM1; p=%%%',
      'hello',
    ]) {
      assert.deepEqual(parseDkim(text), { code: 'dkim_syntax' }, text);
    }
  });
});
