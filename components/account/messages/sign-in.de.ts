import type { Messages } from './sign-in.en.ts';

const messages: Messages = {
  title: 'Anmelden',
  to: (label) => `in Ihrem Kundenbereich${label && ` bei ${label}`}`,
  login: 'Benutzername oder E-Mail',
  password: 'Passwort',
  signIn: 'Anmelden',
  forgot: 'Passwort vergessen?',
  back: 'Zurück zur Anmeldung',
  forgotTitle: 'Passwort vergessen?',
  forgotText: 'Wir mailen Ihnen einen Link. Damit wählen Sie ein neues.',
  email: 'E-Mail',
  send: 'Link mailen',
  sentTitle: 'Sehen Sie in Ihre Mail',
  sentText: (email) => `Wenn ${email} zu einem Konto gehört, ist ein Link unterwegs. Er gilt 30 Minuten.`,
  resetTitle: 'Neues Passwort wählen',
  resetText: 'Danach sind Sie überall abgemeldet.',
  newPassword: 'Neues Passwort',
  newPasswordHint: 'Mindestens 12 Zeichen. Mehrere Wörter merkt man sich leicht.',
  reset: 'Passwort setzen',
  resetDone: 'Ihr neues Passwort gilt jetzt.',
  linkUsed: 'Dieser Link wurde schon benutzt oder ist zu alt. Fordern Sie einen neuen an.',
  signedInAs: (name, customer) => `Sie sind als ${name} für ${customer} angemeldet.`,
  errors: {
    credentials_wrong: 'Benutzername und Passwort passen nicht zusammen.',
    password_guessable: 'Zu leicht zu erraten. Nehmen Sie mehrere Wörter, die nichts miteinander zu tun haben.',
  },
};

export default messages;
