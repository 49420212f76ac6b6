import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { TargetConfirmed } from '../../bff/mail/forwards/answers.ts';
import { lone } from '../account/account.sheet.ts';
import { accept, asApiError, type ApiError } from '../shared/api-error.ts';
import { customElement } from '../shared/custom-element.ts';
import { heading } from '../shared/heading.ts';
import { lead } from '../shared/lead.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import { PanelController } from '../shared/panel.controller.ts';
import { base, controls, panelSheet } from '../shared/sheets.ts';
import { list } from '../shared/sheets/list.ts';
import { empty } from '../shared/states.ts';
import en from './messages/confirm-forward.en.ts';

/**
 * Whoever somebody wants to forward mail to says that he wants it. On the label's own host, with or without an account. It takes
 * a click: scanners open every link of a mail.
 */
@customElement('hc-confirm-forward')
export class HcConfirmForward extends LitElement {
  static override styles = [base, controls, panelSheet, list, lone];

  /** From the mail; on the page it leads to it stands behind the # of the address, and is taken out of it. */
  @property({ attribute: false }) token = '';

  /** Level of the title's heading, 1 to 4. */
  @property({ type: Number }) level = 2;

  @state() private done: TargetConfirmed | undefined;
  @state() private error: ApiError | undefined;
  @state() private busy = false;

  #panel = new PanelController(this, { guest: true });
  #locale = new LocalizeController(
    this,
    { en, nl: () => import('./messages/confirm-forward.nl.ts'), de: () => import('./messages/confirm-forward.de.ts') },
    this.#panel,
  );

  override willUpdate(): void {
    if (this.token || location.hash.length < 2) return;
    this.token = location.hash.slice(1);
    history.replaceState(history.state, '', location.pathname);
  }

  override render() {
    return this.#panel.render(() => {
      const { t } = this.#locale;
      const { done, error } = this;
      if (!this.token || error?.code === 'not_found' || error?.code === 'invalid')
        return empty({ title: t.goneTitle, text: t.goneText });
      if (done)
        return html`<div role="status">
          ${
            done.already
              ? empty({ title: t.alreadyTitle, text: t.alreadyText(done.address, done.target) })
              : empty({ title: t.doneTitle, text: t.doneText(done.address, done.target) })
          }
        </div>`;
      return html`<section class="stack" aria-labelledby="title">
        <div class="stack-s">
          ${heading(this.level, 'title', t.title)}
          <p class="muted">${t.text(this.#panel.panel?.label.name ?? '')}</p>
        </div>
        <div role="alert">${error ? html`<p class="banner bad">${this.#panel.explain(error)}</p>` : nothing}</div>
        <button
          class="btn wide primary"
          type="button"
          aria-disabled=${this.busy ? 'true' : nothing}
          @click=${() => void this.#confirm()}
        >
          ${t.confirm}
        </button>
      </section>`;
    });
  }

  async #confirm(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.error = undefined;
    try {
      const headers = { 'accept-language': this.#locale.lang };
      const send = this.#panel.api.v1.mail.forward_targets.confirm.$post({ json: { token: this.token } }, { headers });
      this.done = (await (await accept(send)).json()) as TargetConfirmed;
    } catch (error) {
      this.error = asApiError(error);
    }
    this.busy = false;
    // The button goes with the question.
    await lead(this);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hc-confirm-forward': HcConfirmForward;
  }
}
