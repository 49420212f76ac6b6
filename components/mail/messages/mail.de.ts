import type { Messages } from './mail.en.ts';

const messages: Messages = {
  title: 'Mail',
  places: { mailboxes: 'Postfächer', forwards: 'Weiterleitungen', health: 'Zustand' },
};

export default messages;
