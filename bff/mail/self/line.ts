import * as v from 'valibot';

/** Stands in one line of a mail or a script. */
export const oneLine = (max: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.maxLength(max, 'too_long'),
    v.regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'characters'),
    v.nonEmpty('required'),
  );
