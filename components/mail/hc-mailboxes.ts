import { html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { Mailbox, MailPlan } from '../../bff/mail/answers.ts';
import { mailboxViews } from '../../bff/mail/views.ts';
import { customElement } from '../shared/custom-element.ts';
import { heading } from '../shared/heading.ts';
import { alert, close, mail, plus, search } from '../shared/icons.ts';
import { LatePart } from '../shared/late-part.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import { MenuController } from '../shared/menu.controller.ts';
import { meter } from '../shared/meter.ts';
import { PanelController } from '../shared/panel.controller.ts';
import { base, controls, panelSheet } from '../shared/sheets.ts';
import { form } from '../shared/sheets/form.ts';
import { list } from '../shared/sheets/list.ts';
import { menu } from '../shared/sheets/menu.ts';
import { meterSheet } from '../shared/sheets/meter.ts';
import { pieces } from '../shared/sheets/pieces.ts';
import { empty, failed, skeleton } from '../shared/states.ts';
import { StatusController } from '../shared/status.controller.ts';
import { domainSelect, listFoot, SearchField } from './list-tools.ts';
import { mailSheet } from './mail.sheet.ts';
import { MailboxActions } from './mailbox-actions.ts';
import type { Asked } from './mailbox-dialogs.ts';
import { mailboxTable } from './mailbox-rows.ts';
import { MailboxesController } from './mailboxes.controller.ts';
import en from './messages/mailboxes.en.ts';
import { size } from './size.ts';

/** Fewer than this are seen at a glance. */
const searchFrom = 8;

/**
 * The mailboxes of a customer: what each holds of what it may, and all that is done with them.
 *
 * @fires {HcActionFailedEvent} hc-action-failed - A change was refused or failed.
 * @fires {MailboxChangedEvent} hc-mailbox-changed - A mailbox was made, changed, deleted or restored.
 * @csspart table - The list of mailboxes.
 * @csspart dialog - The dialog that is open.
 */
@customElement('hc-mailboxes')
export class HcMailboxes extends LitElement {
  static override styles = [base, controls, panelSheet, list, menu, form, pieces, meterSheet, mailSheet];

  /** Level of the title's heading, 1 to 4. */
  @property({ type: Number }) level = 2;

  #panel = new PanelController(this, {
    changed: ({ kind }) => {
      if (kind === 'poll' || kind.startsWith('mail.')) this.#mailboxes.news.heard();
    },
  });
  #locale = new LocalizeController(
    this,
    { en, nl: () => import('./messages/mailboxes.nl.ts'), de: () => import('./messages/mailboxes.de.ts') },
    this.#panel,
  );
  #mailboxes = new MailboxesController(this, this.#panel);
  #status = new StatusController(this, this.#panel);
  #menu = new MenuController(this, this.#panel);
  #dialogs = new LatePart(
    () => import('./mailbox-dialogs.ts'),
    ({ MailboxDialogs }) =>
      new MailboxDialogs(this, { panel: this.#panel, mailboxes: this.#mailboxes, status: this.#status }),
    (error) => this.#status.complain(error),
  );
  #looked: unknown;
  #actions = new MailboxActions({
    panel: this.#panel,
    locale: this.#locale,
    ask: (asked) => void this.#ask(asked),
    openWebmail: (mailbox, window) =>
      void this.#dialogs.get().then((part) => (part ? part.openWebmail(mailbox, window) : window?.close())),
  });
  #search = new SearchField(this, (q) => void this.#mailboxes.set({ q }));

  /** One that is under way or that nobody closed was there before this page. */
  override updated(): void {
    const { first } = this.#mailboxes;
    if (first?.import && first !== this.#looked) void this.#dialogs.get().then((part) => part?.follow(first.import!));
    this.#looked = first;
  }

  override render() {
    return this.#panel.render(() => {
      const { items, error } = this.#mailboxes;
      const again = () => void this.#mailboxes.reload();
      if (!items) return error ? failed(this.#panel, error, again) : skeleton(this.#panel.words.t.loading);
      return html`
        <section class="panel" aria-labelledby="title">
          ${this.#renderHead()} ${this.#dialogs.value?.renderRun() ?? nothing} ${this.#renderSpace()}
          ${this.#renderTools()}
          ${error ? html`<p class="banner bad" role="alert">${alert()}<span>${this.#panel.explain(error)}</span></p>` : nothing}
          ${items.length ? this.#renderList(items) : this.#renderNone()}
          ${this.#dialogs.value?.renderBelow() ?? nothing} ${this.#status.render()}
        </section>
        ${this.#menu.render()} ${this.#dialogs.value?.render() ?? nothing}
      `;
    });
  }

  /** Those that mail leads to, or has led to. */
  get #plans(): readonly MailPlan[] {
    return this.#mailboxes.plans.filter(({ mailboxes, domains }) => mailboxes.used || domains.length);
  }

  #renderHead() {
    const { t, format } = this.#locale;
    const denied = this.#mailboxes.first?.denied;
    const plans = this.#plans;
    const used = plans.reduce((sum, { mailboxes }) => sum + mailboxes.used, 0);
    const max = plans.reduce((sum, { mailboxes }) => sum + mailboxes.max, 0);
    const refusal = this.#panel.refusal('mail.mailbox.create', denied);
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
        ${refusal || !this.#panel.may('mail.mailbox.import') ? nothing : this.#button('import', t.import)}
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

  #button(what: 'create' | 'import', text: unknown) {
    return html`<button class="btn" type="button" @click=${() => void this.#ask({ what })}>${text}</button>`;
  }

  /** A bar for each plan that mail leads to; of one plan alone its name says nothing. */
  #renderSpace() {
    const plans = this.#plans;
    return plans.length
      ? html`<div class="usage">${plans.map((plan) => this.#renderPool(plan, plans.length > 1))}</div>`
      : nothing;
  }

  #renderPool({ name, pool }: MailPlan, named: boolean) {
    const { t, format } = this.#locale;
    const said = t.space(size(pool.used, format), size(pool.max, format));
    return meter({
      ...{ used: pool.used, of: pool.max, main: true },
      label: named ? `${name}: ${said}` : said,
      said: named ? html`<b>${name}</b> ${said}` : said,
      left: t.spaceLeft(size(Math.max(0, pool.max - pool.used), format)),
    });
  }

  #renderTools() {
    const { t, format } = this.#locale;
    const { first, filter, plans, filtered, total, busy } = this.#mailboxes;
    const counts = first?.counts;
    const many = (counts?.all ?? 0) >= searchFrom || filter.q !== '';
    const views = mailboxViews.filter((view) => view === 'all' || view === filter.view || counts?.[view]);
    if (!many && views.length === 1 && plans.flatMap(({ domains }) => domains).length < 2) return nothing;
    return html`<div class="toolbar">
        ${many ? this.#search.render(t.search, filter.q) : nothing}
        ${
          views.length > 1
            ? html`<fieldset class="seg">
                <legend class="vh">${t.show}</legend>
                ${views.map(
                  (view) =>
                    html`<label
                      ><input
                        type="radio"
                        name="view"
                        .checked=${filter.view === view}
                        @change=${() => this.#mailboxes.set({ view })}
                      />${t.views[view]}
                      ${counts ? html`<span class="n">${format.number(counts[view])}</span>` : nothing}</label
                    >`,
                )}
              </fieldset>`
            : nothing
        }
        ${domainSelect(t, plans, filter.domain, (domain) => void this.#mailboxes.set({ domain }))}
      </div>
      <p class="vh" role="status">${filtered && !busy ? t.results(total) : nothing}</p>`;
  }

  #renderList(items: readonly Mailbox[]) {
    const { total, next, busy } = this.#mailboxes;
    const parts = {
      panel: this.#panel,
      locale: this.#locale,
      menu: this.#menu,
      items: this.#actions.items,
      wanted: this.#actions.wanted,
      open: (mailbox: Mailbox) => void this.#ask({ what: 'setUp', mailbox }),
    };
    return html`${mailboxTable(parts, items, busy)}
    ${next ? listFoot(this.#locale, { shown: items.length, total, busy }, this.#more) : nothing}`;
  }

  #renderNone() {
    const { t } = this.#locale;
    const { filter, filtered, first } = this.#mailboxes;
    if (!filtered) {
      const may = this.#panel.may('mail.mailbox.create', first?.denied);
      const actions = may ? this.#button('create', [plus(), t.create]) : undefined;
      return html`<div class="list">${empty({ icon: mail(), title: t.empty, text: t.emptyText, actions })}</div>`;
    }
    const { q } = filter;
    return html`<div class="list">
      ${empty({
        icon: search(),
        title: q ? t.noMatch(q.length > 40 ? `${q.slice(0, 40)}…` : q) : t.noneHere,
        actions: html`<button class="btn" type="button" @click=${() => this.#mailboxes.clear()}>
          ${close()}${t.clear}
        </button>`,
      })}
    </div>`;
  }

  /** Keeps the place: the focus goes to the first new row. */
  #more = async (): Promise<void> => {
    const first = await this.#mailboxes.more();
    await this.updateComplete;
    if (first) this.renderRoot.querySelector<HTMLElement>(`[data-key="${first}"] button`)?.focus();
  };

  async #ask(asked: Asked): Promise<void> {
    (await this.#dialogs.get())?.open(asked);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hc-mailboxes': HcMailboxes;
  }
}
