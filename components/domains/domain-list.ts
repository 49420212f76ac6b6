import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { DomainSummary } from '../../bff/domains/answers.ts';
import type { DomainSort } from '../../bff/domains/input.ts';
import { asApiError } from '../shared/api-error.ts';
import { follow } from '../shared/follow.ts';
import { heading } from '../shared/heading.ts';
import { alert, close, edit, globe, next, search } from '../shared/icons.ts';
import { LatePart } from '../shared/late-part.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import type { MenuController } from '../shared/menu.controller.ts';
import type { PanelController } from '../shared/panel.controller.ts';
import { empty, failed, skeleton } from '../shared/states.ts';
import type { WindowController } from '../shared/window.controller.ts';
import type { DomainBulk } from './domain-bulk.ts';
import { domainStatus, renewal } from './domain-status.ts';
import { DomainTools } from './domain-tools.ts';
import { noFilter, type DomainsController } from './domains.controller.ts';
import en, { type Messages as Words } from './messages/domain-list.en.ts';
import type { Messages } from './messages/domains.en.ts';

export interface Parts {
  readonly panel: PanelController;
  readonly locale: LocalizeController<Messages>;
  readonly domains: DomainsController;
  readonly menu: MenuController;
  readonly rows: WindowController;
  go(path: string): void;
}

/** The list of domains: tools, table, the way to more. */
export class DomainListView {
  readonly #host: LitElement;
  readonly #parts: Parts;
  readonly #words: LocalizeController<Words>;
  readonly #tools: DomainTools;
  #followed: string | undefined;
  readonly #bulk: LatePart<typeof import('./domain-bulk.ts'), DomainBulk>;

  constructor(host: LitElement, parts: Parts) {
    this.#host = host;
    this.#parts = parts;
    this.#words = new LocalizeController<Words>(
      host,
      { en, nl: () => import('./messages/domain-list.nl.ts'), de: () => import('./messages/domain-list.de.ts') },
      parts.panel,
    );
    this.#tools = new DomainTools(host, { ...parts, words: this.#words, failed: this.#failed });
    this.#bulk = new LatePart(
      () => import('./domain-bulk.ts'),
      ({ DomainBulk }) => new DomainBulk(host, parts),
      this.#failed,
    );
  }

  readonly #failed = (error: unknown): void => {
    this.#parts.domains.error = asApiError(error);
    this.#host.requestUpdate();
  };

  /** A bulk change began, or came on; `told` by the list, its end is shown too. */
  bulk(id: string, told = false): void {
    this.#followed = id;
    void this.#bulk.get().then((bulk) => bulk?.follow(id, told));
  }

  render(level: number): TemplateResult {
    const { locale, domains, panel } = this.#parts;
    const { format } = locale;
    const { t } = this.#words;
    const { items, error } = domains;
    const everything = domains.counts?.all ?? 0;
    const bulk = this.#bulk.value;
    if (domains.bulk && domains.bulk !== this.#followed) this.bulk(domains.bulk, true);
    return html`
      <section class="panel" aria-labelledby="title">
        <header class="head">
          ${heading(level, 'title', html`${locale.t.title}${items ? html` <span class="count">${format.number(everything)}</span>` : nothing}`)}
          ${
            panel.may('domains.transfer.start')
              ? html`<div class="actions">
                  <a
                    class="btn"
                    href="#/domains/transfer"
                    @click=${(event: MouseEvent) => follow(event, () => this.#parts.go('transfer'))}
                    >${t.bring}</a
                  >
                </div>`
              : nothing
          }
        </header>
        ${bulk?.renderRun() ?? nothing} ${everything || domains.filtered ? this.#tools.render(level) : nothing}
        ${items ? this.#renderItems(items) : error ? failed(panel, error, () => void domains.reload()) : skeleton(panel.words.t.loading)}
        ${bulk?.renderBar() ?? nothing}
      </section>
      ${bulk?.renderDialog() ?? nothing}
    `;
  }

  #renderItems(items: readonly DomainSummary[]) {
    const { locale, domains, menu, panel, rows } = this.#parts;
    const { format } = locale;
    const { t } = this.#words;
    const { filter, error } = domains;
    // Rows count the days from here; another language or zone is another format.
    const today = format.daysUntil('2000');
    const windowed = rows.windows(items.length);
    const many = panel.may('domains.bulk.start');
    if (!items.length) return error ? failed(panel, error, () => void domains.reload()) : this.#renderNone();
    const bulk = this.#bulk.value;
    const column = (key: 'name' | 'expires', text: string) => {
      const direction = filter.sort === key ? 'ascending' : filter.sort === `-${key}` ? 'descending' : 'none';
      const to: DomainSort = filter.sort === key ? `-${key}` : key;
      return html`<th scope="col" aria-sort=${direction}>
        <button class="sort" type="button" aria-label=${t.sortBy(text)} @click=${() => domains.set({ sort: to })}>
          ${text}<span class="arrow" aria-hidden="true"
            >${direction === 'none' ? '' : direction === 'ascending' ? '↑' : '↓'}</span
          >
        </button>
      </th>`;
    };
    return html`
      <div class="list" aria-busy=${domains.busy}>
        <table
          class="cards ${windowed ? 'windowed' : ''}"
          role="table"
          part="table"
          aria-labelledby="title"
          aria-rowcount=${windowed ? items.length + 1 : nothing}
        >
          <thead>
            <tr aria-rowindex=${windowed ? 1 : nothing}>
              ${this.#box('th', t.selectAll, bulk?.all ?? false)} ${column('name', t.columns.name)}
              <th scope="col">${t.columns.status}</th>
              ${column('expires', t.columns.renews)}
              <th scope="col" class="act"><span class="vh">${t.columns.actions}</span></th>
            </tr>
          </thead>
          <tbody>
            ${rows.rows(
              items,
              ({ id }) => id,
              many ? 5 : 4,
              (domain, at) => this.#renderRow(domain, at),
              ({ id }) => [format, this.#words.t, today, menu.shows(id), bulk?.has(id), many],
            )}
          </tbody>
        </table>
      </div>
      ${error ? html`<p class="banner bad" role="alert">${alert()}<span>${panel.explain(error)}</span></p>` : nothing}
      ${this.#renderFoot(items.length)}
    `;
  }

  #renderRow(domain: DomainSummary, at: number | undefined) {
    const { locale, menu, go } = this.#parts;
    const { format } = locale;
    const { t } = this.#words;
    const { id, unicodeName, expiresOn } = domain;
    const hasZone = domain.state === 'active' || domain.state === 'expired';
    return html`
      <tr id=${id} aria-rowindex=${at ?? nothing}>
        ${this.#box('td', t.select(unicodeName), this.#bulk.value?.has(id) ?? false, id)}
        <td class="key">
          <a class="rowlink ltr" href="#/domains/${id}" @click=${(event: MouseEvent) => follow(event, () => go(id))}
            >${unicodeName}</a
          >
          ${domain.ownNameServers ? nothing : html`<div class="sub2">${locale.t.elsewhere}</div>`}
        </td>
        <td class="half">${domainStatus(domain, locale.t, format)}</td>
        <td class="side">
          ${
            expiresOn
              ? html`<time datetime=${expiresOn}>${format.date(expiresOn)}</time>
                  <div class="sub2">${renewal(domain, locale.t, format)}</div>`
              : html`<span class="muted">${locale.t.notRegistered}</span>`
          }
        </td>
        <td class="act">
          <div>
            ${menu.button(id, unicodeName, () => [
              { text: t.open, icon: next(), run: () => go(id) },
              ...(hasZone ? [{ text: locale.t.editDns, icon: edit(), run: () => go(`${id}/dns`) }] : []),
            ])}
          </div>
        </td>
      </tr>
    `;
  }

  /** A cell to select a row by, or all rows; nothing for who may not change many. */
  #box(cell: 'th' | 'td', label: string, checked: boolean, id?: string) {
    if (!this.#parts.panel.may('domains.bulk.start')) return nothing;
    const box = html`<input
      type="checkbox"
      aria-label=${label}
      .checked=${checked}
      @click=${(event: MouseEvent) => this.#pick(event, id)}
    />`;
    return cell === 'th' ? html`<th class="pick" scope="col">${box}</th>` : html`<td class="pick">${box}</td>`;
  }

  async #pick({ currentTarget, shiftKey }: MouseEvent, id: string | undefined): Promise<void> {
    const box = currentTarget as HTMLInputElement;
    const { checked } = box;
    const bulk = await this.#bulk.get();
    if (bulk) bulk.pick(checked, id, shiftKey);
    else box.checked = !checked;
  }

  #renderFoot(shown: number) {
    const { locale, domains } = this.#parts;
    const { format } = locale;
    const { t } = this.#words;
    const left = domains.total - shown;
    return html`
      <div class="foot">
        <span
          >${left > 0 ? t.showing(format.number(shown), format.number(domains.total)) : t.showingAll(shown, format.number(shown))}</span
        >
        ${
          domains.next
            ? html`<button class="btn s" type="button" aria-disabled=${domains.busy} @click=${this.#more}>
                ${t.showMore(domains.whole ? left : Math.min(50, left))}
              </button>`
            : nothing
        }
      </div>
    `;
  }

  #renderNone() {
    const { domains } = this.#parts;
    const { t } = this.#words;
    if (!domains.filtered)
      return html`<div class="list">${empty({ icon: globe(), title: t.empty, text: t.emptyText })}</div>`;
    const { q } = domains.filter;
    return html`<div class="list">
      ${empty({
        icon: search(),
        title: q ? t.noMatch(q.length > 40 ? `${q.slice(0, 40)}…` : q) : t.noMatchFilter,
        actions: html`<button class="btn" type="button" @click=${this.#clear}>${close()}${t.clear}</button>`,
      })}
    </div>`;
  }

  #clear = (): void => {
    this.#host.shadowRoot?.querySelector<HTMLElement>('[type=search]')?.focus();
    this.#parts.domains.set(noFilter);
  };

  /** Keeps the place: the focus goes to the first new row, or to the last one where no more are left. */
  #more = async (): Promise<void> => {
    const first = await this.#parts.domains.more();
    if (first) await this.#parts.rows.focus(first);
  };
}
