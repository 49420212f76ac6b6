import { type HostCase, loader, page } from '../page.ts';

const manager = '<hc-domain-manager></hc-domain-manager>';
const sheet = (name: string): string => `<link rel="stylesheet" href="/${name}.css">`;

/** Pages whose own looks press on the panels. */
export const looks: readonly HostCase[] = [
  {
    id: 'unset',
    title: 'TH4: a page that unsets everything and hides its buttons',
    html: ({ bff }) => page(manager, { head: sheet('unset') + loader(bff) }),
  },
  {
    id: 'old-resets',
    title: 'TH4: resets of Bootstrap 3 and Elementor, 62.5 % root font',
    html: ({ bff }) => page(manager, { head: sheet('old-resets') + loader(bff) }),
  },
  {
    id: 'rtl',
    title: 'TH5: from right to left, in a place of 320 pixels',
    html: ({ bff }) =>
      page(`<div class="narrow">${manager}</div>`, {
        head: sheet('narrow') + loader(bff),
        html: 'lang="en" dir="rtl"',
      }),
  },
];
