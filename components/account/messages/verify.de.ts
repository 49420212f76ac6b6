import type { Messages } from './verify.en.ts';

const messages: Messages = {
  title: 'Ist das Ihre Adresse?',
  text: (label) =>
    `Sie sind bei ${label} als Inhaber von Domains eingetragen. Registries wollen wissen, dass ihre E-Mails Sie erreichen.`,
  confirm: 'Ja, sie hat mich erreicht',
  doneTitle: 'Vielen Dank',
  doneText: (email) => `${email} ist bestätigt. Mehr ist nicht zu tun.`,
  goneTitle: 'Dieser Link gilt nicht mehr',
  goneText:
    'Vielleicht wurde eine neuere E-Mail gesendet, oder die Adresse ist längst bestätigt. Lassen Sie die E-Mail in der Übersicht der Domain noch einmal senden.',
};

export default messages;
