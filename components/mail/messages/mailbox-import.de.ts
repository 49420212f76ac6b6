import type { Messages } from './mailbox-import.en.ts';

const messages: Messages = {
  title: 'Postfächer importieren',
  file: 'Ihre Liste',
  hint: 'Eine CSV-Datei, deren erste Zeile die Spalten nennt: Adresse, Name, Passwort, Größe. Nur die Adresse ist nötig; wo ein Passwort fehlt, erzeugen wir eins.',
  choose: 'Datei wählen',
  template: 'Beispieldatei',
  quota: 'Speicher, wo die Datei nichts nennt',
  look: 'Liste prüfen',
  back: 'Zurück zur Liste',
  cancel: 'Abbrechen',
  create: (count) => (count === 1 ? '1 Postfach anlegen' : `${count} Postfächer anlegen`),
  good: (good, total, many) =>
    many === 1 ? `1 von ${total} kann angelegt werden.` : `${good} von ${total} können angelegt werden.`,
  willMake: (count) =>
    count === 1
      ? 'Eins hat kein Passwort. Wir erzeugen es, und Sie können es speichern, sobald das Postfach unterwegs ist.'
      : `${count} haben kein Passwort. Wir erzeugen je eins, und Sie können sie speichern, sobald die Postfächer unterwegs sind.`,
  ignored: (titles) => `Diese Spalten werden nicht verwendet: ${titles}.`,
  lines: 'Zeilen der Liste',
  line: 'Zeile',
  address: 'Adresse',
  noAddress: 'keine Adresse',
  outcome: 'Ergebnis',
  states: {
    good: 'Wird angelegt',
    waiting: 'Wartet',
    created: 'Angelegt',
    refused: 'Ausgelassen',
    dropped: 'Nicht angelegt: vorher gestoppt',
  },
  doing: (done, total) => `Postfächer werden angelegt: ${done} von ${total}`,
  progress: 'Fortschritt des Imports',
  ended: (created, left) => {
    const made = created === 1 ? '1 Postfach wurde angelegt' : `${created} Postfächer wurden angelegt`;
    return left ? `${made}, ${left} ausgelassen.` : `${made}.`;
  },
  stopped: (created, left) => `Sie haben den Import gestoppt. ${created} angelegt, ${left} ausgelassen.`,
  madeSaved: 'Die Passwörter, die wir erzeugt haben, sind gespeichert.',
  madeText: (count) =>
    count === 1
      ? 'Für eins haben wir ein Passwort erzeugt. Speichern Sie es jetzt: Niemand kann es noch einmal zeigen.'
      : `Für ${count} haben wir Passwörter erzeugt. Speichern Sie sie jetzt: Niemand kann sie noch einmal zeigen.`,
  savePasswords: 'Passwörter speichern',
  closeUnsaved: 'Schließen, ohne sie zu speichern',
  seeWhy: 'Warum?',
  stop: 'Stoppen',
  close: 'Schließen',
  leftOut: 'Ausgelassene Postfächer',
  wrong: {
    empty: () => 'Fügen Sie eine Liste ein oder wählen Sie eine Datei.',
    no_address: () => 'Die erste Zeile muss die Spalten nennen, und eine davon muss „Adresse“ heißen.',
    open_quote: (_most, line) => `In Zeile ${line} beginnt ein Anführungszeichen, das nirgends endet.`,
    too_many_rows: (most) => `Höchstens ${most} Zeilen auf einmal. Teilen Sie die Liste.`,
    too_long: () => 'Diese Datei ist für eine Liste von Postfächern zu groß.',
  },
  errors: {
    twice: 'Dieselbe Adresse steht schon in einer Zeile darüber.',
    address_form: 'Das ist keine E-Mail-Adresse.',
    address_too_long: 'Diese Adresse ist zu lang.',
    size_form: 'Schreiben Sie eine Größe wie 2 GB oder 500 MB.',
    plan_full: 'Ihr Paket hat keinen Platz für ein weiteres Postfach.',
    plan_lacks: 'Ihr Paket enthält keine E-Mail.',
    role_forbidden: 'Wer den Import begonnen hat, darf das nicht mehr.',
    action_disabled: 'Das Anlegen von Postfächern wurde inzwischen abgeschaltet.',
    internal: 'Es ist aus einem Grund gescheitert, den wir suchen müssen. Bitte fragen Sie uns.',
  },
};

export default messages;
