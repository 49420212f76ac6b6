import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compareSerials, nextSerial } from '../../../bff/domains/rules-serial.ts';

describe('D3: SOA serials', () => {
  it('D3: 150 changes a day, day after day, always increase', () => {
    let serial: number | undefined;
    for (const day of ['2026-11-23', '2026-11-24', '2026-12-31', '2027-01-01']) {
      for (let change = 0; change < 150; change++) {
        const next = nextSerial(serial, day);
        if (serial !== undefined) assert.equal(compareSerials(next, serial), 1);
        serial = next;
      }
    }
    assert.equal(serial, 2027010249);
  });

  it('D3: the first of a day bears its date, the hundredth runs on', () => {
    assert.equal(nextSerial(undefined, '2026-11-23'), 2026112300);
    assert.equal(nextSerial(2026112399, '2026-11-23'), 2026112400);
    assert.equal(nextSerial(2026112449, '2026-11-24'), 2026112450);
    assert.equal(nextSerial(2026112449, '2026-11-25'), 2026112500);
    assert.equal(nextSerial(1700000000, '2026-11-23'), 2026112300);
  });

  it('D3: serials wrap around (RFC 1982)', () => {
    assert.equal(compareSerials(0, 4294967295), 1);
    assert.equal(compareSerials(4294967295, 0), -1);
    assert.equal(compareSerials(7, 7), 0);
    assert.equal(compareSerials(0, 2147483648), undefined);
    for (const previous of [4294967295, 4294967294, 4200000000, 3000000000, 2147483648]) {
      assert.equal(compareSerials(nextSerial(previous, '2026-11-23'), previous), 1, String(previous));
    }
  });
});
