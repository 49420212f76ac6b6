import type { Messages } from './child-hosts.en.ts';

const messages: Messages = {
  title: 'Child-Hosts',
  sub: (domain) => `Nameserver unter ${domain}, mit ihren Adressen bei der Registrierungsstelle`,
  empty: 'Keine Child-Hosts. Sie brauchen sie nur, um Nameserver unter genau diesem Namen zu betreiben.',
  name: 'Host',
  addresses: 'Adressen',
  actions: 'Aktionen',
  add: 'Child-Host anlegen',
  edit: 'Adressen ändern',
  remove: 'Löschen',
  addTitle: (domain) => `Einen Host unter ${domain} anlegen`,
  editTitle: (host) => `Adressen von ${host}`,
  removeTitle: (host) => `${host} löschen?`,
  removeText: 'Die Registrierungsstelle vergisst seine Adressen. Sie können ihn wieder anlegen.',
  keep: 'Behalten',
  address: (at) => (at === 1 ? 'Adresse' : `Adresse ${at}`),
  addressHint: 'IPv4 oder IPv6',
  more: 'Noch eine Adresse',
  without: (at) => `Adresse ${at} weglassen`,
  cancel: 'Abbrechen',
  save: 'Adressen speichern',
  added: 'Child-Host angelegt',
  changed: 'Adressen geändert',
  removed: 'Child-Host gelöscht',
  differs: (addresses) => `In der Zone steht ${addresses}. Beides sollte gleich sein.`,
  errors: {
    duplicate: 'Dieser steht schon da.',
    not_below: 'Er muss unter der Domain liegen, etwa ns1.',
    out_of_zone: 'Er muss unter der Domain liegen, etwa ns1.',
    too_many: 'Eine Domain hat höchstens 13 Child-Hosts.',
    ipv4_form: 'Tragen Sie eine Adresse ein, etwa 192.0.2.44 oder 2001:db8::44.',
    ipv4_leading_zero: 'Eine Zahl darf nicht mit einer Null beginnen.',
    ipv6_form: 'Tragen Sie eine Adresse ein, etwa 2001:db8::44.',
  },
};

export default messages;
