import type { Messages } from './registrant.en.ts';

const messages: Messages = {
  title: 'Soll der Inhaber wechseln?',
  text: (label) =>
    `Jemand bei ${label} möchte ändern, wer als Inhaber eingetragen ist. Das geschieht nur, wenn alle zustimmen, die gefragt wurden.`,
  domains: 'Domains',
  before: 'Inhaber jetzt',
  after: 'Neuer Inhaber',
  agree: 'Ich stimme zu',
  decline: 'Ich stimme nicht zu',
  agreedTitle: 'Vielen Dank',
  agreedText: 'Der Inhaber wechselt jetzt. Das dauert einige Minuten.',
  waitingText: 'Sie haben zugestimmt. Auch die andere Seite wurde gefragt: Der Inhaber wechselt, sobald sie zustimmt.',
  declinedTitle: 'Nichts ändert sich',
  declinedText: 'Sie haben abgelehnt. Der Inhaber bleibt, wer er ist.',
  doneTitle: 'Das ist schon erledigt',
  doneText: 'Alle haben zugestimmt, oder der Kunde hat seitdem etwas anderes gespeichert.',
  goneTitle: 'Dieser Link gilt nicht mehr',
  goneText: 'Er gilt 14 Tage. Bitten Sie den Absender um einen neuen.',
};

export default messages;
