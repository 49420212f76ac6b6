import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { Redirect, RedirectList } from '../../bff/domains/redirects/answers.ts';
import { asApiError } from '../shared/api-error.ts';
import { askWhile } from '../shared/ask-while.ts';
import { customElement } from '../shared/custom-element.ts';
import { heading } from '../shared/heading.ts';
import { external, globe, info, plus } from '../shared/icons.ts';
import { jobState } from '../shared/job-state.ts';
import { LatePart } from '../shared/late-part.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import { MenuController } from '../shared/menu.controller.ts';
import type { Refused } from '../shared/panel.ts';
import { PanelController } from '../shared/panel.controller.ts';
import { ResourceController } from '../shared/resource.controller.ts';
import { base, controls, panelSheet } from '../shared/sheets.ts';
import { choices } from '../shared/sheets/choices.ts';
import { list } from '../shared/sheets/list.ts';
import { menu } from '../shared/sheets/menu.ts';
import { empty, failed, skeleton, switchedOff } from '../shared/states.ts';
import { StatusController } from '../shared/status.controller.ts';
import { listOf } from './redirect-api.ts';
import { redirectTable } from './redirect-rows.ts';
import { redirectsSheet } from './redirects.sheet.ts';
import en from './messages/redirects.en.ts';

/**
 * The redirects of one domain: addresses that lead visitors on, or show a page of elsewhere.
 *
 * @fires {RedirectsChangedEvent} hc-redirects-changed - A redirect was made, changed or deleted.
 * @fires {HcActionFailedEvent} hc-action-failed - Something asked for was refused or failed.
 * @csspart table - The list of redirects.
 * @csspart dialog - The dialog that is open.
 */
@customElement('hc-redirects')
export class HcRedirects extends LitElement {
  static override styles = [base, controls, panelSheet, list, menu, choices, redirectsSheet];

  /** Id of the domain. */
  @property() domain = '';

  /** Level of the title's heading, 1 to 4. */
  @property({ type: Number }) level = 2;

  #panel = new PanelController(this, {
    changed: ({ kind, id }) => {
      if (kind === 'poll' || id === this.domain) void this.#list.run();
    },
  });
  #locale = new LocalizeController(
    this,
    { en, nl: () => import('./messages/redirects.nl.ts'), de: () => import('./messages/redirects.de.ts') },
    this.#panel,
  );
  #list = new ResourceController(this, this.#panel, {
    args: () => (this.domain ? ([this.domain] as const) : undefined),
    load: (api, [id], signal) => listOf(api, id, signal),
  });
  #menu = new MenuController(this, this.#panel);
  #status = new StatusController(this, this.#panel);
  #dialogs = new LatePart(
    () => import('./redirect-dialogs.ts'),
    ({ RedirectDialogs }) =>
      new RedirectDialogs(this, {
        panel: this.#panel,
        locale: this.#locale,
        list: this.#list,
        status: this.#status,
      }),
    (error) => this.#status.complain(error),
  );

  constructor() {
    super();
    askWhile(
      this,
      () => this.#list.value?.dns === 'pending',
      () => this.#list.run(),
    );
  }

  /** What is asked about one domain is nothing to the next. */
  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('domain')) this.#dialogs.value?.dialog.close();
  }

  override render() {
    return this.#panel.render(() => {
      const { me, words } = this.#panel;
      if (me && !me.tabs.includes('domains')) return switchedOff(words.t.failedTitle.permission);
      return this.#list.render({
        pending: () => skeleton(words.t.loading, 3),
        failed: (error) => failed(this.#panel, error, () => void this.#list.run()),
        complete: (redirects) => this.#renderList(redirects),
      });
    });
  }

  #renderList(redirects: RedirectList) {
    const { t } = this.#locale;
    const { items, denied } = redirects;
    const may = (verb: 'create' | 'edit' | 'delete') => this.#panel.refusal(`domains.redirect.${verb}`, denied);
    const refusal = may('create');
    const add = refusal
      ? nothing
      : html`<button class="btn" type="button" @click=${() => void this.#open('openForm')}>${plus()}${t.add}</button>`;
    return html`
      <section class="panel" aria-labelledby="title">
        <header class="head">
          <div>
            ${heading(this.level, 'title', html`${t.title} <span class="count">${items.length || nothing}</span>`)}
            <p class="sub">${t.sub}</p>
          </div>
          <div class="actions">${items.length ? add : nothing}</div>
        </header>
        <div role="status">${this.#renderNotice(redirects, refusal)}</div>
        ${
          items.length
            ? redirectTable(items, {
                t,
                menu: this.#menu,
                refusals: { edit: may('edit'), delete: may('delete') },
                edit: (redirect) => void this.#open('openForm', redirect),
                remove: (redirect) => void this.#open('openRemoval', redirect),
              })
            : html`<div class="list">
                ${empty({ icon: external(), title: t.empty, text: t.emptyText, actions: refusal ? undefined : add })}
              </div>`
        }
        ${this.#status.render()}
      </section>
      ${this.#menu.render()} ${this.#dialogs.value?.render(redirects) ?? nothing}
    `;
  }

  #renderNotice({ ownNameServers, nameServers, addresses, items, dns }: RedirectList, refusal: Refused | undefined) {
    const { t } = this.#locale;
    if (refusal?.reason)
      return html`<div class="banner">
        ${info()}
        <p>${refusal.reason}</p>
      </div>`;
    if (!ownNameServers)
      return html`<div class="banner info">
        ${globe()}
        <div>
          <p><b>${t.foreignTitle}</b> ${t.foreignText(nameServers.join(', '))}</p>
          <dl class="records mono">
            ${(['A', 'AAAA'] as const).map((type) =>
              addresses[type].map(
                (address) =>
                  html`<dt>${type}</dt>
                    <dd>${address}</dd>`,
              ),
            )}
          </dl>
        </div>
      </div>`;
    if (items.length && dns === 'pending') return html`<p>${jobState('pending', t.pending, t.pendingText)}</p>`;
    if (items.length && dns === 'failed') return html`<p>${jobState('soon', t.failed, t.failedText)}</p>`;
    return nothing;
  }

  async #open(what: 'openForm' | 'openRemoval', redirect?: Redirect): Promise<void> {
    try {
      const dialogs = await this.#dialogs.get();
      if (what === 'openForm') await dialogs?.openForm(redirect);
      else if (redirect) await dialogs?.openRemoval(redirect);
    } catch (error) {
      this.#status.complain(asApiError(error));
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hc-redirects': HcRedirects;
  }
}
