import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { domainViews } from '../../bff/domains/input.ts';
import { down, search } from '../shared/icons.ts';
import { LaterController } from '../shared/later.controller.ts';
import { LatePart } from '../shared/late-part.ts';
import type { LocalizeController } from '../shared/localize.controller.ts';
import type { DomainFilters } from './domain-filters.ts';
import type { Parts as ListParts } from './domain-list.ts';
import type { ExpiryMonthEvent } from './events.ts';
import type { Messages } from './messages/domain-list.en.ts';

interface Parts extends ListParts {
  readonly words: LocalizeController<Messages>;
  failed(error: unknown): void;
}

/** Typing asks this long after the last key, in ms. */
const pause = 200;

/** What stands above the list: search, views, filters, and when domains expire. */
export class DomainTools {
  readonly #host: LitElement;
  readonly #parts: Parts;
  readonly #filters: LatePart<typeof import('./domain-filters.ts'), DomainFilters>;
  readonly #calendar: LaterController;
  #filtersOpen = false;
  #calendarOpen = false;
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor(host: LitElement, parts: Parts) {
    this.#host = host;
    this.#parts = parts;
    this.#filters = new LatePart(
      () => import('./domain-filters.ts'),
      ({ DomainFilters }) => new DomainFilters(host, parts),
      parts.failed,
    );
    this.#calendar = new LaterController(
      host,
      parts.panel,
      'hc-expiry-calendar',
      () => import('./hc-expiry-calendar.ts'),
    );
  }

  render(level: number): TemplateResult {
    const { domains, words } = this.#parts;
    const { t, format } = words;
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
      ${this.#renderFilters()} ${this.#calendarOpen ? this.#renderCalendar(level) : nothing}
      <p class="vh" role="status">${domains.filtered && !domains.busy ? t.results(domains.total) : nothing}</p>
    `;
  }

  /** The choices come when they are first asked for. */
  #renderFilters() {
    const { t } = this.#parts.words;
    const open = this.#filtersOpen;
    const filters = this.#filters.value;
    const button = (text: string, shown: boolean, toggle: () => void, controls: unknown = nothing) =>
      html`<button class="btn quiet s" type="button" aria-expanded=${shown} aria-controls=${controls} @click=${toggle}>
        ${text}${down()}
      </button>`;
    return html`<div class="filters">
        ${button(t.filter, open, () => void this.#toggleFilters(), 'facets')}
        ${button(t.calendar, this.#calendarOpen, () => {
          this.#calendarOpen = !this.#calendarOpen;
          this.#host.requestUpdate();
        })}
        ${filters?.renderTags()}
      </div>
      <div class="facets" id="facets" ?hidden=${!open}>${open ? filters?.renderFacets() : nothing}</div>`;
  }

  #renderCalendar(level: number) {
    const { domains } = this.#parts;
    return this.#calendar.render(
      () =>
        html`<hc-expiry-calendar
          .level=${Math.min(4, level + 1)}
          .month=${domains.filter.month}
          @hc-expiry-month=${({ month }: ExpiryMonthEvent) => {
            domains.set({ month });
            // The tag to take it off by.
            void this.#filters.get().then(() => this.#host.requestUpdate());
          }}
        ></hc-expiry-calendar>`,
    );
  }

  async #toggleFilters(): Promise<void> {
    this.#filtersOpen = !this.#filtersOpen && (await this.#filters.get()) !== undefined;
    this.#host.requestUpdate();
  }

  #type = (event: Event): void => {
    const q = (event.target as HTMLInputElement).value.trim();
    clearTimeout(this.#typing);
    const { domains } = this.#parts;
    if (domains.here) domains.set({ q });
    else this.#typing = setTimeout(() => domains.set({ q }), pause);
  };
}
