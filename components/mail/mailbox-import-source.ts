import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { mostRows } from '../../bff/mail/import/states.ts';
import { alert, down } from '../shared/icons.ts';
import { saveFile } from '../shared/save-file.ts';
import { csvLine, decoded, parseMailboxFile, type FileCode, type Parsed } from './mailbox-file.ts';
import type { ImportParts } from './mailbox-import.ts';
import { size } from './size.ts';

const gibibyte = 1024 ** 3;
const sizes = [1, 2, 5, 10, 20, 50].map((many) => many * gibibyte);
/** Characters; 1,000 usual lines are a fifth of it. */
const longest = 500_000;

/** Where a list of mailboxes comes from: pasted, or a file. */
export class ImportSource {
  /** Bytes, where the list says nothing. */
  quota = sizes[1]!;
  text = '';
  readonly #host: LitElement;
  readonly #parts: ImportParts;
  #wrong: { code: FileCode | 'too_long'; line?: number | undefined } | undefined;

  constructor(host: LitElement, parts: ImportParts) {
    this.#host = host;
    this.#parts = parts;
  }

  reset(): void {
    this.text = '';
    this.#wrong = undefined;
  }

  /** The list as it stands there; undefined where it cannot be read, which is said then. */
  read(): Extract<Parsed, { rows: unknown }> | undefined {
    const parsed = this.text.length > longest ? ({ code: 'too_long' } as const) : parseMailboxFile(this.text, mostRows);
    if ('rows' in parsed) return parsed;
    this.#wrong = parsed;
    this.focus();
    return undefined;
  }

  focus(): void {
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() =>
      this.#host.shadowRoot?.querySelector<HTMLElement>('dialog #import-file')?.focus(),
    );
  }

  render(): TemplateResult {
    const { t, format } = this.#parts.words;
    const wrong = this.#wrong;
    return html`<div class="field">
        <label for="import-file">${t.file}</label>
        <textarea
          class="input mono ltr"
          id="import-file"
          rows="7"
          spellcheck="false"
          autocomplete="off"
          aria-describedby="import-hint import-error"
          aria-invalid=${wrong ? 'true' : nothing}
          .value=${this.text}
          @input=${(event: Event) => this.#put((event.target as HTMLTextAreaElement).value)}
        ></textarea>
        <p class="hint" id="import-hint">${t.hint}</p>
        <div role="alert" id="import-error">
          ${wrong ? html`<p class="err">${alert()}${t.wrong[wrong.code](format.number(mostRows), wrong.line ?? 0)}</p>` : nothing}
        </div>
        <div class="actions">
          <button class="btn s" type="button" @click=${this.#choose}>${t.choose}</button>
          <input type="file" hidden accept="text/csv,.csv,.tsv,.txt" @change=${this.#take} />
          <button class="btn quiet s" type="button" @click=${this.#template}>${t.template}</button>
        </div>
      </div>
      <div class="field">
        <label for="import-quota">${t.quota}</label>
        <span class="select"
          ><select
            class="input"
            id="import-quota"
            @change=${(event: Event) => (this.quota = Number((event.target as HTMLSelectElement).value))}
          >
            ${sizes.map((bytes) => html`<option value=${bytes} ?selected=${bytes === this.quota}>${size(bytes, format)}</option>`)}</select
          >${down()}</span
        >
      </div>`;
  }

  #put(text: string): void {
    this.text = text;
    this.#wrong = undefined;
    this.#host.requestUpdate();
  }

  #choose = (event: Event): void => {
    ((event.currentTarget as HTMLElement).nextElementSibling as HTMLInputElement).click();
  };

  #take = async (event: Event): Promise<void> => {
    const input = event.target as HTMLInputElement;
    const [chosen] = input.files ?? [];
    // The same file may be chosen again, once it was changed.
    input.value = '';
    if (!chosen) return;
    if (chosen.size > longest) this.#wrong = { code: 'too_long' };
    else this.#put(decoded(await chosen.arrayBuffer()));
    this.focus();
  };

  #template = (): void => {
    const domain = this.#parts.mailboxes.plans.flatMap(({ domains }) => domains)[0]?.name ?? 'example.com';
    const lines = [
      ['address', 'name', 'password', 'size'],
      [`anna@${domain}`, 'Anna', '', '2 GB'],
    ];
    saveFile('mailboxes.csv', 'text/csv', lines.map(csvLine).join('\r\n') + '\r\n');
  };
}
