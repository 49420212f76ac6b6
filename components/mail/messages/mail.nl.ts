import type { Messages } from './mail.en.ts';

const messages: Messages = {
  title: 'E-mail',
  places: { mailboxes: 'Mailboxen', forwards: 'Doorzendadressen', health: 'Gezondheid' },
};

export default messages;
