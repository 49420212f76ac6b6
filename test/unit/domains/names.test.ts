import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  absolute,
  isMixedScript,
  parseHost,
  parseOwner,
  relative,
  toAscii,
  toUnicode,
} from '../../../bff/domains/rules-names.ts';

const zone = 'example.nl';
const owner = (text: string) => {
  const parsed = parseOwner(text, zone);
  return 'name' in parsed ? parsed.name : `!${parsed.code}`;
};
const host = (text: string, underscore = false) => {
  const parsed = parseHost(text, zone, underscore);
  return 'name' in parsed ? parsed.name : `!${parsed.code}`;
};

describe('D3: names of owners', () => {
  const cases: readonly (readonly [text: string, name: string])[] = [
    ['www', 'www'],
    [' WWW ', 'www'],
    ['www.example.nl', 'www'],
    ['www.example.nl.', 'www'],
    ['', '@'],
    ['@', '@'],
    ['example.nl', '@'],
    ['Example.NL.', '@'],
    ['_dmarc', '_dmarc'],
    ['s1._domainkey', 's1._domainkey'],
    ['a_b', 'a_b'],
    ['*', '*'],
    ['*.shop', '*.shop'],
    ['r3---sn', 'r3---sn'],
    ['1.2.3', '1.2.3'],
    ['a.*.x', '!name_wildcard'],
    ['foo*', '!name_wildcard'],
    ['a..b', '!name_empty_label'],
    ['.a', '!name_empty_label'],
    ['-a', '!name_hyphen'],
    ['a-', '!name_hyphen'],
    ['a b', '!name_characters'],
    ['a/b', '!name_characters'],
    ['💩', '!name_idn'],
    ['other.com.', '!out_of_zone'],
    ['www.example.nl.example.nl', '!name_repeats_zone'],
  ];
  for (const [text, name] of cases) it(`D3: '${text}' is ${name}`, () => assert.equal(owner(text), name));

  it('D3: a label of 63 characters is the longest', () => {
    assert.equal(owner('a'.repeat(63)), 'a'.repeat(63));
    assert.equal(owner('a'.repeat(64)), '!name_label_too_long');
    assert.equal(owner('ü'.repeat(60)), '!name_label_too_long');
  });

  it('D3: a name of 253 characters is the longest, the zone counted', () => {
    const labels = ['a', 'b', 'c'].map((letter) => letter.repeat(63)).join('.');
    const longest = `${labels}.${'d'.repeat(253 - labels.length - 1 - zone.length - 1)}`;
    assert.equal(absolute(owner(longest), zone).length, 253);
    assert.equal(owner(`${longest}d`), '!name_too_long');
  });
});

describe('D3: international names', () => {
  const cases: readonly (readonly [text: string, ascii: string | undefined])[] = [
    ['faß.de', 'xn--fa-hia.de'],
    ['FASS.de', 'fass.de'],
    ['Bücher.example', 'xn--bcher-kva.example'],
    ['bu\u0308cher.example', 'xn--bcher-kva.example'],
    ['βόλος.com', 'xn--nxasmm1c.com'],
    ['ΒΌΛΟΣ.com', 'xn--nxasmq6b.com'],
    ['例え。jp', 'xn--r8jz45g.jp'],
    ['ｗｗｗ．nl', 'www.nl'],
    ['اختبار.nl', 'xn--mgbachtv.nl'],
    ['l·l.cat', 'xn--ll-0ea.cat'],
    ['xn--mnchen-3ya.de', 'xn--mnchen-3ya.de'],
    ['💩.la', undefined],
    ['xn--ls8h.la', undefined],
    ['xn--a.nl', undefined],
    ['xn--mnchen-3y.de', undefined],
    ['a\u200bb.nl', undefined],
    ['a\u200db.nl', undefined],
    ['so\u00adft.nl', undefined],
    ['a·b.nl', undefined],
    ['\u0301a.nl', undefined],
    ['אa.nl', undefined],
    ['1א.nl', undefined],
    ['a\u202eb.nl', undefined],
    ['☃.net', undefined],
    ['a⁄b.nl', undefined],
  ];
  for (const [text, ascii] of cases) {
    it(`D3: ${JSON.stringify(text)} is ${ascii ?? 'no name'}`, () => assert.equal(toAscii(text), ascii));
  }

  it('D3: what is shown is the U-label, where there is one', () => {
    assert.equal(toUnicode('_dmarc.xn--mnchen-3ya.de'), '_dmarc.münchen.de');
    assert.equal(toUnicode('xn--a.nl'), 'xn--a.nl');
    assert.equal(toUnicode('www.nl'), 'www.nl');
  });

  it('D3: a label of mixed scripts is told from one that people write', () => {
    assert.ok(isMixedScript('pаypal'));
    assert.ok(isMixedScript(toAscii('pаypal') ?? ''));
    for (const name of ['münchen', 'раура', '日本go', 'abc', 'xn--a', '한글abc']) assert.ok(!isMixedScript(name), name);
  });

  it('D3: names that a URL parser would bend stay what they are', () => {
    for (const text of ['1.2.3', '0x7f.1']) assert.equal(toAscii(text), text);
    for (const text of ['a..b', '-a.nl', '*.x']) assert.equal(toAscii(text), undefined);
  });
});

describe('D3: targets', () => {
  it('D3: with and without the dot at the end it is the same host', () => {
    assert.equal(host('aspmx.l.google.com.'), 'aspmx.l.google.com');
    assert.equal(host('ASPMX.L.Google.com'), 'aspmx.l.google.com');
    assert.equal(host('@'), zone);
    assert.equal(host('münchen.de'), 'xn--mnchen-3ya.de');
  });

  it('D3: nothing is completed silently, but the fix is offered', () => {
    assert.deepEqual(parseHost('mail', zone), { code: 'host_not_full', fix: 'mail.example.nl' });
    assert.deepEqual(parseHost('mail'), { code: 'host_not_full' });
  });

  it('D3: addresses, web addresses, wildcards and underscores are no hosts', () => {
    for (const text of ['1.2.3.4', '1.2.3.4.', '2001:db8::1', '1.2.3'])
      assert.equal(host(text), '!host_not_address', text);
    for (const text of ['https://a.nl', 'a.nl/x', 'a.nl:25']) assert.equal(host(text), '!host_not_url', text);
    assert.equal(host('*.a.nl'), '!name_wildcard');
    assert.equal(host('_a.b.nl'), '!host_underscore');
    assert.equal(host('_a.b.nl', true), '_a.b.nl');
  });

  it('D3: a full name leads back to its owner', () => {
    assert.equal(relative('www.example.nl', zone), 'www');
    assert.equal(relative(zone, zone), '@');
    assert.equal(relative('notexample.nl', zone), undefined);
  });
});
