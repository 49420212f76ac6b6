import type { Messages } from './dnssec.en.ts';

const messages: Messages = {
  title: 'DNSSEC',
  sub: (domain) => `Handtekeningen waaraan resolvers zien dat een antwoord over ${domain} niet vervalst is`,
  states: { off: 'Uit', on: 'Aan', goingOn: 'Wordt aangezet', goingOff: 'Wordt uitgezet' },
  offText: 'De zone is niet ondertekend.',
  onText: 'De zone is ondertekend en het register staat in voor de sleutel. Nieuwe records worden vanzelf ondertekend.',
  switchOn: 'Aanzetten',
  switchOff: 'Uitzetten',
  steps: {
    signing: 'De nameservers ondertekenen de zone',
    settling: 'Antwoorden zonder handtekening zijn overal vergeten',
    announcing: 'Het register neemt de sleutel op in zijn zone',
    on: 'Resolvers controleren elk antwoord',
    withdrawing: 'Het register haalt de sleutel uit zijn zone',
    lingering: 'De sleutel is overal vergeten',
    unsigning: 'De nameservers ondertekenen niet meer',
  },
  until: (time) => `Tot ${time}`,
  now: 'Bezig',
  works: 'Het domein werkt gewoon door. U hoeft hier niet te wachten.',
  key: 'Sleutel bij het register (DS-record)',
  copy: 'Kopiëren',
  copied: 'Gekopieerd',
  copyRefused: 'Uw browser staat kopiëren hier niet toe.',
  confirmTitle: (domain) => `DNSSEC uitzetten voor ${domain}?`,
  confirmText:
    'Vervalste antwoorden vallen dan niet meer op. Het duurt een dag of langer tot het klaar is, omdat resolvers de sleutel onthouden; het domein werkt gewoon door.',
  keep: 'Aan laten',
  begun: 'DNSSEC wordt aangezet',
  ended: 'DNSSEC wordt uitgezet',
};

export default messages;
