import type { Messages } from './domain-filters.en.ts';

const messages: Messages = {
  filterState: 'Status',
  filterTld: 'Extensie',
  filterExpires: 'Verloopt',
  anyState: 'Elke status',
  anyTld: 'Elke extensie',
  anyTime: 'Maakt niet uit',
  within: (days) => `Binnen ${days} dagen`,
  withoutFilter: (name) => `Filter ${name} weghalen`,
};
export default messages;
