import type { Messages } from './messages/dns-rules.en.ts';

export type RuleWords = Messages;

const catalogues: Record<string, () => Promise<{ default: Messages }>> = {
  en: () => import('./messages/dns-rules.en.ts'),
  nl: () => import('./messages/dns-rules.nl.ts'),
  de: () => import('./messages/dns-rules.de.ts'),
};

/** The words of the record form and of the rules, fetched when one of both is first needed. */
export const ruleWords = async (lang: string): Promise<RuleWords> =>
  (await (catalogues[lang] ?? catalogues.en!)()).default;
