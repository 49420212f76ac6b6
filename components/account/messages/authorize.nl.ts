import type { Messages } from './authorize.en.ts';

const messages: Messages = {
  title: (site) => `Doorgaan naar ${site}?`,
  text: (name, customer) => `De pagina handelt dan voor ${customer} als ${name}, hoogstens 8 uur.`,
  go: 'Doorgaan',
  cancel: 'Annuleren',
  doneTitle: 'U bent ingelogd',
  doneText: 'U kunt dit venster sluiten en op de pagina verdergaan.',
  lacking: 'Dit adres is niet volledig. Sluit het venster en log opnieuw in vanaf de pagina.',
  confirmTitle: 'Bent u het?',
  confirmText: 'Hiervoor is uw wachtwoord nog een keer nodig.',
  confirmFor: (site) => `${site} vraagt erom. Bevestig alleen als u daar begonnen bent.`,
  confirmGone: 'De pagina die erom vroeg is afgemeld. Begin daar opnieuw.',
  password: 'Wachtwoord',
  confirm: 'Bevestigen',
  confirmedTitle: 'Bevestigd',
  confirmedText: 'Ga terug en doe het nu. Het geldt 5 minuten.',
  errors: { credentials_wrong: 'Dit is niet uw wachtwoord.' },
};

export default messages;
