import * as v from 'valibot';
import { countries, postalCodes, withStates } from './countries.ts';

// Lets a bundler drop the schemas from a panel that only needs a part of them.
/* @__NO_SIDE_EFFECTS__ */
const text = (max: number) =>
  v.pipe(v.string(), v.trim(), v.maxLength(max, 'too_long'), v.regex(/^[^\p{Cc}]*$/u, 'format'));
/* @__NO_SIDE_EFFECTS__ */
const needed = (max: number) => v.pipe(text(max), v.nonEmpty('required'));

/** A number as E.164 has it, however people set it apart. */
const phone = v.pipe(
  needed(40),
  v.transform((typed) => typed.replaceAll(/[\s().\-/]/g, '').replace(/^00/, '+')),
  v.regex(/^\+[1-9]\d{6,14}$/, 'phone'),
);

export const contactKinds = ['person', 'company'] as const;

const fields = {
  kind: v.picklist(contactKinds, 'choice'),
  /** Of the person; in a company, whom to ask for. */
  name: needed(120),
  organisation: text(120),
  street: needed(120),
  postalCode: text(16),
  city: needed(80),
  state: text(60),
  /** ISO 3166-1, two letters. */
  country: v.picklist(countries, 'choice'),
  phone,
  email: v.pipe(needed(254), v.email('email')),
  vat: v.pipe(
    text(20),
    v.transform((typed) => typed.replaceAll(/[\s.-]/g, '').toUpperCase()),
    v.regex(/^([A-Z]{2}[A-Z\d+*]{2,13})?$/, 'vat'),
  ),
  language: v.picklist(['en', 'nl', 'de'], 'choice'),
};

/** What a registry is told of whoever has a domain; what only some of them want comes beside it. */
export const contact = v.pipe(
  v.strictObject(fields),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const input = dataset.value;
    const wrong = (key: keyof typeof fields, message: string) =>
      addIssue({ message, path: [{ type: 'object', origin: 'value', input, key, value: input[key] }] });
    const { kind, organisation, country, state, postalCode } = input;
    if (kind === 'company' && !organisation) wrong('organisation', 'required');
    if (withStates.includes(country) && !state) wrong('state', 'required');
    if (postalCode ? postalCodes[country]?.test(postalCode) === false : postalCodes[country])
      wrong('postalCode', postalCode ? 'postal_code' : 'required');
  }),
);
export type Contact = v.InferOutput<typeof contact>;

/** What registries want beside it, by ending and key; codes, never what they are called. */
const extra = v.record(
  v.pipe(v.string(), v.maxLength(20)),
  v.record(v.pipe(v.string(), v.maxLength(40)), v.pipe(v.string(), v.trim(), v.maxLength(200, 'too_long'))),
);
export type Extra = v.InferOutput<typeof extra>;

/** What a form has that edits a contact. */
export const contactForm = v.strictObject({ contact, extra });
export type ContactForm = v.InferOutput<typeof contactForm>;

/** Names what a preview showed, so that nothing else is done. */
const seen = v.optional(v.pipe(v.string(), v.maxLength(80)));

export const profileInput = v.strictObject({ version: v.number(), contact, extra, seen });
export type ProfileInput = v.InferOutput<typeof profileInput>;

/** A domain has the profile as its registrant, or a contact of its own. */
export const domainContactInput = v.variant('own', [
  v.strictObject({ own: v.literal(false), seen }),
  v.strictObject({ own: v.literal(true), contact, extra, seen }),
]);
export type DomainContactInput = v.InferOutput<typeof domainContactInput>;

const token = v.pipe(v.string(), v.regex(/^[\w-]{20,200}$/, 'format'));
/** The link of a mail proves who answers. */
export const askedInput = v.strictObject({ token });
export const answerInput = v.strictObject({ token, agrees: v.boolean() });
