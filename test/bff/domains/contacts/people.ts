import type { Contact } from '../../../../bff/domains/contacts/input.ts';

/** A company in Utrecht, as its owner fills it in. */
export const bakery: Contact = {
  kind: 'company',
  name: 'Marieke de Vries',
  organisation: 'Linden & Loaf',
  street: 'Lindenlaan 12',
  postalCode: '3512 AB',
  city: 'Utrecht',
  state: '',
  country: 'NL',
  phone: '+31302345678',
  email: 'marieke@people.example',
  vat: '',
  language: 'nl',
};

export const jan: Contact = {
  ...bakery,
  kind: 'person',
  name: 'Jan Wouters',
  organisation: '',
  email: 'jan@people.example',
};
