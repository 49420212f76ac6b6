import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { Profile, ShownContact } from '../../bff/domains/contacts/answers.ts';
import { countries, withStates } from '../../bff/domains/contacts/countries.ts';
import { applies } from '../../bff/domains/contacts/applies.ts';
import { field, type Aria } from '../shared/field.ts';
import { down } from '../shared/icons.ts';
import type { FormController } from '../shared/form.controller.ts';
import type { Messages } from './messages/contacts.en.ts';
import type { Messages as TldMessages } from './messages/tld-forms.en.ts';

/** What is typed, whether or not it is right. */
export interface Draft {
  readonly contact: ShownContact;
  readonly extra: Profile['extra'];
}

export interface Fields {
  readonly t: Messages;
  /** Whose contact it is: “You are”, “Holder”. */
  readonly who: string;
  /** Undefined until they are here; what waits for them stands in their place. */
  readonly tlds: TldMessages | undefined;
  readonly waiting: unknown;
  /** For the names of countries. */
  readonly lang: string;
  readonly form: Pick<FormController<never>, 'message' | 'busy' | 'said'>;
  readonly draft: Draft;
  readonly forms: Profile['forms'];
}

type Option = readonly [code: string, word: string];

const choose =
  (options: readonly Option[], value: string, first: string | undefined, autocomplete?: AutoFill) => (aria: Aria) =>
    html`<span class="select"
      ><select
        id=${aria.id}
        name=${aria.name}
        autocomplete=${ifDefined(autocomplete)}
        aria-invalid=${ifDefined(aria.invalid)}
        aria-describedby=${ifDefined(aria.describedBy)}
      >
        ${first === undefined || options.some(([code]) => code === value) ? nothing : html`<option value="" selected>${first}</option>`}
        ${options.map(([code, word]) => html`<option value=${code} ?selected=${code === value}>${word}</option>`)}</select
      >${down()}</span
    >`;

const named = new Map<string, readonly Option[]>();
/** In the order of the language. */
function countryOptions(lang: string): readonly Option[] {
  let found = named.get(lang);
  if (!found) {
    const names = new Intl.DisplayNames([lang], { type: 'region' });
    const { compare } = new Intl.Collator(lang);
    found = countries.map((code) => [code, names.of(code) ?? code] as const).toSorted(([, a], [, b]) => compare(a, b));
    named.set(lang, found);
  }
  return found;
}

/** Name, address and how to reach somebody. */
export function contactFields(parts: Fields): TemplateResult {
  const { t, form, draft, lang } = parts;
  const { contact } = draft;
  const company = contact.kind === 'company';
  const input = (key: keyof ShownContact, autocomplete: AutoFill, more: Partial<Parameters<typeof field>[1]> = {}) =>
    field(form, { name: `contact.${key}`, label: t.fields[key], value: contact[key], autocomplete, ...more });
  return html`
    <fieldset class="group">
      <legend>${parts.who}</legend>
      <div class="seg" role="radiogroup" aria-label=${parts.who}>
        ${(['person', 'company'] as const).map(
          (kind) =>
            html`<label
              ><input
                type="radio"
                name="contact.kind"
                value=${kind}
                .checked=${contact.kind === kind}
              />${t.kinds[kind]}</label
            >`,
        )}
      </div>
      <div class="pair">
        ${company ? input('organisation', 'organization') : nothing}
        ${input('name', 'name', company ? { label: t.contactPerson } : {})}
        ${company ? input('vat', 'off', { optional: t.optional, mono: true }) : nothing}
      </div>
    </fieldset>
    <fieldset class="group">
      <legend>${t.address}</legend>
      <div class="pair">
        ${input('street', 'address-line1')} ${input('postalCode', 'postal-code')} ${input('city', 'address-level2')}
        ${field(form, {
          name: 'contact.country',
          label: t.fields['country'],
          control: choose(countryOptions(lang), contact.country, t.choose, 'country'),
        })}
        ${withStates.includes(contact.country) ? input('state', 'address-level1') : nothing}
      </div>
    </fieldset>
    <fieldset class="group">
      <legend>${t.reach}</legend>
      <div class="pair">
        ${input('phone', 'tel', { type: 'tel', hint: t.phoneHint })}
        ${input('email', 'email', { type: 'email', hint: t.emailHint })}
        ${field(form, {
          name: 'contact.language',
          label: t.fields['language'],
          control: choose(Object.entries(t.languages), contact.language, undefined),
        })}
      </div>
    </fieldset>
    ${Object.keys(parts.forms).map((tld) => tldFields(tld, parts))}
  `;
}

/** What one ending wants of this contact beside it. */
function tldFields(
  tld: string,
  { t, tlds, waiting, lang, form, draft, forms }: Fields,
): TemplateResult | typeof nothing {
  const values = draft.extra[tld] ?? {};
  const wanted = forms[tld]!.filter(({ when }) => applies(when as never, draft.contact, values));
  if (!wanted.length) return nothing;
  if (!tlds)
    return html`<fieldset class="group">
      <legend>${t.forEnding(tld)}</legend>
      ${waiting}
    </fieldset>`;
  return html`<fieldset class="group">
    <legend>${t.forEnding(tld)}</legend>
    <div class="pair">
      ${wanted.map(({ key, type, codes, required }) => {
        const value = values[key] ?? '';
        const words = tlds.codes[`${tld}.${key}`] ?? {};
        const options: readonly Option[] =
          type === 'country' ? countryOptions(lang) : (codes ?? []).map((code) => [code, words[code] ?? code]);
        const empty: readonly Option[] = required || !value ? [] : [['', t.choose]];
        return field(form, {
          name: `extra.${tld}.${key}`,
          label: tlds.fields[key] ?? key,
          value,
          optional: required ? undefined : t.optional,
          ...(type === 'day' ? { type: 'date' } : {}),
          ...(options.length ? { control: choose([...empty, ...options], value, t.choose) } : {}),
        });
      })}
    </div>
  </fieldset>`;
}

const contactKeys = 'name organisation street postalCode city state country phone email vat'.split(' ');

/** What stands in the form; what it does not ask of this contact is empty, what other endings want is kept. */
export function readDraft(data: FormData, before: Draft, forms: Profile['forms']): Draft {
  const text = (name: string) => String(data.get(name) ?? '');
  const contact = Object.fromEntries(contactKeys.map((key) => [key, text(`contact.${key}`)]));
  const extra: Record<string, Record<string, string>> = { ...before.extra };
  for (const tld of Object.keys(forms)) {
    const values = [...data].flatMap(([name, value]) =>
      name.startsWith(`extra.${tld}.`) && value ? [[name.slice(tld.length + 7), String(value)]] : [],
    );
    delete extra[tld];
    if (values.length) extra[tld] = Object.fromEntries(values) as Record<string, string>;
  }
  const kind = text('contact.kind') === 'company' ? 'company' : 'person';
  return { contact: { ...before.contact, ...contact, kind, language: text('contact.language') as 'en' }, extra };
}
