import type { Locale } from '../policy/words.ts';
import de from './messages/de.ts';
import en, { type Messages } from './messages/en.ts';
import nl from './messages/nl.ts';

const catalogues: Record<Locale, Messages> = { en, nl, de };

export const mailWords = (locale: Locale): Messages => catalogues[locale];
