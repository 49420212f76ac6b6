import type { LitElement } from 'lit';

/** What an element says of the view that is open in it, from the narrowest name to the widest. */
export type ViewEvent = CustomEvent<readonly string[]>;

/** Tells the elements around how the open view is called. */
export function entitle(host: LitElement, ...view: readonly string[]): void {
  const event: ViewEvent = new CustomEvent('hc-view', { bubbles: true, composed: true, detail: view });
  host.dispatchEvent(/** @internal */ event);
}
