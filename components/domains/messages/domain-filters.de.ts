import type { Messages } from './domain-filters.en.ts';

const messages: Messages = {
  filterState: 'Status',
  filterTld: 'Endung',
  filterExpires: 'Läuft ab',
  anyState: 'Jeder Status',
  anyTld: 'Jede Endung',
  anyTime: 'Jederzeit',
  within: (days) => `In ${days} Tagen`,
  withoutFilter: (name) => `Filter ${name} entfernen`,
};
export default messages;
