import type { Messages } from './dns-proposal.en.ts';

const messages: Messages = {
  look: 'Ansehen, was sich ändert',
  result: 'Was sich ändert',
  cancel: 'Abbrechen',
  back: 'Zurück',
  same: 'Alles ist schon da: Es würde sich nichts ändern.',
  more: (count) => (count === 1 ? 'Und 1 weitere Änderung.' : `Und ${count} weitere Änderungen.`),
  moved: 'Jemand anderes hat diese Einträge inzwischen geändert. Das würde sich jetzt ändern.',
};

export default messages;
