import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { DomainHosting } from '../../bff/domains/hosting-link/answers.ts';
import { accept } from '../shared/api-error.ts';
import { askWhile } from '../shared/ask-while.ts';
import { customElement } from '../shared/custom-element.ts';
import { heading } from '../shared/heading.ts';
import { info } from '../shared/icons.ts';
import { jobState } from '../shared/job-state.ts';
import { LatePart } from '../shared/late-part.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import { PanelController } from '../shared/panel.controller.ts';
import { ResourceController } from '../shared/resource.controller.ts';
import { base, controls, panelSheet } from '../shared/sheets.ts';
import { choices } from '../shared/sheets/choices.ts';
import { form } from '../shared/sheets/form.ts';
import { list } from '../shared/sheets/list.ts';
import { marks } from '../shared/sheets/marks.ts';
import { pieces } from '../shared/sheets/pieces.ts';
import { failed, skeleton } from '../shared/states.ts';
import { StatusController } from '../shared/status.controller.ts';
import { HostingForm } from './hosting-form.ts';
import { hostingSheet } from './hosting.sheet.ts';
import { row } from './property-row.ts';
import en from './messages/hosting-link.en.ts';

type Link = NonNullable<DomainHosting['link']>;

/**
 * The hosting plan that a domain leads to: chosen here with what that does to its records, and left again.
 *
 * @fires {HcActionFailedEvent} hc-action-failed - A change was refused or failed.
 * @csspart dialog - What a change would do to the records, before it is made.
 */
@customElement('hc-domain-hosting')
export class HcDomainHosting extends LitElement {
  static override styles = [base, controls, panelSheet, choices, form, list, marks, pieces, hostingSheet];

  /** Id of the domain. */
  @property() domain = '';

  /** Level of the title's heading, 1 to 4. */
  @property({ type: Number }) level = 2;

  #panel = new PanelController(this, {
    changed: ({ kind, id }) => {
      if (kind === 'poll' || id === this.domain) void this.#hosting.run();
    },
  });
  #locale = new LocalizeController(
    this,
    { en, nl: () => import('./messages/hosting-link.nl.ts'), de: () => import('./messages/hosting-link.de.ts') },
    this.#panel,
  );
  #hosting = new ResourceController(this, this.#panel, {
    args: () => (this.domain ? ([this.domain] as const) : undefined),
    load: async (api, [id], signal) =>
      (await (
        await accept(api.v1.domains[':id'].hosting.$get({ param: { id } }, { init: { signal } }))
      ).json()) as DomainHosting,
  });
  #status = new StatusController(this, this.#panel);
  #dialogs = new LatePart(
    () => import('./hosting-dialogs.ts'),
    ({ HostingDialogs }) =>
      new HostingDialogs(this, {
        panel: this.#panel,
        words: () => this.#locale.t,
        lang: () => this.#locale.lang,
        done: (hosting, said) => {
          // It may be about the domain that was here before.
          if (hosting.domain.id === this.domain) this.#hosting.set(hosting);
          this.#status.say(said);
        },
        now: () => this.#hosting.value,
        again: () => this.#hosting.run(),
        failed: (error) => this.#status.complain(error),
      }),
    (error) => this.#status.complain(error),
  );
  #form = new HostingForm(this, {
    panel: this.#panel,
    locale: this.#locale,
    look: async (wish) => (await this.#dialogs.get())?.link(this.#hosting.value!, wish),
  });

  constructor() {
    super();
    askWhile(
      this,
      () => this.#hosting.value?.link?.sync.state === 'pending',
      () => this.#hosting.run(),
    );
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('domain')) return;
    // What was wished and seen is of the other one.
    this.#dialogs.value?.close();
    this.#form.forget();
  }

  override render() {
    return this.#panel.render(() =>
      this.#hosting.render({
        pending: () => skeleton(this.#panel.words.t.loading, 3),
        failed: (error) => failed(this.#panel, error, () => void this.#hosting.run()),
        complete: (hosting) => this.#renderHosting(hosting),
      }),
    );
  }

  #renderHosting(hosting: DomainHosting) {
    const { t } = this.#locale;
    const { domain, link, denied } = hosting;
    return html`
      <section class="panel" aria-labelledby="title">
        <header class="head">
          <div>
            ${heading(this.level, 'title', t.title)}
            <p class="sub">${t.sub(domain.unicodeName)}</p>
          </div>
          <div class="actions">
            ${
              link && !this.#panel.refusal('domains.hosting.unlink', denied)
                ? html`<button
                    class="btn"
                    type="button"
                    @click=${async () => void (await this.#dialogs.get())?.unlink(hosting)}
                  >
                    ${t.end}
                  </button>`
                : nothing
            }
          </div>
        </header>
        ${link ? this.#renderLink(hosting, link) : this.#form.render(hosting)} ${this.#status.render()}
      </section>
      ${this.#dialogs.value?.render() ?? nothing}
    `;
  }

  #renderLink(
    { domain, ownNameServers }: DomainHosting,
    { plan, role, host, mail, linkedAt, by, sync, records }: Link,
  ) {
    const { t, format } = this.#locale;
    const name = host === '@' ? domain.unicodeName : `${host}.${domain.unicodeName}`;
    const state =
      sync.state === 'ready'
        ? jobState('ready', t.ready)
        : sync.state === 'pending'
          ? jobState('pending', sync.leaving ? t.leaving : t.joining)
          : jobState('soon', t.stuck, sync.error && t.faults[sync.error]);
    return html`
      <div role="status">${state}</div>
      <dl class="list props">
        ${row(t.plan, plan.name, plan.server)} ${row(t.role, t.roles[role], html`<span class="ltr">${name}</span>`)}
        ${plan.mailHost ? row(t.mail, mail ? t.mailHere : t.mailElsewhere) : nothing}
        ${row(t.since, html`<time datetime=${linkedAt}>${format.date(linkedAt, 'long')}</time>`, by)}
      </dl>
      ${
        ownNameServers
          ? nothing
          : html`<div class="banner">
              ${info()}
              <div>
                <p>${t.elsewhere}</p>
                <dl class="records mono">
                  ${records.map(
                    (rrset) =>
                      html`<dt>${rrset.name} ${rrset.type}</dt>
                        ${rrset.records.map((record) => html`<dd>${record}</dd>`)}`,
                  )}
                </dl>
              </div>
            </div>`
      }
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hc-domain-hosting': HcDomainHosting;
  }
}
