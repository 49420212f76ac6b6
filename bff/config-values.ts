import * as v from 'valibot';

/** A port as a setting has it. */
export const port = v.pipe(
  v.string(),
  v.regex(/^\d{1,5}$/, 'must be a port number'),
  v.transform(Number),
  v.maxValue(65_535, 'must be a port number'),
);

/** A URL of one of these schemes; `{db}` stands for the name of a database. */
export const url = (schemes: string[], words: string) =>
  v.pipe(
    v.string(),
    v.check(
      (text) =>
        URL.canParse(text.replaceAll('{db}', 'db')) &&
        schemes.includes(new URL(text.replaceAll('{db}', 'db')).protocol),
      words,
    ),
  );
