import type { Contact } from './input.ts';
import type { When } from './tld-forms.ts';

/** Whether a field is wanted of this contact, with what is chosen in the form so far. */
export function applies(
  when: When | undefined,
  { kind, country }: Pick<Contact, 'kind' | 'country'>,
  values: Readonly<Record<string, string>>,
): boolean {
  if (!when) return true;
  if (when.kind && when.kind !== kind) return false;
  if (when.country && !when.country.includes(country)) return false;
  if (when.notCountry?.includes(country)) return false;
  return Object.entries(when.fields ?? {}).every(([key, codes]) => codes.includes(values[key] ?? ''));
}
