import type { Messages } from './dns-templates.en.ts';

const messages: Messages = {
  title: 'Sjabloon gebruiken',
  which: 'Waarvoor is het domein?',
  known: {
    mail: { name: 'E-mail bij ons', text: 'Uw e-mail komt op onze servers.' },
    microsoft365: { name: 'Microsoft 365', text: 'E-mail en agenda bij Microsoft.' },
    google: { name: 'Google Workspace', text: 'E-mail bij Google.' },
    connect: {
      name: 'Vindbaar voor diensten',
      text: 'Ze kunnen dan vragen om het domein in te stellen; u beslist elke keer.',
    },
    parked: { name: 'Geen e-mail', text: 'Het domein ontvangt en verstuurt geen e-mail; niemand kan die vervalsen.' },
  },
};

export default messages;
