import type { Messages } from './redirects.en.ts';

const messages: Messages = {
  title: 'Doorverwijzingen',
  sub: 'Stuur bezoekers van een adres door naar een ander, ook via HTTPS.',
  add: 'Doorverwijzing toevoegen',
  address: 'Adres',
  target: 'Gaat naar',
  how: 'Hoe',
  actions: 'Acties',
  kinds: {
    '301': 'Permanent (301)',
    '302': 'Tijdelijk (302)',
    '307': 'Tijdelijk (307)',
    '308': 'Permanent (308)',
    mask: 'Getoond onder dit adres',
  },
  keeps: {
    both: 'Met pad en query',
    path: 'Met pad',
    query: 'Met query',
    none: 'Altijd naar dezelfde pagina',
  },
  edit: 'Bewerken',
  remove: 'Verwijderen',
  elsewhere: 'Records wijzen elders heen',
  elsewhereText: 'Bewerk en bewaar de doorverwijzing om ze opnieuw te zetten.',
  empty: 'Nog geen doorverwijzingen',
  emptyText: 'Een doorverwijzing stuurt bezoekers van een adres, bijvoorbeeld zonder www, naar waar uw site staat.',
  foreignTitle: 'Uw DNS staat elders.',
  foreignText: (servers) =>
    `Dit domein gebruikt ${servers}. Zet daar deze records voor elk adres dat moet doorverwijzen:`,
  pending: 'DNS wordt gepubliceerd',
  pendingText: 'Uw doorverwijzingen zijn bewaard. De nameservers hebben de records zo.',
  failed: 'DNS nog niet gepubliceerd',
  failedText: 'Uw doorverwijzingen zijn bewaard en we blijven proberen de records te publiceren.',
};

export default messages;
