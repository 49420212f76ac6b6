import type { Refusal } from '../../policy/actions.ts';
import type { Contact, Extra } from './input.ts';
import { checkExtra, type Values } from './rules.ts';

/** What a registry knows of a registrant: the contact, and what of the rest it wants. */
export interface Told {
  readonly contact: Partial<Contact>;
  readonly extra: Values;
}

export interface Wished {
  readonly contact: Contact;
  readonly extra: Extra;
}

/**
 * What a change of the registrant asks for below an ending: whose word is needed for a change of these fields. ICANN's
 * policy, for all endings that are no country's; when it is replaced, this is the place.
 */
export const material = ['name', 'organisation', 'email'] as const satisfies readonly (keyof Contact)[];
export const isMaterial = (key: string): boolean => (material as readonly string[]).includes(key);
export const asksRegistrant = (tld: string): boolean => tld.length > 2;

export interface Planned {
  readonly state: 'same' | 'change' | 'confirm' | 'refused';
  /** What others will see change: names of fields, those of the ending as `extra.<key>`. */
  readonly fields: readonly string[];
  readonly code?: 'tld_fields' | 'state_forbids';
  readonly reason?: string;
  /** What the ending still wants, by key. */
  readonly missing?: readonly string[];
  readonly next: Told;
}

/** What no registry is told: it is for us. */
const ours: readonly string[] = ['vat', 'language'] satisfies (keyof Contact)[];

export const differing = (one: object, other: object): string[] => {
  const [before, after] = [one, other] as [Record<string, unknown>, Record<string, unknown>];
  return [...new Set([...Object.keys(after), ...Object.keys(before)])].filter(
    (key) => (before[key] ?? '') !== (after[key] ?? ''),
  );
};

/** What saving does to one domain. Preview and commit both ask here. */
export function planChange(
  tld: string,
  told: Told,
  wished: Wished,
  refusal: (() => Refusal | undefined) | undefined,
): Planned {
  const { values, missing } = checkExtra(tld, wished.contact, wished.extra[tld]);
  const next: Told = { contact: wished.contact, extra: values };
  const changed = differing(told.contact, wished.contact).filter((key) => !ours.includes(key));
  const fields = [...changed, ...differing(told.extra, values).map((key) => `extra.${key}`)];
  const refused = refusal?.();
  if (fields.length && refused)
    return {
      state: 'refused',
      fields,
      code: 'state_forbids',
      next,
      ...(refused.reason ? { reason: refused.reason } : {}),
    };
  if (missing.length) return { state: 'refused', fields, code: 'tld_fields', missing, next };
  if (!fields.length) return { state: 'same', fields, next };
  const asks = asksRegistrant(tld) && changed.some(isMaterial);
  return { state: asks ? 'confirm' : 'change', fields, next };
}
