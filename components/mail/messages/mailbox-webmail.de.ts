import type { Messages } from './mailbox-webmail.en.ts';

const messages: Messages = {
  opening: (address) => `${address} wird in einem anderen Fenster geöffnet`,
  blocked: 'Ihr Browser ließ uns kein Fenster öffnen. Dieser Link gilt eine Minute:',
  open: (address) => `${address} öffnen`,
};

export default messages;
