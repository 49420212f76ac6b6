import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import type { RRset } from '../../../../bff/domains/records.ts';
import { applyChanges, standardLimits } from '../../../../bff/domains/rules.ts';
import { planImport } from '../../../../bff/domains/zone-file/rules-plan.ts';
import { readZoneFile } from '../../../../bff/domains/zone-file/rules-read.ts';
import { writeZoneFile } from '../../../../bff/domains/zone-file/rules-write.ts';
import { history, limits, nameServers, zone } from '../arbitraries.ts';

const read = (text: string) => readZoneFile(text, zone, standardLimits);
const plan = (text: string, rrsets: readonly RRset[] = [], replace = false) =>
  planImport(read(text), { zone, nameServers, rrsets, limits }, replace);
/** `name type ttl records` of what is taken. */
const taken = (text: string) =>
  read(text).rrsets.map(({ name, type, ttl, records }) => `${name} ${type} ${ttl} ${records.join(' | ')}`);
const noted = (text: string) => read(text).notes.map(({ line, code }) => `${line} ${code}`);
const rrset = (name: string, type: RRset['type'], ...records: string[]): RRset => ({ name, type, ttl: 3600, records });

describe('D4: a zone file is read as RFC 1035 has it', () => {
  it('D4: names, relative and absolute, under each $ORIGIN; a blank owner is the one before', () => {
    const text = `$ORIGIN example.nl.
@ 3600 IN A 192.0.2.1
   3600 IN A 192.0.2.2
www 3600 IN CNAME @
mail.example.nl. 3600 IN A 192.0.2.3
$ORIGIN sub
x 3600 IN MX 10 mail
\t3600 IN MX 20 mx.example.net.
$ORIGIN example.nl.
  3600 IN MX 30 mx.example.net.`;
    assert.deepEqual(taken(text), [
      '@ A 3600 192.0.2.1 | 192.0.2.2',
      'www CNAME 3600 example.nl',
      'mail A 3600 192.0.2.3',
      'x.sub MX 3600 10 mail.sub.example.nl | 20 mx.example.net | 30 mx.example.net',
    ]);
    assert.deepEqual(noted(text), []);
  });

  it('D4: TTL and class in any order or missing; $TTL, and BIND’s units', () => {
    const text = `a 1h IN A 192.0.2.1
b IN 1h30m A 192.0.2.1
c A 192.0.2.1
$TTL 2d
d in a 192.0.2.1
e 300 A 192.0.2.1`;
    assert.deepEqual(taken(text), [
      'a A 3600 192.0.2.1',
      'b A 5400 192.0.2.1',
      'c A 5400 192.0.2.1',
      'd A 172800 192.0.2.1',
      'e A 300 192.0.2.1',
    ]);
  });

  it('D4: parentheses, comments, quotes, escapes and strings of a text', () => {
    const text = `\ufefftxt 3600 IN TXT ( "a;b" ; not this
   " (c" ) ; nor this\r
dkim._domainkey 3600 IN TXT v=DKIM1\\;p=abcd
say 3600 IN TXT "a \\"word\\" \\195\\169"
_sip._tcp 3600 IN SRV 0 5 5060 (
  sip ) ; closed
svc 3600 IN HTTPS 1 . alpn="h2,h3"`;
    assert.deepEqual(taken(text), [
      'txt TXT 3600 a;b (c',
      'dkim._domainkey TXT 3600 v=DKIM1;p=abcd',
      'say TXT 3600 a "word" é',
      '_sip._tcp SRV 3600 0 5 5060 sip.example.nl',
      'svc HTTPS 3600 1 . alpn=h2,h3',
    ]);
  });

  it('D4: what is not taken over is said by its line, with the reason', () => {
    const text = `@ 3600 IN SOA ns1.x.test. a.x.test. (
  1 2 3 4 5 )
@ 3600 IN NS ns1.x.test.
@ 3600 IN DNSKEY 257 3 13 abcd
@ 3600 IN SPF "v=spf1 -all"
x 3600 IN TYPE65534 \\# 1 00
y 3600 CH TXT "version"
$INCLUDE other.zone
www.example.com. 3600 IN A 192.0.2.1
v 3600 IN A 192.0.2.300
w 3600 IN A 192.0.2.1
w 3600 IN A 192.0.2.1
z 3600 IN TXT "never closed
www.example.nl 3600 IN A 192.0.2.1
  nonsense
q 3600 IN MX ( 10
  mx.example.net.`;
    assert.deepEqual(noted(text), [
      '1 soa',
      '3 managed',
      '4 dnssec',
      '5 unknown_type',
      '6 unknown_type',
      '7 class',
      '8 directive',
      '9 out_of_zone',
      '10 ipv4_form',
      '12 duplicate',
      '13 unbalanced',
      '14 name_repeats_zone',
      '15 unknown_type',
      '16 unbalanced',
    ]);
    assert.deepEqual(taken(text), ['w A 3600 192.0.2.1']);
  });

  it('D4: what is taken otherwise than it stands is said too', () => {
    const text = `a 1 IN A 192.0.2.1
b 7200 IN A 192.0.2.1
b 300 IN A 192.0.2.2
c 3600 IN MX 10 mx.example.net`;
    assert.deepEqual(
      read(text).notes.map(({ line, code, skipped, value }) => [line, code, skipped, value]),
      [
        [1, 'ttl_limits', false, '60'],
        [3, 'ttl_mixed', false, '300'],
        [4, 'relative_target', false, 'mx.example.net.example.nl.'],
      ],
    );
  });
});

describe('D4: what a zone file comes to', () => {
  const www = rrset('www', 'A', '192.0.2.1');
  const mx = rrset('@', 'MX', '10 mx.example.net');

  it('D4: adds and changes, leaves the rest; removes it only when asked to', () => {
    const text = 'www 3600 A 192.0.2.9\napi 3600 A 192.0.2.8';
    const diff = (replace: boolean) =>
      plan(text, [www, mx], replace).check.diff.map(({ name, before, after }) => [name, !!before, !!after]);
    assert.deepEqual(diff(false), [
      ['www', true, true],
      ['api', false, true],
    ]);
    assert.deepEqual(diff(true), [...diff(false), ['@', true, false]]);
  });

  it('D4: a line that the zone does not bear is left out with its reason, and the rest is taken', () => {
    const { check, notes } = plan('www 3600 CNAME shop.example.net.\napi 3600 A 192.0.2.8', [www]);
    assert.deepEqual(check.errors, {});
    assert.deepEqual(
      check.diff.map(({ name }) => name),
      ['api'],
    );
    assert.deepEqual(notes, [{ line: 1, code: 'cname_alone', skipped: true, name: 'www', type: 'CNAME' }]);
  });

  it('D4: replacing spares what the file names but nobody can read', () => {
    const { check, notes } = plan('www 3600 A 192.0.2.300', [www, mx], true);
    assert.deepEqual(
      check.diff.map(({ name }) => name),
      ['@'],
    );
    assert.equal(notes[0]!.code, 'ipv4_form');
  });

  it('D4: what the provider keeps is not touched', () => {
    const kept = { ...limits, protectedNames: ['www'] };
    const file = read('www 3600 A 192.0.2.9\napi 3600 A 192.0.2.8');
    const { check, notes } = planImport(file, { zone, nameServers, rrsets: [www, mx], limits: kept }, true);
    assert.deepEqual(check.protected, []);
    assert.deepEqual(check.diff.map(({ name }) => name).sort(), ['@', 'api']);
    assert.deepEqual(
      notes.map(({ code }) => code),
      ['locked'],
    );
  });

  it('D4: whatever a zone holds, its export changes nothing, and builds it anew', () => {
    fc.assert(
      fc.property(history, fc.boolean(), (steps, replace) => {
        const { rrsets: before, changes } = steps.at(-1) ?? { rrsets: [], changes: [] };
        const rrsets = applyChanges(before, changes);
        const text = writeZoneFile(zone, rrsets);
        const same = plan(text, rrsets, replace);
        assert.deepEqual([same.check.diff, same.notes, same.unchanged], [[], [], rrsets.length], text);
        const anew = plan(text);
        assert.deepEqual([anew.notes, anew.check.diff.length], [[], rrsets.length], text);
      }),
      { numRuns: 200 },
    );
  });

  it('D4: whatever is pasted, reading it ends, and what is taken is valid', () => {
    const piece = fc.constantFrom(
      '@',
      '$ORIGIN',
      '(',
      ')',
      '"',
      '\\',
      ';',
      '\n',
      ' ',
      '\t',
      'IN',
      'A',
      'TXT',
      '1h',
      '192.0.2.1',
      'x.',
      '\0',
      'é',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 5 })), { maxLength: 60 }),
        (pieces) => {
          const { check } = plan(pieces.join(' '));
          assert.ok(
            Object.keys(check.errors).every((path) => path === 'changes'),
            pieces.join(' '),
          );
        },
      ),
      { numRuns: 500 },
    );
  });
});
