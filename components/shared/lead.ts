import type { LitElement } from 'lit';

/** The word that the session is over. */
export const signedOut = '.banner.warn[role=alert]';

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

/** From wherever it is to the word that the session is over, which the outermost of elements inside each other says for all. */
export function leadToSignIn(host: LitElement): Promise<void> {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  (active as HTMLElement | null)?.blur();
  let outer = host;
  for (let root = host.getRootNode(); root instanceof ShadowRoot; root = outer.getRootNode())
    outer = root.host as LitElement;
  return lead(outer, signedOut);
}
