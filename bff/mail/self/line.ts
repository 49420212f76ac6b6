import * as v from 'valibot';

/** No line break, and nothing else that steers. */
export const inOneLine = /^[^\p{Cc}\p{Zl}\p{Zp}]*$/u;

/** Stands in one line of a mail or a script. */
export const oneLine = (max: number) =>
  v.pipe(v.string(), v.trim(), v.maxLength(max, 'too_long'), v.regex(inOneLine, 'characters'), v.nonEmpty('required'));
