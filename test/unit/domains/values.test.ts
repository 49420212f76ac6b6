import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RecordType } from '../../../bff/domains/records.ts';
import { joinFields, splitFields } from '../../../bff/domains/rules-fields.ts';
import { textSize } from '../../../bff/domains/rules-text.ts';
import { fromWireText, parseValue, wireText } from '../../../bff/domains/rules-values.ts';

const zone = 'example.nl';
const parse = (type: RecordType, text: string) => {
  const parsed = parseValue(type, text, zone);
  return 'value' in parsed ? parsed.value : `!${parsed.code}`;
};
const sha256 = 'ab'.repeat(32);

const table: Readonly<Partial<Record<RecordType, readonly (readonly [text: string, value: string])[]>>> = {
  A: [
    ['192.0.2.1', '192.0.2.1'],
    [' 255.255.255.255 ', '255.255.255.255'],
    ['010.0.0.1', '!ipv4_leading_zero'],
    ['1.2.3.00', '!ipv4_leading_zero'],
    ['256.0.0.1', '!ipv4_form'],
    ['1.2.3', '!ipv4_form'],
    ['0x7f.1', '!ipv4_form'],
    ['2001:db8::1', '!ipv4_form'],
    ['', '!required'],
  ],
  AAAA: [
    ['2001:DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0db8::0001', '2001:db8::1'],
    ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['1::', '1::'],
    ['64:ff9b::192.0.2.1', '64:ff9b::c000:201'],
    ['::ffff:192.0.2.1', '!ipv6_mapped'],
    ['1:2:3:4:5:6:7:8::', '!ipv6_form'],
    ['1::2::3', '!ipv6_form'],
    [':::', '!ipv6_form'],
    ['fe80::1%eth0', '!ipv6_form'],
    ['192.0.2.1', '!ipv6_form'],
  ],
  CNAME: [
    ['Shop.Example.com.', 'shop.example.com'],
    ['selector1._domainkey.x.onmicrosoft.com', 'selector1._domainkey.x.onmicrosoft.com'],
    ['192.0.2.1', '!host_not_address'],
    ['shop', '!host_not_full'],
    ['a.nl b.nl', '!name_characters'],
  ],
  ALIAS: [['_x.example.com.', '_x.example.com']],
  MX: [
    ['10 aspmx.l.google.com.', '10 aspmx.l.google.com'],
    ['010   mx.a.nl', '10 mx.a.nl'],
    ['0 .', '0 .'],
    ['10 .', '0 .'],
    ['65535 mx.a.nl', '65535 mx.a.nl'],
    ['65536 mx.a.nl', '!mx_form'],
    ['mx.a.nl', '!mx_form'],
    ['10 1.2.3.4', '!host_not_address'],
    ['10 mx_1.a.nl', '!host_underscore'],
  ],
  TXT: [
    ['v=spf1 -all', 'v=spf1 -all'],
    ['  pasted\n', 'pasted'],
    ['say "hi" \\o/', 'say "hi" \\o/'],
    ['"v=DKIM1; " "p="', 'v=DKIM1; p='],
    ['"a""b"', 'ab'],
    [String.raw`"a\"b\\c\195\169"`, String.raw`a"b\cé`],
    ['""', '""'],
    [String.raw`"\255"`, String.raw`"\255"`],
    [String.raw`"\"x\" y"`, String.raw`"\"x\" y"`],
    ['" a "', '" a "'],
    ['“v=spf1 -all”', '!curly_quotes'],
    ['„v=spf1 -all“', '!curly_quotes'],
    ['«x»', '!curly_quotes'],
    ['“so” it goes', '“so” it goes'],
    ['"abc', '!quotes_unbalanced'],
    ['"a" b', '!quotes_unbalanced'],
    [String.raw`"\256"`, '!quotes_unbalanced'],
    ['a\0b', '!control_characters'],
    ['a\nb', '!control_characters'],
    [String.raw`"\000"`, '!control_characters'],
    ['a\ud800b', '!control_characters'],
    [' ', '!required'],
  ],
  SRV: [
    ['0 5 5060 sip.example.com.', '0 5 5060 sip.example.com'],
    ['0 0 0 .', '0 0 0 .'],
    ['0 5 65536 sip.example.com', '!srv_form'],
    ['0 5 sip.example.com', '!srv_form'],
    ['0 5 5060 192.0.2.1', '!host_not_address'],
  ],
  CAA: [
    ['0 issue letsencrypt.org', '0 issue "letsencrypt.org"'],
    ['0 ISSUE "letsencrypt.org; validationmethods=dns-01"', '0 issue "letsencrypt.org; validationmethods=dns-01"'],
    ['128 issuewild ";"', '128 issuewild ";"'],
    ['0 iodef "mailto:a@b.nl"', '0 iodef "mailto:a@b.nl"'],
    ['0 issuemail "example.com"', '0 issuemail "example.com"'],
    ['0 contactemail a@b.nl', '0 contactemail "a@b.nl"'],
    ['1 issue "a.nl"', '!caa_flags'],
    ['0 constructor "a.nl"', '!caa_tag'],
    ['0 iodef "a@b.nl"', '!caa_value'],
    ['0 issue "letsencrypt org"', '!caa_value'],
    ['issue "a.nl"', '!caa_form'],
    ['0 issue "a.nl', '!caa_form'],
  ],
  NS: [
    ['NS1.example.net.', 'ns1.example.net'],
    ['192.0.2.1', '!host_not_address'],
    ['.', '!name_empty_label'],
  ],
  DS: [
    [`12345 13 2 ${sha256.toUpperCase().replace(/.{8}/g, '$& ')}`, `12345 13 2 ${sha256}`],
    ['12345 13 2 abcd', '!digest_length'],
    [`12345 13 9 ${sha256}`, '!ds_form'],
    [`65536 13 2 ${sha256}`, '!ds_form'],
    ['12345 13 2 xyz', '!ds_form'],
  ],
  TLSA: [
    [`3 1 1 ${sha256}`, `3 1 1 ${sha256}`],
    ['2 0 0 3082abcd', '2 0 0 3082abcd'],
    [`4 1 1 ${sha256}`, '!tlsa_form'],
    ['3 1 2 abcd', '!digest_length'],
    ['3 1 0 abc', '!tlsa_form'],
  ],
  SSHFP: [
    [`4 2 ${sha256}`, `4 2 ${sha256}`],
    [`4 1 ${sha256}`, '!digest_length'],
    [`9 2 ${sha256}`, '!sshfp_form'],
  ],
  HTTPS: [
    ['0 cdn.example.com.', '0 cdn.example.com'],
    ['1 .', '1 .'],
    ['1 . port=0443 alpn="h2,h3"', '1 . alpn=h2,h3 port=443'],
    [
      '1 . ipv6hint=2001:DB8::0:1 ipv4hint=192.0.2.1,192.0.2.2',
      '1 . ipv4hint=192.0.2.1,192.0.2.2 ipv6hint=2001:db8::1',
    ],
    ['1 . alpn=h2 mandatory=port,alpn port=1', '1 . mandatory=alpn,port alpn=h2 port=1'],
    ['1 . ech=AEX+DQ==', '1 . ech="AEX+DQ=="'],
    ['1 . dohpath=/q{?dns}', '1 . key7="/q{?dns}"'],
    ['1 . alpn=h2 no-default-alpn', '1 . alpn=h2 no-default-alpn'],
    ['0 a.nl alpn=h2', '!svcb_alias_parameters'],
    ['1 . no-default-alpn', '!svcb_needs_alpn'],
    ['1 . mandatory=alpn', '!svcb_mandatory'],
    ['1 . mandatory=mandatory alpn=h2', '!svcb_parameter'],
    ['1 . alpn=h2 alpn=h3', '!svcb_parameter_twice'],
    ['1 . alpn=', '!svcb_parameter'],
    ['1 . port=65536', '!svcb_parameter'],
    ['1 . ipv4hint=2001:db8::1', '!svcb_parameter'],
    ['1 . ech=%%', '!svcb_parameter'],
    ['1 . colour=blue', '!svcb_parameter'],
    ['1 . key65535=x', '!svcb_parameter'],
    ['alpn=h2', '!svcb_form'],
    ['1 192.0.2.1', '!host_not_address'],
  ],
  SVCB: [['1 _a.dns.example. port=853', '1 _a.dns.example port=853']],
  NAPTR: [
    ['100 10 U E2U+sip "!^.*$!sip:info@example.com!" .', '100 10 "U" "E2U+sip" "!^.*$!sip:info@example.com!" .'],
    ['100 10 "s" "SIP+D2U" "" _sip._udp.example.com.', '100 10 "s" "SIP+D2U" "" _sip._udp.example.com'],
    ['100 10 "U" "E2U+sip" "!a!b!" host.example.com', '!naptr_rule'],
    ['100 10 "U" "E2U+sip" "" .', '!naptr_rule'],
    ['100 10 "U" "E2U+sip" ""', '!naptr_form'],
  ],
  PTR: [['host.example.com.', 'host.example.com']],
};

for (const [type, rows] of Object.entries(table) as [RecordType, readonly (readonly [string, string])[]][]) {
  describe(`D3: values of ${type}`, () => {
    for (const [text, value] of rows) {
      it(`D3: ${type} ${JSON.stringify(text.slice(0, 60))} is ${value.slice(0, 60)}`, () => {
        assert.equal(parse(type, text), value);
        if (value.startsWith('!')) return;
        assert.equal(parse(type, value), value, 'canonical stays');
        assert.equal(fromWireText(type, wireText(type, value)), value, 'and comes back from a server');
        assert.equal(joinFields(type, splitFields(type, value)), value, 'and from a form');
      });
    }
  });
}

describe('D3: what a name server gets', () => {
  it('D3: hosts have their dot, none has two', () => {
    assert.equal(wireText('MX', '10 mx.a.nl'), '10 mx.a.nl.');
    assert.equal(wireText('MX', '0 .'), '0 .');
    assert.equal(wireText('SRV', '0 0 0 .'), '0 0 0 .');
    assert.equal(wireText('HTTPS', '1 . alpn=h2'), '1 . alpn=h2');
    assert.equal(wireText('HTTPS', '0 a.nl'), '0 a.nl.');
    assert.equal(wireText('CNAME', 'a.nl'), 'a.nl.');
  });

  it('D3: TXT is split at 255 bytes, not characters', () => {
    const wire = wireText('TXT', 'é'.repeat(200));
    const strings = wire.match(/"[^"]*"/g) ?? [];
    assert.equal(strings.length, 2);
    assert.deepEqual(
      strings.map((string) => string.match(/\\\d{3}/g)?.length),
      [255, 145],
    );
    assert.equal(fromWireText('TXT', wire), 'é'.repeat(200));
  });

  it('D3: quotes and backslashes are escaped, not doubled', () => {
    assert.equal(wireText('TXT', String.raw`a"b\c`), String.raw`"a\"b\\c"`);
    assert.equal(wireText('TXT', parse('TXT', '"a" "b"')), '"ab"');
  });

  it('D3: TXT may have 65,535 bytes on the wire and not one more', () => {
    const longest = 'a'.repeat(65_535 - 256);
    assert.equal(textSize(parse('TXT', longest)), 65_535);
    assert.equal(parse('TXT', `${longest}a`), '!text_too_long');
  });

  it('D3: what a server holds and we would refuse comes back as it stands', () => {
    assert.equal(fromWireText('CNAME', 'com.'), 'com');
    assert.equal(wireText('CNAME', 'com'), 'com.');
    assert.equal(fromWireText('HTTPS', '1 com. key9="a"'), '1 com key9="a"');
    assert.equal(fromWireText('TXT', '"a" bare'), 'abare');
  });
});

describe('D3: fields of a value', () => {
  it('D3: a value half typed keeps its parts', () => {
    assert.deepEqual(splitFields('MX', '10'), { preference: '10', exchange: '' });
    assert.deepEqual(splitFields('CAA', '0 issue "a b'), { flags: '0', tag: 'issue', value: '"a b' });
    assert.equal(joinFields('SRV', { priority: '0', target: 'a.nl' }), '0   a.nl');
    assert.deepEqual(splitFields('TXT', 'a "b" c'), { text: 'a "b" c' });
  });

  it('D3: the quotes of CAA stay out of the form', () => {
    assert.deepEqual(splitFields('CAA', '0 issue "ca.nl; a=b"'), { flags: '0', tag: 'issue', value: 'ca.nl; a=b' });
  });
});
