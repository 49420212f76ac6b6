import type { Problem } from '../../http/problem.ts';
import { reasonFor, type Locale } from '../../policy/words.ts';
import de from './messages/de.ts';
import en from './messages/en.ts';
import nl from './messages/nl.ts';

const catalogues = { en, nl, de };
export const bulkWords = (locale: Locale) => catalogues[locale];

/** Why one domain of many is left as it is: the code that its own action would answer with, and words. */
export function refusalOf({ code, extra }: Problem, locale: Locale): { code: string; reason: string } {
  const words = bulkWords(locale);
  const [field] = code === 'invalid' ? Object.values(extra.fields ?? {}) : [];
  if (field) return { code: field, reason: words.fields[field] ?? words.unfit };
  return { code, reason: extra.reason ?? reasonFor(code, locale) ?? words.refused };
}
