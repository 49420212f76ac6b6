import type { Messages } from './auth-code.en.ts';

const messages: Messages = {
  title: (domain) => `Code für den Umzug von ${domain}`,
  text: 'Wer diesen Code hat, kann die Domain zu einem anderen Anbieter umziehen. Geben Sie ihn nur Ihrem neuen Anbieter. Ein neuer Code macht frühere ungültig.',
  told: 'Sie und der Inhaber der Domain bekommen eine Mail, dass er angezeigt wurde.',
  show: 'Code anzeigen',
  cancel: 'Abbrechen',
  confirm: 'Bestätigen, dass Sie es sind',
  confirmText: 'Ihr Passwort wird in einem Fenster auf der eigenen Seite Ihres Anbieters abgefragt.',
  waiting: 'Warten auf Ihre Bestätigung im anderen Fenster …',
  code: 'Code',
  reveal: 'Anzeigen',
  hide: 'Verbergen',
  copy: 'Kopieren',
  copied: 'Kopiert',
  copyRefused: 'Ihr Browser erlaubt das Kopieren hier nicht. Der Code ist markiert: Bitte kopieren Sie ihn selbst.',
  until: (day) =>
    `Gültig bis ${day}. Er wird nur dieses eine Mal angezeigt: Bewahren Sie ihn auf, oder lassen Sie einen neuen erstellen.`,
  gone: 'Der Code wurde schon angezeigt. Lassen Sie einen neuen erstellen.',
  close: 'Schließen',
};

export default messages;
