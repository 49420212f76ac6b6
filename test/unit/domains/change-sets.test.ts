import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lockOf } from '../../../bff/domains/rules.ts';
import { check, errors, gone, has, set } from './checking.ts';

describe('D9: what a customer may edit', () => {
  const limits = { types: ['A', 'TXT'] as const, protectedNames: ['mail', '*._domainkey'] };
  it('D9: types and names that are not his are named', () => {
    const changes = [
      set('www', 'A', '192.0.2.1'),
      set('www', 'MX', '10 a.nl'),
      gone('MAIL.example.nl.', 'A'),
      set('s1._domainkey', 'TXT', 'v=DKIM1; p='),
    ];
    assert.deepEqual(check([], changes, limits).protected, ['changes.1', 'changes.2', 'changes.3']);
  });

  it('D9: each RRset says why it is locked', () => {
    assert.equal(lockOf({ name: '@', type: 'NS' }, {}), 'managed');
    assert.equal(lockOf({ name: 'www', type: 'MX' }, limits), 'type');
    assert.equal(lockOf({ name: 'a.b._domainkey', type: 'TXT' }, limits), 'name');
    assert.equal(lockOf({ name: '_domainkey', type: 'TXT' }, limits), undefined);
    assert.equal(lockOf({ name: 'www', type: 'A' }, limits), undefined);
  });
});

describe('D2: a change set', () => {
  const www = has('www', 'A', '192.0.2.1', '192.0.2.2');
  it('D2: reports every error at its place, and what was typed becomes canonical', () => {
    const answer = check(
      [],
      [
        set('a..b', 'A', '192.0.2.1'),
        set('WWW.example.nl.', 'MX', '10 MX.Example.com.'),
        set('x', 'A', '1.2.3', '192.0.2.1', '::1'),
      ],
    );
    assert.deepEqual(answer.errors, {
      'changes.0.name': 'name_empty_label',
      'changes.2.records.0': 'ipv4_form',
      'changes.2.records.2': 'ipv4_form',
    });
    assert.deepEqual(answer.changes, [set('www', 'MX', '10 mx.example.com')]);
  });

  it('D2: one change for an RRset, and deletions of what is there', () => {
    assert.deepEqual(errors([www], set('www', 'A', '192.0.2.9'), gone('www.example.nl', 'A')), {
      'changes.1': 'duplicate_change',
    });
    assert.deepEqual(errors([www], gone('www', 'AAAA')), { 'changes.0': 'nothing_to_delete' });
  });

  it('D2: what changes nothing is left out, and alone refused', () => {
    const same = set('www', 'A', '192.0.2.2', '192.0.2.1');
    assert.deepEqual(errors([www], same), { changes: 'nothing_changed' });
    const answer = check([www], [same, set('x', 'A', '192.0.2.1')]);
    assert.deepEqual(answer.diff, [{ name: 'x', type: 'A', after: has('x', 'A', '192.0.2.1') }]);
    assert.deepEqual(answer.changes, [set('x', 'A', '192.0.2.1')]);
  });

  it('D2: the difference says what was and what will be', () => {
    const { diff } = check([www, has('old', 'TXT', 'x')], [set('www', 'A', '192.0.2.3'), gone('old', 'TXT')]);
    assert.deepEqual(diff, [
      { name: 'www', type: 'A', before: www, after: has('www', 'A', '192.0.2.3') },
      { name: 'old', type: 'TXT', before: has('old', 'TXT', 'x') },
    ]);
  });

  it('D2: a zone does not outgrow its limit, but may shrink beyond it', () => {
    const full = [www, has('a', 'A', '192.0.2.1'), has('b', 'A', '192.0.2.1')];
    assert.deepEqual(check(full, [set('c', 'A', '192.0.2.1')], { maxRrsets: 3 }).errors, {
      changes: 'too_many_rrsets',
    });
    assert.deepEqual(check(full, [gone('a', 'A')], { maxRrsets: 1 }).errors, {});
    assert.deepEqual(check(full, [gone('a', 'A'), set('c', 'A', '192.0.2.1')], { maxRrsets: 3 }).errors, {});
  });

  it('D2: a name that would be refused today can still be deleted', () => {
    const odd = has('www.example.nl', 'A', '192.0.2.1');
    assert.deepEqual(check([odd], [gone('www.example.nl', 'A')]).changes, [gone('www.example.nl', 'A')]);
  });
});
