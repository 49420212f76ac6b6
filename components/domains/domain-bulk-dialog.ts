import { html, nothing, type TemplateResult } from 'lit';
import type { BulkPreview } from '../../bff/domains/bulk/answers.ts';
import type { BulkWish } from '../../bff/domains/bulk/input.ts';
import type { TemplateList } from '../../bff/domains/templates/answers.ts';
import { accept, asApiError, type ApiError } from '../shared/api-error.ts';
import { DialogController } from '../shared/dialog.controller.ts';
import { alert } from '../shared/icons.ts';
import { wear } from '../shared/late-part.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import { Look } from '../shared/look.ts';
import { choices } from '../shared/sheets/choices.ts';
import { form } from '../shared/sheets/form.ts';
import { overlays } from '../shared/sheets/overlays.ts';
import { actionOf, type BulkParts, type BulkVerb } from './domain-bulk.ts';
import { previewBulk } from './domain-bulk-api.ts';
import { outcomes } from './domain-bulk-outcomes.ts';
import templateWords, { type Messages as TemplateMessages } from './messages/dns-templates.en.ts';

/** What is wished, what it would do, and the button that does just that. */
export class BulkDialog {
  readonly #parts: BulkParts;
  readonly #dialog: DialogController;
  readonly #templates: LocalizeController<TemplateMessages>;
  #verb: BulkVerb = 'lock';
  #ids: readonly string[] = [];
  #own = true;
  #text = '';
  #template = '';
  /** The templates of the label; the same for each of its domains. */
  readonly #items: Look<TemplateList['items']>;
  readonly #preview: Look<BulkPreview>;
  #moved = false;
  /** Why it did not begin. */
  #error: ApiError | undefined;
  /** What is being begun; undefined once something else is wished or the dialog is left. */
  #begun: object | undefined;

  constructor(parts: BulkParts) {
    this.#parts = parts;
    wear(parts.host, [form, overlays, choices]);
    this.#dialog = new DialogController(parts.host, parts.panel, { closed: () => this.#forget() });
    this.#items = new Look(parts.host, parts.panel);
    this.#preview = new Look(parts.host, parts.panel, (error) => this.#tell(error));
    this.#templates = new LocalizeController<TemplateMessages>(
      parts.host,
      {
        en: templateWords,
        nl: () => import('./messages/dns-templates.nl.ts'),
        de: () => import('./messages/dns-templates.de.ts'),
      },
      parts.panel,
    );
  }

  open(verb: BulkVerb, ids: readonly string[]): void {
    this.#verb = verb;
    this.#ids = ids;
    this.#forget();
    this.#dialog.open();
    if (verb === 'template') void this.#fetch();
    else if (verb !== 'nameServers') void this.#look();
  }

  render(): TemplateResult | typeof nothing {
    const { t } = this.#parts.words;
    const asks = this.#verb === 'nameServers' || (this.#verb === 'template' && this.#items.value);
    const { busy, value } = this.#preview;
    return this.#dialog.render({
      title: t.titles[this.#verb],
      wide: true,
      body: html`
        ${t.texts[this.#verb] ? html`<p>${t.texts[this.#verb]}</p>` : nothing}
        ${this.#verb === 'nameServers' ? this.#renderNames() : this.#verb === 'template' ? this.#renderTemplates() : nothing}
        <div role="alert">${this.#renderError()}</div>
        <div role="status">
          ${busy ? html`<p class="muted">${t.looking}</p>` : nothing}
          ${value ? outcomes(value, this.#parts.words) : nothing}
        </div>
      `,
      footer: html`
        <button class="btn" type="button" @click=${this.#dialog.leave}>${t.cancel}</button>
        ${value || !asks ? this.#renderGo() : this.#button(t.look, busy, () => void this.#look())}
      `,
    });
  }

  #renderGo() {
    const { t, format } = this.#parts.words;
    const { changed } = this.#preview.value ?? {};
    if (changed === 0) return nothing;
    const count = changed ?? this.#ids.length;
    return this.#button(t.go(format.number(count), count), this.#begun || !changed, () => void this.#go());
  }

  #button(text: string, off: unknown, run: () => void): TemplateResult {
    return html`<button
      class="btn primary"
      type="button"
      aria-disabled=${off ? 'true' : nothing}
      @click=${() => off || run()}
    >
      ${text}
    </button>`;
  }

  #renderNames(): TemplateResult {
    const { t } = this.#parts.words;
    const choice = (own: boolean, text: string) =>
      html`<label class="choice"
        ><input
          type="radio"
          name="own"
          .checked=${this.#own === own}
          @change=${() => this.#wish(() => (this.#own = own))}
        />${text}</label
      >`;
    return html`<fieldset class="choices">
        <legend class="vh">${t.verbs.nameServers}</legend>
        ${choice(true, t.own)} ${choice(false, t.others)}
      </fieldset>
      ${
        this.#own
          ? nothing
          : html`<div class="field">
              <label for="bulk-names">${t.list}</label>
              <textarea
                class="input mono"
                id="bulk-names"
                rows="4"
                spellcheck="false"
                autocapitalize="off"
                aria-describedby="bulk-wrong"
                aria-invalid=${this.#wrong.length ? 'true' : nothing}
                .value=${this.#text}
                @input=${(event: Event) => this.#wish(() => (this.#text = (event.target as HTMLTextAreaElement).value))}
              ></textarea>
              <div id="bulk-wrong" role="alert">
                ${this.#wrong.map((said) => html`<p class="err">${alert()}${said}</p>`)}
              </div>
            </div>`
      }`;
  }

  #renderTemplates(): TemplateResult {
    const { known, which } = this.#templates.t;
    return html`<fieldset class="choices">
      <legend>${which}</legend>
      ${this.#items.value?.map(({ id, name }) => {
        const ours = known[id as keyof typeof known];
        return html`<label class="choice"
          ><input
            type="radio"
            name="bulk-template"
            .checked=${id === this.#template}
            @change=${() => this.#wish(() => (this.#template = id))}
          /><span
            >${name ?? ours?.name ?? id}${ours && !name ? html`<span class="hint">${ours.text}</span>` : nothing}</span
          ></label
        >`;
      })}
    </fieldset>`;
  }

  #renderError() {
    const { t } = this.#parts.words;
    if (this.#moved) return html`<p class="banner warn">${alert()}<span>${t.moved}</span></p>`;
    const failed = [this.#items, this.#preview].find(({ error }) => error);
    // What is wrong at a field is not to be tried again.
    if (failed) return this.#wrong.length ? nothing : failed.renderFailure();
    if (!this.#error) return nothing;
    return html`<p class="banner bad">${alert()}<span>${this.#parts.panel.explain(this.#error)}</span></p>`;
  }

  get #names(): string[] {
    return this.#text.split(/[\s,;]+/).filter(Boolean);
  }

  /** What is wrong with the names, in words. */
  get #wrong(): string[] {
    const { wrong } = this.#parts.words.t;
    if (this.#verb !== 'nameServers' || this.#own) return [];
    return Object.entries(this.#preview.error?.fields ?? {}).flatMap(([field, code]) => {
      if (!field.startsWith('wish.input.nameServers')) return [];
      const name = this.#names[Number(field.split('.')[3])] ?? '';
      return [wrong[code as keyof typeof wrong]?.(name) ?? wrong.required()];
    });
  }

  get #asked(): BulkWish {
    const input = this.#own ? { own: true as const } : { own: false as const, nameServers: this.#names };
    if (this.#verb === 'nameServers') return { action: 'domains.nameservers.edit', input };
    if (this.#verb === 'template') return { action: 'domains.template.apply', input: { template: this.#template } };
    if (this.#verb === 'stop' || this.#verb === 'resume') return { action: actionOf[this.#verb], input: {} };
    return { action: 'domains.lock.edit', input: { locked: this.#verb === 'lock' } };
  }

  /** Another wish: what was seen is not what would be done. */
  #wish(how?: () => void): void {
    how?.();
    this.#preview.forget();
    this.#begun = this.#error = undefined;
    this.#moved = false;
  }

  #forget(): void {
    this.#items.forget();
    this.#wish();
  }

  async #fetch(): Promise<void> {
    const { dns } = this.#parts.panel.api.v1.domains[':id'];
    const param = { id: this.#ids[0] ?? '' };
    await this.#items.ask(
      async () => ((await (await accept(dns.templates.$get({ param }))).json()) as TemplateList).items,
      ([first]) => (this.#template ||= first?.id ?? ''),
    );
  }

  async #look(): Promise<void> {
    this.#error = undefined;
    this.#moved = false;
    await this.#preview.ask(() => previewBulk(this.#parts.panel.api, [...this.#ids], this.#asked));
  }

  async #go(): Promise<void> {
    const { host, start, failed } = this.#parts;
    const begun = (this.#begun = {});
    this.#error = undefined;
    this.#moved = false;
    host.requestUpdate();
    try {
      await start(this.#ids, this.#asked, this.#preview.value!.seen);
      if (begun === this.#begun) this.#dialog.close();
    } catch (error) {
      const problem = asApiError(error);
      const moved = problem.code === 'version_conflict';
      if (!moved) this.#tell(problem);
      // Whoever left is told outside.
      if (begun !== this.#begun) return failed(problem);
      if (moved) this.#preview.set(problem.current as BulkPreview);
      else this.#error = problem;
      this.#moved = moved;
    }
    this.#begun = undefined;
    host.requestUpdate();
  }

  #tell(error: ApiError): void {
    this.#parts.panel.actionFailed(error, 'domains.bulk.start');
  }
}
