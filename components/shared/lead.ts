import type { LitElement } from 'lit';

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
