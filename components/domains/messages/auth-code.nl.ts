import type { Messages } from './auth-code.en.ts';

const messages: Messages = {
  title: (domain) => `Code om ${domain} te verhuizen`,
  text: 'Wie deze code heeft kan het domein naar een andere provider verhuizen. Geef hem alleen aan uw nieuwe provider. Een nieuwe code maakt eerdere ongeldig.',
  told: 'U en de houder van het domein krijgen een mail dat de code is getoond.',
  show: 'Code tonen',
  cancel: 'Annuleren',
  confirm: 'Bevestigen dat u het bent',
  confirmText: 'Uw wachtwoord wordt gevraagd in een venster van de eigen site van uw provider.',
  waiting: 'Wachten op uw bevestiging in het andere venster…',
  code: 'Code',
  reveal: 'Tonen',
  hide: 'Verbergen',
  copy: 'Kopiëren',
  copied: 'Gekopieerd',
  copyRefused: 'Uw browser staat kopiëren hier niet toe. De code is geselecteerd: kopieer die zelf.',
  until: (day) => `Geldig tot ${day}. U ziet hem alleen nu: bewaar hem, of laat een nieuwe maken.`,
  gone: 'De code is al getoond. Laat een nieuwe maken.',
  close: 'Sluiten',
};

export default messages;
