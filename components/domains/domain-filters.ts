import { html, nothing, type TemplateResult } from 'lit';
import { domainStates } from '../../bff/domains/input.ts';
import { close, down } from '../shared/icons.ts';
import type { DomainFilter, DomainsController } from './domains.controller.ts';
import type { Messages } from './messages/domains.en.ts';

interface Parts {
  readonly domains: DomainsController;
  readonly t: Messages;
  readonly open: boolean;
  toggle(): void;
}

type Facet = 'state' | 'tld' | 'expires';

/** The filters that few need: behind a button, and what is set as tags that can be taken off. */
export function domainFilters({ domains, t, open, toggle }: Parts): TemplateResult {
  const { filter, tlds } = domains;
  const facets: Record<Facet, { label: string; any: string; options: readonly (readonly [string, string])[] }> = {
    state: {
      label: t.filterState,
      any: t.anyState,
      options: domainStates.map((state) => [state, t.states[state]] as const),
    },
    tld: { label: t.filterTld, any: t.anyTld, options: tlds.map((tld) => [tld, `.${tld}`] as const) },
    expires: {
      label: t.filterExpires,
      any: t.anyTime,
      options: ['30', '90', '365'].map((days) => [days, t.within(Number(days))] as const),
    },
  };
  const set = (facet: Facet, value: string) => domains.set({ [facet]: value } as Partial<DomainFilter>);
  const chosen = (Object.keys(facets) as Facet[]).filter((facet) => filter[facet] !== '');
  return html`
    <div class="filters">
      <button class="btn quiet s" type="button" aria-expanded=${open} aria-controls="facets" @click=${toggle}>
        ${t.filter}${down()}
      </button>
      ${chosen.map((facet) => {
        const text = facets[facet].options.find(([value]) => value === filter[facet])?.[1] ?? filter[facet];
        return html`<button
          class="tag over"
          type="button"
          aria-label=${t.withoutFilter(text)}
          @click=${() => set(facet, '')}
        >
          ${text}${close()}
        </button>`;
      })}
    </div>
    <div class="facets" id="facets" ?hidden=${!open}>
      ${
        open
          ? (Object.keys(facets) as Facet[]).map(
              (facet) =>
                html`<div class="field">
                  <label for=${facet}>${facets[facet].label}</label>
                  <span class="select"
                    ><select
                      id=${facet}
                      @change=${(event: Event) => set(facet, (event.target as HTMLSelectElement).value)}
                    >
                      <option value="" ?selected=${filter[facet] === ''}>${facets[facet].any}</option>
                      ${facets[facet].options.map(
                        ([value, text]) =>
                          html`<option value=${value} ?selected=${filter[facet] === value}>${text}</option>`,
                      )}</select
                    >${down()}</span
                  >
                </div>`,
            )
          : nothing
      }
    </div>
  `;
}
