import { html, LitElement, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { resetInput, resetRequestInput, signInInput } from '../../bff/account/input.ts';
import { accept, ApiError } from '../shared/api-error.ts';
import { customElement } from '../shared/custom-element.ts';
import { field, formSaid, submitButton } from '../shared/field.ts';
import { FormController } from '../shared/form.controller.ts';
import { heading } from '../shared/heading.ts';
import { check } from '../shared/icons.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import { PanelController } from '../shared/panel.controller.ts';
import { base, controls, panelSheet } from '../shared/sheets.ts';
import { form } from '../shared/sheets/form.ts';
import { lone } from './account.sheet.ts';
import en from './messages/sign-in.en.ts';
import { passwordField, rightPassword } from './password-field.ts';

type Step = 'sign_in' | 'forgot' | 'sent' | 'reset_done';

/**
 * Signing in: the form on the label's own host, with the way back for a forgotten password; on other pages a button that opens it.
 */
@customElement('hc-sign-in')
export class HcSignIn extends LitElement {
  static override styles = [base, controls, form, panelSheet, lone];

  /** From the mail about a forgotten password; the element then asks for a new one. */
  @property({ attribute: false }) resetToken = '';

  /** On the page that the mail leads to: takes the token from behind the # of the address, and out of it. */
  @property({ type: Boolean }) reset = false;

  /** Level of the title's heading, 1 to 4. */
  @property({ type: Number }) level = 2;

  @state() private step: Step = 'sign_in';
  @state() private shown = false;

  #email = '';
  #panel = new PanelController(this, { guest: true });
  #locale = new LocalizeController(
    this,
    { en, nl: () => import('./messages/sign-in.nl.ts'), de: () => import('./messages/sign-in.de.ts') },
    this.#panel,
  );
  #signIn = new FormController(this, this.#panel, {
    schema: signInInput,
    words: () => this.#locale.t.errors,
    save: async (json) => {
      await rightPassword(accept(this.#auth.sign_in.$post({ json }, this.#speaks)));
      await this.#panel.panel?.retry();
    },
  });
  #forgot = new FormController(this, this.#panel, {
    schema: resetRequestInput,
    save: async (json) => {
      await accept(this.#auth.reset_request.$post({ json }, this.#speaks));
      this.#email = json.email;
      this.step = 'sent';
    },
  });
  #reset = new FormController(this, this.#panel, {
    schema: resetInput,
    words: () => this.#locale.t.errors,
    read: (data) => ({ token: this.resetToken, password: data.get('password') }),
    save: async (json) => {
      await accept(this.#auth.reset.$post({ json }, this.#speaks)).catch((error: unknown) => {
        if (!(error instanceof ApiError) || error.code !== 'secret_invalid') throw error;
        throw new ApiError(422, { reason: this.#locale.t.linkUsed });
      });
      this.step = 'reset_done';
    },
  });

  override willUpdate(): void {
    if (!this.reset || this.resetToken || location.hash.length < 2) return;
    this.resetToken = location.hash.slice(1);
    history.replaceState(history.state, '', location.pathname);
  }

  override render() {
    return this.#panel.render(() => {
      const { t } = this.#locale;
      const { me, panel } = this.#panel;
      if (this.step === 'reset_done') return this.#renderSaid(t.resetDone);
      if (this.step === 'forgot') return this.#renderForgot();
      if (this.step === 'sent') return this.#renderSent();
      if (this.resetToken) return this.#renderReset();
      if (me && panel?.state === 'ready') return html`<p>${t.signedInAs(me.user.name, me.customer.name)}</p>`;
      return this.#renderSignIn();
    });
  }

  #renderSignIn(): TemplateResult {
    const { t } = this.#locale;
    const made = this.#signIn;
    return this.#renderSection(
      t.title,
      t.to(this.#panel.panel?.label.name ?? ''),
      html`
        <form class="form" novalidate @submit=${made.submit} @focusout=${made.leave} @input=${made.type}>
          ${field(made, { name: 'login', label: t.login, autocomplete: 'username' })}
          ${this.#renderPassword(made, t.password, 'current-password')} ${formSaid(made)}
          ${submitButton(made, t.signIn, 'primary wide')}
        </form>
        <p><button class="linkbtn" type="button" @click=${() => this.#go('forgot')}>${t.forgot}</button></p>
      `,
    );
  }

  #renderForgot(): TemplateResult {
    const { t } = this.#locale;
    const made = this.#forgot;
    return this.#renderSection(
      t.forgotTitle,
      t.forgotText,
      html`
        <form class="form" novalidate @submit=${made.submit} @focusout=${made.leave} @input=${made.type}>
          ${field(made, { name: 'email', label: t.email, type: 'email', autocomplete: 'email' })} ${formSaid(made)}
          ${submitButton(made, t.send, 'primary wide')}
        </form>
        ${this.#renderBack()}
      `,
    );
  }

  #renderSent(): TemplateResult {
    const { t } = this.#locale;
    return html`<div role="status">
      ${this.#renderSection(t.sentTitle, t.sentText(this.#email), this.#renderBack())}
    </div>`;
  }

  #renderReset(): TemplateResult {
    const { t } = this.#locale;
    const made = this.#reset;
    return this.#renderSection(
      t.resetTitle,
      t.resetText,
      html`
        <form class="form" novalidate @submit=${made.submit} @focusout=${made.leave} @input=${made.type}>
          ${this.#renderPassword(made, t.newPassword, 'new-password', t.newPasswordHint)} ${formSaid(made)}
          ${submitButton(made, t.reset, 'primary wide')}
        </form>
        <p><button class="linkbtn" type="button" @click=${() => this.#go('forgot')}>${t.forgot}</button></p>
      `,
    );
  }

  #renderSaid(text: string): TemplateResult {
    const { t } = this.#locale;
    return html`<div class="stack">
      <p class="banner good" role="status">${check()}<span>${text}</span></p>
      <a class="btn primary wide" href="/ca/">${t.signIn}</a>
    </div>`;
  }

  #renderSection(title: string, text: string, rest: unknown): TemplateResult {
    return html`
      <section class="stack" aria-labelledby="title">
        <div>
          ${heading(this.level, 'title', title)}
          <p class="muted">${text}</p>
        </div>
        ${rest}
      </section>
    `;
  }

  #renderPassword(
    made: Pick<FormController<never>, 'message' | 'busy' | 'said'>,
    label: string,
    autocomplete: 'current-password' | 'new-password',
    hint?: string,
  ): TemplateResult {
    const { t } = this.#signIn.words;
    return passwordField(made, {
      label,
      autocomplete,
      ...(hint === undefined ? {} : { hint }),
      shown: this.shown,
      show: t.showPassword,
      toggle: () => {
        this.shown = !this.shown;
      },
    });
  }

  #renderBack(): TemplateResult {
    return html`<p>
      <button class="linkbtn" type="button" @click=${() => this.#go('sign_in')}>${this.#locale.t.back}</button>
    </p>`;
  }

  get #auth() {
    return this.#panel.api.v1.auth;
  }

  /** Refusals and mails come in the language of this form. */
  get #speaks() {
    return { headers: { 'accept-language': this.#locale.lang } };
  }

  #go(step: Step): void {
    this.step = step;
    if (step === 'sign_in') this.resetToken = '';
    this.shown = false;
    void this.updateComplete.then(() => this.renderRoot.querySelector('input')?.focus());
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hc-sign-in': HcSignIn;
  }
}
