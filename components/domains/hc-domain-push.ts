import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Push } from '../../bff/domains/push/answers.ts';
import { pushInput } from '../../bff/domains/push/input.ts';
import { accept, asApiError } from '../shared/api-error.ts';
import { customElement } from '../shared/custom-element.ts';
import { field, formSaid, submitButton } from '../shared/field.ts';
import { FormController } from '../shared/form.controller.ts';
import { heading } from '../shared/heading.ts';
import { alert } from '../shared/icons.ts';
import { jobState } from '../shared/job-state.ts';
import { lead } from '../shared/lead.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import { PanelController } from '../shared/panel.controller.ts';
import { Proved } from '../shared/proved.ts';
import { ResourceController } from '../shared/resource.controller.ts';
import { base, controls, panelSheet } from '../shared/sheets.ts';
import { form } from '../shared/sheets/form.ts';
import { list } from '../shared/sheets/list.ts';
import { marks } from '../shared/sheets/marks.ts';
import { pieces } from '../shared/sheets/pieces.ts';
import { failed, skeleton } from '../shared/states.ts';
import { StatusController } from '../shared/status.controller.ts';
import en from './messages/push.en.ts';

/**
 * Offers a domain to another customer of the same provider, or takes the offer back.
 *
 * @fires {HcActionFailedEvent} hc-action-failed - An offer was refused or failed.
 */
@customElement('hc-domain-push')
export class HcDomainPush extends LitElement {
  static override styles = [base, controls, panelSheet, form, list, marks, pieces];

  /** Id of the domain. */
  @property() domain = '';

  /** Level of the title's heading, 1 to 4. */
  @property({ type: Number }) level = 2;

  /** To whom it shall go, while his proof of identity is awaited. */
  @state() private email = '';

  /** An offer is being taken back. */
  @state() private withdrawing = false;

  #panel = new PanelController(this, {
    changed: ({ kind, id }) => {
      if (kind === 'poll' || id === this.domain) void this.#push.run();
    },
  });
  #locale = new LocalizeController(
    this,
    { en, nl: () => import('./messages/push.nl.ts'), de: () => import('./messages/push.de.ts') },
    this.#panel,
  );
  #push = new ResourceController(this, this.#panel, {
    args: () => (this.domain ? ([this.domain] as const) : undefined),
    load: async (api, [id], signal) =>
      (await (await accept(api.v1.domains[':id'].push.$get({ param: { id } }, { init: { signal } }))).json()) as Push,
  });
  #status = new StatusController(this, this.#panel);
  #proof = new Proved(this, this.#panel);
  #form = new FormController<{ email: string }>(this, this.#panel, {
    schema: pushInput,
    words: () => this.#locale.t.errors,
    save: async ({ email }) => {
      this.email = email;
      await this.#offer();
    },
  });

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.email = '';
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('domain')) return;
    // Whom the other one was offered to, and what was proved for that, is not of this one.
    this.#proof.forget();
    this.email = '';
  }

  override render() {
    return this.#panel.render(() =>
      this.#push.render({
        pending: () => skeleton(this.#panel.words.t.loading, 1),
        failed: (error) => failed(this.#panel, error, () => void this.#push.run()),
        complete: (push) => this.#renderPush(push),
      }),
    );
  }

  #renderPush({ domain, offer, denied }: Push) {
    const { t, format } = this.#locale;
    const refusal = this.#panel.refusal('domains.domain.push', denied);
    // Nothing to see, nothing to do: it is not offered here at all.
    if (!offer && refusal && !refusal.reason) return nothing;
    return html`<section class="panel" aria-labelledby="title">
      <header class="head">
        <div>
          ${heading(this.level, 'title', t.title)}
          <p class="sub">${t.sub(domain.unicodeName)}</p>
        </div>
        <div class="actions">
          ${
            offer && !this.#panel.refusal('domains.push.cancel', denied)
              ? html`<button
                  class="btn"
                  type="button"
                  aria-disabled=${this.withdrawing ? 'true' : nothing}
                  @click=${() => this.withdrawing || void this.#withdraw()}
                >
                  ${t.withdraw}
                </button>`
              : nothing
          }
        </div>
      </header>
      <div role="status">
        ${offer ? jobState('waiting', t.offered(offer.email), t.until(format.date(offer.expiresAt, 'long'))) : nothing}
      </div>
      ${offer ? nothing : refusal ? html`<p class="muted">${refusal.reason}</p>` : this.#renderForm()}
      ${this.#status.render()}
    </section>`;
  }

  #renderForm() {
    const { t } = this.#locale;
    const { asked, waiting, error } = this.#proof;
    const { submit, leave, type } = this.#form;
    if (asked)
      return html`<p role="status">${waiting ? t.proofWaiting : t.proofText}</p>
        <div class="actions">
          <button class="btn" type="button" @click=${this.#back}>${t.cancel}</button>
          <button
            class="btn primary"
            type="button"
            aria-disabled=${waiting ? 'true' : nothing}
            @click=${() => void this.#offer()}
          >
            ${t.proof}
          </button>
        </div>`;
    return html`<form class="form" novalidate @submit=${submit} @focusout=${leave} @input=${type}>
      ${formSaid(this.#form)}
      ${
        error
          ? html`<p class="banner bad" role="alert">${alert()}<span>${this.#panel.explain(error)}</span></p>`
          : nothing
      }
      ${field(this.#form, { name: 'email', type: 'email', label: t.email, hint: t.emailHint, value: this.email })}
      <p class="muted">${t.what}</p>
      <div>${submitButton(this.#form, t.offer, '')}</div>
    </form>`;
  }

  async #offer(): Promise<void> {
    const { id } = this.#push.value!.domain;
    const json = { email: this.email };
    const push = await this.#proof.run(
      'domains.domain.push',
      id,
      async () =>
        (await (await accept(this.#panel.api.v1.domains[':id'].push.$post({ param: { id }, json }))).json()) as Push,
    );
    if (push) {
      this.email = '';
      this.#push.set(push);
      this.#status.say(this.#locale.t.said);
    }
    // The proof takes the place of the form, the offer that of the proof.
    if (this.domain === id) await lead(this, push ? undefined : '.btn.primary, #email');
  }

  /** Nobody waits for the proof any more. */
  #back = (): void => {
    this.#proof.forget();
    this.requestUpdate();
    void lead(this, '#email');
  };

  async #withdraw(): Promise<void> {
    const { id } = this.#push.value!.domain;
    this.withdrawing = true;
    try {
      const answer = await accept(this.#panel.api.v1.domains[':id'].push.withdraw.$post({ param: { id }, json: {} }));
      const push = (await answer.json()) as Push;
      // Another domain may be here by now.
      if (this.domain === id) this.#push.set(push);
      this.#status.say(this.#locale.t.withdrawn);
    } catch (error) {
      this.#status.complain(error);
      this.#panel.actionFailed(asApiError(error), 'domains.push.cancel', id);
    }
    this.withdrawing = false;
    if (this.domain === id) await lead(this);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hc-domain-push': HcDomainPush;
  }
}
