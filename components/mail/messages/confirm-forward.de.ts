import type { Messages } from './confirm-forward.en.ts';

const messages: Messages = {
  title: 'Möchten Sie diese E-Mails?',
  text: (label) =>
    `Jemand bei ${label} möchte E-Mails an Ihre Adresse weiterleiten. Welche das sind, steht in der Nachricht, aus der Sie kommen.`,
  confirm: 'Ja, an mich weiterleiten',
  doneTitle: 'Vielen Dank',
  doneText: (address, target) => `E-Mails für ${address} werden ab jetzt an ${target} weitergeleitet.`,
  alreadyTitle: 'Sie haben schon zugestimmt',
  alreadyText: (address, target) =>
    `E-Mails an ${address} werden an ${target} weitergeleitet. Sie müssen nichts mehr tun.`,
  goneTitle: 'Dieser Link gilt nicht mehr',
  goneText:
    'Er funktioniert einmal, sieben Tage lang, und ein neuerer ersetzt ihn. Bitten Sie den, der an Sie weiterleitet, um einen anderen.',
};

export default messages;
