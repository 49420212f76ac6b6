import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { MailPlan } from '../../bff/mail/answers.ts';
import type { Format } from '../shared/format.ts';
import { down, search } from '../shared/icons.ts';

/** In ms. */
const pause = 200;
/** So many more rows at once. */
const more = 50;

/** The search field above a list: asks once a person pauses. */
export class SearchField {
  readonly #set: (q: string) => void;
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor(host: LitElement, set: (q: string) => void) {
    this.#set = set;
    host.addController({ hostDisconnected: () => clearTimeout(this.#typing) });
  }

  render(label: string, q: string): TemplateResult {
    return html`<div class="search">
      ${search()}<input
        class="input"
        type="search"
        aria-label=${label}
        placeholder=${label}
        .value=${q}
        @input=${this.#type}
      />
    </div>`;
  }

  #type = (event: Event): void => {
    const q = (event.target as HTMLInputElement).value.trim();
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#set(q), pause);
  };
}

interface DomainWords {
  readonly domain: string;
  readonly allDomains: string;
}

/** Which domain's are shown; nothing where there is but one. `chosen` is an id, empty for all. */
export function domainSelect(
  t: DomainWords,
  plans: readonly MailPlan[],
  chosen: string,
  set: (id: string) => void,
): TemplateResult | typeof nothing {
  const domains = plans.flatMap((plan) => plan.domains);
  return domains.length > 1
    ? html`<span class="select"
        ><select
          class="input"
          aria-label=${t.domain}
          @change=${(event: Event) => set((event.target as HTMLSelectElement).value)}
        >
          <option value="" ?selected=${!chosen}>${t.allDomains}</option>
          ${domains.map(({ id, unicodeName }) => html`<option value=${id} ?selected=${chosen === id}>${unicodeName}</option>`)}</select
        >${down()}</span
      >`
    : nothing;
}

interface FootWords {
  showing(shown: string, total: string): string;
  showMore(count: number): string;
}

/** Below a list of which there is more: how much of it is here, and the next part. */
export const listFoot = (
  { t, format }: { readonly t: FootWords; readonly format: Format },
  { shown, total, busy }: { readonly shown: number; readonly total: number; readonly busy: boolean },
  next: () => unknown,
): TemplateResult =>
  html`<div class="foot">
    <span>${t.showing(format.number(shown), format.number(total))}</span>
    <button class="btn s" type="button" aria-disabled=${busy} @click=${next}>
      ${t.showMore(Math.min(more, total - shown))}
    </button>
  </div>`;
