import type { ProblemCode } from '../http/problem.ts';
import de from './messages/de.ts';
import en, { type Reasons } from './messages/en.ts';
import nl from './messages/nl.ts';

export const locales = ['en', 'nl', 'de'] as const;
export type Locale = (typeof locales)[number];
export const isLocale = (text: string | undefined | null): text is Locale => locales.some((locale) => locale === text);

const catalogues: Record<Locale, Reasons> = { en, nl, de };

/** The sentence for a refusal; undefined for codes that only a program meets. */
export const reasonFor = (code: ProblemCode, locale: Locale): string | undefined =>
  (catalogues[locale] as Partial<Record<ProblemCode, string>>)[code];
