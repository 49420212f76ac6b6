const messages = {
  filterState: 'Status',
  filterTld: 'Ending',
  filterExpires: 'Expires',
  anyState: 'Any status',
  anyTld: 'Any ending',
  anyTime: 'Any time',
  within: (days: number) => `Within ${days} days`,
  withoutFilter: (name: string) => `Remove the filter ${name}`,
};

export type Messages = typeof messages;
export default messages;
