import type { Messages } from './name-servers.en.ts';

const messages: Messages = {
  title: 'Nameservers',
  sub: (domain) => `Zij antwoorden waar ${domain} heen wijst`,
  whose: 'Wiens nameservers',
  ours: (label) => `Van ${label}`,
  others: 'Andere',
  server: (at) => `Nameserver ${at}`,
  without: (at) => `Nameserver ${at} weglaten`,
  another: 'Nog een',
  useAgain: (first) => `${first} en de rest weer gebruiken`,
  awayTitle: 'Uw DNS gaat weg.',
  awayText: (label) =>
    `De records bij ${label} blijven bewaard, maar niemand vraagt er meer naar. Website en mail volgen wat de andere nameservers zeggen.`,
  backTitle: (label) => `${label} antwoordt weer voor uw DNS.`,
  backText:
    'De records op het tabblad DNS-records gelden weer, zoals ze er nu staan. Het kan twee dagen duren tot iedereen het weet.',
  save: 'Nameservers opslaan',
  saved: 'Nameservers gewijzigd',
  unchanged: 'Niets op te slaan: dit zijn de nameservers al',
  undone: 'Nameservers teruggezet',
  pending: 'Het register krijgt bericht',
  pendingText: 'Dat duurt bij de meeste registers seconden, bij sommige uren.',
  failed: 'Nog niet bij het register.',
  retry: 'Opnieuw proberen',
  checking: 'Er wordt gekeken of hij antwoordt',
  checked: {
    ok: 'Antwoordt voor dit domein.',
    unresolved: 'Deze naam heeft nog geen adres. U kunt hem toch opslaan.',
    not_public: 'Het adres ligt in een privénetwerk. U kunt hem toch opslaan.',
    silent: 'Hij antwoordt nu niet. U kunt hem toch opslaan.',
    lame: 'Hij antwoordt, maar nog niet voor dit domein: de zone moet daar worden ingesteld. U kunt hem toch opslaan.',
    unknown: 'Hij kon nu niet bekeken worden.',
  },
  errors: {
    required: 'Vul een naam in of laat deze weg.',
    host_name: 'Vul een hostnaam in, zoals ns1.example.net.',
    duplicate: 'Deze staat er al.',
    needs_host: 'Deze host ligt onder het domein zelf. Maak er eerst een child host van, met adressen.',
    too_few: 'Het register wil meer nameservers dan dat.',
    too_many: 'Het register neemt minder nameservers aan dan dat.',
  },
};

export default messages;
