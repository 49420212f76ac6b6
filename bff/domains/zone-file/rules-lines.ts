/** One entry of a zone file: a line, or several that parentheses hold together (RFC 1035 §5.1). */
export interface Entry {
  /** Where it begins, from 1. */
  readonly line: number;
  /** It begins with white space: the owner is that of the entry before. */
  readonly blank: boolean;
  /** As they stand, quotes and escapes included. */
  readonly tokens: readonly string[];
  /** A quote or a parenthesis is not closed. */
  readonly broken: boolean;
}

// Comments go up to the end of the line; quotes may stand inside of a word (`alpn="h2"`), never a line's end in them
const token = /[^\S\n]+|;[^\n]*|\n|[()]|(?:[^\s"();\\]|\\[^\n]|"(?:[^"\\\n]|\\[^\n])*")+|[^]/y;

/** The entries of a zone file. After what is broken it goes on with the next line. */
export function* entriesOf(text: string): Generator<Entry> {
  const from = text.startsWith('\ufeff') ? 1 : 0;
  let line = 1;
  let begun = 1;
  let depth = 0;
  let blank = false;
  let fresh = true;
  let broken = false;
  let tokens: string[] = [];
  const entry = (): Entry => ({ line: begun, blank, tokens, broken });
  token.lastIndex = 0;
  for (let at = from; at < text.length;) {
    token.lastIndex = at;
    const found = token.exec(text)![0];
    at += found.length;
    const first = found[0]!;
    if (first === '\n') {
      line += 1;
      if (depth > 0 && !broken) continue;
      if (tokens.length || broken) yield entry();
      [tokens, depth, blank, broken, fresh, begun] = [[], 0, false, false, true, line];
      continue;
    }
    if (/\s/.test(first)) blank ||= fresh;
    else if (first === '(') depth += 1;
    else if (first === ')') {
      if (depth === 0) broken = true;
      else depth -= 1;
    } else if (first === '"' && found.length === 1) broken = true;
    else if (first === '\\' && found.length === 1) broken = true;
    else if (first !== ';') tokens.push(found);
    fresh = false;
  }
  broken ||= depth > 0;
  if (tokens.length || broken) yield entry();
}
