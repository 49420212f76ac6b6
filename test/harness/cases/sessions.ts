import { type HostCase, keyOf, loader, page, type Place } from '../page.ts';

const panels = '<hc-account-menu></hc-account-menu><hc-domain-manager></hc-domain-manager>';

/** A page without a server: it has a key, and people sign in by pop-up. */
const static_ = (place: Place): string =>
  page('<hc-domain-manager></hc-domain-manager>', {
    head: loader(place.bff, { 'data-label': keyOf(place, 'tidewell') }),
  });

/** Pages that differ in how their people are known. */
export const sessions: readonly HostCase[] = [
  {
    id: 'server-session',
    title: 'S5: the page’s own server says who is signed in (mode A)',
    html: (place) =>
      page(panels, {
        head: loader(place.bff, { 'data-label': keyOf(place, 'tidewell'), 'data-session': '/hc/session' }),
      }),
  },
  {
    id: 'server-session-slow',
    title: 'S3: the page’s own server takes its time to say who is signed in',
    html: (place) =>
      page(panels, {
        head: loader(place.bff, { 'data-label': keyOf(place, 'tidewell'), 'data-session': '/hc/session?wait=1000' }),
      }),
  },
  {
    id: 'server-session-once',
    title: 'S4: the page’s own server gives one session, and then knows nobody',
    html: (place) =>
      page(panels, {
        head: loader(place.bff, {
          'data-label': keyOf(place, 'tidewell'),
          'data-session': `/hc/session?once=${crypto.randomUUID()}`,
        }),
      }),
  },
  { id: 'coop-none', title: 'S11: sign-in by pop-up, no opener policy (mode C)', html: static_ },
  {
    id: 'coop-allow-popups',
    title: 'S11: sign-in by pop-up, the opener policy lets pop-ups talk',
    html: static_,
    headers: () => ({ 'cross-origin-opener-policy': 'same-origin-allow-popups' }),
  },
  {
    id: 'coop-same-origin',
    title: 'S11: sign-in by pop-up that the page cannot hear',
    html: static_,
    headers: () => ({ 'cross-origin-opener-policy': 'same-origin' }),
  },
  {
    id: 'two-labels',
    title: 'E7: two labels on one page',
    html: (place) =>
      page(
        `<hc-domain-manager></hc-domain-manager><section lang="de"><hc-domain-manager label="${keyOf(place, 'smidse')}"></hc-domain-manager></section>`,
        { head: loader(place.bff, { 'data-label': keyOf(place, 'tidewell'), 'data-session': '/hc/session' }) },
      ),
  },
  {
    id: 'wrong-origin',
    title: 'I2: a page that the label does not list',
    from: 'stranger',
    html: static_,
  },
];
