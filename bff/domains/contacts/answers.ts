import * as v from 'valibot';
import { contactKinds } from './input.ts';
import { registrantCodes, registrantStates } from './states.ts';

/** As it is kept; what was never filled in is empty. */
const contact = v.object({
  kind: v.picklist(contactKinds),
  name: v.string(),
  organisation: v.string(),
  street: v.string(),
  postalCode: v.string(),
  city: v.string(),
  state: v.string(),
  country: v.string(),
  phone: v.string(),
  email: v.string(),
  vat: v.string(),
  language: v.picklist(['en', 'nl', 'de']),
});
export type ShownContact = v.InferOutput<typeof contact>;
const values = v.record(v.string(), v.string());
const codes = v.array(v.string());

/** A form of an ending: codes are sent, people read words. */
const field = v.object({
  key: v.string(),
  type: v.picklist(['text', 'choice', 'country', 'day']),
  codes: v.optional(codes),
  required: v.boolean(),
  when: v.optional(
    v.object({
      kind: v.optional(v.picklist(contactKinds)),
      country: v.optional(codes),
      notCountry: v.optional(codes),
      fields: v.optional(v.record(v.string(), codes)),
    }),
  ),
});
const forms = v.record(v.string(), v.array(field));

const about = { id: v.string(), name: v.string(), tld: v.string() };
const sync = {
  state: v.picklist(registrantStates),
  code: v.optional(v.picklist(registrantCodes)),
  /** In words, in the user's language, where a state forbids it. */
  reason: v.optional(v.string()),
  retryAt: v.optional(v.string()),
};

export const registrantOf = v.object({ ...about, own: v.boolean(), ...sync });
export type RegistrantOf = v.InferOutput<typeof registrantOf>;

export const profile = v.object({
  /** 0 until it was saved once. */
  version: v.number(),
  contact,
  extra: v.record(v.string(), values),
  /** Of the endings that the customer has. */
  forms,
  /** How far the registry of each domain is. */
  domains: v.array(registrantOf),
});
export type Profile = v.InferOutput<typeof profile>;

export const plan = v.object({
  /** Goes back with the change: nothing but what was shown is done. */
  seen: v.string(),
  items: v.array(
    v.object({
      ...about,
      state: v.picklist(['same', 'change', 'confirm', 'refused']),
      fields: codes,
      code: v.optional(v.picklist(['tld_fields', 'state_forbids'])),
      reason: v.optional(v.string()),
      missing: v.optional(codes),
    }),
  ),
  /** Who gets a mail and must agree. */
  asked: v.array(v.string()),
  /** Days that those who must agree are not moved to another registrar afterwards. */
  stayDays: v.number(),
});
export type Plan = v.InferOutput<typeof plan>;

export const domainContact = v.object({
  domain: v.object(about),
  own: v.boolean(),
  contact,
  extra: v.record(v.string(), values),
  forms,
  /** False until the profile was saved once. */
  hasProfile: v.boolean(),
  /** What the registry has; undefined where it was told nothing by us. */
  registered: v.optional(v.object({ name: v.string(), organisation: v.string(), email: v.string() })),
  sync: v.object(sync),
});
export type DomainContact = v.InferOutput<typeof domainContact>;

/** What the person behind a mailed link is asked. */
export const question = v.object({
  state: v.picklist(['open', 'agreed', 'declined', 'done']),
  domains: v.array(v.string()),
  before: v.object({ name: v.string(), organisation: v.string(), email: v.string() }),
  after: v.object({ name: v.string(), organisation: v.string(), email: v.string() }),
  /** Others must agree too. */
  others: v.number(),
});
export type Question = v.InferOutput<typeof question>;
