import type { Messages } from './domain-list.en.ts';

const messages: Messages = {
  bring: 'Domein hierheen verhuizen',
  search: 'Zoek domeinen',
  show: 'Tonen',
  views: { all: 'Alle', attention: 'Aandacht nodig', stopped: 'Niet verlengd' },
  calendar: 'Verloopkalender',
  filter: 'Filter',
  columns: { name: 'Domein', status: 'Status', renews: 'Verlenging', actions: 'Acties' },
  sortBy: (column) => `Sorteer op ${column}`,
  results: (count) => (count === 1 ? '1 domein' : `${count} domeinen`),
  showing: (shown, total) => `${shown} van ${total}`,
  showingAll: (total, count) => (total === 1 ? 'Het enige domein' : `Alle ${count} domeinen`),
  showMore: (count) => `Nog ${count} tonen`,
  empty: 'Nog geen domeinen',
  emptyText: 'Een domein is de naam waaronder mensen uw website vinden en u mailen.',
  noMatch: (query) => `Geen domein met ‘${query}’`,
  noMatchFilter: 'Geen domein past bij dit filter',
  clear: 'Alle domeinen tonen',
  open: 'Openen',
  select: (domain) => `${domain} selecteren`,
  selectAll: 'Alles selecteren wat getoond wordt',
};
export default messages;
