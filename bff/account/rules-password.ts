/** What of a password nobody tries first has at least so many different signs. */
const least = 5;

/** What people begin with, in the languages of the panels; a year, an ending and a second one of them make it no better. */
const bases =
  'password passwort wachtwoord kennwort geheim secret welkom welcome willkommen hallo hello letmein changeme iloveyou ' +
  'admin administrator beheerder root user gebruiker benutzer login guest gast test default master temporary tijdelijk ' +
  'qwerty azerty dragon monkey sunshine princess shadow superman batman pokemon starwars football voetbal fussball ' +
  'baseball schatz liefde amsterdam rotterdam nederland holland deutschland berlin feyenoord summer winter spring autumn ' +
  'zomer herfst lente sommer herbst mail email webmail mailbox';

/** Signs beside each other in the alphabet and on keyboards. */
const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '012345678901234567890',
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'qsdfghjklm',
  'zxcvbnm',
  'yxcvbnm',
  '1q2w3e4r5t6y7u8i9o0p',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
].flatMap((row) => [row, [...row].reverse().join('')]);

const look = new Map([...'@0134$5'].map((sign, at) => [sign, [...'aoieass'][at]!] as const));

/** Letters in the place of signs that look like them. */
const unmasked = (text: string): string => [...text].map((sign) => look.get(sign) ?? sign).join('');

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

function withoutWords(text: string, words: readonly string[]): string {
  let left = text;
  for (const word of words) left = left.replaceAll(word, ' ');
  return left;
}

/** Without what runs along a row: four signs, of digits three. */
function withoutRows(text: string): string {
  let left = '';
  for (let at = 0; at < text.length;) {
    let end = at + 1;
    while (end < text.length && rows.some((row) => row.includes(text.slice(at, end + 1)))) end += 1;
    const run = text.slice(at, end);
    left += run.length >= (/^\d+$/.test(run) ? 3 : 4) ? ' ' : run[0];
    at = run.length >= (/^\d+$/.test(run) ? 3 : 4) ? end : at + 1;
  }
  return left;
}

/**
 * Whether a password is among those that are tried first (NIST SP 800-63B §5.1.1.2): made of what everybody takes, of what is known of
 * whom it belongs to, of a row of keys, or of the same few signs. `known` are addresses and names.
 */
export function isGuessable(password: string, known: readonly string[]): boolean {
  const typed = password.normalize('NFKC').toLowerCase();
  const theirs = known.flatMap(wordsOf).filter((word) => word.length > 2);
  // Of two that overlap the longer one counts.
  const words = [...new Set([...theirs, ...bases.split(' ')])].sort((a, b) => b.length - a.length);
  return [typed, unmasked(typed)].some((text) => {
    const left = withoutRows(withoutWords(text.replaceAll(/(?:19|20)\d\d/g, ' '), words));
    return new Set(left.match(/\S/gu)).size < least;
  });
}
