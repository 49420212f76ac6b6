import { Problem } from '../../http/problem.ts';
import type { Locale } from '../../policy/words.ts';
import de from './messages/de.ts';
import en, { type Messages } from './messages/en.ts';
import nl from './messages/nl.ts';

const catalogues: Record<Locale, Messages> = { en, nl, de };

export const redirectWords = (locale: Locale): Messages => catalogues[locale];

/** A field that a redirect cannot have, with the sentence that says why. */
export const wrong = (field: 'host' | 'target', code: string, reason?: string): Problem =>
  new Problem('invalid', { fields: { [field]: code }, reason });
