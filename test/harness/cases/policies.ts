import { csp, demoKey, type HostCase, loader, nonce, page, strictest } from '../page.ts';

const manager = '<hc-domain-manager></hc-domain-manager>';
const withMenu = `<hc-account-menu></hc-account-menu>${manager}`;
const trusted = "; require-trusted-types-for 'script'; trusted-types";

/** Pages whose headers forbid much. */
export const policies: readonly HostCase[] = [
  {
    id: 'strict',
    title: 'C1: the strictest policy that a page can have',
    html: ({ bff }) => page(manager, { head: loader(bff) }),
    headers: (place) => csp(strictest(place)),
  },
  {
    id: 'trusted-types',
    title: 'C2: the same, with Trusted Types',
    html: ({ bff }) => page(withMenu, { head: loader(bff) }),
    headers: (place) => csp(strictest(place, `${trusted} hc-widgets`)),
  },
  {
    id: 'foreign-lit',
    title: 'C3: Trusted Types, and another copy of Lit on the page',
    html: ({ bff }) =>
      page(`${manager}<p id="foreign"></p>`, {
        head: `<script nonce="${nonce}" type="module" src="/foreign.js"></script>${loader(bff)}`,
      }),
    headers: (place) => csp(strictest(place, `${trusted} lit-html hc-widgets`)),
  },
  {
    id: 'host-list',
    title: 'C4: a policy that lists hosts, without a nonce',
    html: ({ bff }) => page(manager, { head: loader(bff) }),
    headers: ({ bff }) =>
      csp(`default-src 'none'; script-src 'self' ${bff}; connect-src ${bff}; style-src 'self'; img-src 'self'`),
  },
  {
    id: 'coep',
    title: 'C5: a page that embeds only what agrees to it',
    html: ({ bff }) => page(manager, { head: loader(bff) }),
    headers: (place) => ({
      ...csp(strictest(place)),
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-opener-policy': 'same-origin',
    }),
  },
  {
    id: 'no-connect',
    title: 'C7: a policy that stops our requests',
    html: ({ bff }) => page(manager, { head: loader(bff) }),
    headers: () => csp(`default-src 'none'; script-src 'nonce-${nonce}'; connect-src 'self'`),
  },
  {
    id: 'no-script',
    title: 'C7: a policy that lets the loader in, and nothing that it loads',
    html: ({ bff }) =>
      page(manager, { head: `<script async src="${bff}/embed/v1/hc.js" data-label="${demoKey}"></script>` }),
    headers: ({ bff }) =>
      csp(`default-src 'none'; script-src 'self' ${bff}/embed/v1/hc.js; connect-src ${bff}; style-src 'none'`),
  },
];
