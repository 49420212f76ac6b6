import type { Messages } from './en.ts';

const messages: Messages = {
  noSigning: 'Die Nameserver Ihres Anbieters signieren keine Zonen.',
  unknownToTld: (tld) => `Die Registry von .${tld} nimmt keine DNSSEC-Schlüssel an.`,
  elsewhere: 'Die Nameserver dieser Domain stehen woanders: Schalten Sie DNSSEC dort ein, wo die Zone ist.',
  switchOffFirst:
    'DNSSEC ist eingeschaltet: Mit anderen Nameservern wäre die Domain nicht mehr erreichbar. Schalten Sie DNSSEC zuerst aus und warten Sie, bis das fertig ist.',
  sync: {
    unreachable: 'Der Nameserver antwortet nicht. Wir versuchen es weiter; die Domain funktioniert wie zuvor.',
    refused: 'Der Nameserver hat es nicht getan. Unsere Mitarbeiter sehen es; die Domain funktioniert wie zuvor.',
  },
};

export default messages;
