import type { Messages } from './authorize.en.ts';

const messages: Messages = {
  title: (site) => `Weiter zu ${site}?`,
  text: (name, customer) => `Die Seite handelt dann für ${customer} als ${name}, höchstens 8 Stunden.`,
  go: 'Weiter',
  cancel: 'Abbrechen',
  doneTitle: 'Sie sind angemeldet',
  doneText: 'Sie können dieses Fenster schließen und auf der Seite weitermachen.',
  lacking: 'Diese Adresse ist unvollständig. Schließen Sie das Fenster und melden Sie sich von der Seite aus neu an.',
  confirmTitle: 'Sind Sie es?',
  confirmText: 'Dafür brauchen wir Ihr Passwort noch einmal.',
  confirmFor: (site) => `${site} bittet darum. Bestätigen Sie nur, wenn Sie dort begonnen haben.`,
  confirmGone: 'Die Seite, die darum bat, ist abgemeldet. Beginnen Sie dort noch einmal.',
  password: 'Passwort',
  confirm: 'Bestätigen',
  confirmedTitle: 'Bestätigt',
  confirmedText: 'Gehen Sie zurück und tun Sie es jetzt. Es gilt 5 Minuten.',
  errors: { credentials_wrong: 'Das ist nicht Ihr Passwort.' },
};

export default messages;
