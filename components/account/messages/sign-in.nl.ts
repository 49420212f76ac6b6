import type { Messages } from './sign-in.en.ts';

const messages: Messages = {
  title: 'Inloggen',
  to: (label) => `in uw klantomgeving${label && ` bij ${label}`}`,
  login: 'Gebruikersnaam of e-mail',
  password: 'Wachtwoord',
  signIn: 'Inloggen',
  forgot: 'Wachtwoord vergeten?',
  back: 'Terug naar inloggen',
  forgotTitle: 'Wachtwoord vergeten?',
  forgotText: 'Wij mailen u een link. Daarmee kiest u een nieuw wachtwoord.',
  email: 'E-mail',
  send: 'Link mailen',
  sentTitle: 'Kijk in uw mail',
  sentText: (email) => `Als ${email} bij een account hoort, is er een link onderweg. Die werkt 30 minuten.`,
  resetTitle: 'Kies een nieuw wachtwoord',
  resetText: 'Daarna bent u overal uitgelogd.',
  newPassword: 'Nieuw wachtwoord',
  newPasswordHint: 'Minstens 12 tekens. Een paar woorden onthoudt u makkelijk.',
  reset: 'Wachtwoord instellen',
  resetDone: 'Uw nieuwe wachtwoord werkt nu.',
  linkUsed: 'Deze link is al gebruikt of te oud. Vraag een nieuwe aan.',
  signedInAs: (name, customer) => `U bent ingelogd als ${name} voor ${customer}.`,
  errors: {
    credentials_wrong: 'Gebruikersnaam en wachtwoord passen niet bij elkaar.',
    password_guessable: 'Te makkelijk te raden. Neem meerdere woorden die niets met elkaar te maken hebben.',
  },
};

export default messages;
