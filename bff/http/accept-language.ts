/** A weight as RFC 9110 §12.4.2 writes it; 1 where there is none. */
const weight = /^q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/i;

/** More than so many languages nobody speaks: what follows them is not read. */
const most = 32;

/** What a browser asks for, best first: the ranges of RFC 9110 §12.5.4 with their weights. Of equals the first is the better. */
function ranges(header: string): { readonly range: string; readonly q: number }[] {
  const found = header.split(',', most).flatMap((part) => {
    const [range = '', ...rest] = part.split(';').map((piece) => piece.trim().toLowerCase());
    const q = rest.length ? Number(weight.exec(rest[0]!)?.[1] ?? NaN) : 1;
    return range && rest.length < 2 && !Number.isNaN(q) ? [{ range, q }] : [];
  });
  return found.toSorted((one, other) => other.q - one.q);
}

/** Looks up the offered language that is liked best (RFC 4647 §3.4); the first that is offered when none is. */
export function preferred<Language extends string>(offered: readonly Language[], header = ''): Language {
  const asked = ranges(header);
  const fits = (language: Language, range: string) => range === language || range.startsWith(`${language}-`);
  const named = (language: Language) => asked.some(({ range }) => fits(language, range));
  for (const { range, q } of asked) {
    if (q === 0) break;
    const found = offered.find((language) => (range === '*' ? !named(language) : fits(language, range)));
    if (found) return found;
  }
  return offered[0]!;
}
