import type { Messages } from './messages/redirect-form.en.ts';

export type FormWords = Messages;

const catalogues: Record<string, () => Promise<{ default: Messages }>> = {
  en: () => import('./messages/redirect-form.en.ts'),
  nl: () => import('./messages/redirect-form.nl.ts'),
  de: () => import('./messages/redirect-form.de.ts'),
};

/** The words of the dialogs, fetched when the first one opens. */
export const formWords = async (lang: string): Promise<FormWords> =>
  (await (catalogues[lang] ?? catalogues.en!)()).default;
