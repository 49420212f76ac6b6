import type { Messages } from './en.ts';

const messages: Messages = {
  sync: {
    unreachable: 'Der Nameserver antwortet nicht. Ihre Änderungen sind gespeichert, wir versuchen es weiter.',
    refused:
      'Der Nameserver hat die Änderungen nicht angenommen. Sie sind gespeichert, und unsere Mitarbeiter sehen es.',
  },
  changedSince: 'Diese Einträge wurden danach noch einmal geändert. Nehmen Sie zuerst die spätere Änderung zurück.',
};

export default messages;
