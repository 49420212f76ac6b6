import type { Messages } from './verify.en.ts';

const messages: Messages = {
  title: 'Is dit uw adres?',
  text: (label) =>
    `U staat bij ${label} geregistreerd als houder van domeinen. Registers willen weten dat hun mail u bereikt.`,
  confirm: 'Ja, het heeft mij bereikt',
  doneTitle: 'Dank u wel',
  doneText: (email) => `${email} is bevestigd. U hoeft verder niets te doen.`,
  goneTitle: 'Deze link is niet meer geldig',
  goneText:
    'Misschien is er een nieuwere mail gestuurd, of is het adres al lang bevestigd. Laat de mail opnieuw sturen in het overzicht van het domein.',
};

export default messages;
