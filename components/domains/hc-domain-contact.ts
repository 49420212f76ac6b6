import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { DomainDetail } from '../../bff/domains/answers.ts';
import type { DomainContact, Plan } from '../../bff/domains/contacts/answers.ts';
import type { DomainContactInput } from '../../bff/domains/contacts/input.ts';
import { accept, asApiError } from '../shared/api-error.ts';
import { customElement } from '../shared/custom-element.ts';
import { heading } from '../shared/heading.ts';
import { info, refresh } from '../shared/icons.ts';
import { LaterController } from '../shared/later.controller.ts';
import { lead } from '../shared/lead.ts';
import { PanelController } from '../shared/panel.controller.ts';
import { ResourceController } from '../shared/resource.controller.ts';
import { base, controls, panelSheet } from '../shared/sheets.ts';
import { form } from '../shared/sheets/form.ts';
import { marks } from '../shared/sheets/marks.ts';
import { pieces } from '../shared/sheets/pieces.ts';
import { tools } from '../shared/sheets/tools.ts';
import { failed, skeleton } from '../shared/states.ts';
import { StatusController } from '../shared/status.controller.ts';
import { ContactEditor } from './contact-editor.ts';
import { registrantState } from './contact-results.ts';
import { contactSheet } from './contact.sheet.ts';
import { detailOf } from './detail.controller.ts';

/**
 * Who has one domain: the customer as he is in his details, or another holder.
 *
 * @fires {HcActionFailedEvent} hc-action-failed - A change was refused or failed.
 * @csspart dialog - What saving changes.
 */
@customElement('hc-domain-contact')
export class HcDomainContact extends LitElement {
  static override styles = [base, controls, panelSheet, form, tools, marks, pieces, contactSheet];

  /** Id of the domain. */
  @property() domain = '';

  /** Level of the title's heading, 1 to 4. */
  @property({ type: Number }) level = 2;

  /** The domain, where an element around it has read it already. */
  @property({ attribute: false }) known?: DomainDetail;

  /** Whose it shall be; undefined: as it is. */
  @state() private own: boolean | undefined;

  /** What the customer's own details would change is being looked at. */
  @state() private looking = false;

  #panel = new PanelController(this, {
    changed: ({ kind, id }) => {
      if (kind !== 'poll' && id !== this.domain) return;
      void this.#contact.run();
      void this.#detail.run();
    },
  });
  #detail = detailOf(
    this,
    this.#panel,
    () => this.domain,
    () => this.known,
  );
  #contact = new ResourceController(this, this.#panel, {
    args: () => (this.domain ? ([this.domain] as const) : undefined),
    load: async (api, [id], signal) =>
      (await (
        await accept(api.v1.domains[':id'].contact.$get({ param: { id } }, { init: { signal } }))
      ).json()) as DomainContact,
  });
  #status = new StatusController(this, this.#panel);
  #push = new LaterController(this, this.#panel, 'hc-domain-push', () => import('./hc-domain-push.ts'));
  #editor = new ContactEditor(this, {
    panel: this.#panel,
    who: (t) => t.whose,
    base: () => this.#contact.value!,
    preview: (input) => this.#preview(this.#inputOf(input)),
    save: (input, seen) => this.#save(this.#inputOf(input, seen)),
    saved: () => {
      this.own = undefined;
      this.#status.say(this.#editor.locale.t.domainSaved);
      // Where there was nothing to show, the button that was pressed is gone.
      void lead(this);
    },
    stale: () => this.#contact.run(),
  });

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.own = undefined;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('domain')) return;
    this.own = undefined;
    this.#editor.forget();
  }

  override render() {
    return this.#panel.render(() =>
      this.#contact.render({
        pending: () => skeleton(this.#panel.words.t.loading, 3),
        failed: (error) => failed(this.#panel, error, () => void this.#contact.run()),
        complete: (contact) => this.#renderAll(contact),
      }),
    );
  }

  #renderAll(contact: DomainContact) {
    const { t, format } = this.#editor.locale;
    const refusal = this.#panel.refusal('domains.contact.edit', this.#detail.value?.denied);
    const own = this.own ?? contact.own;
    return html`
      <section class="panel" aria-labelledby="title">
        <header class="head">
          <div>
            ${heading(this.level, 'title', t.domainTitle)}
            <p class="sub">${t.domainSub(contact.domain.name)}</p>
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
        <div>${registrantState(contact.sync, t, format)}</div>
        ${this.#renderNow(contact)} ${refusal ? nothing : this.#renderChoice(own)}
        ${refusal || !own ? nothing : this.#editor.renderForm()}
        ${refusal || own || !contact.own ? nothing : this.#renderBack(contact)} ${this.#status.render()}
        ${this.#push.render(
          () =>
            html`<hc-domain-push .domain=${contact.domain.id} .level=${Math.min(4, this.level + 1)}></hc-domain-push>`,
        )}
      </section>
      ${this.#editor.renderReview()}
    `;
  }

  #renderNow({ registered }: DomainContact) {
    if (!registered) return nothing;
    const { t } = this.#editor.locale;
    const { name, organisation, email } = registered;
    return html`<dl class="list props">
      <div>
        <dt>${t.registered}</dt>
        <dd>
          ${organisation || name}
          <p class="why">${organisation ? html`${name} · ` : nothing}<span class="ltr">${email}</span></p>
        </dd>
      </div>
    </dl>`;
  }

  #renderChoice(own: boolean) {
    const { t } = this.#editor.locale;
    const choice = (value: boolean, text: string) =>
      html`<label
        ><input
          type="radio"
          name="whose"
          value=${value ? 'own' : 'profile'}
          .checked=${own === value}
          @change=${() => (this.own = value)}
        />${text}</label
      >`;
    return html`<fieldset class="seg">
      <legend class="vh">${t.whose}</legend>
      ${choice(false, t.profile)} ${choice(true, t.ownContact)}
    </fieldset>`;
  }

  #renderBack({ hasProfile }: DomainContact) {
    const { t } = this.#editor.locale;
    if (!hasProfile) return html`<p class="why">${t.noProfile}</p>`;
    return html`<div>
      <button
        class="btn primary"
        type="button"
        aria-disabled=${this.looking ? 'true' : nothing}
        aria-busy=${this.looking ? 'true' : nothing}
        @click=${() => void this.#back()}
      >
        ${this.looking ? refresh() : nothing}${t.preview}
      </button>
    </div>`;
  }

  async #back(): Promise<void> {
    const { contact, extra } = this.#contact.value!;
    if (this.looking) return;
    this.looking = true;
    try {
      await this.#editor.plan({ contact, extra } as never);
    } catch (error) {
      this.#status.complain(error);
    }
    this.looking = false;
  }

  #inputOf(input: { contact: object; extra: object }, seen?: string): DomainContactInput {
    const own = this.own ?? this.#contact.value!.own;
    return { own, ...(own ? input : {}), ...(seen ? { seen } : {}) } as DomainContactInput;
  }

  async #preview(json: DomainContactInput): Promise<Plan> {
    const { preview } = this.#panel.api.v1.domains[':id'].contact;
    return (await (await accept(preview.$post({ param: { id: this.domain }, json }))).json()) as Plan;
  }

  async #save(json: DomainContactInput): Promise<void> {
    const { contact } = this.#panel.api.v1.domains[':id'];
    try {
      const answer = await accept(contact.$post({ param: { id: this.domain }, json }));
      this.#contact.set((await answer.json()) as DomainContact);
    } catch (error) {
      this.#panel.actionFailed(asApiError(error), 'domains.contact.edit', this.domain);
      throw error;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hc-domain-contact': HcDomainContact;
  }
}
