import { html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { Forward } from '../../bff/mail/forwards/answers.ts';
import { asApiError } from '../shared/api-error.ts';
import { customElement } from '../shared/custom-element.ts';
import { heading } from '../shared/heading.ts';
import { alert, close, edit, external, mail, plus, search, trash } from '../shared/icons.ts';
import { LatePart } from '../shared/late-part.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import { MenuController, type MenuItem } from '../shared/menu.controller.ts';
import { PanelController } from '../shared/panel.controller.ts';
import { base, controls, panelSheet } from '../shared/sheets.ts';
import { form } from '../shared/sheets/form.ts';
import { list } from '../shared/sheets/list.ts';
import { menu } from '../shared/sheets/menu.ts';
import { pieces } from '../shared/sheets/pieces.ts';
import { empty, failed, skeleton } from '../shared/states.ts';
import { StatusController } from '../shared/status.controller.ts';
import { actionOn, askAgain } from './forward-api.ts';
import type { Asked } from './forward-dialogs.ts';
import { forwardTable } from './forward-rows.ts';
import { forwardSheet } from './forward.sheet.ts';
import { ForwardsController } from './forwards.controller.ts';
import { domainSelect, listFoot, SearchField } from './list-tools.ts';
import en from './messages/forwards.en.ts';

/** Fewer than this are seen at a glance. */
const searchFrom = 11;

/**
 * The forwards of a customer: addresses that lead to others, and what takes all other mail of a domain.
 *
 * @fires {HcActionFailedEvent} hc-action-failed - A change was refused or failed.
 * @fires {ForwardChangedEvent} hc-forward-changed - A forward was made, changed or deleted.
 * @csspart table - The list of forwards.
 * @csspart dialog - The dialog that is open.
 */
@customElement('hc-forwards')
export class HcForwards extends LitElement {
  static override styles = [base, controls, panelSheet, list, menu, form, pieces, forwardSheet];

  /** Level of the title's heading, 1 to 4. */
  @property({ type: Number }) level = 2;

  #panel = new PanelController(this, {
    changed: ({ kind }) => {
      if (kind === 'poll' || kind === 'mail.forward' || kind === 'mail.mailbox') this.#forwards.news.heard();
    },
  });
  #locale = new LocalizeController(
    this,
    { en, nl: () => import('./messages/forwards.nl.ts'), de: () => import('./messages/forwards.de.ts') },
    this.#panel,
  );
  #forwards = new ForwardsController(this, this.#panel);
  #status = new StatusController(this, this.#panel);
  #menu = new MenuController(this, this.#panel);
  #dialogs = new LatePart(
    () => import('./forward-dialogs.ts'),
    ({ ForwardDialogs }) =>
      new ForwardDialogs(this, { panel: this.#panel, forwards: this.#forwards, status: this.#status }),
    (error) => this.#status.complain(error),
  );
  #search = new SearchField(this, (q) => void this.#forwards.set({ q }));

  override render() {
    return this.#panel.render(() => {
      const { items, error } = this.#forwards;
      const again = () => void this.#forwards.reload();
      if (!items) return error ? failed(this.#panel, error, again) : skeleton(this.#panel.words.t.loading, 3);
      return html`
        <section class="panel" aria-labelledby="title">
          ${this.#renderHead()} ${this.#renderTools()}
          ${error ? html`<p class="banner bad" role="alert">${alert()}<span>${this.#panel.explain(error)}</span></p>` : nothing}
          ${items.length ? this.#renderList(items) : this.#renderNone()} ${this.#status.render()}
        </section>
        ${this.#menu.render()} ${this.#dialogs.value?.render() ?? nothing}
      `;
    });
  }

  /** Why neither a forward nor a catch-all can be added. */
  get #refusal() {
    const denied = this.#forwards.first?.denied;
    return this.#panel.refusal('mail.forward.create', denied) && this.#panel.refusal('mail.catch_all.edit', denied)
      ? this.#panel.refusal('mail.forward.create', denied)
      : undefined;
  }

  #renderHead() {
    const { t, format } = this.#locale;
    const plans = this.#forwards.plans.filter(({ forwards, domains }) => forwards.used || domains.length);
    const used = plans.reduce((sum, { forwards }) => sum + forwards.used, 0);
    const max = plans.reduce((sum, { forwards }) => sum + forwards.max, 0);
    const refusal = this.#refusal;
    return html`<header class="head">
      <div>
        ${heading(
          this.level,
          'title',
          html`${t.title}${plans.length ? html` <span class="count">${t.of(format.number(used), format.number(max))}</span>` : nothing}`,
        )}
        ${refusal?.reason ? html`<p class="sub" id="why-not">${refusal.reason}</p>` : nothing}
      </div>
      <div class="actions">
        ${
          refusal && refusal.reason === undefined
            ? nothing
            : html`<button
                class="btn primary"
                type="button"
                aria-disabled=${refusal ? 'true' : nothing}
                aria-describedby=${refusal ? 'why-not' : nothing}
                @click=${() => (refusal ? undefined : void this.#ask({ what: 'create' }))}
              >
                ${plus()}${t.create}
              </button>`
        }
      </div>
    </header>`;
  }

  #renderTools() {
    const { t } = this.#locale;
    const { first, filter, plans, filtered, total, busy } = this.#forwards;
    const counts = first?.counts;
    if ((counts?.all ?? 0) < searchFrom && !filtered) return nothing;
    return html`<div class="toolbar">
        ${this.#search.render(t.search, filter.q)}
        ${domainSelect(t, plans, filter.domain, (domain) => void this.#forwards.set({ domain }))}
      </div>
      <p class="vh" role="status">${filtered && !busy ? t.results(total) : nothing}</p>`;
  }

  #renderList(items: readonly Forward[]) {
    const { total, next, busy } = this.#forwards;
    return html`${forwardTable({ locale: this.#locale, menu: this.#menu, items: this.#items }, items, busy)}
    ${next ? listFoot(this.#locale, { shown: items.length, total, busy }, this.#more) : nothing}`;
  }

  #renderNone() {
    const { t } = this.#locale;
    const { filter, filtered } = this.#forwards;
    if (!filtered) {
      const actions = this.#refusal
        ? undefined
        : html`<button class="btn" type="button" @click=${() => void this.#ask({ what: 'create' })}>
            ${plus()}${t.create}
          </button>`;
      return html`<div class="list">${empty({ icon: external(), title: t.empty, text: t.emptyText, actions })}</div>`;
    }
    const { q } = filter;
    return html`<div class="list">
      ${empty({
        icon: search(),
        title: q ? t.noMatch(q.length > 40 ? `${q.slice(0, 40)}…` : q) : t.noneHere,
        actions: html`<button class="btn" type="button" @click=${() => this.#forwards.clear()}>
          ${close()}${t.clear}
        </button>`,
      })}
    </div>`;
  }

  /** The row menu, the likeliest first. */
  #items = (forward: Forward): readonly MenuItem[] => {
    const { t } = this.#locale;
    const { catchAll, targets } = forward;
    const why = (verb: 'edit' | 'delete') => this.#panel.refusal(actionOn(catchAll, verb));
    return [
      { text: t.edit, icon: edit(), refusal: why('edit'), run: () => void this.#ask({ what: 'edit', forward }) },
      ...targets
        .filter(({ waiting }) => waiting)
        .slice(0, 5)
        .map(({ address, unicodeAddress }) => ({
          text: t.askAgain(unicodeAddress),
          icon: mail(),
          refusal: this.#panel.refusal('mail.forward.edit'),
          run: () => void this.#askAgain(forward, address, unicodeAddress),
        })),
      {
        ...{ text: t.remove, icon: trash(), danger: true, refusal: why('delete') },
        run: () => void this.#ask({ what: 'remove', forward }),
      },
    ];
  };

  async #askAgain(forward: Forward, address: string, shown: string): Promise<void> {
    try {
      await askAgain(this.#panel.api, forward, address);
      this.#status.say(this.#locale.t.askedAgain(shown));
    } catch (error) {
      this.#status.complain(error);
      this.#panel.actionFailed(asApiError(error), 'mail.forward.edit', forward.id);
    }
  }

  /** Keeps the place: the focus goes to the first new row. */
  #more = async (): Promise<void> => {
    const first = await this.#forwards.more();
    await this.updateComplete;
    if (first) this.renderRoot.querySelector<HTMLElement>(`[data-key="${first}"] button`)?.focus();
  };

  async #ask(asked: Asked): Promise<void> {
    (await this.#dialogs.get())?.open(asked);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hc-forwards': HcForwards;
  }
}
