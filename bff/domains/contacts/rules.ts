import type { Contact, Extra } from './input.ts';
import { numberOf } from './rules-numbers.ts';
import { codesOf, formOf, type TldField, type When } from './tld-forms.ts';
import { applies } from './applies.ts';

export * from './applies.ts';
export type { TldField, When };

export type Values = Readonly<Record<string, string>>;

/** One field as it is kept, or what is wrong with it; an empty one is neither. */
function valueOf(field: TldField, typed: string): { value: string } | { code: string } {
  const text = typed.trim();
  const codes = codesOf(field);
  if (codes) return codes.includes(text) ? { value: text } : { code: 'choice' };
  if (!field.check) return { value: text };
  const value = numberOf(field.check, text);
  return value === undefined ? { code: field.check } : { value };
}

export interface Checked {
  /** What is kept and sent: only what is wanted of this contact. */
  readonly values: Values;
  /** What is wrong, by key. */
  readonly codes: Readonly<Record<string, string>>;
  /** Keys of what is wanted and not there. */
  readonly missing: readonly string[];
}

/** What one registry gets of all that is known, and what it would still want. */
export function checkExtra(tld: string, contact: Pick<Contact, 'kind' | 'country'>, given: Values = {}): Checked {
  const values: Record<string, string> = {};
  const codes: Record<string, string> = {};
  const missing: string[] = [];
  for (const field of formOf(tld)) {
    // In the order of the form: what a field hangs on stands before it.
    if (!applies(field.when, contact, values)) continue;
    const typed = given[field.key] ?? '';
    if (!typed.trim()) {
      if (field.required) missing.push(field.key);
      continue;
    }
    const read = valueOf(field, typed);
    if ('code' in read) codes[field.key] = read.code;
    else values[field.key] = read.value;
  }
  return { values, codes, missing };
}

/** All that was typed for all endings: kept for the next time, or wrong by `extra.<ending>.<key>`. */
export function checkExtras(contact: Contact, extra: Extra): { extra: Extra; fields: Record<string, string> } {
  const fields: Record<string, string> = {};
  const kept: Extra = {};
  for (const [tld, given] of Object.entries(extra)) {
    const known = new Set(formOf(tld).map(({ key }) => key));
    for (const key of Object.keys(given)) if (!known.has(key)) fields[`extra.${tld}.${key}`] = 'unknown_field';
    const { values, codes } = checkExtra(tld, contact, given);
    for (const [key, code] of Object.entries(codes)) fields[`extra.${tld}.${key}`] = code;
    if (Object.keys(values).length) kept[tld] = { ...values };
  }
  return { extra: kept, fields };
}
