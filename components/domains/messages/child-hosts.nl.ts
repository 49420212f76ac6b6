import type { Messages } from './child-hosts.en.ts';

const messages: Messages = {
  title: 'Child hosts',
  sub: (domain) => `Nameservers onder ${domain}, met hun adressen bij het register`,
  empty: 'Geen child hosts. U hebt ze alleen nodig om nameservers onder precies deze naam te draaien.',
  name: 'Host',
  addresses: 'Adressen',
  actions: 'Acties',
  add: 'Child host toevoegen',
  edit: 'Adressen wijzigen',
  remove: 'Verwijderen',
  addTitle: (domain) => `Een host onder ${domain} toevoegen`,
  editTitle: (host) => `Adressen van ${host}`,
  removeTitle: (host) => `${host} verwijderen?`,
  removeText: 'Het register vergeet de adressen. U kunt de host weer toevoegen.',
  keep: 'Behouden',
  address: (at) => (at === 1 ? 'Adres' : `Adres ${at}`),
  addressHint: 'IPv4 of IPv6',
  more: 'Nog een adres',
  without: (at) => `Adres ${at} weglaten`,
  cancel: 'Annuleren',
  save: 'Adressen opslaan',
  added: 'Child host toegevoegd',
  changed: 'Adressen gewijzigd',
  removed: 'Child host verwijderd',
  differs: (addresses) => `In de zone staat ${addresses}. Beide moeten gelijk zijn.`,
  errors: {
    duplicate: 'Deze staat er al.',
    not_below: 'De host moet onder het domein liggen, zoals ns1.',
    out_of_zone: 'De host moet onder het domein liggen, zoals ns1.',
    too_many: 'Een domein heeft hoogstens 13 child hosts.',
    ipv4_form: 'Vul een adres in zoals 192.0.2.44 of 2001:db8::44.',
    ipv4_leading_zero: 'Een getal mag niet met een nul beginnen.',
    ipv6_form: 'Vul een adres in zoals 2001:db8::44.',
  },
};

export default messages;
