import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { stepUpInput } from '../../bff/account/input.ts';
import { accept, asApiError, type ApiError } from '../shared/api-error.ts';
import { customElement } from '../shared/custom-element.ts';
import { formSaid, submitButton } from '../shared/field.ts';
import { FormController } from '../shared/form.controller.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import { PanelController } from '../shared/panel.controller.ts';
import { base, controls, panelSheet } from '../shared/sheets.ts';
import { form } from '../shared/sheets/form.ts';
import { empty, failed, skeleton } from '../shared/states.ts';
import { lone } from './account.sheet.ts';
import en from './messages/authorize.en.ts';
import { passwordField, rightPassword } from './password-field.ts';

/**
 * Confirms with the password that it is really the person himself, for one action on one object.
 */
@customElement('hc-step-up')
export class HcStepUp extends LitElement {
  static override styles = [base, controls, form, panelSheet, lone];

  /** Name of the action: `domains.authcode.reveal`. */
  @property() action = '';

  /** Id of the object. */
  @property() object = '';

  /** The session of the page that asked; empty: this one. */
  @property() session = '';

  /** Where that page is; undefined until it is known, empty when it is signed out. */
  @state() private site: string | undefined;
  @state() private trouble: ApiError | undefined;
  @state() private done = false;
  @state() private shown = false;

  #asked = false;
  #panel = new PanelController(this);
  #locale = new LocalizeController(
    this,
    { en, nl: () => import('./messages/authorize.nl.ts'), de: () => import('./messages/authorize.de.ts') },
    this.#panel,
  );
  #form = new FormController(this, this.#panel, {
    schema: stepUpInput,
    words: () => this.#locale.t.errors,
    read: (data) => ({
      action: this.action,
      object: this.object,
      ...(this.session ? { session: this.session } : {}),
      password: data.get('password'),
    }),
    save: async (json) => {
      await rightPassword(accept(this.#panel.api.v1.auth.step_up.$post({ json })));
      this.done = true;
    },
  });

  override updated(): void {
    if (this.session && !this.#asked && this.#panel.me) void this.#whose();
  }

  /** Nobody shall confirm for a page that he does not know. */
  async #whose(): Promise<void> {
    this.#asked = true;
    try {
      const answer = await accept(this.#panel.api.v1.account.sessions.$get());
      this.site = (await answer.json()).items.find(({ id }) => id === this.session)?.device ?? '';
    } catch (error) {
      this.trouble = asApiError(error);
    }
  }

  override render() {
    return this.#panel.render(() => {
      const { t } = this.#locale;
      if (this.done) return html`<div role="status">${empty({ title: t.confirmedTitle, text: t.confirmedText })}</div>`;
      if (this.trouble) return failed(this.#panel, this.trouble);
      if (this.session && this.site === undefined) return skeleton(this.#panel.words.t.loading);
      if (this.session && !this.site) return empty({ title: t.confirmTitle, text: t.confirmGone });
      return html`
        <section class="stack" aria-labelledby="title">
          <div class="stack-s">
            <h1 id="title">${t.confirmTitle}</h1>
            <p class="muted">${t.confirmText}</p>
            ${this.site ? html`<p>${t.confirmFor(this.site)}</p>` : nothing}
          </div>
          <form
            class="form"
            novalidate
            @submit=${this.#form.submit}
            @focusout=${this.#form.leave}
            @input=${this.#form.type}
          >
            ${passwordField(this.#form, {
              label: t.password,
              autocomplete: 'current-password',
              shown: this.shown,
              show: this.#form.words.t.showPassword,
              toggle: () => {
                this.shown = !this.shown;
              },
            })}
            ${formSaid(this.#form)} ${submitButton(this.#form, t.confirm, 'primary wide')}
          </form>
        </section>
      `;
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hc-step-up': HcStepUp;
  }
}
