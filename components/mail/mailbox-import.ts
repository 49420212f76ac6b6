import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { ImportPreview } from '../../bff/mail/import/answers.ts';
import type { ImportRow } from '../../bff/mail/import/input.ts';
import { asApiError, type ApiError } from '../shared/api-error.ts';
import { DialogController } from '../shared/dialog.controller.ts';
import { alert } from '../shared/icons.ts';
import { wear } from '../shared/late-part.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import { Look } from '../shared/look.ts';
import { form } from '../shared/sheets/form.ts';
import { overlays } from '../shared/sheets/overlays.ts';
import { skeleton } from '../shared/states.ts';
import { MailboxChangedEvent } from './events.ts';
import { previewImport, startImport } from './mailbox-import-api.ts';
import type { FileRow } from './mailbox-file.ts';
import { ImportSource } from './mailbox-import-source.ts';
import { MailboxImportRun } from './mailbox-import-run.ts';
import { outcomeTable } from './mailbox-import-rows.ts';
import type { DialogParts } from './mailbox-dialogs.ts';
import { importSheet } from './mailbox-import.sheet.ts';
import en, { type Messages } from './messages/mailbox-import.en.ts';

interface Given extends DialogParts {
  /** Words for what is wrong with one mailbox. */
  readonly errors: () => Readonly<Record<string, string>>;
  readonly makePassword: () => string;
}
export interface ImportParts extends Given {
  readonly words: LocalizeController<Messages>;
}

/** Mailboxes from a file: pasted or chosen, looked at line by line, then made; and how far that is. */
export class MailboxImport {
  readonly #host: LitElement;
  readonly #parts: ImportParts;
  readonly #dialog: DialogController;
  readonly #look: Look<ImportPreview>;
  readonly #run: MailboxImportRun;
  readonly #source: ImportSource;
  #rows: readonly FileRow[] = [];
  #ignored: readonly string[] = [];
  /** Passwords that were made here, by line; nobody else has them. */
  #made = new Map<number, string>();
  #busy = false;
  /** Why it did not begin. */
  #failure: ApiError | undefined;

  constructor(host: LitElement, parts: Given) {
    this.#host = host;
    wear(host, [form, overlays, importSheet]);
    const words = new LocalizeController<Messages>(
      host,
      { en, nl: () => import('./messages/mailbox-import.nl.ts'), de: () => import('./messages/mailbox-import.de.ts') },
      parts.panel,
    );
    this.#parts = { ...parts, words };
    this.#source = new ImportSource(host, this.#parts);
    this.#look = new Look(host, parts.panel);
    this.#dialog = new DialogController(host, parts.panel, { dirty: () => this.#source.text !== '' });
    this.#run = new MailboxImportRun(host, this.#parts);
  }

  open(): void {
    this.#source.reset();
    this.#failure = undefined;
    this.#look.forget();
    this.#dialog.open();
  }

  /** News of an import, or the one that was there when one came. */
  follow(id: string): Promise<void> {
    return this.#run.follow(id);
  }

  /** Above the list. */
  renderRun(): TemplateResult {
    return this.#run.render();
  }

  render(): unknown {
    return html`${this.#renderImport()}${this.#run.renderOutcomes()}`;
  }

  #renderImport(): TemplateResult | typeof nothing {
    const { t, loading } = this.#parts.words;
    if (loading || !this.#dialog.opened) return nothing;
    const preview = this.#look.value;
    const { busy, error } = this.#look;
    const looked = preview || busy || error;
    const footer = !looked
      ? html`<button class="btn primary" type="button" @click=${this.#ask}>${t.look}</button>`
      : html`<button class="btn" type="button" @click=${this.#back}>${t.back}</button> ${
            preview?.good
              ? html`<button
                  class="btn primary"
                  type="button"
                  aria-disabled=${this.#busy ? 'true' : nothing}
                  @click=${this.#start}
                >
                  ${t.create(preview.good)}
                </button>`
              : nothing
          }`;
    return this.#dialog.render({
      title: t.title,
      wide: true,
      body: html`${!looked ? this.#source.render() : preview ? this.#renderPreview(preview) : busy ? skeleton(this.#parts.panel.words.t.loading, 4) : nothing}
        <div role="alert">
          ${error ? this.#look.renderFailure() : this.#failure ? html`<p class="banner bad">${alert()}<span>${this.#parts.panel.explain(this.#failure)}</span></p>` : nothing}
        </div>`,
      footer: html`<button class="btn" type="button" @click=${this.#dialog.leave}>${t.cancel}</button>${footer}`,
    });
  }

  #renderPreview({ total, good, rows }: ImportPreview): TemplateResult {
    const { words } = this.#parts;
    const { t, format } = words;
    const made = rows.filter(({ line, code }) => !code && this.#made.has(line)).length;
    return html`<p role="status"><b>${t.good(format.number(good), format.number(total), good)}</b></p>
      ${made ? html`<p class="muted">${t.willMake(made)}</p>` : nothing}
      ${this.#ignored.length ? html`<p class="muted">${t.ignored(this.#ignored.join(', '))}</p>` : nothing}
      ${outcomeTable(
        this.#parts,
        // What needs a hand comes first.
        rows
          .toSorted((a, b) => Number(!a.code) - Number(!b.code) || a.line - b.line)
          .map((row) => ({ ...row, state: row.code ? 'refused' : 'good' })),
      )}`;
  }

  #back = (): void => {
    this.#failure = undefined;
    this.#look.forget();
    this.#source.focus();
  };

  /** What cannot be read is said here; what is read is judged by the BFF. */
  #ask = (): void => {
    const parsed = this.#source.read();
    if (!parsed) return;
    this.#rows = parsed.rows;
    this.#ignored = parsed.ignored;
    this.#made = new Map(
      parsed.rows.filter(({ password }) => !password).map(({ line }) => [line, this.#parts.makePassword()]),
    );
    const unread = parsed.rows.filter(({ quota }) => quota === undefined);
    const asked = this.#asked(parsed.rows);
    const load = async (): Promise<ImportPreview> => {
      const preview = asked.length
        ? await previewImport(this.#parts.panel.api, asked)
        : { total: 0, good: 0, rows: [] };
      const noSize = unread.map(({ line, address }) => ({
        ...({ line, address, quota: 0, field: 'quota', code: 'size_form' } as const),
      }));
      return { ...preview, total: preview.total + noSize.length, rows: [...preview.rows, ...noSize] };
    };
    void this.#look.ask(load, () => this.#focus('footer .btn:last-of-type'));
  };

  #asked(rows: readonly FileRow[]): ImportRow[] {
    return rows.flatMap(({ line, address, name, password, quota }) =>
      quota === undefined
        ? []
        : [{ line, address, name, password: password || this.#made.get(line)!, quota: quota ?? this.#source.quota }],
    );
  }

  #start = async (): Promise<void> => {
    const { panel, mailboxes } = this.#parts;
    const good = new Set(this.#look.value!.rows.flatMap(({ line, code }) => (code ? [] : [line])));
    if (this.#busy) return;
    this.#busy = true;
    this.#failure = undefined;
    try {
      const rows = this.#asked(this.#rows.filter(({ line }) => good.has(line)));
      // Kept before it is asked: should the answer get lost, the import that is there then is ours.
      this.#run.keep(rows.filter(({ line }) => this.#made.has(line)));
      const run = await startImport(panel.api, rows);
      this.#run.show(run);
      this.#source.reset();
      this.#dialog.close();
      if (mailboxes.filtered) mailboxes.clear();
      const event = new MailboxChangedEvent('mail.mailbox.import', run.id);
      this.#host.dispatchEvent(/** @internal */ event);
      void this.#run.follow(run.id);
    } catch (error) {
      this.#failure = asApiError(error);
      if (this.#failure.status) this.#run.keep([]);
      else void mailboxes.reload();
      panel.actionFailed(this.#failure, 'mail.mailbox.import');
    }
    this.#busy = false;
    this.#host.requestUpdate();
  };

  #focus(selector: string): void {
    void this.#host.updateComplete.then(() =>
      this.#host.shadowRoot?.querySelector<HTMLElement>(`dialog :is(${selector})`)?.focus(),
    );
  }
}
