import { countries, europe } from './countries.ts';
import type { Contact } from './input.ts';
import type { CheckName } from './rules-numbers.ts';

/** When a field is wanted: everything that is said here must hold. */
export interface When {
  readonly kind?: Contact['kind'];
  readonly country?: readonly string[];
  readonly notCountry?: readonly string[];
  /** Other fields of the same form, by key: one of these codes is chosen. */
  readonly fields?: Readonly<Record<string, readonly string[]>>;
}

/** Something a registry wants to know beside the contact. Two of one key never apply at once. */
export interface TldField {
  readonly key: string;
  readonly type: 'text' | 'choice' | 'country' | 'day';
  /** What is sent; people read words. */
  readonly codes?: readonly string[];
  readonly required: boolean;
  readonly when?: When;
  readonly check?: CheckName;
}

const choice = (key: string, codes: string, more: Partial<TldField> = {}): TldField => ({
  key,
  type: 'choice',
  codes: codes.split(' '),
  required: true,
  ...more,
});
const text = (key: string, more: Partial<TldField> = {}): TldField => ({ key, type: 'text', required: true, ...more });
const country = (key: string, more: Partial<TldField> = {}): TldField => ({
  key,
  type: 'country',
  required: true,
  ...more,
});

/** What each registry wants. An ending that is not here, or has an empty list, wants the contact alone. */
export const tldForms: Readonly<Record<string, readonly TldField[]>> = {
  com: [],
  net: [],
  org: [],
  info: [],
  io: [],
  de: [],
  be: [],
  nl: [
    choice('legalForm', 'EENMANSZAAK BV NV VOF CV MAATSCHAP STICHTING VERENIGING COOP KERK BGG ANDERS', {
      required: false,
      when: { kind: 'company' },
    }),
    text('regNumber', { required: false, when: { kind: 'company', country: ['NL'] }, check: 'kvk' }),
  ],
  eu: [country('citizenship', { when: { kind: 'person', notCountry: europe } })],
  fr: [
    { key: 'birthDate', type: 'day', required: true, when: { kind: 'person' }, check: 'past' },
    text('birthPlace', { when: { kind: 'person' } }),
    text('siren', { when: { kind: 'company', country: ['FR'] }, check: 'siren' }),
    text('registration', { required: false, when: { kind: 'company', notCountry: ['FR'] } }),
  ],
  uk: [
    choice('registrantType', 'IND STRA', { when: { kind: 'person', country: ['GB'] } }),
    choice('registrantType', 'FIND', { when: { kind: 'person', notCountry: ['GB'] } }),
    choice('registrantType', 'LTD PLC LLP PTNR IP SCH RCHAR GOV CRC STAT OTHER', {
      when: { kind: 'company', country: ['GB'] },
    }),
    choice('registrantType', 'FCORP FOTHER', { when: { kind: 'company', notCountry: ['GB'] } }),
    text('companyNumber', {
      when: { kind: 'company', country: ['GB'], fields: { registrantType: ['LTD', 'PLC', 'LLP', 'IP'] } },
      check: 'uk_company',
    }),
    text('companyNumber', {
      when: { kind: 'company', country: ['GB'], fields: { registrantType: ['SCH', 'RCHAR'] } },
    }),
  ],
  it: [
    choice('entityType', '1 3', { when: { kind: 'person', country: ['IT'] } }),
    choice('entityType', '1', { when: { kind: 'person', notCountry: ['IT'] } }),
    choice('entityType', '2 4 5 6', { when: { kind: 'company', country: ['IT'] } }),
    choice('entityType', '7', { when: { kind: 'company', notCountry: ['IT'] } }),
    country('nationality', { when: { kind: 'person' } }),
    // Of a person elsewhere it wants no number: the registry refuses that of a passport.
    text('regCode', {
      when: { kind: 'person', country: ['IT'], fields: { entityType: ['1'] } },
      check: 'codice_fiscale',
    }),
    text('regCode', { when: { kind: 'person', country: ['IT'], fields: { entityType: ['3'] } }, check: 'partita_iva' }),
    text('regCode', {
      when: { kind: 'company', country: ['IT'], fields: { entityType: ['2', '4', '5', '6'] } },
      check: 'partita_iva',
    }),
    text('regCode', { when: { kind: 'company', notCountry: ['IT'] } }),
  ],
  es: [
    choice('legalForm', '1', { when: { kind: 'person' } }),
    choice('legalForm', '612 524 47 150 229 286 436 554 560 562 566 877', { when: { kind: 'company' } }),
    choice('idType', '1 3 0', { when: { kind: 'person' } }),
    choice('idType', '1 0', { when: { kind: 'company' } }),
    text('idNumber', { when: { kind: 'person', fields: { idType: ['1'] } }, check: 'dni' }),
    text('idNumber', { when: { kind: 'person', fields: { idType: ['3'] } }, check: 'nie' }),
    text('idNumber', { when: { kind: 'company', fields: { idType: ['1'] } }, check: 'cif' }),
    text('idNumber', { when: { fields: { idType: ['0'] } } }),
  ],
  us: [
    choice('nexus', 'C11 C12 C21 C31 C32'),
    country('nexusCountry', { when: { fields: { nexus: ['C31', 'C32'] } } }),
    choice('purpose', 'P1 P2 P3 P4 P5'),
  ],
  ca: [
    choice('legalType', 'CCT RES ABO LGR', { when: { kind: 'person' } }),
    choice('legalType', 'CCO ASS EDU GOV HOP INB LAM MAJ OMK PLT PRT TDM TRD TRS', { when: { kind: 'company' } }),
  ],
  au: [
    choice('eligibility', 'citizen sole_trader', { when: { kind: 'person' } }),
    choice('eligibility', 'company registered_business partnership association charity non_profit trademark other', {
      when: { kind: 'company' },
    }),
    choice('idType', 'ABN', { when: { kind: 'person', fields: { eligibility: ['sole_trader'] } } }),
    choice('idType', 'ACN ABN TM OTHER', { when: { kind: 'company' } }),
    text('idNumber', {
      when: { kind: 'person', fields: { eligibility: ['sole_trader'], idType: ['ABN'] } },
      check: 'abn',
    }),
    text('idNumber', { when: { kind: 'company', fields: { idType: ['ABN'] } }, check: 'abn' }),
    text('idNumber', { when: { kind: 'company', fields: { idType: ['ACN'] } }, check: 'acn' }),
    text('idNumber', { when: { kind: 'company', fields: { idType: ['TM', 'OTHER'] } } }),
    choice('relation', '1 2'),
  ],
  se: [
    text('orgNumber', { when: { country: ['SE'] }, check: 'se_number' }),
    text('orgNumber', { when: { notCountry: ['SE'] } }),
  ],
};

export const formOf = (tld: string): readonly TldField[] => tldForms[tld] ?? [];

/** The codes that a field takes; undefined where it takes what is typed. */
export const codesOf = ({ type, codes }: TldField): readonly string[] | undefined =>
  type === 'country' ? countries : codes;
