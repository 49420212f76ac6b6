import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import * as v from 'valibot';
import { dayOf } from '../../../bff/domains/days.ts';
import { autoReplyWish } from '../../../bff/mail/self/input.ts';
import { filterWish, type FilterRule } from '../../../bff/mail/self/filter-input.ts';
import { endOf, startOf } from '../../../bff/mail/self/rules-days.ts';
import { quoted, sieveScript, type ReplyWish } from '../../../bff/mail/self/rules-sieve.ts';

const reply: ReplyWish = {
  ...{ subject: 'Away', text: 'Back on Monday.', from: null, until: null },
  ...{ address: 'info@loaf.example', aliases: [] },
};
const rule: FilterRule = {
  ...{ name: 'Letters', on: true, match: 'all', stop: true },
  when: [{ field: 'subject', test: 'contains', value: 'news' }],
  steps: [{ do: 'move', folder: 'News' }],
};

/** What a server makes of a script: strings apart from all else (RFC 5228 §2.4.2); fails where one does not end. */
function parse(script: string): { strings: string[]; rest: string } {
  const strings: string[] = [];
  let rest = '';
  for (let at = 0; at < script.length; at += 1) {
    if (script[at] !== '"') {
      rest += script[at];
      continue;
    }
    let text = '';
    for (at += 1; script[at] !== '"'; at += 1) {
      assert.ok(at < script.length, 'a string without an end');
      if (script[at] === '\\') at += 1;
      text += script[at];
    }
    strings.push(text);
    rest += '""';
  }
  return { strings, rest };
}

/** What people and their enemies write: quotes, dots, lines, comments, commands. */
const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        '"',
        '\\',
        '\r\n',
        '\n.\n',
        '.',
        '/*',
        '*/',
        '#',
        ';',
        '}',
        '{',
        '${hex:22}',
        '\0',
        'discard;',
        ' ',
        'text:',
        'ü',
      ),
      { maxLength: 20 },
    )
    .map((parts) => parts.join('')),
);

describe('Sieve scripts', () => {
  it('a text never leaves its string, whatever is in it', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const { strings, rest } = parse(quoted(text));
        assert.deepEqual([strings, rest], [[text.replaceAll('\0', '')], '""']);
      }),
      { numRuns: 2000 },
    );
  });

  it('M3: whatever subject, text, names and values are, the script is the same but for its strings', () => {
    const shape = (text: string) => {
      const script = sieveScript({
        reply: { ...reply, subject: text, text, from: 0, until: 86_400_000, aliases: [text] },
        rules: [
          {
            ...rule,
            name: text,
            when: [
              { field: 'from', test: 'is', value: text },
              { field: 'to', test: 'contains', value: text },
              { field: 'header', header: text, test: 'is', value: text },
            ],
            steps: [{ do: 'move', folder: text }, { do: 'forward', target: text }, { do: 'read' }, { do: 'keep' }],
          },
        ],
      });
      return parse(script);
    };
    const { rest, strings } = shape('x');
    fc.assert(
      fc.property(nasty, (text) => {
        const made = shape(text);
        assert.equal(made.rest, rest);
        assert.equal(made.strings.length, strings.length);
        // What goes into the head of a mail stays one line.
        const subject = made.strings[strings.indexOf('x', strings.indexOf('info@loaf.example') + 3)]!;
        assert.doesNotMatch(subject, /[\r\n\0]/);
      }),
      { numRuns: 2000 },
    );
  });

  it('nothing to do is no script', () => {
    assert.equal(sieveScript({ reply: null, rules: [] }), '');
    assert.equal(sieveScript({ reply: null, rules: [{ ...rule, on: false }] }), '');
  });

  it('asks for what it uses and for nothing else: neither variables nor encoded signs', () => {
    const needs = (script: string) => /^require (.*);/.exec(script)?.[1];
    assert.equal(needs(sieveScript({ reply, rules: [] })), '["vacation"]');
    assert.equal(needs(sieveScript({ reply: { ...reply, from: 0 }, rules: [] })), '["vacation", "date", "relational"]');
    assert.equal(needs(sieveScript({ reply: null, rules: [rule] })), '["fileinto", "mailbox"]');
    assert.equal(needs(sieveScript({ reply: null, rules: [{ ...rule, steps: [{ do: 'discard' }] }] })), undefined);
  });

  it('M3: an answer is given once a day, in the mailbox’s name, between its dates', () => {
    const script = sieveScript({
      reply: { ...reply, from: 0, until: 86_400_000, aliases: ['sales@loaf.example'] },
      rules: [],
    });
    assert.match(script, /vacation :days 1 :handle "hc" :from "info@loaf\.example"/);
    assert.match(script, /:addresses \["info@loaf\.example", "sales@loaf\.example"\]/);
    assert.match(script, /"ge" "iso8601" "1970-01-01T00:00:00"/);
    assert.match(script, /"lt" "iso8601" "1970-01-02T00:00:00"/);
  });

  it('a mail is marked before it is filed', () => {
    const steps: FilterRule['steps'] = [{ do: 'move', folder: 'News' }, { do: 'read' }];
    const script = sieveScript({ reply: null, rules: [{ ...rule, steps }] });
    assert.ok(script.indexOf('addflag') < script.indexOf('fileinto :create'));
  });
});

describe('what may be in a filter or an answer', () => {
  const codes = (schema: v.GenericSchema, value: unknown) =>
    (v.safeParse(schema, value).issues ?? []).map(({ message }) => message);
  const filter = (more: object) => codes(filterWish, { version: 0, rules: [{ ...rule, ...more }] });
  const wish = { on: true, subject: 'Away', text: 'Back.', from: null, until: null };

  it('folders are one level, without signs that servers read', () => {
    for (const folder of ['News', 'Rundbriefe ä', 'Büro-2 (alt)', '日本'])
      assert.deepEqual(filter({ steps: [{ do: 'move', folder }] }), [], folder);
    for (const folder of ['a.b', 'a/b', '*', '%', '~x', '../x', '.x', 'x ', 'a\\b', 'a"b', 'a\nb', '&x', '#x'])
      assert.ok(folder === 'x ' || filter({ steps: [{ do: 'move', folder }] }).length, folder);
  });

  it('what is thrown away is nothing else, and a step is done once', () => {
    assert.deepEqual(filter({ steps: [{ do: 'discard' }, { do: 'keep' }] }), ['discard_alone']);
    assert.deepEqual(filter({ steps: [{ do: 'keep' }, { do: 'keep' }] }), ['twice']);
  });

  it('no more addresses than a server sends one mail on to', () => {
    const one = { ...rule, steps: [{ do: 'forward', target: 'a@b.example' }] };
    assert.deepEqual(codes(filterWish, { version: 0, rules: [one, one, one, one] }), []);
    assert.deepEqual(codes(filterWish, { version: 0, rules: [one, one, one, one, one] }), ['too_many_forwards']);
  });

  it('lines end nowhere but in the text', () => {
    assert.deepEqual(codes(autoReplyWish, { ...wish, text: 'one\r\ntwo\n\tthree' }), []);
    assert.deepEqual(codes(autoReplyWish, { ...wish, subject: 'one\ntwo' }), ['characters']);
    assert.deepEqual(codes(autoReplyWish, { ...wish, subject: 'one\u2028two' }), ['characters']);
    assert.deepEqual(codes(autoReplyWish, { ...wish, text: 'a\0b' }), ['characters']);
    assert.deepEqual(filter({ when: [{ field: 'header', header: 'X: y', test: 'is', value: 'a' }] }), ['header']);
  });

  it('an answer ends on a day that is, and not before it begins', () => {
    assert.deepEqual(codes(autoReplyWish, { ...wish, from: '2027-02-30' }), ['day']);
    assert.deepEqual(codes(autoReplyWish, { ...wish, from: '2027-03-02', until: '2027-03-01' }), ['until_before']);
    assert.deepEqual(codes(autoReplyWish, { ...wish, from: '2027-03-01', until: '2027-03-01' }), []);
  });
});

describe('days of a zone', () => {
  const zones = [
    'Europe/Amsterdam',
    'UTC',
    'America/New_York',
    'Asia/Kathmandu',
    'Pacific/Kiritimati',
    'America/Santiago',
    'Pacific/Pago_Pago',
  ];

  it('begin in the first minute that has their date, and end where the next begins', () => {
    const day = fc
      .integer({ min: 0, max: 3650 })
      .map((days) => new Date(Date.UTC(2024, 0, 1 + days)).toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, fc.constantFrom(...zones), (date, zone) => {
        const begun = startOf(date, zone);
        assert.equal(dayOf(begun, zone), date);
        assert.ok(dayOf(begun - 60_000, zone) < date);
        assert.ok(endOf(date, zone) > begun);
      }),
      { numRuns: 300 },
    );
  });

  it('are an hour shorter or longer when clocks are changed', () => {
    assert.equal(new Date(startOf('2027-03-28', 'Europe/Amsterdam')).toISOString(), '2027-03-27T23:00:00.000Z');
    assert.equal(new Date(endOf('2027-03-28', 'Europe/Amsterdam')).toISOString(), '2027-03-28T22:00:00.000Z');
  });
});
