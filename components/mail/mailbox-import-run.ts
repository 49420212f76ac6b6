import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { ImportRows, ImportRun } from '../../bff/mail/import/answers.ts';
import type { ImportRow } from '../../bff/mail/import/input.ts';
import { asApiError } from '../shared/api-error.ts';
import { askWhile } from '../shared/ask-while.ts';
import { DialogController } from '../shared/dialog.controller.ts';
import { alert, check, close, refresh } from '../shared/icons.ts';
import { lead } from '../shared/lead.ts';
import { Look } from '../shared/look.ts';
import { saveFile } from '../shared/save-file.ts';
import { skeleton } from '../shared/states.ts';
import { cancelImport, closeImport, importOf, leftOut } from './mailbox-import-api.ts';
import { csvLine } from './mailbox-file.ts';
import { outcomeTable } from './mailbox-import-rows.ts';
import type { ImportParts } from './mailbox-import.ts';

/** Passwords that were made on this page, of the import with this id; before it has one, of the next that is seen. They outlive their element: who looks at something else comes back to them. */
interface Made {
  rows: readonly ImportRow[];
  run?: string;
  saved: boolean;
}
let made: Made = { rows: [], saved: true };

/** A page that is left now loses them. */
const warn = (event: Event): void => event.preventDefault();

function setMade(next: Made): void {
  made = next;
  if (made.rows.length && !made.saved) addEventListener('beforeunload', warn);
  else removeEventListener('beforeunload', warn);
}

/** How far an import is, and what came of it: stays until it is closed. */
export class MailboxImportRun {
  readonly #host: LitElement;
  readonly #parts: ImportParts;
  readonly #dialog: DialogController;
  readonly #rows: Look<ImportRows['items']>;
  #run: ImportRun | undefined;
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

  /** Passwords of the import that is about to begin. */
  keep(rows: readonly ImportRow[]): void {
    setMade({ rows, saved: false });
  }

  show(run: ImportRun): void {
    this.#run = run;
    made.run ??= run.id;
    this.#host.requestUpdate();
  }

  /** Reads it again, or the first time. */
  async follow(id: string): Promise<void> {
    if (id === this.#closed || this.#busy) return;
    try {
      const run = await importOf(this.#parts.panel.api, id);
      const ended = this.#run?.state === 'running' && run.state !== 'running';
      this.show(run);
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
    const left = counts.refused + counts.dropped;
    return state === 'cancelled' ? t.stopped(counts.created, left) : t.ended(counts.created, left);
  }

  #renderRun(run: ImportRun): TemplateResult {
    const { t } = this.#parts.words;
    const { counts, total, state } = run;
    const running = state === 'running';
    const missing = counts.refused + counts.dropped;
    const look = running ? 'info' : missing ? 'warn' : 'good';
    const many = made.run === run.id ? made.rows.length : 0;
    const unsaved = many > 0 && !made.saved;
    const button = (text: string, act: () => unknown) =>
      html`<button class="btn s" type="button" aria-disabled=${this.#busy ? 'true' : nothing} @click=${act}>
        ${text}
      </button>`;
    return html`<div class="banner ${look}">
      ${running ? refresh() : missing ? alert() : check()}
      <div class="import-run">
        <p>${this.#said(run)}</p>
        ${running ? html`<progress aria-label=${t.progress} max=${total} value=${total - counts.waiting}></progress>` : nothing}
        ${many ? html`<p class="small">${unsaved ? t.madeText(many) : t.madeSaved}</p>` : nothing}
      </div>
      <div class="actions">
        ${many ? button(t.savePasswords, this.#save) : nothing} ${missing ? button(t.seeWhy, this.#see) : nothing}
        ${running ? button(t.stop, this.#cancel) : nothing}
        ${
          running
            ? nothing
            : unsaved
              ? button(t.closeUnsaved, this.#close)
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

  /** Of those that were made, as far as it is known by now. */
  #save = async (): Promise<void> => {
    const { panel, status } = this.#parts;
    try {
      const left = new Set((await leftOut(panel.api, this.#run!.id)).map(({ line }) => line));
      const lines = [
        ['address', 'name', 'password'],
        ...made.rows
          .filter(({ line }) => !left.has(line))
          .map(({ address, name = '', password }) => [address, name, password]),
      ];
      saveFile('mailbox-passwords.csv', 'text/csv', lines.map(csvLine).join('\r\n') + '\r\n');
      setMade({ ...made, saved: true });
      this.#host.requestUpdate();
    } catch (error) {
      status.complain(error);
    }
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
    this.keep([]);
    // Not heard, it is only shown once more to who comes back.
    void closeImport(this.#parts.panel.api, this.#closed).catch(() => {});
    this.#host.requestUpdate();
    void lead(this.#host);
  };
}
