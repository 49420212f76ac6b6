import type { Messages } from './dns-dialogs.en.ts';

const changesOf = (count: number) => (count === 1 ? '1 Änderung' : `${count} Änderungen`);

const messages: Messages = {
  publishTitle: (count, domain) => `${changesOf(count)} an ${domain} veröffentlichen?`,
  publish: (count) => `${changesOf(count)} veröffentlichen`,
  publishing: 'Wird veröffentlicht',
  keepEditing: 'Weiter bearbeiten',
  signs: { add: 'Neu', change: 'Anders', delete: 'Weg' },
  changes: 'Änderungen',
  checking: 'Wird geprüft',
  checked: 'Geprüft: Die Zone ist nach diesen Änderungen gültig. Sie können sie im Verlauf zurücknehmen.',
  published: (count) => `${changesOf(count)} veröffentlicht`,
  discarded: (count) => (count === 1 ? '1 Änderung verworfen' : `${count} Änderungen verworfen`),
  copied: 'Kopiert',
  copyRefused: 'Ihr Browser erlaubt das Kopieren hier nicht.',
  historyEmpty: 'Noch wurde nichts geändert.',
  historyLine: (added, changed, removed) =>
    [added ? `${added} neu` : '', changed ? `${changed} geändert` : '', removed ? `${removed} entfernt` : '']
      .filter(Boolean)
      .join(', '),
  undoing: 'Eine frühere Änderung zurückgenommen',
  via: (service) => `für ${service}`,
  undoSet: 'Diese Änderungen zurücknehmen',
  undone: 'Die Änderungen sind zurückgenommen',
  older: 'Ältere Änderungen zeigen',
  conflictTitle: 'Jemand anderes hat diese Einträge geändert',
  conflictText:
    'Während Sie bearbeitet haben, wurde die Zone geändert. Ihre Änderungen stehen noch hier und sind nicht veröffentlicht.',
  theirs: 'So ist es jetzt',
  yours: 'Ihre Änderung',
  conflictKeep: 'Meine Änderungen darüberlegen',
  conflictDrop: 'Meine Änderungen verwerfen',
};

export default messages;
