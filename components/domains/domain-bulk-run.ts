import { html, nothing, type TemplateResult } from 'lit';
import type { BulkRun } from '../../bff/domains/bulk/answers.ts';
import type { Action } from '../../bff/policy/actions.ts';
import { asApiError } from '../shared/api-error.ts';
import { askWhile } from '../shared/ask-while.ts';
import { alert, check, close, refresh } from '../shared/icons.ts';
import { lead } from '../shared/lead.ts';
import type { Client } from '../../bff/client.ts';
import type { BulkParts } from './domain-bulk.ts';
import { cancelBulk, closeBulk, retryBulk, runOf } from './domain-bulk-api.ts';

interface To {
  show(run: BulkRun): void;
  failed(error: unknown): void;
}

/** How far a bulk change is, and what came of it: stays until it is closed. */
export class BulkRunView {
  readonly #parts: BulkParts;
  readonly #to: To;
  #run: BulkRun | undefined;
  #closed = '';
  #busy = false;
  #wanted = '';
  #told = '';
  #reading = false;

  constructor(parts: BulkParts, to: To) {
    this.#parts = parts;
    this.#to = to;
    askWhile(
      parts.host,
      () => this.#run?.state === 'running',
      async () => this.#run && this.follow(this.#run.id),
    );
  }

  show(run: BulkRun): void {
    this.#run = run;
    this.#parts.host.requestUpdate();
  }

  /** Reads it again; who is told meanwhile reads once more afterwards. */
  async follow(id: string, told = false): Promise<void> {
    if (id === this.#closed) return;
    if (told) this.#told = id;
    this.#wanted = id;
    if (this.#reading) return;
    this.#reading = true;
    try {
      while (this.#wanted) {
        const asked = this.#wanted;
        this.#wanted = '';
        const run = await runOf(this.#parts.panel.api, asked);
        // One of somebody else that is over is no news here.
        if (run.state === 'running' || [this.#told, this.#run?.id].includes(run.id)) this.show(run);
      }
    } catch {
      // What is shown stays; the next news tries again.
    }
    this.#reading = false;
  }

  render(): TemplateResult {
    const run = this.#run;
    return html`<div class="run-place">${run ? this.#render(run) : nothing}</div>
      <p class="vh" role="status">${run && run.state !== 'running' ? this.#ended(run) : nothing}</p>`;
  }

  #ended({ state }: BulkRun): string {
    const { t } = this.#parts.words;
    return state === 'done' ? t.done : t.stopped;
  }

  #render(run: BulkRun): TemplateResult {
    const { t, format } = this.#parts.words;
    const { counts, total, state } = run;
    const running = state === 'running';
    const done = total - counts.waiting;
    const figures = (['changed', 'same', 'refused', 'dropped'] as const).filter((name) => counts[name]);
    const said = running ? t.doing(format.number(done), format.number(total)) : this.#ended(run);
    return html`<div class="banner ${running ? 'info' : counts.refused ? 'warn' : 'good'}">
      ${running ? refresh() : counts.refused ? alert() : check()}
      <div class="run">
        <p><b>${t.what[run.wish.action]}.</b> ${said}</p>
        ${running ? this.#renderLine(said, done, total) : nothing}
        ${figures.length ? html`<p class="small">${figures.map((name) => t.figures[name](format.number(counts[name]))).join(' · ')}</p>` : nothing}
      </div>
      <div class="actions">
        <button class="btn s" type="button" @click=${() => this.#to.show(run)}>${t.results}</button>
        ${running ? this.#button('domains.bulk.cancel', t.stopRest, cancelBulk) : nothing}
        ${!running && counts.refused ? this.#button('domains.bulk.start', t.again(format.number(counts.refused), counts.refused), retryBulk) : nothing}
        ${
          running
            ? nothing
            : html`<button class="btn quiet icon s" type="button" aria-label=${t.close} @click=${this.#close}>
                ${close()}
              </button>`
        }
      </div>
    </div>`;
  }

  #renderLine(label: string, done: number, total: number): TemplateResult {
    return html`<svg
      class="bar-line"
      role="progressbar"
      aria-label=${label}
      aria-valuemin="0"
      aria-valuemax=${total}
      aria-valuenow=${done}
    >
      <rect width="${(100 * done) / Math.max(1, total)}%" height="100%"></rect>
    </svg>`;
  }

  #button(action: Action, text: string, act: (api: Client, id: string) => Promise<BulkRun>) {
    if (!this.#parts.panel.may(action)) return nothing;
    return html`<button
      class="btn s"
      type="button"
      aria-disabled=${this.#busy ? 'true' : nothing}
      @click=${() => void this.#act(action, act)}
    >
      ${text}
    </button>`;
  }

  async #act(action: Action, act: (api: Client, id: string) => Promise<BulkRun>): Promise<void> {
    const run = this.#run;
    if (!run || this.#busy) return;
    this.#busy = true;
    const { panel, host } = this.#parts;
    try {
      this.#run = await act(panel.api, run.id);
    } catch (error) {
      const problem = asApiError(error);
      panel.actionFailed(problem, action, run.id);
      this.#to.failed(problem);
      // It may have come to its end meanwhile.
      void this.follow(run.id);
    }
    this.#busy = false;
    host.requestUpdate();
    await lead(host, '.run-place .btn');
  }

  #close = (): void => {
    const { host, panel } = this.#parts;
    this.#closed = this.#run?.id ?? '';
    this.#run = undefined;
    // Not heard, it is only shown once more to who comes back.
    if (panel.may('domains.bulk.start')) void closeBulk(panel.api, this.#closed).catch(() => {});
    host.requestUpdate();
    void lead(host);
  };
}
