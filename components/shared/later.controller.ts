import { type LitElement, type ReactiveController } from 'lit';
import { ApiError } from './api-error.ts';
import type { PanelController } from './panel.controller.ts';
import { failed, skeleton } from './states.ts';

/** An element whose code comes when it is first drawn: bones meanwhile, and another try when it did not come. */
export class LaterController implements ReactiveController {
  readonly #host: LitElement;
  readonly #panel: PanelController;
  readonly #tag: string;
  readonly #load: () => Promise<unknown>;
  #state: 'unasked' | 'asked' | 'failed' = 'unasked';

  constructor(host: LitElement, panel: PanelController, tag: string, load: () => Promise<unknown>) {
    this.#host = host;
    this.#panel = panel;
    this.#tag = tag;
    this.#load = load;
    host.addController(this);
  }

  hostDisconnected(): void {
    if (this.#state === 'failed') this.#state = 'unasked';
  }

  render(draw: () => unknown): unknown {
    if (customElements.get(this.#tag)) return draw();
    if (this.#state === 'failed') return failed(this.#panel, new ApiError(0), this.#ask);
    if (this.#state === 'unasked') this.#ask();
    return skeleton(this.#panel.words.t.loading);
  }

  #ask = (): void => {
    this.#state = 'asked';
    this.#host.requestUpdate();
    this.#load().then(
      () => this.#host.requestUpdate(),
      () => {
        this.#state = 'failed';
        this.#host.requestUpdate();
      },
    );
  };
}
