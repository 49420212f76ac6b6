import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { accept, asApiError, type ApiError } from '../shared/api-error.ts';
import { customElement } from '../shared/custom-element.ts';
import { alert, refresh } from '../shared/icons.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import { PanelController } from '../shared/panel.controller.ts';
import { base, controls, panelSheet } from '../shared/sheets.ts';
import { empty } from '../shared/states.ts';
import { lone } from './account.sheet.ts';
import en from './messages/authorize.en.ts';

/**
 * The pop-up in which a person lets a page act for him: signs in where needed, then agrees.
 */
@customElement('hc-authorize')
export class HcAuthorize extends LitElement {
  static override styles = [base, controls, panelSheet, lone];

  /** Publishable key of the label. */
  @property() client = '';

  /** Origin of the page that asks. */
  @property() origin = '';

  /** PKCE challenge, S256. */
  @property({ attribute: 'code-challenge' }) codeChallenge = '';

  /** Id that the page made for this try. */
  @property() tx = '';

  @state() private phase: 'asks' | 'busy' | 'done' = 'asks';
  @state() private error?: ApiError;

  #panel = new PanelController(this);
  #locale = new LocalizeController(
    this,
    { en, nl: () => import('./messages/authorize.nl.ts'), de: () => import('./messages/authorize.de.ts') },
    this.#panel,
  );

  override render() {
    return this.#panel.render(() => {
      const { t } = this.#locale;
      const { me } = this.#panel;
      if (!this.client || !this.origin || !this.codeChallenge || !this.tx)
        return html`<p class="banner bad">${alert()}${t.lacking}</p>`;
      if (this.phase === 'done')
        return html`<div role="status">${empty({ title: t.doneTitle, text: t.doneText })}</div>`;
      const busy = this.phase === 'busy';
      return html`
        <section class="stack" aria-labelledby="title">
          <div class="stack-s">
            <h1 id="title">${t.title(this.origin.replace(/^https:\/\//, ''))}</h1>
            <p class="muted">${me ? t.text(me.user.name, me.customer.name) : nothing}</p>
          </div>
          <div role="alert">
            ${this.error ? html`<p class="banner bad">${alert()}<span>${this.#panel.explain(this.error)}</span></p>` : nothing}
          </div>
          <div class="stack-s">
            <button
              class="btn primary wide"
              type="button"
              aria-disabled=${busy}
              aria-busy=${busy}
              @click=${this.#agree}
            >
              ${busy ? refresh() : nothing}${t.go}
            </button>
            <button class="btn quiet wide" type="button" @click=${() => close()}>${t.cancel}</button>
          </div>
        </section>
      `;
    });
  }

  #agree = async (): Promise<void> => {
    if (this.phase === 'busy') return;
    this.phase = 'busy';
    const { client, origin, codeChallenge, tx } = this;
    try {
      await accept(
        this.#panel.api.v1.auth.authorize.$post({ json: { client, origin, code_challenge: codeChallenge, tx } }),
      );
      this.phase = 'done';
      // Only the page that the BFF has just agreed to; where the browser cut us off from it, it asks by itself.
      (opener as Window | null)?.postMessage({ type: 'hc-authorized', tx }, origin);
      close();
    } catch (error) {
      this.error = asApiError(error);
      this.phase = 'asks';
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'hc-authorize': HcAuthorize;
  }
}
