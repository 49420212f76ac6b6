import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isGuessable } from '../../../bff/account/rules-password.ts';
import { makePassword } from '../../../components/mail/password-maker.ts';

const known = ['anna@linden-bakery.example', 'Anna Visser', 'Tidewell Hosting'];

test('a password that is tried first is told: what everybody takes, one’s own names, rows of keys, few signs', () => {
  const tried = [
    'passwordpassword',
    'Password1234!',
    'P@ssw0rd2026!!',
    'Wachtwoord2026',
    'Willkommen-123',
    'Welkom123456',
    'aaaaaaaaaaaa',
    'abababababab',
    'xyxyxyxyxyxy',
    '121212121212',
    'abcdefghijkl',
    'lkjihgfedcba',
    '123456789012',
    'qwertyuiop123',
    '1q2w3e4r5t6y',
    'anna@linden-bakery.example',
    'annaannaanna',
    'LindenBakery2026',
    'annavisser1985!',
    'Tidewell2026!',
    'tidewellhosting',
    '            ',
    '!!!!????!!!!',
  ];
  assert.deepEqual(
    tried.filter((one) => !isGuessable(one, known)),
    [],
  );
});

test('a password of several words, or of signs that nobody guesses, is none of these, whatever else is in it', () => {
  const good = [
    'correct horse battery staple',
    'a password of the tests',
    'the next password',
    'a long password',
    'varens-in-de-tuin-9',
    'anna likes green bicycles',
    'passwords for Robert and his dogs',
    'пароль-на-каждый-день',
    'kT9vQ2xLw8Zr',
    '739104628517',
    '%&/()=?^*+#~',
  ];
  assert.deepEqual(
    good.filter((one) => isGuessable(one, known)),
    [],
  );
});

test('a password that was made is never refused, and no text is too strange to be judged', () => {
  for (let many = 0; many < 300; many += 1) assert.equal(isGuessable(makePassword(), known), false);
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 128 }),
      fc.array(fc.string(), { maxLength: 4 }),
      (one, names) => {
        assert.equal(typeof isGuessable(one, names), 'boolean');
        assert.equal(isGuessable([...one].slice(0, 1).join('').repeat(20), names), true);
      },
    ),
  );
});
