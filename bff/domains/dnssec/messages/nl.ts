import type { Messages } from './en.ts';

const messages: Messages = {
  noSigning: 'De nameservers van uw provider ondertekenen geen zones.',
  unknownToTld: (tld) => `Het register van .${tld} neemt geen DNSSEC-sleutels aan.`,
  elsewhere: 'De nameservers van dit domein staan elders: zet DNSSEC aan waar de zone staat.',
  switchOffFirst:
    'DNSSEC staat aan: met andere nameservers zou het domein niet meer bereikbaar zijn. Zet DNSSEC eerst uit en wacht tot dat klaar is.',
  sync: {
    unreachable: 'De nameserver antwoordt niet. We blijven het proberen; het domein werkt zoals eerst.',
    refused: 'De nameserver heeft het niet gedaan. Onze medewerkers zien het; het domein werkt zoals eerst.',
  },
};

export default messages;
