import { type HostCase, loader, page, type Place } from '../page.ts';

const manager = '<hc-domain-manager></hc-domain-manager>';
const sheet = (name: string): string => `<link rel="stylesheet" href="/${name}.css">`;

/** The panel in a place of 900 pixels, on a page with these sheets. */
const dressed =
  (...names: string[]) =>
  ({ bff }: Place): string =>
    page(`<div id="place">${manager}</div>`, {
      head: [...names, 'place'].map(sheet).join('') + loader(bff),
    });

/** Pages whose own looks press on the panels. */
export const looks: readonly HostCase[] = [
  { id: 'undressed', title: 'TH4: a page without looks of its own, to compare with', html: dressed() },
  { id: 'unset', title: 'TH4: a page that unsets everything and hides its buttons', html: dressed('unset') },
  {
    id: 'old-resets',
    title: 'TH4: resets of Bootstrap 3 and Elementor, 62.5 % root font',
    html: dressed('old-resets'),
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
