import type { Messages } from './dns-templates.en.ts';

const messages: Messages = {
  title: 'Vorlage verwenden',
  which: 'Wofür ist die Domain?',
  known: {
    mail: { name: 'E-Mail bei uns', text: 'Ihre E-Mails kommen auf unsere Server.' },
    microsoft365: { name: 'Microsoft 365', text: 'E-Mail und Kalender bei Microsoft.' },
    google: { name: 'Google Workspace', text: 'E-Mail bei Google.' },
    connect: {
      name: 'Für Dienste auffindbar',
      text: 'Sie können dann bitten, die Domain einzurichten; Sie entscheiden jedes Mal.',
    },
    parked: { name: 'Keine E-Mail', text: 'Die Domain empfängt und sendet keine E-Mails; niemand kann sie fälschen.' },
  },
};

export default messages;
