import type { Messages } from './en.ts';

const messages: Messages = {
  sync: {
    unreachable: 'Der Nameserver antwortet nicht. Ihre Änderungen sind gespeichert, wir versuchen es weiter.',
    refused:
      'Der Nameserver hat die Änderungen nicht angenommen. Sie sind gespeichert, und unsere Mitarbeiter sehen es.',
  },
  registry: {
    sync: {
      unreachable: 'Die Registrierungsstelle antwortet nicht. Die Änderung ist gespeichert, wir versuchen es weiter.',
      refused:
        'Die Registrierungsstelle hat die Änderung nicht angenommen. Sie ist gespeichert, und unser Team kann sie sehen.',
    },
    notNow: {
      pending_create: 'Die Domain wird noch registriert.',
      pending_transfer_in: 'Die Domain ist noch auf dem Weg zu uns.',
      redemption: 'Die Domain wurde gelöscht. Stellen Sie sie zuerst wieder her.',
      pending_delete: 'Die Domain wird bald freigegeben. Es lässt sich nichts mehr ändern.',
      released: 'Die Domain wurde freigegeben und gehört niemandem mehr.',
      transferred: 'Die Domain ist zu einem anderen Anbieter umgezogen.',
      failed: 'Die Registrierung ist fehlgeschlagen.',
    },
    registryHolds: 'Die Registrierungsstelle hat diese Domain gegen Änderungen gesperrt.',
    registryMoves: 'Ein anderer Anbieter verlangt diese Domain. Antworten Sie darauf zuerst.',
    registryWorks: 'Die Registrierungsstelle arbeitet noch an einer früheren Änderung.',
    registryLock:
      'Die Registrierungsstelle selbst hat diese Domain gegen Umzüge gesperrt. Ihr Anbieter kann sagen, warum.',
    hostInUse: (domains) => `Er dient als Nameserver: ${domains}. Geben Sie diesen zuerst andere.`,
  },
  changedSince: 'Diese Einträge wurden danach noch einmal geändert. Nehmen Sie zuerst die spätere Änderung zurück.',
};

export default messages;
