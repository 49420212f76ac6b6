import type { Messages } from './domain-list.en.ts';

const messages: Messages = {
  bring: 'Domain hierher umziehen',
  search: 'Domains suchen',
  show: 'Anzeigen',
  views: { all: 'Alle', attention: 'Zu erledigen', stopped: 'Ohne Verlängerung' },
  calendar: 'Ablaufkalender',
  filter: 'Filter',
  columns: { name: 'Domain', status: 'Status', renews: 'Verlängerung', actions: 'Aktionen' },
  sortBy: (column) => `Nach ${column} sortieren`,
  results: (count) => (count === 1 ? '1 Domain' : `${count} Domains`),
  showing: (shown, total) => `${shown} von ${total}`,
  showingAll: (total, count) => (total === 1 ? 'Die einzige Domain' : `Alle ${count} Domains`),
  showMore: (count) => `${count} weitere zeigen`,
  empty: 'Noch keine Domains',
  emptyText: 'Eine Domain ist der Name, unter dem man Ihre Website findet und Ihnen schreibt.',
  noMatch: (query) => `Keine Domain passt zu „${query}“`,
  noMatchFilter: 'Keine Domain passt zu diesem Filter',
  clear: 'Alle Domains zeigen',
  open: 'Öffnen',
  select: (domain) => `${domain} auswählen`,
  selectAll: 'Alle angezeigten auswählen',
};
export default messages;
