import { csp, type HostCase, loader, page, type Place } from '../page.ts';

const manager = '<hc-domain-manager></hc-domain-manager>';

/** What the snippet says that a policy without a nonce needs. */
const hashOf = ({ snippet }: Place): string => /'sha256-[^']+'/.exec(snippet)![0];

/** Pages that trust one build, or whatever comes. */
export const pinned: readonly HostCase[] = [
  {
    id: 'pinned',
    title: 'C8: one build and no other, as the BFF gives it to paste',
    html: ({ snippet }) => page(manager, { head: snippet }),
    headers: (place) =>
      csp(
        `default-src 'none'; script-src 'self' ${place.bff} ${hashOf(place)}; connect-src ${place.bff}; style-src 'none'`,
      ),
  },
  {
    id: 'pinned-tampered',
    title: 'C8: the same, and somebody changed one byte of a script',
    html: ({ snippet, bff, tampering }) => page(manager, { head: snippet.replaceAll(bff, tampering) }),
  },
  {
    id: 'tampered',
    title: 'C8: somebody changed one byte of a script, and the page trusts whatever comes',
    html: ({ tampering }) => page(manager, { head: loader(tampering) }),
  },
];
