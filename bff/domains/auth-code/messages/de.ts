import type { Messages } from './en.ts';

const messages: Messages = {
  unknownToTld: (tld) =>
    `Die Registry von .${tld} zieht Domains ohne Code um. Fragen Sie Ihren neuen Anbieter, wie das geht.`,
  locked: 'Die Domain ist gegen Umzüge gesperrt. Heben Sie die Sperre zuerst auf.',
  stays: (date) => `Sie ist vor Kurzem umgezogen oder hat den Inhaber gewechselt und bleibt bis ${date} hier.`,
};

export default messages;
