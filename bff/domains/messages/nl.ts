import type { Messages } from './en.ts';

const messages: Messages = {
  sync: {
    unreachable: 'De nameserver antwoordt niet. Uw wijzigingen zijn bewaard en we blijven het proberen.',
    refused: 'De nameserver nam de wijzigingen niet aan. Ze zijn bewaard en onze medewerkers zien het.',
  },
  changedSince: 'Deze records zijn daarna nog eens gewijzigd. Maak eerst de latere wijziging ongedaan.',
};

export default messages;
