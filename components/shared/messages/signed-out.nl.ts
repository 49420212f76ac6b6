import type { Messages } from './signed-out.en.ts';

const messages: Messages = {
  signIn: 'Inloggen',
  signInTitle: (label) => (label ? `Inloggen bij ${label}` : 'Inloggen'),
  signInText: 'Daarna opent uw klantomgeving hier.',
  signInElsewhere: 'Log eerst in op deze website en probeer het dan opnieuw.',
  popupBlocked: 'Uw browser opende het venster niet. Sta pop-ups toe voor deze pagina en probeer het opnieuw.',
  expiredTitle: 'U bent uitgelogd.',
  expiredText: 'Wat u hebt ingevuld staat er nog.',
  continueSession: 'Doorgaan',
};

export default messages;
