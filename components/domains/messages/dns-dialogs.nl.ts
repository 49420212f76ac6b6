import type { Messages } from './dns-dialogs.en.ts';

const changesOf = (count: number) => (count === 1 ? '1 wijziging' : `${count} wijzigingen`);

const messages: Messages = {
  publishTitle: (count, domain) => `${changesOf(count)} van ${domain} publiceren?`,
  publish: (count) => `${changesOf(count)} publiceren`,
  publishing: 'Publiceren',
  keepEditing: 'Verder bewerken',
  signs: { add: 'Nieuw', change: 'Anders', delete: 'Weg' },
  changes: 'Wijzigingen',
  checking: 'Controleren',
  checked: 'Gecontroleerd: de zone klopt na deze wijzigingen. U kunt ze vanuit de geschiedenis ongedaan maken.',
  published: (count) => `${changesOf(count)} gepubliceerd`,
  discarded: (count) => (count === 1 ? '1 wijziging weggegooid' : `${count} wijzigingen weggegooid`),
  copied: 'Gekopieerd',
  copyRefused: 'Uw browser staat kopiëren hier niet toe.',
  historyEmpty: 'Er is nog niets gewijzigd.',
  historyLine: (added, changed, removed) =>
    [added ? `${added} nieuw` : '', changed ? `${changed} gewijzigd` : '', removed ? `${removed} verwijderd` : '']
      .filter(Boolean)
      .join(', '),
  undoing: 'Een eerdere wijziging ongedaan gemaakt',
  via: (service) => `voor ${service}`,
  undoSet: 'Deze wijzigingen ongedaan maken',
  undone: 'De wijzigingen zijn ongedaan gemaakt',
  older: 'Oudere wijzigingen tonen',
  conflictTitle: 'Iemand anders heeft deze records gewijzigd',
  conflictText: 'Terwijl u bezig was is de zone gewijzigd. Uw wijzigingen staan hier nog en zijn niet gepubliceerd.',
  theirs: 'Zoals het nu is',
  yours: 'Uw wijziging',
  conflictKeep: 'Mijn wijzigingen eroverheen',
  conflictDrop: 'Mijn wijzigingen weggooien',
};

export default messages;
