import { type Parsed, refuse } from './rules-codes.ts';

// Bytes are held in "binary" strings, one character a byte, so that regular expressions can work on them
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const isAscii = (text: string) => /^[\0-\x7f]*$/.test(text);

function toBinary(text: string): string {
  if (isAscii(text)) return text;
  let binary = '';
  for (const byte of encoder.encode(text)) binary += String.fromCharCode(byte);
  return binary;
}

function fromBinary(binary: string): string | undefined {
  if (isAscii(binary)) return binary;
  try {
    return decoder.decode(Uint8Array.from(binary, (byte) => byte.charCodeAt(0)));
  } catch {
    return undefined;
  }
}

/** A character-string of a zone file (RFC 1035 §5.1): everything but printable ASCII as `\DDD`. */
export const quote = (binary: string): string =>
  `"${binary.replace(/["\\]/g, '\\$&').replace(/[^ -~]/g, (byte) => `\\${String(byte.charCodeAt(0)).padStart(3, '0')}`)}"`;

/** The character-strings of a value, quoted or bare, separated by white space; undefined when quotes do not match. */
export function readStrings(text: string): string[] | undefined {
  const strings: string[] = [];
  const token = /\s*(?:"((?:[^"\\]|\\[^])*)"|((?:[^\s"\\]|\\[^])+))(?=["\s]|$)/y;
  const binary = toBinary(text.trim());
  while (token.lastIndex < binary.length) {
    const match = token.exec(binary);
    if (!match) return undefined;
    let valid = true;
    const content = (match[1] ?? match[2] ?? '').replace(
      /\\(?:(\d{3})|([^]))/g,
      (_, decimal?: string, character = '') => {
        if (decimal === undefined) return character;
        valid &&= Number(decimal) <= 255;
        return String.fromCharCode(Number(decimal));
      },
    );
    if (!valid) return undefined;
    strings.push(content);
  }
  return strings;
}

const inCurlyQuotes = (text: string) => /^[“”„‟«‘‛‚][^]*[“”‟»‘’‛]$/.test(text);
const isPlain = (text: string) =>
  text !== '' &&
  text === text.trim() &&
  text[0] !== '"' &&
  !/\p{Cc}/u.test(text) &&
  text.isWellFormed() &&
  !inCurlyQuotes(text);

/** Plain text where that says it all; the quoted form for what would read otherwise: empty, odd bytes, a quote in front. */
function canonical(content: string): string {
  const text = fromBinary(content);
  return text !== undefined && isPlain(text) ? text : quote(content);
}

function contentOf(value: string): string {
  return value.startsWith('"') ? (readStrings(value)?.join('') ?? value) : toBinary(value);
}

/** Bytes of a TXT value on the wire, with the length byte of each of its strings. */
export function textSize(value: string): number {
  const { length } = contentOf(value);
  return length + Math.max(1, Math.ceil(length / 255));
}

/** What a TXT value says, for those who look into it (SPF, DKIM, DMARC). */
export function plainText(value: string): string {
  if (!value.startsWith('"')) return value;
  const content = contentOf(value);
  return fromBinary(content) ?? content;
}

/**
 * TXT as people type it. Text that begins with a quote is read as a zone file has it: strings that are joined
 * without a space (RFC 7208 §3.3).
 */
export function parseText(text: string): Parsed {
  const trimmed = text.trim();
  if (trimmed === '') return refuse('required');
  if (inCurlyQuotes(trimmed)) return refuse('curly_quotes');
  if (!trimmed.isWellFormed() || /\p{Cc}/u.test(trimmed)) return refuse('control_characters');
  let value = trimmed;
  if (trimmed.startsWith('"')) {
    const strings = /^(?:"(?:[^"\\]|\\.)*"\s*)+$/.test(trimmed) ? readStrings(trimmed) : undefined;
    if (!strings) return refuse('quotes_unbalanced');
    const content = strings.join('');
    if (/[^ -~\x80-\xff]/.test(content)) return refuse('control_characters');
    value = canonical(content);
  }
  return textSize(value) > 65_535 ? refuse('text_too_long') : { value };
}

/** TXT as a name server takes it: strings of at most 255 bytes. */
export function wireTxt(value: string): string {
  const content = contentOf(value);
  return (content.match(/[^]{1,255}/g) ?? ['']).map(quote).join(' ');
}

/** The inverse of `wireTxt`, for any split. */
export const fromWireTxt = (content: string): string => canonical(readStrings(content)?.join('') ?? toBinary(content));
