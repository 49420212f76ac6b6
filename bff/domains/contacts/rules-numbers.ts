/** Numbers that authorities give out, with the digits by which a mistyped one is known. Blanks and dots are ours to drop. */
const bare = (text: string): string => text.toUpperCase().replaceAll(/[\s.\-/]/g, '');
const digitsOf = (text: string): number[] => [...text].map(Number);
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** Luhn: every second digit from the right doubled, its own digits added up. */
const luhn = (text: string): boolean =>
  sum(
    digitsOf(text)
      .toReversed()
      .map((digit, at) => (at % 2 ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit)),
  ) %
    10 ===
  0;

const weighed = (text: string, weights: readonly number[]): number =>
  sum(weights.map((weight, at) => weight * Number(text[at])));

const abnWeights = [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19];
const abn = (text: string): boolean =>
  /^[1-9]\d{10}$/.test(text) && weighed(`${Number(text[0]) - 1}${text.slice(1)}`, abnWeights) % 89 === 0;
const acn = (text: string): boolean =>
  /^\d{9}$/.test(text) && (10 - (weighed(text, [8, 7, 6, 5, 4, 3, 2, 1]) % 10)) % 10 === Number(text[8]);

const dniLetters = 'TRWAGMYFPDXBNJZSQVHLCKE';
const dni = (text: string): boolean =>
  /^\d{8}[A-Z]$/.test(text) && dniLetters[Number(text.slice(0, 8)) % 23] === text[8];
const nie = (text: string): boolean =>
  /^[XYZ]\d{7}[A-Z]$/.test(text) && dni(`${'XYZ'.indexOf(text[0]!)}${text.slice(1)}`);

function cif(text: string): boolean {
  const [, kind = '', seven = '', check = ''] = /^([ABCDEFGHJNPQRSUVW])(\d{7})([\dA-J])$/.exec(text) ?? [];
  if (!kind) return false;
  const digits = digitsOf(seven);
  const total = sum(digits.map((digit, at) => (at % 2 ? digit : Math.floor((digit * 2) / 10) + ((digit * 2) % 10))));
  const right = (10 - (total % 10)) % 10;
  const letter = 'JABCDEFGHI'[right];
  if ('PQRSNW'.includes(kind)) return check === letter;
  return 'ABEH'.includes(kind) ? check === String(right) : check === letter || check === String(right);
}

/** What a sign counts at an odd place of a codice fiscale: digits as the letters A to J. */
const oddValues = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
function codiceFiscale(text: string): boolean {
  // People who would share one get letters in place of digits.
  const one = '[\\dLMNPQRSTUV]';
  if (!new RegExp(`^[A-Z]{6}${one}{2}[ABCDEHLMPRST]${one}{2}[A-Z]${one}{3}[A-Z]$`).test(text)) return false;
  const valueOf = (sign: string) => (/\d/.test(sign) ? Number(sign) : sign.charCodeAt(0) - 65);
  const total = sum([...text.slice(0, 15)].map((sign, at) => (at % 2 ? valueOf(sign) : oddValues[valueOf(sign)]!)));
  return String.fromCharCode(65 + (total % 26)) === text[15];
}

const checks = {
  kvk: (text) => /^\d{8}$/.test(text),
  siren: (text) => /^(\d{9}|\d{14})$/.test(text) && luhn(text.slice(0, 9)),
  uk_company: (text) => /^(\d{8}|(SC|NI|OC|SO|NC|IP|FC|GE|LP|SL|RC|CE)\d{6})$/.test(text),
  codice_fiscale: codiceFiscale,
  partita_iva: (text) => /^\d{11}$/.test(text) && luhn(text),
  dni,
  nie,
  cif,
  abn,
  acn,
  se_number: (text) => /^\d{10}$/.test(text) && luhn(text),
  past: (text) => /^\d{8}$/.test(text),
} as const satisfies Record<string, (text: string) => boolean>;
export type CheckName = keyof typeof checks;

const isDay = (text: string): boolean => {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
};

/** A number as it is kept and sent; undefined when its digits do not fit together. */
export function numberOf(check: CheckName, typed: string): string | undefined {
  if (check === 'past') {
    const day = typed.trim();
    return /^(19|20)\d\d-\d\d-\d\d$/.test(day) && isDay(day) ? day : undefined;
  }
  let text = bare(typed);
  // Some write the year of birth whole, or a VAT number where its middle is asked for.
  if (check === 'se_number' && /^(16|19|20)\d{10}$/.test(text)) text = text.slice(2);
  if (check === 'partita_iva') text = text.replace(/^IT/, '');
  return checks[check](text) ? text : undefined;
}
