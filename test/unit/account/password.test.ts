import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import { test } from 'node:test';
import fc from 'fast-check';
import { commonWords } from '../../../bff/account/rules-password-words.ts';
import { isGuessable } from '../../../bff/account/rules-password.ts';
import { makePassword } from '../../../components/mail/password-maker.ts';

const known = ['anna@linden-bakery.example', 'Anna Visser', 'Tidewell Hosting', 'Jürgen Brückner'];
const taken = (passwords: readonly string[], names = known) => passwords.filter((one) => !isGuessable(one, names));
const refused = (passwords: readonly string[], names = known) => passwords.filter((one) => isGuessable(one, names));

test('a password that is tried first is told: what everybody takes, one’s own names, rows of keys, few signs', () => {
  const tried = [
    ...['passwordpassword', 'Password1234!', 'P@ssw0rd2026!!', 'Wachtwoord2026', 'Willkommen-123', 'Welkom123456'],
    ...['aaaaaaaaaaaa', 'abababababab', 'xyxyxyxyxyxy', '121212121212', 'xkqzwvxkqzwv', '198519851985'],
    ...[
      'abcdefghijkl',
      'lkjihgfedcba',
      '123456789012',
      'qwertyuiop123',
      '1q2w3e4r5t6y',
      'q1w2e3r4t5y6',
      'qazwsxedcrfv',
    ],
    ...[
      '112233445566',
      'aabbccddeeff',
      '111222333444',
      '!@#$%^&*()_+',
      'qwertyui1985!?',
      'Qw3rty2026!!',
      '1234qwerasdf',
      'qweasdzxc123',
      '            ',
      '!!!!????!!!!',
    ],
    ...[
      'anna@linden-bakery.example',
      'anna.linden.bakery.example',
      'annaannaanna',
      'LindenBakery2026',
      'annavisser1985!',
    ],
    ...[
      'Tidewell2026!',
      'tidewellhosting',
      'T1dewell2019!',
      'Lind3n2019!!',
      'Brueckner2026',
      'Brückner2026!',
      'Bruckner2026',
    ],
    ...[
      'P@ssw0rd2019!',
      'P@ssw0rd1985!',
      'Passw0rd12345',
      'P@ssw0rd12345',
      'W3lkom2019!!',
      'Adm1n12345!!',
      'pässwörd1234',
    ],
    ...[
      'Monday123456',
      'Januari2026!',
      'sonnenschein',
      'Password123!@#',
      'Schätzchen12!',
      'Michael12345',
      'Dezember2026',
      'Welkom Anna 2026!',
      'ﷺ'.repeat(20),
    ],
  ];
  assert.deepEqual(taken(tried), []);
});

test('a password of several words, or of signs that nobody guesses, is none of these, whatever else is in it', () => {
  const good = [
    ...['correct horse battery staple', 'a password of the tests', 'the next password', 'a long password'],
    ...['varens-in-de-tuin-9', 'anna likes green bicycles', 'passwords for Robert and his dogs'],
    ...['пароль-на-каждый-день', 'kT9vQ2xLw8Zr', '739104628517', '%&/()=?^*+#~'],
    ...['autumn princess football dragon', 'master dragon guest shadow batman', 'admin-voetbal-schatz-lente-19'],
    ...['liberty blazer poverty werte', 'summer dragon football cat'],
  ];
  assert.deepEqual(refused(good), []);
  assert.deepEqual(refused(['bakery sons fietsen old 4'], ['The Old Bakery and Sons Fietsen BV']), []);
});

const maskings: ((word: string) => string)[] = [
  (word) => word,
  (word) => word[0]!.toUpperCase() + word.slice(1),
  (word) => word.toUpperCase(),
  (word) => word.replaceAll('a', '@').replaceAll('o', '0'),
  (word) => word.replaceAll('e', '3').replaceAll('i', '1').replaceAll('s', '$'),
  (word) =>
    word.slice(0, 1) +
    word.slice(1).replaceAll('a', '4').replaceAll('l', '1').replaceAll('s', '5').replaceAll('t', '7'),
  (word) => word.replaceAll('a', 'ä').replaceAll('o', 'ö'),
];
const suffixes = [
  '1930',
  '1985',
  '2019',
  '2026',
  '2039',
  '1234',
  '12345',
  '654321',
  'qwer',
  'qwerty',
  'asdf',
  'abcd',
  '112233',
];
const endings = ['', '!', '!!', '1', '?', '.', '-', '#', '!?', '123'];

test('a common word or an own name is refused in every disguise, with every year or row, whatever it ends with', () => {
  const bases = [...commonWords, 'qwerty', 'qwertz', 'azerty', 'linden', 'visser', 'tidewell', 'brueckner', 'bruckner'];
  let at = 0;
  const made = bases.flatMap((base) =>
    maskings.flatMap((mask) => suffixes.map((suffix) => mask(base) + suffix + endings[at++ % endings.length]!)),
  );
  assert.deepEqual(taken(made), []);
  const disguised = fc.tuple(...[bases, endings, suffixes].map((each) => fc.constantFrom(...each)));
  fc.assert(
    fc.property(disguised, fc.constantFrom(...maskings), ([base, ending, suffix], mask) => {
      assert.deepEqual(taken([mask(base!) + suffix! + ending!, suffix! + mask(base!) + ending!]), []);
    }),
    { numRuns: 2000 },
  );
});

/** Words as of a dictionary, common ones and own names among them. */
const dictionary = [
  ...'abandon bicycle blanket cabbage candle carpet cellar cheese copper curtain dentist engine fabric feather garden'.split(
    ' ',
  ),
  ...'gravel hammer harbour island jacket kettle ladder lantern marble meadow needle orchard paddle parcel pencil'.split(
    ' ',
  ),
  ...'fiets tuin lepel wolken kelder paard bloem regen dijk molen brug schip appel stoel venster zolder koffie'.split(
    ' ',
  ),
  ...'garten fenster wolke treppe schrank kirsche nebel brunnen ziegel schwert konzert property blazer rooted mailman'.split(
    ' ',
  ),
  ...[...commonWords].filter((_, at) => at % 7 === 0 && commonWords[at]!.length > 3),
];

test('made passwords, random digits and pass phrases of four words are taken', () => {
  let at = 7;
  const random = (below: number): number => (at = (at * 48271) % 2147483647) % below;
  const many = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
  assert.deepEqual(refused(many(10_000, makePassword)), []);
  const digits = many(10_000, () => many(12, () => random(10)).join(''));
  assert.ok(refused(digits).length <= 20, `${refused(digits).length} of 10,000`);
  const phrases = many(2000, () => {
    const words = new Set<string>();
    while (words.size < 4) words.add(dictionary[random(dictionary.length)]!);
    return [...words].join(' -.'[random(3)]!);
  });
  assert.deepEqual(refused(phrases), []);
});

test('no text is too strange to be judged, and one sign over and over is none', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 128 }),
      fc.array(fc.string(), { maxLength: 4 }),
      (one, names) => {
        // Whatever it is called, nobody's own name is a secret of his.
        assert.equal(isGuessable('Tidewell-2019', [...names, one, 'Tidewell']), true);
        isGuessable(one, names);
        assert.equal(isGuessable([...one].slice(0, 1).join('').repeat(20), names), true);
      },
    ),
  );
});

test('the longest ones are judged in no time', () => {
  const long = [
    'P@ssw0rd1'.repeat(15).slice(0, 128),
    'ß1äö'.repeat(32),
    'qw3rtz!1'.repeat(16),
    makePassword().repeat(9).slice(0, 128),
  ];
  const names = [...known, 'a-b.'.repeat(60), 'The Old Bakery and Sons Fietsen BV '.repeat(7)];
  for (const one of long) isGuessable(one, names);
  const best = Math.min(
    ...Array.from({ length: 20 }, () => {
      const start = performance.now();
      for (const one of long) isGuessable(one, names);
      return (performance.now() - start) / long.length;
    }),
  );
  // What grew with the square of their length would take seconds.
  assert.ok(best <= 30, `${best} ms`);
});
