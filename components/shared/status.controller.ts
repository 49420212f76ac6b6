import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { alert, check } from './icons.ts';
import type { PanelController } from './panel.controller.ts';

const shownFor = 6_000;

/** The line inside the panel that says what was done, or was not: 6 s, longer while pointed at or focused, with Undo where that is true. */
export class StatusController implements ReactiveController {
  readonly #host: LitElement;
  readonly #panel: PanelController;
  #text = '';
  #failed = false;
  #undo: (() => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: LitElement, panel: PanelController) {
    this.#host = host;
    this.#panel = panel;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#clear();
  }

  say(text: string, undo?: () => void): void {
    this.#show(text, false, undo);
  }

  /** Says why something did not happen: a text, or what was thrown. */
  complain(why: unknown): void {
    this.#show(typeof why === 'string' ? why : this.#panel.explain(why), true);
  }

  /** Always in the template, so that screen readers know the region before it speaks. */
  render(): TemplateResult {
    return html`<div
      role="status"
      @pointerenter=${this.#hold}
      @pointerleave=${this.#wait}
      @focusin=${this.#hold}
      @focusout=${this.#wait}
    >
      ${
        this.#text
          ? html`<p class="status">
              ${this.#failed ? alert() : check()}${this.#text}
              ${
                this.#undo
                  ? html`<button class="linkbtn" type="button" @click=${this.#back}>
                      ${this.#panel.words.t.undo}
                    </button>`
                  : nothing
              }
            </p>`
          : nothing
      }
    </div>`;
  }

  #show(text: string, failed: boolean, undo?: () => void): void {
    this.#text = text;
    this.#failed = failed;
    this.#undo = undo;
    this.#wait();
    this.#host.requestUpdate();
  }

  #hold = (): void => clearTimeout(this.#timer);

  #wait = (): void => {
    clearTimeout(this.#timer);
    if (this.#text) this.#timer = setTimeout(this.#clear, shownFor);
  };

  #clear = (): void => {
    clearTimeout(this.#timer);
    this.#text = '';
    this.#undo = undefined;
    this.#host.requestUpdate();
  };

  #back = (): void => {
    const undo = this.#undo;
    this.#clear();
    undo?.();
  };
}
