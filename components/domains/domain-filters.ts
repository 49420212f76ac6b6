import { css, html, nothing, type LitElement } from 'lit';
import { domainStates } from '../../bff/domains/input.ts';
import { close, down } from '../shared/icons.ts';
import { wear } from '../shared/late-part.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import { form } from '../shared/sheets/form.ts';
import type { Parts } from './domain-list.ts';
import type { DomainFilter } from './domains.controller.ts';
import en, { type Messages } from './messages/domain-filters.en.ts';

type Facet = 'state' | 'tld' | 'expires';

const sheet = css`
  .filters .tag {
    min-block-size: 26px;
    border: 0;
    font-family: inherit;
    cursor: pointer;
  }
  .facets:not([hidden]) {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 12em), 1fr));
    gap: var(--_s4);
    padding: var(--_s4);
    border-radius: var(--_radius);
    background: var(--_sunken);
  }
`;

/** The filters that few need: what is set as tags that can be taken off, and the choices while they are open. */
export class DomainFilters {
  readonly #parts: Pick<Parts, 'domains' | 'locale'>;
  readonly #words: LocalizeController<Messages>;

  constructor(host: LitElement, parts: Parts) {
    this.#parts = parts;
    wear(host, [form, sheet]);
    this.#words = new LocalizeController<Messages>(
      host,
      { en, nl: () => import('./messages/domain-filters.nl.ts'), de: () => import('./messages/domain-filters.de.ts') },
      parts.panel,
    );
  }

  renderTags(): unknown {
    const { t, loading } = this.#words;
    const { domains, locale } = this.#parts;
    const { filter } = domains;
    const texts = {
      state: (state: string) => locale.t.states[state as keyof typeof locale.t.states],
      tld: (tld: string) => `.${tld}`,
      expires: (days: string) => t.within(Number(days)),
      // It is chosen in the calendar.
      month: (month: string) =>
        new Date(month).toLocaleDateString(locale.format.locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }),
    };
    if (loading) return nothing;
    return (Object.keys(texts) as (keyof typeof texts)[])
      .filter((facet) => filter[facet])
      .map((facet) => {
        const text = texts[facet](filter[facet]);
        return html`<button
          class="tag over"
          type="button"
          aria-label=${t.withoutFilter(text)}
          @click=${(event: Event) => this.#takeOff(event, facet)}
        >
          ${text}${close()}
        </button>`;
      });
  }

  renderFacets(): unknown {
    const { t, loading } = this.#words;
    const { domains, locale } = this.#parts;
    if (loading) return nothing;
    const states = domainStates.map((state) => [state, locale.t.states[state]] as const);
    const endings = domains.tlds.map((tld) => [tld, `.${tld}`] as const);
    const spans = ['30', '90', '365'].map((days) => [days, t.within(Number(days))] as const);
    return html`${this.#select('state', t.filterState, t.anyState, states)}
    ${this.#select('tld', t.filterTld, t.anyTld, endings)} ${this.#select('expires', t.filterExpires, t.anyTime, spans)}`;
  }

  #select(facet: Facet, label: string, any: string, options: readonly (readonly [string, string])[]) {
    const chosen = this.#parts.domains.filter[facet];
    return html`<div class="field">
      <label for=${facet}>${label}</label>
      <span class="select"
        ><select id=${facet} @change=${(event: Event) => this.#set(facet, (event.target as HTMLSelectElement).value)}>
          <option value="" ?selected=${chosen === ''}>${any}</option>
          ${options.map(([value, text]) => html`<option value=${value} ?selected=${chosen === value}>${text}</option>`)}</select
        >${down()}</span
      >
    </div>`;
  }

  /** The tag goes, and the focus to the button before it. */
  #takeOff({ currentTarget }: Event, facet: Facet | 'month'): void {
    (currentTarget as HTMLElement).parentElement?.querySelector('button')?.focus();
    this.#set(facet, '');
  }

  #set(facet: Facet | 'month', value: string): void {
    this.#parts.domains.set({ [facet]: value } as Partial<DomainFilter>);
  }
}
