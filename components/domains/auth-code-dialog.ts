import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { AuthCode } from '../../bff/domains/auth-code/answers.ts';
import type { DomainDetail } from '../../bff/domains/answers.ts';
import { accept } from '../shared/api-error.ts';
import { copyText } from '../shared/copy-text.ts';
import { DialogController } from '../shared/dialog.controller.ts';
import { alert, copy } from '../shared/icons.ts';
import { wear } from '../shared/late-part.ts';
import { lead } from '../shared/lead.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import type { PanelController } from '../shared/panel.controller.ts';
import { Proved } from '../shared/proved.ts';
import { form } from '../shared/sheets/form.ts';
import { overlays } from '../shared/sheets/overlays.ts';
import { authCodeSheet } from './auth-code.sheet.ts';
import en from './messages/auth-code.en.ts';

const action = 'domains.authcode.reveal';

/** Shows the code that moves a domain, once, to who proved that it is himself. */
export class AuthCodeDialog {
  readonly #host: LitElement;
  readonly #panel: PanelController;
  readonly #locale;
  readonly #dialog: DialogController;
  readonly #proof: Proved;
  /** In memory while the dialog is open, and nowhere else. */
  #shown: AuthCode | undefined;
  #open = false;
  #copied = false;
  #refused = false;

  constructor(host: LitElement, panel: PanelController) {
    this.#host = host;
    this.#panel = panel;
    wear(host, [form, overlays, authCodeSheet]);
    this.#locale = new LocalizeController(
      host,
      { en, nl: () => import('./messages/auth-code.nl.ts'), de: () => import('./messages/auth-code.de.ts') },
      panel,
    );
    this.#proof = new Proved(host, panel);
    this.#dialog = new DialogController(host, panel, { closed: () => this.#forget() });
    host.addController({ hostDisconnected: () => this.#forget() });
  }

  open(): void {
    this.#forget();
    this.#dialog.open();
  }

  /** The domain whose code it shows is left. */
  close(): void {
    this.#dialog.close();
  }

  render({ id, unicodeName }: DomainDetail): TemplateResult | typeof nothing {
    if (!this.#dialog.opened) return nothing;
    const { t } = this.#locale;
    return this.#dialog.render({
      title: t.title(unicodeName),
      body: html`
        ${
          this.#proof.error
            ? html`<div class="banner bad" role="alert">
                ${alert()}
                <p>${this.#panel.explain(this.#proof.error)}</p>
              </div>`
            : nothing
        }
        <div role="status">${this.#renderBody()}</div>
      `,
      footer: this.#renderFooter(id),
    });
  }

  #renderBody() {
    const { t, format } = this.#locale;
    if (this.#proof.waiting) return html`<p>${t.waiting}</p>`;
    if (this.#proof.asked) return html`<p>${t.confirmText}</p>`;
    if (!this.#shown)
      return html`<p>${t.text}</p>
        <p class="muted">${t.told}</p>`;
    const { code, expiresAt } = this.#shown;
    if (!code) return html`<p>${t.gone}</p>`;
    return html`
      <div class="field">
        <label for="auth-code">${t.code}</label>
        <div class="secret">
          <input
            class="input mono"
            id="auth-code"
            readonly
            autocomplete="off"
            spellcheck="false"
            type=${this.#open ? 'text' : 'password'}
            .value=${code}
          />
          <button class="btn" type="button" aria-pressed=${this.#open ? 'true' : 'false'} @click=${this.#toggle}>
            ${this.#open ? t.hide : t.reveal}
          </button>
          <button class="btn" type="button" @click=${() => void this.#copy(code)}>
            ${copy()}${this.#copied ? t.copied : t.copy}
          </button>
        </div>
      </div>
      ${this.#refused ? html`<p>${t.copyRefused}</p>` : nothing}
      <p class="muted">${t.until(format.date(expiresAt, 'long'))}</p>
    `;
  }

  #renderFooter(id: string) {
    const { t } = this.#locale;
    const leave = html`<button class="btn" type="button" @click=${this.#dialog.leave}>
      ${this.#shown ? t.close : t.cancel}
    </button>`;
    if (this.#shown || this.#proof.waiting) return leave;
    return html`${leave}
      <button
        class="btn primary"
        type="button"
        aria-disabled=${this.#proof.busy ? 'true' : nothing}
        @click=${() => void this.#ask(id)}
      >
        ${this.#proof.asked ? t.confirm : t.show}
      </button>`;
  }

  #reveal = async (id: string): Promise<AuthCode> => {
    const answer = await accept(this.#panel.api.v1.domains[':id'].auth_code.$post({ param: { id }, json: {} }));
    return (await answer.json()) as AuthCode;
  };

  async #ask(id: string): Promise<void> {
    const shown = await this.#proof.run(action, id, () => this.#reveal(id));
    if (shown) this.#shown = shown;
    this.#draw();
    if (shown) await lead(this.#host, '#auth-code');
  }

  #toggle = (): void => {
    this.#open = !this.#open;
    this.#draw();
  };

  async #copy(code: string): Promise<void> {
    this.#copied = await copyText(code);
    if (!this.#copied) this.#copyByHand();
    this.#draw();
  }

  /** Nothing copies a field that is hidden, so it is opened, and its text chosen. */
  #copyByHand(): void {
    this.#open = this.#refused = true;
    void this.#host.updateComplete.then(() =>
      this.#host.shadowRoot?.querySelector<HTMLInputElement>('#auth-code')?.select(),
    );
  }

  #forget(): void {
    this.#proof.forget();
    this.#shown = undefined;
    this.#open = this.#copied = this.#refused = false;
  }

  #draw(): void {
    this.#host.requestUpdate();
  }
}
