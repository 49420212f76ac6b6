import type { Locale } from '../../policy/words.ts';

const unfit: Record<Locale, string> = {
  en: 'These records cannot stand beside the others of the zone. Keep yours, or change yours first.',
  nl: 'Deze records kunnen niet naast de andere in de zone staan. Houd de uwe, of wijzig die eerst.',
  de: 'Diese Einträge können nicht neben den anderen der Zone stehen. Behalten Sie Ihre, oder ändern Sie zuerst Ihre.',
};

export const driftWords = (locale: Locale) => ({ unfit: unfit[locale] });
