import type { Locale } from '../policy/words.ts';
import de from './messages/de.ts';
import en from './messages/en.ts';
import nl from './messages/nl.ts';

const catalogues = { en, nl, de };

export const syncReason = (code: 'unreachable' | 'refused', locale: Locale): string => catalogues[locale].sync[code];
export const changedSince = (locale: Locale): string => catalogues[locale].changedSince;
export const registryWords = (locale: Locale) => catalogues[locale].registry;
