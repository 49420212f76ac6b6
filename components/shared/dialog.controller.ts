import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { close } from './icons.ts';
import { leadToSignIn } from './lead.ts';
import type { PanelController } from './panel.controller.ts';
import { whose } from './whose.ts';

export interface DialogSession {
  readonly expired: boolean;
  readonly whose: string;
}

interface Options {
  /** True while something typed would be lost; then leaving asks first. */
  readonly dirty?: () => boolean;
  readonly closed?: () => void;
  /** What the dialog works in, where that is not the panel's session. */
  readonly session?: DialogSession;
}

interface Parts {
  readonly title: unknown;
  readonly body: unknown;
  /** Cancel first, then the action. */
  readonly footer?: unknown;
  readonly wide?: boolean;
  /** Makes body and footer one form. */
  readonly form?: {
    submit(event: SubmitEvent): unknown;
    leave(event: Event): unknown;
    type(event: Event): unknown;
  };
}

const fields = '.body :is(input, select, textarea)';

/**
 * A modal `<dialog>`: Escape and the cross ask in the footer when input would be lost; the focus goes back to its opener. While
 * the session is over it is away, with all that was typed: nothing behind it could be reached, and there one signs in. When
 * somebody else comes back, it is closed.
 */
export class DialogController implements ReactiveController {
  opened = false;
  /** Who opened it. */
  #whose = '';
  readonly #host: LitElement;
  readonly #panel: PanelController;
  readonly #options: Options;
  #asking = false;
  #opener: HTMLElement | undefined;
  /** The field that had the focus when it was asked whether to leave. */
  #field: HTMLElement | null | undefined;

  constructor(host: LitElement, panel: PanelController, options: Options = {}) {
    this.#host = host;
    this.#panel = panel;
    this.#options = options;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#forget();
  }

  hostUpdate(): void {
    if (!this.#away && this.#whose !== this.#now) this.#forget();
  }

  hostUpdated(): void {
    const dialog = this.#dialog;
    if (!dialog || dialog.open !== this.#away) return;
    if (dialog.open) {
      dialog.close();
      return void leadToSignIn(this.#host);
    }
    dialog.showModal();
    // What one came for, or the way out; never the cross, which a key would press at once.
    dialog.querySelector<HTMLElement>(`${fields}, footer .btn`)?.focus();
  }

  #forget(): void {
    if (!this.opened) return;
    this.opened = this.#asking = false;
    this.#options.closed?.();
  }

  get #away(): boolean {
    return this.#options.session?.expired ?? this.#panel.state === 'expired';
  }

  get #now(): string {
    return this.#options.session?.whose ?? whose(this.#panel.me);
  }

  get #dialog(): HTMLDialogElement | null | undefined {
    return this.opened ? this.#host.shadowRoot?.querySelector<HTMLDialogElement>('dialog') : undefined;
  }

  /** While the session is over nothing could be done in it: one is led to where one signs in. */
  open(): void {
    if (this.#away) return void leadToSignIn(this.#host);
    const active = this.#host.shadowRoot?.activeElement;
    this.#opener = active instanceof HTMLElement ? active : undefined;
    this.opened = true;
    this.#whose = this.#now;
    this.#asking = false;
    this.#host.requestUpdate();
  }

  /** Closes at once, for instance after saving. */
  close(): void {
    if (!this.opened) return;
    this.#dialog?.close();
    this.#forget();
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => {
      // The browser gives the focus back, but to nobody where the opener is gone by what was done.
      const title = this.#host.shadowRoot?.querySelector<HTMLElement>('h1, h2, h3, h4');
      if (this.#opener?.isConnected) {
        // Nor to the opener where the dialog was away meanwhile.
        if (document.activeElement === document.body) this.#opener.focus();
        return;
      }
      if (!title) return;
      title.tabIndex = -1;
      title.focus();
    });
  }

  /** Closes, but asks when something typed would be lost. */
  readonly leave = (event?: Event): void => {
    event?.preventDefault();
    // Only the answer to the question closes then: a second click on the cross is none.
    if (!this.#options.dirty?.()) return this.close();
    if (!this.#asking) this.#field = this.#dialog?.querySelector<HTMLElement>('.body :focus');
    void this.#ask(true);
  };

  render({ title, body, footer, wide, form }: Parts): TemplateResult | typeof nothing {
    if (!this.opened) return nothing;
    const { t } = this.#panel.words;
    const inside = html`
      <header>
        <h3 id="dialog-title">${title}</h3>
        <button class="btn quiet icon s" type="button" aria-label=${t.close} @click=${this.leave}>${close()}</button>
      </header>
      <div class="body">${body}</div>
      ${
        this.#asking
          ? html`<footer>
              <p role="alert">${t.leaveAsk}</p>
              <button class="btn" type="button" @click=${this.#stay}>${t.leaveStay}</button>
              <button class="btn danger" type="button" @click=${() => this.close()}>${t.leaveGo}</button>
            </footer>`
          : footer
            ? html`<footer>${footer}</footer>`
            : nothing
      }
    `;
    return html`
      <dialog
        part="dialog"
        class=${wide ? 'wide' : ''}
        aria-labelledby="dialog-title"
        @cancel=${this.leave}
        @close=${this.#closed}
      >
        ${
          form
            ? html`<form class="sheet" novalidate @submit=${form.submit} @focusout=${form.leave} @input=${form.type}>
                ${inside}
              </form>`
            : html`<div class="sheet">${inside}</div>`
        }
      </dialog>
    `;
  }

  /** The browser tells late: by then the next thing may stand in the same dialog. */
  #closed = (event: Event): void => {
    const dialog = event.currentTarget as HTMLDialogElement;
    if (dialog === this.#dialog && !dialog.open && !this.#away) this.close();
  };

  #stay = (): void => void this.#ask(false);

  /** The question takes the place of the buttons, and these that of the question: the focus goes along. */
  async #ask(asking: boolean): Promise<void> {
    this.#asking = asking;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    const field = asking ? null : this.#field;
    (field?.isConnected ? field : this.#dialog?.querySelector<HTMLElement>(asking ? 'footer .btn' : fields))?.focus();
  }
}
