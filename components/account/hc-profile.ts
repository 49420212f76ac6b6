import { html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { Plan, Profile } from '../../bff/domains/contacts/answers.ts';
import { ContactEditor } from '../domains/contact-editor.ts';
import { registrantResults } from '../domains/contact-results.ts';
import { contactSheet } from '../domains/contact.sheet.ts';
import { accept, asApiError } from '../shared/api-error.ts';
import { askWhile } from '../shared/ask-while.ts';
import { customElement } from '../shared/custom-element.ts';
import { heading } from '../shared/heading.ts';
import { info } from '../shared/icons.ts';
import { LaterNews } from '../shared/later-news.ts';
import { PanelController } from '../shared/panel.controller.ts';
import { ResourceController } from '../shared/resource.controller.ts';
import { base, controls, panelSheet } from '../shared/sheets.ts';
import { form } from '../shared/sheets/form.ts';
import { marks } from '../shared/sheets/marks.ts';
import { pieces } from '../shared/sheets/pieces.ts';
import { tools } from '../shared/sheets/tools.ts';
import { failed, skeleton, switchedOff } from '../shared/states.ts';
import { StatusController } from '../shared/status.controller.ts';

/**
 * Who the customer is to the registries of his domains: what saving changes is shown before, and how each registry took
 * it after.
 *
 * @fires {HcActionFailedEvent} hc-action-failed - The details could not be saved.
 * @csspart dialog - What saving changes.
 */
@customElement('hc-profile')
export class HcProfile extends LitElement {
  static override styles = [base, controls, panelSheet, form, tools, marks, pieces, contactSheet];

  /** Level of the title's heading, 1 to 4. */
  @property({ type: Number }) level = 2;

  #panel = new PanelController(this, {
    changed: ({ kind }) => {
      if (kind === 'poll' || kind === 'domains.domain') this.#news.heard();
    },
  });
  #profile = new ResourceController(this, this.#panel, {
    args: () => [],
    load: async (api, _args, signal) =>
      (await (await accept(api.v1.account.profile.$get({}, { init: { signal } }))).json()) as Profile,
  });
  #status = new StatusController(this, this.#panel);
  #editor = new ContactEditor(this, {
    panel: this.#panel,
    who: (t) => t.who,
    base: () => this.#profile.value!,
    preview: async (input) => {
      const { version } = this.#profile.value!;
      const { preview } = this.#panel.api.v1.account.profile;
      return (await (await accept(preview.$post({ json: { ...input, version } }))).json()) as Plan;
    },
    save: async (input, seen) => {
      const { version } = this.#profile.value!;
      const { profile } = this.#panel.api.v1.account;
      try {
        const answer = await accept(profile.$post({ json: { ...input, version, seen } }));
        this.#profile.set((await answer.json()) as Profile);
      } catch (error) {
        this.#panel.actionFailed(asApiError(error), 'account.profile.edit');
        throw error;
      }
    },
    saved: () => this.#status.say(this.#editor.locale.t.saved),
    stale: () => this.#profile.run(),
  });
  #news = new LaterNews(this, () => void this.#profile.run());

  constructor() {
    super();
    askWhile(
      this,
      () => this.#profile.value?.domains.some(({ state }) => state === 'pending') ?? false,
      () => this.#profile.run(),
    );
  }

  override render() {
    return this.#panel.render(() => {
      const { me, words } = this.#panel;
      if (!me) return nothing;
      if (!me.tabs.includes('account')) return switchedOff(words.t.failedTitle.permission);
      return this.#profile.render({
        pending: () => skeleton(words.t.loading),
        failed: (error) => failed(this.#panel, error, () => void this.#profile.run()),
        complete: (profile) => this.#renderProfile(profile),
      });
    });
  }

  #renderProfile({ contact, domains }: Profile) {
    const { t } = this.#editor.locale;
    const refusal = this.#panel.refusal('account.profile.edit');
    return html`
      <section class="panel" aria-labelledby="title">
        <header class="head">
          <div>
            ${heading(this.level, 'title', t.title)}
            <p class="sub">${t.sub}</p>
          </div>
        </header>
        ${
          refusal?.reason
            ? html`<div class="banner">
                ${info()}
                <p>${refusal.reason}</p>
              </div>`
            : nothing
        }
        ${refusal ? this.#renderNow(contact) : this.#editor.renderForm()} ${this.#status.render()}
        <div>
          <div class="section-h">${heading(Math.min(this.level + 1, 4), 'registries', t.atRegistries)}</div>
          ${registrantResults(domains, t, this.#editor.locale.format)}
        </div>
      </section>
      ${this.#editor.renderReview()}
    `;
  }

  #renderNow(contact: Profile['contact']) {
    const { t } = this.#editor.locale;
    const shown = (
      ['organisation', 'name', 'street', 'postalCode', 'city', 'country', 'phone', 'email'] as const
    ).filter((key) => contact[key]);
    return html`<dl class="list props">
      ${shown.map(
        (key) =>
          html`<div>
            <dt>${t.fields[key]}</dt>
            <dd>${contact[key]}</dd>
          </div>`,
      )}
    </dl>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hc-profile': HcProfile;
  }
}
