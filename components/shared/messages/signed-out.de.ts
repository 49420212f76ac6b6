import type { Messages } from './signed-out.en.ts';

const messages: Messages = {
  signIn: 'Anmelden',
  signInTitle: (label) => (label ? `Bei ${label} anmelden` : 'Anmelden'),
  signInText: 'Danach öffnet sich hier Ihr Kundenbereich.',
  signInElsewhere: 'Melden Sie sich zuerst auf dieser Website an und versuchen Sie es dann noch einmal.',
  popupBlocked:
    'Ihr Browser hat das Fenster nicht geöffnet. Erlauben Sie Pop-ups für diese Seite und versuchen Sie es noch einmal.',
  expiredTitle: 'Sie wurden abgemeldet.',
  expiredText: 'Ihre Eingaben sind noch da.',
  continueSession: 'Fortfahren',
};

export default messages;
