import type { Messages } from './mailbox-webmail.en.ts';

const messages: Messages = {
  opening: (address) => `${address} wordt in een ander venster geopend`,
  blocked: 'Uw browser liet ons geen venster openen. Deze koppeling is een minuut geldig:',
  open: (address) => `${address} openen`,
};

export default messages;
