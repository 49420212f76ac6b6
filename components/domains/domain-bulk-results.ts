import { html, nothing, type TemplateResult } from 'lit';
import type { BulkItem, BulkItems, BulkRun } from '../../bff/domains/bulk/answers.ts';
import { DialogController } from '../shared/dialog.controller.ts';
import { follow } from '../shared/follow.ts';
import { down } from '../shared/icons.ts';
import { jobState } from '../shared/job-state.ts';
import { wear } from '../shared/late-part.ts';
import { lead } from '../shared/lead.ts';
import { Look } from '../shared/look.ts';
import { form } from '../shared/sheets/form.ts';
import { overlays } from '../shared/sheets/overlays.ts';
import type { BulkParts } from './domain-bulk.ts';
import { itemsOf } from './domain-bulk-api.ts';

const looks = { waiting: 'stopped', changed: 'ready', same: 'stopped', refused: 'failed', dropped: 'stopped' } as const;
const states = ['refused', 'changed', 'same', 'dropped', 'waiting'] as const;

/** What became of each domain of a run, a page after the other, each with the way to it. */
export class BulkResults {
  readonly #parts: BulkParts;
  readonly #dialog: DialogController;
  #run: BulkRun | undefined;
  #state = '';
  #items: readonly BulkItem[] = [];
  #next: string | null = null;
  readonly #page: Look<BulkItems>;

  constructor(parts: BulkParts) {
    this.#parts = parts;
    wear(parts.host, [form, overlays]);
    this.#dialog = new DialogController(parts.host, parts.panel);
    this.#page = new Look(parts.host, parts.panel);
  }

  /** What was refused comes first, where something was. */
  open(run: BulkRun): void {
    this.#run = run;
    this.#dialog.open();
    this.#choose(run.counts.refused ? 'refused' : '');
  }

  render(): TemplateResult | typeof nothing {
    const { t } = this.#parts.words;
    const { counts } = this.#run ?? {};
    return this.#dialog.render({
      title: t.resultsTitle,
      wide: true,
      body: html`
        <div class="field">
          <label for="bulk-state">${t.show}</label>
          <span class="select"
            ><select
              id="bulk-state"
              @change=${(event: Event) => this.#choose((event.target as HTMLSelectElement).value)}
            >
              <option value="" ?selected=${!this.#state}>${t.every}</option>
              ${states
                .filter((state) => counts?.[state] || state === this.#state)
                .map(
                  (state) =>
                    html`<option value=${state} ?selected=${state === this.#state}>
                      ${t.states[state]} (${counts?.[state]})
                    </option>`,
                )}</select
            >${down()}</span
          >
        </div>
        ${this.#renderItems()}
        <div role="alert">${this.#page.error ? this.#page.renderFailure() : nothing}</div>
      `,
      footer: html`<button class="btn" type="button" @click=${() => this.#dialog.close()}>${t.close}</button>`,
    });
  }

  #renderItems(): TemplateResult {
    const { t } = this.#parts.words;
    const { busy, error } = this.#page;
    return html`<div class="list outcome-list" role="group" tabindex="0" aria-label=${t.resultsTitle} aria-busy=${busy}>
      <table class="cards" role="table">
        <thead>
          <tr>
            <th scope="col">${t.domain}</th>
            <th scope="col">${t.outcome}</th>
          </tr>
        </thead>
        <tbody>
          ${this.#items.map(
            ({ domain, state, reason }) =>
              html`<tr>
                <td class="key">
                  <a
                    class="ltr"
                    href="#/domains/${domain.id}"
                    @click=${(event: MouseEvent) => this.#go(event, domain.id)}
                    >${domain.name}</a
                  >
                </td>
                <td>${jobState(looks[state], t.states[state], reason)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      ${
        this.#next && !error
          ? html`<div class="foot">
              <button class="btn s" type="button" aria-disabled=${busy} @click=${() => busy || this.#read()}>
                ${t.more}
              </button>
            </div>`
          : nothing
      }
    </div>`;
  }

  #go(event: MouseEvent, id: string): void {
    follow(event, () => {
      this.#dialog.close();
      this.#parts.go(id);
    });
  }

  #choose(state: string): void {
    this.#state = state;
    this.#items = [];
    this.#next = null;
    this.#read();
  }

  /** The first page, then the ones after it; what stands in the row of the first that came gets the focus. */
  #read(): void {
    const { panel, host } = this.#parts;
    const { id } = this.#run!;
    void this.#page.ask(
      () => itemsOf(panel.api, id, this.#state, this.#next ?? undefined),
      ({ items, next }) => {
        const first = this.#items.length;
        this.#items = [...this.#items, ...items];
        this.#next = next;
        if (first) void lead(host, `dialog tbody tr:nth-child(${first + 1}) a`);
      },
    );
  }
}
