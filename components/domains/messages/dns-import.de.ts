import type { Messages } from './dns-import.en.ts';

const messages: Messages = {
  title: 'Zonendatei importieren',
  file: 'Zonendatei',
  hint: 'Fügen Sie den Export Ihres bisherigen Anbieters im Format von BIND ein. Vor dem Veröffentlichen ändert sich nichts.',
  choose: 'Datei wählen',
  empty: 'Fügen Sie eine Zonendatei ein oder wählen Sie eine.',
  tooLong: 'Diese Datei ist zu groß: Höchstens 9 MB sind erlaubt.',
  others: 'Einträge, die nicht in der Datei stehen',
  keep: 'Bleiben, wie sie sind',
  remove: 'Werden entfernt: Die Zone ist dann wie die Datei',
  nothing: 'Aus dieser Datei lässt sich kein Eintrag übernehmen: Es würde sich nichts ändern.',
  sameRest: 'Was sich übernehmen lässt, ist schon da: Es würde sich nichts ändern.',
  unchanged: (count) =>
    count === 1 ? '1 Satz von Einträgen ist schon da.' : `${count} Sätze von Einträgen sind schon da.`,
  notes: 'Zeilen zum Ansehen',
  line: (line) => `Zeile ${line}`,
  out: 'Ausgelassen.',
  moreNotes: (count) =>
    count === 1 ? '1 weitere Zeile wird ausgelassen.' : `${count} weitere Zeilen werden ausgelassen.`,
  unknown: 'Bitte prüfen Sie diese Zeile.',
  reasons: {
    soa: () => 'Diesen Eintrag machen unsere Nameserver selbst.',
    dnssec: () => 'DNSSEC-Einträge entstehen beim Signieren; die eines anderen Anbieters passen nicht.',
    managed: () => 'Die Nameserver der Domain selbst stellen Sie unter „Nameserver“ ein.',
    unknown_type: () => 'Diesen Typ bieten wir nicht an.',
    class: () => 'Nur Einträge der Klasse IN werden angeboten.',
    directive: () => 'Diese Anweisung wird nicht ausgeführt.',
    syntax: () => 'Diese Zeile ist nicht zu verstehen.',
    unbalanced: () => 'Ein Anführungszeichen oder eine Klammer ist nicht geschlossen.',
    locked: () => 'Ihr Anbieter verwaltet diesen Namen oder Typ.',
    ttl_limits: (value) => `Die TTL wird ${value} Sekunden, die nächste, die erlaubt ist.`,
    ttl_mixed: (value) => `Einträge eines Namens und Typs teilen eine TTL: Alle bekommen ${value} Sekunden.`,
    relative_target: (value) => `Gelesen als ${value}, da am Ende kein Punkt steht. Ist das gemeint?`,
  },
};

export default messages;
