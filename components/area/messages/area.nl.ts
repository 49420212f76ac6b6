import type { Messages } from './area.en.ts';

const messages: Messages = {
  area: 'Klantomgeving',
  tabs: {
    domains: 'Domeinen',
    hosting: 'Hosting',
    mail: 'Mail',
    billing: 'Facturen',
    support: 'Support',
    account: 'Account',
  },
  nothingTitle: 'Niets te tonen',
  nothingText: 'Geen onderdeel van de klantomgeving staat hier voor u open.',
};

export default messages;
