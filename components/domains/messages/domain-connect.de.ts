import type { Messages } from './domain-connect.en.ts';

const messages: Messages = {
  title: (name, service) => `${name} für ${service} einrichten?`,
  asks: (provider, domain) =>
    `${provider} bittet, DNS-Einträge von ${domain} zu ändern. Es ändert sich nichts, bevor Sie zustimmen.`,
  through: (who) => `Sie wurden über ${who} hierher geführt.`,
  signed: (provider) => `Die Anfrage ist von ${provider} unterschrieben.`,
  warnBold: 'Haben Sie das selbst begonnen?',
  warn: (provider) =>
    `Jeder kann einen solchen Link machen und wählen, wohin er Ihre Domain führt. Machen Sie nur weiter, wenn Sie von ${provider} kommen.`,
  result: 'Was sich ändert',
  changes: 'Änderungen',
  signs: { add: 'Neu', change: 'Ändern', delete: 'Löschen' },
  ttl: 'TTL',
  seconds: (seconds) => `${seconds} s`,
  same: 'Alles ist schon da: Es würde sich nichts ändern.',
  more: (count) => (count === 1 ? 'Und 1 weitere Änderung.' : `Und ${count} weitere Änderungen.`),
  moved: 'Jemand anderes hat diese Einträge inzwischen geändert. Das würde sich jetzt ändern.',
  off: 'Ihr Anbieter bietet das hier nicht an.',
  apply: 'Anwenden',
  applying: 'Wird angewendet',
  goOn: 'Weiter',
  cancel: 'Abbrechen',
  backTo: (site) => `Danach kommen Sie zurück zu ${site}.`,
  leave: (site) => `Zurück zu ${site}`,
  doneTitle: (name) => `${name} ist eingerichtet`,
  doneText: 'Die Einträge sind veröffentlicht. Im Verlauf des DNS der Domain können Sie sie rückgängig machen.',
  unchangedTitle: 'Es wurde nichts geändert',
  close: 'Sie können dieses Fenster schließen.',
  refusedTitle: (service) => `${service} kann so nicht eingerichtet werden`,
  refusals: {
    malformed: () => 'Der Link, der Sie hierher führte, ist beschädigt. Beginnen Sie auf der Seite davor noch einmal.',
    blocked: (provider) => `${provider} erlaubt diesen Weg nicht. Beginnen Sie dort noch einmal.`,
    signature: (provider) =>
      `Die Anfrage ist nicht von ${provider} unterschrieben oder wurde unterwegs verändert. Es wurde nichts geändert.`,
    unreachable: () =>
      'Wir können gerade nicht prüfen, wer die Anfrage unterschrieb. Versuchen Sie es gleich noch einmal.',
    not_yours: (_, name, customer) =>
      `${customer} hat keine Domain für ${name}. Haben Sie vielleicht ein anderes Konto?`,
    host_required: (provider, name) =>
      `Dieser Dienst braucht einen Namen unter ${name}, etwa www.${name}. Beginnen Sie bei ${provider} noch einmal mit einem.`,
    group: (provider) => `${provider} fragt nach einem Teil seines Dienstes, den es nicht gibt.`,
    variables: (provider) => `Dem Link, der Sie hierher führte, fehlt etwas. Beginnen Sie bei ${provider} noch einmal.`,
    outside: (provider) => `${provider} will einen Namen ändern, der nicht zu dieser Domain gehört.`,
    records: (provider) => `Die Einträge, die ${provider} will, können nicht in Ihrer Zone stehen.`,
    protected: () => 'Es würde Einträge ändern, die Ihr Anbieter für sich behält.',
  },
  lacking: (names) => `Für die Entwickler: ${names}`,
  goneTitle: 'Wir kennen diesen Dienst nicht',
  goneText: 'Ihr Anbieter arbeitet nicht mit ihm. Richten Sie die Einträge von Hand ein, im DNS Ihrer Domain.',
  otherAccount: 'Ein anderes Konto verwenden',
};

export default messages;
