import { randomText } from '../../bff/mail/rules-random.ts';

/** Without signs that look alike. */
const signs = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A password that nobody guesses and one can read out: four groups of five, 115 bits. */
export const makePassword = (): string => randomText(signs, 20).replaceAll(/.{5}(?=.)/g, '$&-');

export type Strength = 'weak' | 'fair' | 'good';

/** How hard it is to guess, from its length and the kinds of signs; a few repeated ones count once. */
export function strengthOf(password: string): Strength {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((kind) => kind.test(password)).length;
  const different = new Set(password.toLowerCase()).size;
  const length = Math.min(password.length, different * 2);
  const bits = length * Math.log2(10 + 14 * kinds);
  return password.length < 12 || bits < 60 ? 'weak' : bits < 80 ? 'fair' : 'good';
}
