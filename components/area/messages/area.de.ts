import type { Messages } from './area.en.ts';

const messages: Messages = {
  area: 'Kundenbereich',
  tabs: {
    domains: 'Domains',
    hosting: 'Hosting',
    mail: 'E-Mail',
    billing: 'Rechnungen',
    support: 'Support',
    account: 'Konto',
  },
  nothingTitle: 'Nichts zu zeigen',
  nothingText: 'Kein Teil des Kundenbereichs steht Ihnen hier offen.',
};

export default messages;
