import { html, type LitElement, type TemplateResult } from 'lit';
import { asApiError, type ApiError } from './api-error.ts';
import { alert } from './icons.ts';
import type { PanelController } from './panel.controller.ts';

/** What a dialog looks at first, such as what a change would do. An answer to an older question is dropped; one that did not come is asked for again. */
export class Look<Value> {
  value: Value | undefined;
  error: ApiError | undefined;
  busy = false;
  readonly #host: LitElement;
  readonly #panel: PanelController;
  readonly #failed: ((error: ApiError) => void) | undefined;
  /** Asks what was asked last. */
  #again = (): void => {};
  /** Tells the question that is open from those before it. */
  #turn = 0;

  constructor(host: LitElement, panel: PanelController, failed?: (error: ApiError) => void) {
    this.#host = host;
    this.#panel = panel;
    this.#failed = failed;
  }

  /** Nothing is asked any more. */
  forget(): void {
    this.#turn += 1;
    this.value = this.error = undefined;
    this.busy = false;
    this.#host.requestUpdate();
  }

  /** Puts in what another question was answered with. */
  set(value: Value): void {
    this.forget();
    this.value = value;
  }

  /** `came` is told the answer, also that of a later try; not where something else was asked meanwhile. */
  async ask(load: () => Promise<Value>, came?: (value: Value) => void): Promise<void> {
    this.forget();
    this.#again = () => void this.ask(load, came);
    this.busy = true;
    const turn = this.#turn;
    try {
      const value = await load();
      if (turn !== this.#turn) return;
      this.value = value;
    } catch (error) {
      if (turn !== this.#turn) return;
      this.error = asApiError(error);
      this.#failed?.(this.error);
    }
    this.busy = false;
    this.#host.requestUpdate();
    if (this.value !== undefined) came?.(this.value);
  }

  /** Why there is no answer, and another try. */
  renderFailure(text = this.#panel.explain(this.error)): TemplateResult {
    const { t } = this.#panel.words;
    const wait = this.#panel.wait(this.error, this.#again);
    return html`<div class="banner bad">
      ${alert()}
      <p>${text}</p>
      <div class="actions">
        ${wait ?? html`<button class="btn s" type="button" @click=${this.#retry}>${t.tryAgain}</button>`}
      </div>
    </div>`;
  }

  /** The button goes with the failure: the focus to the way out, where it was when the dialog opened. */
  #retry = (event: Event): void => {
    (event.target as HTMLElement).closest('dialog')?.querySelector<HTMLElement>('footer .btn')?.focus();
    this.#again();
  };
}
