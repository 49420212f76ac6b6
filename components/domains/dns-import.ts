import { html, nothing } from 'lit';
import type { ZoneAnswer } from '../../bff/domains/answers.ts';
import type { ImportPreview } from '../../bff/domains/zone-file/answers.ts';
import type { ZoneFileCode } from '../../bff/domains/zone-file/codes.ts';
import { alert } from '../shared/icons.ts';
import { wear } from '../shared/late-part.ts';
import { choices } from '../shared/sheets/choices.ts';
import { form } from '../shared/sheets/form.ts';
import { importZone, previewImport } from './dns-changes.ts';
import type { DnsDialogs } from './dns-dialogs.ts';
import { Proposal } from './dns-proposal.ts';
import { proposalSheet } from './dns-proposal.sheet.ts';
import en, { type Messages } from './messages/dns-import.en.ts';

const languages: Readonly<Record<string, () => Promise<{ default: Messages }>>> = {
  nl: () => import('./messages/dns-import.nl.ts'),
  de: () => import('./messages/dns-import.de.ts'),
};

/** Bytes; the BFF takes a little more, since JSON around it needs some. */
const longest = 9_000_000;

/** A zone file that is pasted or chosen: looked at line by line, then published as one change set. */
export class Import extends Proposal<ImportPreview> {
  protected readonly action = 'domains.dns.import';
  protected readonly wide = true;
  #t: Messages = en;
  #text = '';
  #replace = false;
  /** What is wrong with the source. */
  #wrong: 'empty' | 'tooLong' | undefined;

  constructor(dialogs: DnsDialogs) {
    super(dialogs);
    wear(dialogs.host, [form, choices, proposalSheet]);
  }

  override async speak(lang: string): Promise<void> {
    const [file] = await Promise.all([languages[lang]?.().catch(() => undefined), super.speak(lang)]);
    this.#t = file?.default ?? en;
  }

  protected get title(): string {
    return this.#t.title;
  }

  get dirty(): boolean {
    return this.#text !== '';
  }

  protected lacks(): boolean {
    this.#wrong = this.#text.trim() ? (this.#text.length > longest ? 'tooLong' : undefined) : 'empty';
    if (this.#wrong) void this.dialogs.lead('.source');
    return this.#wrong !== undefined;
  }

  protected look = (zone: ZoneAnswer): Promise<ImportPreview> =>
    previewImport(this.dialogs.parts.panel.api, zone, this.#text, this.#replace);

  protected send = (zone: ZoneAnswer): Promise<ZoneAnswer> =>
    importZone(this.dialogs.parts.panel.api, zone, this.#text, this.#replace);

  protected renderForm() {
    const t = this.#t;
    return html`<div class="field">
        <label for="zone-file">${t.file}</label>
        <textarea
          class="input mono ltr source"
          id="zone-file"
          rows="8"
          spellcheck="false"
          autocomplete="off"
          aria-describedby="zone-file-hint zone-file-error"
          aria-invalid=${this.#wrong ? 'true' : nothing}
          .value=${this.#text}
          @input=${(event: Event) => {
            this.#text = (event.target as HTMLTextAreaElement).value;
            this.#wrong = undefined;
            this.dialogs.redraw();
          }}
        ></textarea>
        <p class="hint" id="zone-file-hint">${t.hint}</p>
        <div role="alert" id="zone-file-error">
          ${this.#wrong ? html`<p class="err">${alert()}${t[this.#wrong]}</p>` : nothing}
        </div>
        <div>
          <button class="btn s" type="button" @click=${this.#choose}>${t.choose}</button>
          <input type="file" hidden accept=".zone,.txt,.db,.bind,text/*" @change=${this.#read} />
        </div>
      </div>
      <fieldset class="choices">
        <legend>${t.others}</legend>
        ${[false, true].map(
          (replace) =>
            html`<label class="choice"
              ><input
                type="radio"
                name="replace"
                .checked=${this.#replace === replace}
                @change=${() => (this.#replace = replace)}
              />${replace ? t.remove : t.keep}</label
            >`,
        )}
      </fieldset>`;
  }

  protected override same(preview: ImportPreview): string {
    if (!preview.unchanged) return this.#t.nothing;
    return preview.skipped ? this.#t.sameRest : super.same(preview);
  }

  protected renderMore({ notes, skipped, unchanged }: ImportPreview) {
    const t = this.#t;
    const hidden = skipped - notes.filter((note) => note.skipped).length;
    return html`${unchanged ? html`<p class="muted">${t.unchanged(unchanged)}</p>` : nothing}
    ${
      notes.length
        ? html`<h4>${t.notes}</h4>
            <ul class="notes">
              ${notes.map(
                ({ line, code, skipped: out, name, type, value }) =>
                  html`<li>
                    <span class="muted">${line ? t.line(line) : ''}</span>
                    <div>
                      ${name || type ? html`<b class="ltr">${name}</b> <span class="tag mono">${type}</span>` : nothing}
                      <p>${out ? t.out : nothing} ${this.#reason(code as ZoneFileCode, value)}</p>
                    </div>
                  </li>`,
              )}
            </ul>
            ${hidden > 0 ? html`<p class="muted">${t.moreNotes(hidden)}</p>` : nothing}`
        : nothing
    }`;
  }

  #reason(code: ZoneFileCode, value = ''): string {
    const own = this.#t.reasons[code as keyof Messages['reasons']];
    const rules = this.dialogs.parts.words()?.errors as Readonly<Record<string, string>> | undefined;
    return own?.(value) ?? rules?.[code] ?? this.#t.unknown;
  }

  #choose = (event: Event): void => {
    ((event.currentTarget as HTMLElement).nextElementSibling as HTMLInputElement).click();
  };

  #read = async (event: Event): Promise<void> => {
    const [file] = (event.target as HTMLInputElement).files ?? [];
    if (!file) return;
    this.#wrong = file.size > longest ? 'tooLong' : undefined;
    if (!this.#wrong) this.#text = await file.text();
    await this.dialogs.lead('.source');
  };
}
