const messages = {
  publishTitle: (count: number, domain: string) =>
    `Publish ${count === 1 ? '1 change' : `${count} changes`} to ${domain}?`,
  publish: (count: number) => `Publish ${count === 1 ? '1 change' : `${count} changes`}`,
  publishing: 'Publishing',
  keepEditing: 'Keep editing',
  signs: { add: 'Add', change: 'Change', delete: 'Remove' },
  changes: 'Changes',
  checking: 'Checking',
  checked: 'Checked: the zone is valid after these changes. You can undo them from the history.',
  published: (count: number) => (count === 1 ? '1 change published' : `${count} changes published`),
  discarded: (count: number) => (count === 1 ? '1 change discarded' : `${count} changes discarded`),
  copied: 'Copied',
  copyRefused: 'Your browser does not allow copying here.',
  historyEmpty: 'Nothing was changed yet.',
  historyLine: (added: number, changed: number, removed: number) =>
    [added ? `${added} added` : '', changed ? `${changed} changed` : '', removed ? `${removed} removed` : '']
      .filter(Boolean)
      .join(', '),
  undoing: 'Undid an earlier change',
  via: (service: string) => `for ${service}`,
  undoSet: 'Undo these changes',
  undone: 'The changes are undone',
  older: 'Show older changes',
  conflictTitle: 'Someone else changed these records',
  conflictText: 'While you were editing, the zone was changed. Your changes are kept here and are not published.',
  theirs: 'As it is now',
  yours: 'Your change',
  conflictKeep: 'Keep my changes on top',
  conflictDrop: 'Drop my changes',
};

export type Messages = typeof messages;
export default messages;
