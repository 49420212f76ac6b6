import { commonWords, rows } from './rules-password-words.ts';

/** What of a password nobody tries first has at least so many different signs; digits are ten only, and alike sooner by chance. */
const least = 5;
const leastDigits = 4;
/** So many different words are a pass phrase, however common each is. */
const phrase = 4;

/** What a sign may stand for besides itself. */
const looks = new Map(
  Object.entries({
    ...{
      '@': 'a',
      '4': 'a',
      '0': 'o',
      '1': 'il',
      '!': 'il',
      '|': 'il',
      '3': 'e',
      '€': 'e',
      $: 's',
      '5': 's',
      '7': 't',
    },
    ...{ '+': 't', '8': 'b', '9': 'g', '6': 'g', '2': 'z', '(': 'c' },
  }),
);
const pairs = new Map(Object.entries({ ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', æ: 'ae', œ: 'oe', ø: 'oe', å: 'aa' }));

/** One sign of a view: itself first, and all that it may stand for; `at` is its place in what was typed. */
interface Sign {
  readonly as: string;
  readonly at: number;
}
/** From a sign of a view up to another. */
interface Found {
  readonly from: number;
  readonly to: number;
}

const bare = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '');
const isLetter = (sign: string | undefined): boolean => sign !== undefined && /\p{L}/u.test(sign);
const inPairs = (text: string): string => [...text].map((sign) => pairs.get(sign) ?? sign).join('');
const plain = (text: string): string => text.normalize('NFC').normalize('NFKC').toLowerCase();

/** What was typed as words can be found in it, with ä as a, or as ae. */
function viewOf(typed: readonly string[], spelled: (text: string) => string): Sign[] {
  return typed.flatMap((each, at) =>
    [...bare(spelled(plain(each)))].map((sign) => ({ as: sign + (looks.get(sign) ?? ''), at })),
  );
}

/** Where a word that begins at a sign ends, if it is there with at least one sign as itself. A space stands for all that is no letter. */
function endOf(view: readonly Sign[], from: number, word: string): number | undefined {
  let at = from;
  let itself = false;
  for (const sign of word) {
    if (sign === ' ') {
      while (at < view.length && !/[\p{L}\p{N}]/u.test(view[at]!.as[0]!)) at += 1;
      continue;
    }
    if (!view[at]?.as.includes(sign)) return undefined;
    itself ||= view[at]!.as.startsWith(sign);
    at += 1;
  }
  return itself ? at : undefined;
}

type Lexicon = ReadonlyMap<string, readonly string[]>;

function lexiconOf(words: Iterable<string>): Lexicon {
  const lexicon = new Map<string, string[]>();
  for (const word of words) {
    const [first] = word;
    const others = lexicon.get(first!);
    if (others) others.push(word);
    else lexicon.set(first!, [word]);
  }
  return lexicon;
}

const common = lexiconOf(commonWords);
const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

/** Names and addresses: whole, the parts of an address, and each word, in all their spellings. */
function theirs(known: readonly string[]): Lexicon {
  const spelled = known.flatMap((text) => [plain(text), inPairs(plain(text))]).map(bare);
  const parts = spelled.flatMap((text) => [text, ...text.split('@')]).map(wordsOf);
  const all = parts.flatMap((words) => [words.join(' '), ...words]);
  return lexiconOf(new Set(all.filter((word) => word.length > 2)));
}

/** All words of a view; `told` are those that do not overlap, the longer one first. */
function findWords(view: readonly Sign[], lexica: readonly Lexicon[]): { all: Found[]; told: Set<string> } {
  const all: Found[] = [];
  const told = new Set<string>();
  let free = 0;
  for (let from = 0; from < view.length; from += 1) {
    let longest: { word: string; to: number } | undefined;
    for (const first of view[from]!.as)
      for (const lexicon of lexica)
        for (const word of lexicon.get(first) ?? []) {
          const to = endOf(view, from, word);
          if (to !== undefined && to > (longest?.to ?? 0)) longest = { word, to };
        }
    if (!longest) continue;
    all.push({ from, to: longest.to });
    if (from < free) continue;
    free = longest.to;
    told.add(longest.word);
  }
  return { all, told };
}

const places = new Map<string, [string, number][]>();
for (const row of rows)
  for (const [at, sign] of [...row].entries()) places.set(sign, [...(places.get(sign) ?? []), [row, at]]);

/** What runs along a row, each sign once or over and over: four of them, or three that all are doubled; beside words three that are no letters. */
function findRows(typed: string, besideWords: boolean): Found[] {
  const groups = [...typed.matchAll(/(.)\1*/gsu)].map(({ 0: text, 1: sign, index }) => ({ text, sign: sign!, index }));
  const found: Found[] = [];
  for (let from = 0; from < groups.length; from += 1) {
    let longest = 1;
    for (const [row, at] of places.get(groups[from]!.sign) ?? []) {
      let many = 1;
      while (row[at + many] !== undefined && groups[from + many]?.sign === row[at + many]) many += 1;
      longest = Math.max(longest, many);
    }
    const run = groups.slice(from, from + longest);
    const doubled = run.every(({ text }) => text.length > 1);
    const counts =
      longest > 3 || (longest === 3 && (doubled || (besideWords && !run.some(({ sign }) => isLetter(sign)))));
    if (counts) found.push({ from: run[0]!.index, to: run.at(-1)!.index + run.at(-1)!.text.length });
  }
  return found;
}

const placesOf = ({ from, to }: Found): number[] => Array.from({ length: to - from }, (_, at) => from + at);

/** Four letters that are part of another word, as in “liberty”, are no row. */
function isPart(typed: readonly string[], used: ReadonlySet<number>, { from, to }: Found): boolean {
  if (to - from > 4 || !typed.slice(from, to).every(isLetter)) return false;
  return [from - 1, to].some((at) => isLetter(typed[at]) && !used.has(at));
}

const isFew = (signs: readonly string[]): boolean => {
  const different = new Set(signs.filter((sign) => /\S/u.test(sign)));
  return different.size < (signs.every((sign) => /\d/.test(sign)) ? leastDigits : least);
};

/**
 * Whether a password is among those that are tried first (NIST SP 800-63B §5.1.1.2): made of what everybody takes, of what is known of
 * whom it belongs to, of a row of keys, or of the same few signs. `known` are addresses and names.
 */
export function isGuessable(password: string, known: readonly string[]): boolean {
  const signs = [...password.normalize('NFC').toLowerCase()];
  const typed = signs.join('');
  if (isFew(signs) || /^(.{1,6}?)\1+$/su.test(typed)) return true;
  const lexica = [common, theirs(known)];
  return [(text: string) => text, inPairs].some((spelled) => isMade(signs, viewOf(signs, spelled), lexica));
}

function isMade(signs: readonly string[], view: readonly Sign[], lexica: readonly Lexicon[]): boolean {
  const { all, told } = findWords(view, lexica);
  const used = new Set(all.flatMap(({ from, to }) => view.slice(from, to).map(({ at }) => at)));
  // A sign may be several in a view, and rows and years are what was typed: one sign of it for each.
  const typed = signs
    .map((sign) => plain(sign))
    .map((sign) => (sign.length === 1 ? sign : '\0'))
    .join('');
  const seen = [...typed].map((sign) => looks.get(sign)?.[0] ?? sign).join('');
  const found = [
    ...findRows(typed, told.size > 0),
    // A few letters in disguise are a row, digits that look like letters are none.
    ...findRows(seen, false).filter(({ from, to }) => /\p{L}/u.test(typed.slice(from, to))),
  ];
  const along = new Set([...used, ...found.flatMap(placesOf)]);
  const runs = found.filter((run) => !isPart(signs, along, run));
  for (const at of runs.flatMap(placesOf)) used.add(at);
  if (told.size || runs.some(({ from, to }) => /\D/.test(typed.slice(from, to))))
    for (const { index } of typed.matchAll(/(?=19[3-9]\d|20[0-3]\d)/g))
      for (let at = 0; at < 4; at += 1) used.add(index + at);
  const left = signs.map((sign, at) => (used.has(at) ? ' ' : sign));
  const others = left.join('').match(/\p{L}{3,}/gu) ?? [];
  return told.size + new Set(others).size < phrase && isFew(left.filter((sign) => sign !== ' '));
}
