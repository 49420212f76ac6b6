import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { ImportRows, ImportRun } from '../../bff/mail/import/answers.ts';
import type { ImportRow } from '../../bff/mail/import/input.ts';
import { csvLine } from '../../bff/mail/import/rules-csv.ts';
import { asApiError } from '../shared/api-error.ts';
import { askWhile } from '../shared/ask-while.ts';
import { DialogController } from '../shared/dialog.controller.ts';
import { alert, check, close, refresh } from '../shared/icons.ts';
import { lead } from '../shared/lead.ts';
import { Look } from '../shared/look.ts';
import { saveFile } from '../shared/save-file.ts';
import { skeleton } from '../shared/states.ts';
import { cancelImport, closeImport, importOf, leftOut } from './mailbox-import-api.ts';
import { outcomeTable } from './mailbox-import-rows.ts';
import type { ImportParts } from './mailbox-import.ts';

/** How far an import is, and what came of it: stays until it is closed. */
export class MailboxImportRun {
  readonly #host: LitElement;
  readonly #parts: ImportParts;
  readonly #dialog: DialogController;
  readonly #rows: Look<ImportRows['items']>;
  #run: ImportRun | undefined;
  /** Lines with passwords that were made here. */
  #made: readonly ImportRow[] = [];
  #closed = '';
  #busy = false;

  constructor(host: LitElement, parts: ImportParts) {
    this.#host = host;
    this.#parts = parts;
    this.#dialog = new DialogController(host, parts.panel);
    this.#rows = new Look(host, parts.panel);
    askWhile(
      host,
      () => this.#run?.state === 'running',
      async () => this.#run && this.follow(this.#run.id),
    );
  }

  show(run: ImportRun, made: readonly ImportRow[]): void {
    this.#run = run;
    this.#made = made;
    this.#host.requestUpdate();
  }

  /** Reads it again, or the first time. */
  async follow(id: string): Promise<void> {
    if (id === this.#closed || this.#busy) return;
    try {
      const run = await importOf(this.#parts.panel.api, id);
      const ended = this.#run?.state === 'running' && run.state !== 'running';
      this.#run = run;
      this.#host.requestUpdate();
      if (ended) void this.#parts.mailboxes.reload();
    } catch {
      // What is shown stays; the next news tries again.
    }
  }

  render(): TemplateResult {
    const run = this.#run;
    return html`<div class="run-place">${run ? this.#renderRun(run) : nothing}</div>
      <p class="vh" role="status">${run && run.state !== 'running' ? this.#said(run) : nothing}</p>`;
  }

  #said({ state, counts, total }: ImportRun): string {
    const { t, format } = this.#parts.words;
    if (state === 'running') return t.doing(format.number(total - counts.waiting), format.number(total));
    return t.ended(counts.created, counts.refused + counts.dropped);
  }

  #renderRun(run: ImportRun): TemplateResult {
    const { t } = this.#parts.words;
    const { counts, total, state } = run;
    const running = state === 'running';
    const missing = counts.refused + counts.dropped;
    const look = running ? 'info' : missing ? 'warn' : 'good';
    const button = (text: string, act: () => unknown) =>
      html`<button class="btn s" type="button" aria-disabled=${this.#busy ? 'true' : nothing} @click=${act}>
        ${text}
      </button>`;
    return html`<div class="banner ${look}">
      ${running ? refresh() : missing ? alert() : check()}
      <div class="import-run">
        <p>${this.#said(run)}</p>
        ${running ? html`<progress aria-label=${t.progress} max=${total} value=${total - counts.waiting}></progress>` : nothing}
        ${this.#made.length ? html`<p class="small">${t.madeText(this.#made.length)}</p>` : nothing}
      </div>
      <div class="actions">
        ${this.#made.length ? button(t.savePasswords, this.#save) : nothing}
        ${missing ? button(t.seeWhy, this.#see) : nothing} ${running ? button(t.stop, this.#cancel) : nothing}
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

  renderOutcomes(): TemplateResult | typeof nothing {
    const { words, panel } = this.#parts;
    if (words.loading || !this.#dialog.opened) return nothing;
    const { value, error } = this.#rows;
    return this.#dialog.render({
      title: words.t.leftOut,
      wide: true,
      body: html`${value ? outcomeTable(this.#parts, value) : error ? this.#rows.renderFailure() : skeleton(panel.words.t.loading, 3)}`,
      footer: html`<button class="btn" type="button" @click=${this.#dialog.leave}>${words.t.close}</button>`,
    });
  }

  #see = (): void => {
    this.#dialog.open();
    void this.#rows.ask(() => leftOut(this.#parts.panel.api, this.#run!.id));
  };

  #save = (): void => {
    const lines = [
      ['address', 'name', 'password'],
      ...this.#made.map(({ address, name, password }) => [address, name, password]),
    ];
    saveFile('mailbox-passwords.csv', 'text/csv', lines.map(csvLine).join('\r\n') + '\r\n');
  };

  #cancel = async (): Promise<void> => {
    const run = this.#run;
    if (!run || this.#busy) return;
    this.#busy = true;
    const { panel, status, mailboxes } = this.#parts;
    try {
      this.#run = await cancelImport(panel.api, run.id);
    } catch (error) {
      status.complain(error);
      panel.actionFailed(asApiError(error), 'mail.mailbox.import', run.id);
    }
    this.#busy = false;
    await this.follow(run.id);
    await mailboxes.reload();
    await lead(this.#host, '.run-place .btn');
  };

  #close = (): void => {
    this.#closed = this.#run?.id ?? '';
    this.#run = undefined;
    // Nobody can read them again: whoever closes it is done with them.
    this.#made = [];
    // Not heard, it is only shown once more to who comes back.
    void closeImport(this.#parts.panel.api, this.#closed).catch(() => {});
    this.#host.requestUpdate();
    void lead(this.#host);
  };
}
