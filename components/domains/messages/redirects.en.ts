import type { RedirectKind } from '../../../bff/domains/redirects/kinds.ts';

const messages = {
  title: 'Redirects',
  sub: 'Lead the visitors of an address to another one, over HTTPS too.',
  add: 'Add redirect',
  address: 'Address',
  target: 'Leads to',
  how: 'How',
  actions: 'Actions',
  kinds: {
    '301': 'Permanent (301)',
    '302': 'Temporary (302)',
    '307': 'Temporary (307)',
    '308': 'Permanent (308)',
    mask: 'Shown under this address',
  } as Record<RedirectKind, string>,
  keeps: {
    both: 'With path and query',
    path: 'With path',
    query: 'With query',
    none: 'Always to the same page',
  },
  edit: 'Edit',
  remove: 'Delete',
  elsewhere: 'Records lead elsewhere',
  elsewhereText: 'Edit and save the redirect to set them again.',
  empty: 'No redirects yet',
  emptyText: 'A redirect leads visitors of an address, for instance one without www, to where your site is.',
  foreignTitle: 'Your DNS is elsewhere.',
  foreignText: (servers: string) =>
    `This domain uses ${servers}. Set these records there for each address that shall lead on:`,
  pending: 'Publishing DNS',
  pendingText: 'Your redirects are saved. The name servers have their records in a moment.',
  failed: 'DNS not published yet',
  failedText: 'Your redirects are saved, and we keep trying to publish their records.',
};

export type Messages = typeof messages;
export default messages;
