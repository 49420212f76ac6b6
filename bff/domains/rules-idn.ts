import { decodePunycode, encodePunycode } from './rules-punycode.ts';

/** Letters, marks and digits of IDNA2008, and the marks it allows in a context (RFC 5892). */
const permitted = /^[\p{Ll}\p{Lo}\p{Lm}\p{Mn}\p{Mc}\p{Nd}\u3007\u00b7\u0375\u05f3\u05f4\u30fb\u0f0b-]+$/u;
const excluded =
  /[\u20d0-\u20ff\u302e\u302f\p{Default_Ignorable_Code_Point}\u0640\u07fa\u3031-\u3035\u303b\u{1d100}-\u{1d1ff}]/u;
const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Samaritan}\p{Script=Mandaic}]/u;
const rightToLeftLetter = new RegExp(`^(?=\\p{L})${rightToLeft.source}`, 'u');

/** Marks that are letters only between certain neighbours (RFC 5892 appendix A). */
function contextHolds(label: string): boolean {
  if (/(?<!l)\u00b7|\u00b7(?!l)/u.test(label)) return false;
  if (/\u0375(?!\p{Script=Greek})/u.test(label)) return false;
  if (/(?<!\p{Script=Hebrew})[\u05f3\u05f4]/u.test(label)) return false;
  if (
    label.includes('\u30fb') &&
    !/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(label.replaceAll('\u30fb', ''))
  ) {
    return false;
  }
  return !(/[\u0660-\u0669]/.test(label) && /[\u06f0-\u06f9]/.test(label));
}

/** The bidi rule of RFC 5893 §2, by script instead of by Bidi_Class: no mixing, begins with a letter, ends with letter or digit. */
function bidiHolds(label: string): boolean {
  if (!rightToLeft.test(label)) return true;
  const others = Array.from(label).filter((character) => /\p{L}/u.test(character) && !rightToLeft.test(character));
  if (others.length > 0 || !rightToLeftLetter.test(label) || !/[\p{L}\p{Nd}]\p{Mn}*$/u.test(label)) return false;
  return !(/[0-9\u06f0-\u06f9]/.test(label) && /[\u0660-\u0669]/.test(label));
}

function isValid(label: string): boolean {
  return (
    permitted.test(label) &&
    !excluded.test(label) &&
    label.normalize('NFKC') === label &&
    !/^\p{M}/u.test(label) &&
    !/^-|-$|^..--/u.test(label) &&
    contextHolds(label) &&
    bidiHolds(label)
  );
}

/** One label as people write it → lower-case A-label (UTS 46, non-transitional); undefined when IDNA has no such label. */
export function labelToAscii(label: string): string | undefined {
  if (/^[\x20-\x7e]*$/.test(label)) {
    const lower = label.toLowerCase();
    return !lower.startsWith('xn--') || decodeLabel(lower) !== undefined ? lower : undefined;
  }
  // One character at a time: a Σ at the end of a word would become ς, which is another name
  const mapped = Array.from(label.normalize('NFKC'), (character) => character.toLowerCase())
    .join('')
    .normalize('NFC');
  if (/^[\x20-\x7e]*$/.test(mapped)) return labelToAscii(mapped);
  return isValid(mapped) ? `xn--${encodePunycode(mapped)}` : undefined;
}

/** The U-label of an A-label; undefined for anything that is not one. */
export function decodeLabel(label: string): string | undefined {
  if (!label.startsWith('xn--')) return undefined;
  const text = decodePunycode(label.slice(4));
  return text !== undefined && /[^\0-\x7f]/.test(text) && isValid(text) && `xn--${encodePunycode(text)}` === label
    ? text
    : undefined;
}

const scripts =
  'Latin Greek Cyrillic Armenian Georgian Hebrew Arabic Devanagari Bengali Tamil Thai Cherokee Han Hiragana Katakana Bopomofo Hangul'.split(
    ' ',
  );
/** Scripts that are written together, with Latin or without (UTS 39, highly restrictive). */
const together = [
  ['Latin', 'Han', 'Hiragana', 'Katakana'],
  ['Latin', 'Han', 'Bopomofo'],
  ['Latin', 'Han', 'Hangul'],
];

/** True when letters of a label come from scripts that nobody writes together: often one name posing as another. */
export function isMixedScript(label: string): boolean {
  const text = decodeLabel(label) ?? label;
  if (/^[\0-\x7f]*$/.test(text)) return false;
  const used = scripts.filter((script) => new RegExp(`\\p{Script=${script}}`, 'u').test(text));
  return used.length > 1 && !together.some((group) => used.every((script) => group.includes(script)));
}
