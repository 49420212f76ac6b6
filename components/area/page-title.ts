import type { LitElement, ReactiveController } from 'lit';
import type { ViewEvent } from '../shared/entitle.ts';
import type { PanelController } from '../shared/panel.controller.ts';

/** On the label's own host, where the page is ours, its title names the open view. */
export class PageTitle implements ReactiveController {
  readonly #host: LitElement;
  readonly #panel: PanelController;
  readonly #outer: () => string | undefined;
  /** How the elements inside call what they show; the innermost comes last. */
  readonly #views = new Map<Element, readonly string[]>();

  /** `outer` is the name where no element inside has one. */
  constructor(host: LitElement, panel: PanelController, outer: () => string | undefined) {
    this.#host = host;
    this.#panel = panel;
    this.#outer = outer;
    host.addController(this);
  }

  hostUpdated(): void {
    // Elements inside come and go right after.
    setTimeout(() => this.#write());
  }

  readonly heard = (event: ViewEvent): void => {
    this.#views.set(event.composedPath()[0] as Element, event.detail);
    this.#write();
  };

  #write(): void {
    const { panel } = this.#panel;
    if (!panel?.ownHost || !this.#host.isConnected) return;
    for (const element of this.#views.keys()) if (!element.isConnected) this.#views.delete(element);
    const view = [...this.#views.values()].at(-1)?.join(' · ') ?? this.#outer();
    document.title = [view, panel.label.name].filter(Boolean).join(' – ');
  }
}
