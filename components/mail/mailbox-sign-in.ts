import { html, type LitElement, type TemplateResult } from 'lit';
import { selfSignIn } from '../../bff/mail/self/sign-in-input.ts';
import { passwordField, rightPassword } from '../account/password-field.ts';
import { accept, type ApiError } from '../shared/api-error.ts';
import { field, formSaid, submitButton } from '../shared/field.ts';
import { FormController } from '../shared/form.controller.ts';
import { heading } from '../shared/heading.ts';
import { mail } from '../shared/icons.ts';
import type { LocalizeController } from '../shared/localize.controller.ts';
import type { PanelController } from '../shared/panel.controller.ts';
import { form } from '../shared/sheets/form.ts';
import { empty } from '../shared/states.ts';
import type { MailboxSelfController } from './mailbox-self.controller.ts';
import type { Messages } from './messages/mailbox-self.en.ts';

export const sheets = [form];

interface Parts {
  readonly panel: PanelController;
  readonly locale: LocalizeController<Messages>;
  readonly self: MailboxSelfController;
}

/** Signing in to a mailbox: a form on the label's own host, elsewhere a button that opens it in a window of that host. */
export class MailboxSignIn {
  readonly #host: LitElement;
  readonly #parts: Parts;
  readonly #form: FormController<{ address: string; password: string }>;
  #shown = false;
  #said = '';

  constructor(host: LitElement, parts: Parts) {
    this.#host = host;
    this.#parts = parts;
    this.#form = new FormController(host, parts.panel, {
      schema: selfSignIn,
      words: () => parts.locale.t.errors,
      save: async (json) => {
        const headers = { 'accept-language': parts.locale.lang };
        await rightPassword(accept(parts.self.api.sign_in.$post({ json }, { headers })));
        this.#shown = false;
        await parts.self.read();
      },
    });
  }

  render(level: number): TemplateResult {
    const { locale, panel, self } = this.#parts;
    const { t } = locale;
    const label = panel.panel?.label.name ?? '';
    if (self.session.byPopUp)
      return html`<div class="list">
        ${empty({
          icon: mail(),
          title: t.signInTitle,
          text: t.signInElsewhere(label),
          actions: html`<button class="btn primary" type="button" @click=${this.popUp}>${t.signIn}</button>`,
        })}
        <p class="foot" role="status">${this.#said}</p>
      </div>`;
    const made = this.#form;
    return html`<section class="stack alone" aria-labelledby="title">
      <div>
        ${heading(level, 'title', t.signInTitle)}
        <p class="muted">${t.signInText(label)}</p>
      </div>
      <form class="form" novalidate @submit=${made.submit} @focusout=${made.leave} @input=${made.type}>
        ${field(made, { name: 'address', label: t.address, type: 'email', autocomplete: 'username' })}
        ${passwordField(made, {
          label: t.password,
          autocomplete: 'current-password',
          shown: this.#shown,
          show: made.words.t.showPassword,
          toggle: () => {
            this.#shown = !this.#shown;
            this.#host.requestUpdate();
          },
        })}
        ${formSaid(made)} ${submitButton(made, t.signIn, 'primary wide')}
      </form>
      <p class="hint">${t.forgotten}</p>
    </section>`;
  }

  /** Says so when the browser opened nothing. */
  readonly popUp = (): void => {
    const { locale, panel, self } = this.#parts;
    this.#said = '';
    self.session
      .signIn(() => this.#host.isConnected)
      .then(
        (granted) => (granted ? self.read() : undefined),
        (error: unknown) => {
          const blocked = (error as ApiError).code === 'popup_blocked';
          this.#said = blocked ? locale.t.popupBlocked : panel.explain(error);
          this.#host.requestUpdate();
        },
      );
  };
}
