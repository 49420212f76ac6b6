import { html, nothing, type TemplateResult } from 'lit';
import { search } from '../shared/icons.ts';
import type { Messages } from './messages/dns.en.ts';

const kinds = ['all', 'web', 'mail', 'other'] as const;
export type DnsKind = (typeof kinds)[number];

interface Parts {
  readonly query: string;
  readonly kind: DnsKind;
  /** How many records are left. */
  readonly found: number;
  search(query: string): void;
  show(kind: DnsKind): void;
}

/** What stands above the records: search, and what they are for. */
export const dnsTools = (t: Messages, parts: Parts): TemplateResult => html`
  <div class="toolbar">
    <div class="search">
      ${search()}
      <input
        class="input"
        type="search"
        aria-label=${t.search}
        placeholder=${t.search}
        .value=${parts.query}
        @input=${(event: Event) => parts.search((event.target as HTMLInputElement).value)}
      />
    </div>
    <fieldset class="seg">
      <legend class="vh">${t.kind}</legend>
      ${kinds.map(
        (kind) =>
          html`<label
            ><input
              type="radio"
              name="kind"
              .checked=${parts.kind === kind}
              @change=${() => parts.show(kind)}
            />${t.kinds[kind]}</label
          >`,
      )}
    </fieldset>
  </div>
  <p class="vh" role="status">${parts.query ? t.results(parts.found) : nothing}</p>
`;
