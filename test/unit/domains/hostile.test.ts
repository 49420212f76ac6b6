import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { recordTypes, type RRset } from '../../../bff/domains/records.ts';
import {
  checkChanges,
  fromWireText,
  parseHost,
  parseOwner,
  parseValue,
  standardLimits,
} from '../../../bff/domains/rules.ts';
import { splitFields } from '../../../bff/domains/rules-fields.ts';
import { parseDkim, parseDmarc, parseSpf } from '../../../bff/domains/rules-mail.ts';

const size = 60_000;
const parts = [
  'a',
  'a.',
  '.',
  '"',
  '" ',
  '\\',
  ' ',
  ';',
  ';a=',
  '; ',
  '%{',
  '%{d}',
  ':',
  '::',
  '*',
  'é',
  '\u0301',
  'xn--',
  '(',
  '0 ',
  '1',
  ',',
  'a=b;',
  '-',
  '_',
  '\t',
];
const heads = ['', '"', '0 issue "', '1 . key9=', 'v=spf1 a:', 'v=spf1 ', 'v=DMARC1;', 'v=DKIM1; p=', '10 ', '0 0 "'];

/** The slowest of many calls, in ms; each input is long and repeats what could make a pattern go back and forth. */
function slowest(run: (text: string) => void): number {
  let longest = 0;
  for (const head of heads) {
    for (const part of parts) {
      const text = `${head}${part.repeat(Math.ceil(size / part.length))}!`;
      const start = performance.now();
      run(text);
      longest = Math.max(longest, performance.now() - start);
    }
  }
  return longest;
}

describe('TR21: hostile input costs little', () => {
  it('TR21: values of every type', () => {
    for (const type of recordTypes) assert.ok(slowest((text) => parseValue(type, text, 'example.nl')) < 2000, type);
  });
  it('TR21: what a server may answer', () => {
    for (const type of recordTypes) assert.ok(slowest((text) => fromWireText(type, text)) < 2000, type);
  });
  it('TR21: names and fields', () => {
    assert.ok(slowest((text) => parseOwner(text, 'example.nl')) < 2000);
    assert.ok(slowest((text) => parseHost(text, 'example.nl')) < 2000);
    for (const type of recordTypes) assert.ok(slowest((text) => splitFields(type, text)) < 2000, type);
  });
  it('TR21: mail policies', () => {
    for (const parse of [parseSpf, parseDmarc, parseDkim]) assert.ok(slowest(parse) < 2000, parse.name);
  });
});

describe('QZ1: a whole zone', () => {
  it('QZ1: 5,000 RRsets that all change are checked in the time of some readings of the zone', () => {
    const rrsets: RRset[] = Array.from({ length: 5000 }, (_, at) => ({
      name: `host${at}`,
      type: at % 2 ? 'A' : 'TXT',
      ttl: 3600,
      records: at % 2 ? [`192.0.2.${at % 256}`, `198.51.100.${at % 256}`] : [`site-verification=${at}`],
    }));
    const json = JSON.stringify(rrsets);
    const changes = rrsets.map((rrset) => ({
      ...rrset,
      op: 'set' as const,
      records: rrset.records.slice(0, 1),
      ttl: 300,
    }));
    const fastest = (run: () => unknown) => {
      const times = Array.from({ length: 20 }, () => {
        const start = performance.now();
        run();
        return performance.now() - start;
      });
      return Math.min(...times);
    };
    const reading = fastest(() => JSON.parse(json));
    const checking = fastest(() => {
      const { errors } = checkChanges({ zone: 'example.nl', nameServers: [], rrsets, changes, limits: standardLimits });
      assert.deepEqual(errors, {});
    });
    // The figure is measured by the benchmark; here only a search within a search must show
    assert.ok(checking < reading * 60, `${checking.toFixed(1)} ms, reading ${reading.toFixed(1)} ms`);
  });
});
