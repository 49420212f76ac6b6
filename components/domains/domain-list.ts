import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { DomainSummary } from '../../bff/domains/answers.ts';
import { domainViews, type DomainSort } from '../../bff/domains/input.ts';
import { follow } from '../shared/follow.ts';
import { heading } from '../shared/heading.ts';
import { alert, close, edit, globe, next, search } from '../shared/icons.ts';
import type { LocalizeController } from '../shared/localize.controller.ts';
import type { MenuController } from '../shared/menu.controller.ts';
import type { PanelController } from '../shared/panel.controller.ts';
import { empty, failed, skeleton } from '../shared/states.ts';
import { rowCount, type WindowController } from '../shared/window.controller.ts';
import { domainFilters } from './domain-filters.ts';
import { domainStatus, renewal } from './domain-status.ts';
import { noFilter, type DomainsController } from './domains.controller.ts';
import type { Messages } from './messages/domains.en.ts';

interface Parts {
  readonly panel: PanelController;
  readonly locale: LocalizeController<Messages>;
  readonly domains: DomainsController;
  readonly menu: MenuController;
  readonly rows: WindowController;
  go(path: string): void;
}

/** Typing asks this long after the last key, in ms. */
const pause = 200;

/** The list of domains: tools, table, the way to more. */
export class DomainListView {
  readonly #host: LitElement;
  readonly #parts: Parts;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #filtersOpen = false;

  constructor(host: LitElement, parts: Parts) {
    this.#host = host;
    this.#parts = parts;
  }

  render(level: number): TemplateResult {
    const { locale, domains, panel } = this.#parts;
    const { t, format } = locale;
    const { items, error } = domains;
    const everything = domains.counts?.all ?? 0;
    return html`
      <section class="panel" aria-labelledby="title">
        <header class="head">
          ${heading(level, 'title', html`${t.title}${items ? html` <span class="count">${format.number(everything)}</span>` : nothing}`)}
        </header>
        ${everything || domains.filtered ? this.#renderTools() : nothing}
        ${items ? this.#renderItems(items) : error ? failed(panel, error, () => void domains.reload()) : skeleton(panel.words.t.loading)}
      </section>
    `;
  }

  #renderTools() {
    const { locale, domains } = this.#parts;
    const { t, format } = locale;
    const { filter, counts } = domains;
    return html`
      <div class="toolbar">
        <div class="search">
          ${search()}
          <input
            class="input"
            type="search"
            aria-label=${t.search}
            placeholder=${t.search}
            maxlength="253"
            .value=${filter.q}
            @input=${this.#type}
          />
        </div>
        <fieldset class="seg">
          <legend class="vh">${t.show}</legend>
          ${domainViews.map(
            (view) =>
              html`<label
                ><input
                  type="radio"
                  name="view"
                  .checked=${filter.view === view}
                  @change=${() => domains.set({ view })}
                />${t.views[view]}
                ${counts ? html`<span class="n">${format.number(counts[view])}</span>` : nothing}</label
              >`,
          )}
        </fieldset>
      </div>
      ${domainFilters({ domains, t, open: this.#filtersOpen, toggle: () => this.#toggleFilters() })}
      <p class="vh" role="status">${domains.filtered && !domains.busy ? t.results(domains.total) : nothing}</p>
    `;
  }

  #renderItems(items: readonly DomainSummary[]) {
    const { locale, domains, panel, rows } = this.#parts;
    const { t } = locale;
    const { filter, error } = domains;
    const windowed = rows.windows(items.length);
    if (!items.length) return error ? failed(panel, error, () => void domains.reload()) : this.#renderNone();
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
          aria-rowcount=${rowCount(windowed, items.length)}
        >
          <thead>
            <tr aria-rowindex=${windowed ? 1 : nothing}>
              ${column('name', t.columns.name)}
              <th scope="col">${t.columns.status}</th>
              ${column('expires', t.columns.renews)}
              <th scope="col" class="act"><span class="vh">${t.columns.actions}</span></th>
            </tr>
          </thead>
          <tbody>
            ${rows.rows(
              items,
              ({ id }) => id,
              4,
              (domain, at) => this.#renderRow(domain, at),
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
    const { t, format } = locale;
    const { id, unicodeName, expiresOn } = domain;
    const hasZone = domain.state === 'active' || domain.state === 'expired';
    return html`
      <tr id=${id} aria-rowindex=${at ?? nothing}>
        <td class="key">
          <a class="rowlink ltr" href="#/domains/${id}" @click=${(event: MouseEvent) => follow(event, () => go(id))}
            >${unicodeName}</a
          >
          ${domain.ownNameServers ? nothing : html`<div class="sub2">${t.elsewhere}</div>`}
        </td>
        <td class="half">${domainStatus(domain, t, format)}</td>
        <td class="side">
          ${
            expiresOn
              ? html`<time datetime=${expiresOn}>${format.date(expiresOn)}</time>
                  <div class="sub2">${renewal(domain, t, format)}</div>`
              : html`<span class="muted">${t.notRegistered}</span>`
          }
        </td>
        <td class="act">
          <div>
            ${menu.button(id, unicodeName, () => [
              { text: t.open, icon: next(), run: () => go(id) },
              ...(hasZone ? [{ text: t.editDns, icon: edit(), run: () => go(`${id}/dns`) }] : []),
            ])}
          </div>
        </td>
      </tr>
    `;
  }

  #renderFoot(shown: number) {
    const { locale, domains } = this.#parts;
    const { t, format } = locale;
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
    const { locale, domains } = this.#parts;
    const { t } = locale;
    if (!domains.filtered)
      return html`<div class="list">${empty({ icon: globe(), title: t.empty, text: t.emptyText })}</div>`;
    const { q } = domains.filter;
    return html`<div class="list">
      ${empty({
        icon: search(),
        title: q ? t.noMatch(q.length > 40 ? `${q.slice(0, 40)}…` : q) : t.noMatchFilter,
        actions: html`<button class="btn" type="button" @click=${() => domains.set(noFilter)}>
          ${close()}${t.clear}
        </button>`,
      })}
    </div>`;
  }

  #toggleFilters(): void {
    this.#filtersOpen = !this.#filtersOpen;
    this.#host.requestUpdate();
  }

  #type = (event: Event): void => {
    const q = (event.target as HTMLInputElement).value.trim();
    clearTimeout(this.#typing);
    const { domains } = this.#parts;
    if (domains.here) domains.set({ q });
    else this.#typing = setTimeout(() => domains.set({ q }), pause);
  };

  /** Keeps the place: the focus goes to the first new row. */
  #more = async (): Promise<void> => {
    const first = await this.#parts.domains.more();
    if (first) await this.#parts.rows.focus(first);
  };
}
