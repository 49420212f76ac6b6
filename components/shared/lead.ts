import type { LitElement } from 'lit';

/** The word that the session is over. */
const signedOut = '.banner.warn[role=alert]';

/**
 * Once it is drawn, leads the focus to what came in the place of what had it: the first match, else the title. Who has gone
 * on to somewhere else meanwhile stays there.
 */
export async function lead(host: LitElement, selector = 'h1, h2, h3, h4'): Promise<void> {
  await host.updateComplete;
  if (document.activeElement && document.activeElement !== document.body) return;
  const to = host.shadowRoot?.querySelector<HTMLElement>(selector);
  if (!to) return;
  if (to.tabIndex < 0) to.tabIndex = -1;
  to.focus();
}

/** On an element that cannot say yet that the session is over: what had the focus when a dialog went away. */
const waiting = Symbol.for('hc-lead');

type Waiting = LitElement & { [waiting]?: Element | undefined };

/** From a dialog to the word that the session is over, which the outermost of our elements inside each other says for all. */
export async function leadToSignIn(host: LitElement): Promise<void> {
  let outer: Waiting = host;
  // What stands around them is the page's own.
  for (let root = host.getRootNode(); root instanceof ShadowRoot && root.host.localName.startsWith('hc-');)
    root = (outer = root.host as LitElement).getRootNode();
  outer[waiting] = focused();
  await leadAtLast(outer);
}

/** For whoever was in a dialog, once the word is there; who has gone on to somewhere else meanwhile stays there. */
export async function leadAtLast(host: LitElement): Promise<void> {
  await host.updateComplete;
  const outer: Waiting = host;
  const said = host.shadowRoot?.querySelector<HTMLElement>(signedOut);
  if (!said || !outer[waiting]) return;
  if (outer[waiting] === focused()) {
    const { top, bottom } = said.getBoundingClientRect();
    said.tabIndex = -1;
    said.focus({ preventScroll: top >= 0 && bottom <= innerHeight });
  }
  outer[waiting] = undefined;
}

function focused(): Element {
  let active = document.activeElement ?? document.body;
  while (active.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}
