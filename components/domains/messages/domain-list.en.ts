const messages = {
  bring: 'Move a domain here',
  search: 'Search domains',
  show: 'Show',
  views: { all: 'All', attention: 'Needs you', stopped: 'Not renewing' },
  calendar: 'Expiry calendar',
  filter: 'Filter',
  columns: { name: 'Domain', status: 'Status', renews: 'Renews', actions: 'Actions' },
  sortBy: (column: string) => `Sort by ${column}`,
  results: (count: number) => (count === 1 ? '1 domain' : `${count} domains`),
  showing: (shown: string, total: string) => `${shown} of ${total}`,
  showingAll: (total: number, count: string) =>
    total === 1 ? 'Showing the only domain' : `Showing all ${count} domains`,
  showMore: (count: number) => `Show ${count} more`,
  empty: 'No domains yet',
  emptyText: 'A domain is the name under which people find your website and write you mail.',
  noMatch: (query: string) => `No domain matches “${query}”`,
  noMatchFilter: 'No domain matches this filter',
  clear: 'Show all domains',
  open: 'Open',
  select: (domain: string) => `Select ${domain}`,
  selectAll: 'Select all that are shown',
};

export type Messages = typeof messages;
export default messages;
