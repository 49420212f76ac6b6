import type { Locale } from '../../policy/words.ts';

const words = {
  en: { linked: 'It is linked to a hosting plan of yours. Unlink it first.' },
  nl: { linked: 'Het is aan een hostingpakket van u gekoppeld. Ontkoppel het eerst.' },
  de: { linked: 'Sie ist mit einem Hosting-Paket von Ihnen verknüpft. Lösen Sie sie zuerst.' },
} as const;

export const pushWords = (locale: Locale): (typeof words)[Locale] => words[locale];
