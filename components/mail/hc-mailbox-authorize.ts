import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { lone } from '../account/account.sheet.ts';
import { accept, asApiError, type ApiError } from '../shared/api-error.ts';
import { customElement } from '../shared/custom-element.ts';
import { alert, refresh } from '../shared/icons.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import { PanelController } from '../shared/panel.controller.ts';
import { base, controls, panelSheet } from '../shared/sheets.ts';
import { form } from '../shared/sheets/form.ts';
import { list } from '../shared/sheets/list.ts';
import { empty, failed, skeleton } from '../shared/states.ts';
import { MailboxSelfController } from './mailbox-self.controller.ts';
import { MailboxSignIn } from './mailbox-sign-in.ts';
import en from './messages/mailbox-self.en.ts';

/**
 * The pop-up in which the user of a mailbox lets a page manage it: signs in where needed, then agrees.
 */
@customElement('hc-mailbox-authorize')
export class HcMailboxAuthorize extends LitElement {
  static override styles = [base, controls, panelSheet, form, list, lone];

  /** Publishable key of the label. */
  @property() client = '';

  /** Origin of the page that asks. */
  @property() origin = '';

  /** PKCE challenge, S256. */
  @property({ attribute: 'code-challenge' }) codeChallenge = '';

  /** Id that the page made for this try. */
  @property() tx = '';

  @state() private phase: 'asks' | 'busy' | 'done' = 'asks';
  @state() private error: ApiError | undefined;

  #panel = new PanelController(this, { guest: true });
  #locale = new LocalizeController(
    this,
    { en, nl: () => import('./messages/mailbox-self.nl.ts'), de: () => import('./messages/mailbox-self.de.ts') },
    this.#panel,
  );
  #self = new MailboxSelfController(this, this.#panel);
  #signIn = new MailboxSignIn(this, { panel: this.#panel, locale: this.#locale, self: this.#self });

  override render() {
    return this.#panel.render(() => {
      const { t } = this.#locale;
      const { state, value, error } = this.#self;
      if (!this.client || !this.origin || !this.codeChallenge || !this.tx)
        return html`<p class="banner bad">${alert()}${t.lacking}</p>`;
      if (state === 'starting') return skeleton(this.#panel.words.t.loading, 2);
      if (state === 'failed') return failed(this.#panel, error, () => void this.#self.read());
      if (state !== 'ready' || !value) return this.#signIn.render(1);
      if (this.phase === 'done')
        return html`<div role="status">${empty({ title: t.agreedTitle, text: t.agreedText })}</div>`;
      const busy = this.phase === 'busy';
      return html`<section class="stack" aria-labelledby="title">
        <div class="stack-s">
          <h1 id="title">${t.agreeTitle(this.origin.replace(/^https:\/\//, ''))}</h1>
          <p class="muted">${t.agreeText(value.unicodeAddress)}</p>
        </div>
        <div role="alert">
          ${this.error ? html`<p class="banner bad">${alert()}<span>${this.#panel.explain(this.error)}</span></p>` : nothing}
        </div>
        <div class="stack-s">
          <button class="btn primary wide" type="button" aria-disabled=${busy} aria-busy=${busy} @click=${this.#agree}>
            ${busy ? refresh() : nothing}${t.agree}
          </button>
          <button class="btn wide" type="button" @click=${this.#another}>${t.another}</button>
          <button class="btn quiet wide" type="button" @click=${() => close()}>${t.cancel}</button>
        </div>
      </section>`;
    });
  }

  /** Somebody else sits at this browser now: his sign-in comes in the place of the one before. */
  #another = async (): Promise<void> => {
    this.error = undefined;
    try {
      await this.#self.signOut();
    } catch (error) {
      this.error = asApiError(error);
    }
  };

  #agree = async (): Promise<void> => {
    if (this.phase === 'busy') return;
    this.phase = 'busy';
    const { client, origin, codeChallenge, tx } = this;
    try {
      await accept(this.#self.api.authorize.$post({ json: { client, origin, code_challenge: codeChallenge, tx } }));
      this.phase = 'done';
      // Only the page that the BFF has just agreed to; where the browser cut us off from it, it asks by itself.
      (opener as Window | null)?.postMessage({ type: 'hc-authorized', tx }, origin);
      close();
    } catch (error) {
      this.error = asApiError(error);
      this.phase = 'asks';
      if (this.error.kind === 'session') this.#self.fail(error);
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'hc-mailbox-authorize': HcMailboxAuthorize;
  }
}
