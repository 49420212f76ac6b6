import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { recordTypes, type RRset } from '../../../bff/domains/records.ts';
import {
  applyChanges,
  checkChanges,
  diffOf,
  fromWireText,
  invertDiff,
  parseOwner,
  parseValue,
  sameRRset,
  sortRRsets,
  toAscii,
  toUnicode,
  wireText,
} from '../../../bff/domains/rules.ts';
import { joinFields, splitFields } from '../../../bff/domains/rules-fields.ts';
import { decodePunycode, encodePunycode } from '../../../bff/domains/rules-punycode.ts';
import { fromWireTxt, readStrings, wireTxt } from '../../../bff/domains/rules-text.ts';
import { history, limits, nameServers, plainTxt, valueOf, zone } from './arbitraries.ts';

const runs = (numRuns: number) => ({ numRuns });
const bytes = (text: string) => new TextEncoder().encode(text).length;

/** The same RRsets, whatever their order and that of their records. */
function assertSameZone(actual: readonly RRset[], expected: readonly RRset[]): void {
  const [left, right] = [sortRRsets(actual), sortRRsets(expected)];
  assert.deepEqual(
    left.map(({ name, type }) => `${name} ${type}`),
    right.map(({ name, type }) => `${name} ${type}`),
  );
  left.forEach((rrset, at) => assert.ok(sameRRset(rrset, right[at]!), `${rrset.name} ${rrset.type}`));
}

describe('D3: values, whatever they are', () => {
  for (const type of recordTypes) {
    it(`D3: ${type} is canonical once parsed, and comes back from the wire and from a form`, () => {
      fc.assert(
        fc.property(valueOf[type], (text) => {
          const parsed = parseValue(type, text, zone);
          assert.ok('value' in parsed, `${text}: ${JSON.stringify(parsed)}`);
          assert.deepEqual(parseValue(type, parsed.value, zone), parsed);
          const wire = wireText(type, parsed.value);
          assert.equal(fromWireText(type, wire), parsed.value);
          assert.equal(wireText(type, fromWireText(type, wire)), wire);
          assert.equal(joinFields(type, splitFields(type, parsed.value)), parsed.value);
        }),
        runs(300),
      );
    });
  }

  it('D3: TXT strings have at most 255 bytes and lose none', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          plainTxt,
          fc.string({ unit: 'binary', maxLength: 700 }).filter((text) => text.isWellFormed()),
        ),
        (text) => {
          const strings = readStrings(wireTxt(text)) ?? [];
          assert.ok(strings.length > 0 && strings.every((string) => string.length <= 255));
          assert.ok(/^[ -~]*$/.test(wireTxt(text)));
          if (!text.startsWith('"')) assert.equal(strings.join('').length, bytes(text));
        },
      ),
      runs(500),
    );
  });

  it('D3: any bytes a server may hold survive the way here and back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (content) => {
        const wire = Array.from(content, (byte) => `\\${String(byte).padStart(3, '0')}`);
        const strings = Array.from(
          { length: Math.ceil(wire.length / 255) || 1 },
          (_, at) => `"${wire.slice(at * 255, at * 255 + 255).join('')}"`,
        );
        const value = fromWireTxt(strings.join(' '));
        assert.deepEqual(readStrings(wireTxt(value)), readStrings(strings.join(' ')));
        assert.equal(fromWireTxt(wireTxt(value)), value);
      }),
      runs(300),
    );
  });
});

describe('D3: names, whatever they are', () => {
  it('D3: punycode comes back', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).filter((text) => text.isWellFormed()),
        (text) => {
          assert.equal(decodePunycode(encodePunycode(text)), text);
        },
      ),
      runs(1000),
    );
  });

  it('D3: a name that is accepted is stable, and its U-label leads to it', () => {
    const letter = fc.constantFrom(...'abz09-éßςσжяאبあ漢한·_');
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.oneof(letter, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 })),
          maxLength: 12,
        }),
        (text) => {
          const name = toAscii(text);
          if (name === undefined) return;
          assert.ok(/^[a-z0-9_.-]+$/.test(name));
          assert.equal(toAscii(name), name);
          assert.equal(toAscii(toUnicode(name)), name);
          const owner = parseOwner(name, zone);
          if ('name' in owner) assert.deepEqual(parseOwner(owner.name, zone), owner);
        },
      ),
      runs(1000),
    );
  });

  it('D3: no text makes the parsers throw', () => {
    fc.assert(
      fc.property(fc.constantFrom(...recordTypes), fc.string({ unit: 'binary', maxLength: 60 }), (type, text) => {
        parseOwner(text, zone);
        const parsed = parseValue(type, text, zone);
        if ('value' in parsed) assert.deepEqual(parseValue(type, parsed.value, zone), parsed);
        splitFields(type, text);
        fromWireText(type, text);
      }),
      runs(1000),
    );
  });
});

describe('D2: change sets, whatever they are', () => {
  const check = (rrsets: readonly RRset[], changes: Parameters<typeof checkChanges>[0]['changes']) =>
    checkChanges({ zone, nameServers, rrsets, changes, limits });

  it('D2: what was accepted leaves a zone that is accepted again, from nothing', () => {
    fc.assert(
      fc.property(history, (steps) => {
        for (const { rrsets, changes } of steps) {
          const after = applyChanges(rrsets, changes);
          const whole = after.map((rrset) => ({ op: 'set' as const, ...rrset }));
          if (whole.length === 0) continue;
          const again = check([], whole);
          assert.deepEqual(again.errors, {});
          assertSameZone(applyChanges([], again.changes), after);
        }
      }),
      runs(200),
    );
  });

  it('D5: the inverse of a change set is accepted and brings the zone back', () => {
    fc.assert(
      fc.property(history, (steps) => {
        for (const { rrsets, changes } of steps) {
          const after = applyChanges(rrsets, changes);
          const { diff } = check(rrsets, changes);
          const undo = check(after, invertDiff(diff));
          assert.deepEqual(undo.errors, {});
          assertSameZone(applyChanges(after, undo.changes), rrsets);
          assert.equal(undo.diff.length, diff.length);
        }
      }),
      runs(200),
    );
  });

  it('D2: the difference of two zones is what the change set said', () => {
    fc.assert(
      fc.property(history, (steps) => {
        for (const { rrsets, changes } of steps) {
          const found = diffOf(rrsets, applyChanges(rrsets, changes));
          const key = ({ name, type }: { name: string; type: string }) => `${name} ${type}`;
          assert.deepEqual(found.map(key).toSorted(), check(rrsets, changes).diff.map(key).toSorted());
          assert.deepEqual(diffOf(rrsets, rrsets.toReversed()), []);
        }
      }),
      runs(100),
    );
  });
});
