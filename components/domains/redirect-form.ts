import { html, nothing, type TemplateResult } from 'lit';
import type { Redirect, RedirectList, RedirectPreview } from '../../bff/domains/redirects/answers.ts';
import { redirectKinds } from '../../bff/domains/redirects/kinds.ts';
import { isMask } from '../../bff/domains/redirects/rules.ts';
import { asApiError, type ApiError } from '../shared/api-error.ts';
import { field, formSaid, submitButton, type Aria } from '../shared/field.ts';
import { FormController } from '../shared/form.controller.ts';
import { down, info } from '../shared/icons.ts';
import { ifDefined } from 'lit/directives/if-defined.js';
import { previewWish, saveWish, wishOf, type Wish } from './redirect-api.ts';
import type { RedirectDialogs } from './redirect-dialogs.ts';
import { recordsView, wayView } from './redirect-review.ts';
import { freshWish, readWish, wishSchema, type Flag } from './redirect-wish.ts';

/** Asks for a redirect, shows what saving it does, and saves it. */
export class RedirectForm {
  readonly #dialogs: RedirectDialogs;
  readonly #known: Redirect | undefined;
  readonly #form: FormController<Wish>;
  #wish: Wish;
  /** There once the wish was looked at, until it is changed. */
  #preview: RedirectPreview | undefined;
  #stale = false;
  #typed = false;
  /** The BFF's sentence for a code, which knows more than ours. */
  #reasons: Record<string, string> = {};
  #error: ApiError | undefined;

  constructor(dialogs: RedirectDialogs, known?: Redirect) {
    this.#dialogs = dialogs;
    this.#known = known;
    this.#wish = known ? wishOf(known) : freshWish;
    const { panel } = dialogs.parts;
    this.#form = new FormController<Wish>(dialogs.host, panel, {
      schema: wishSchema(() => dialogs.parts.list.value?.domain.name ?? ''),
      words: () => ({
        ...(dialogs.rules.errors as Record<string, string>),
        ...dialogs.words.errors,
        ...this.#reasons,
      }),
      read: (data) => this.#read(data),
      save: () => (this.#preview ? this.#save(this.#preview) : this.#look()),
    });
  }

  get dirty(): boolean {
    return this.#typed;
  }

  render(list: RedirectList): TemplateResult | typeof nothing {
    const { dialog, words: t } = this.#dialogs;
    const { submit, leave, type } = this.#form;
    const preview = this.#preview;
    return dialog.render({
      title: this.#known ? t.editTitle(this.#known.unicodeName) : t.addTitle,
      body: html`${this.#error ? this.#dialogs.renderError(this.#error) : nothing} ${formSaid(this.#form)}
      ${preview ? this.#renderReview(preview, list) : this.#renderFields(list)}`,
      form: {
        submit,
        leave,
        type: (event) => {
          type(event);
          this.#type(event);
        },
      },
      footer: html`
        ${
          preview
            ? html`<button class="btn" type="button" @click=${this.#back}>${t.back}</button>`
            : html`<button class="btn" type="button" @click=${dialog.leave}>${t.cancel}</button>`
        }
        ${submitButton(this.#form, preview ? t.save : t.review)}
      `,
    });
  }

  #renderFields(list: RedirectList): TemplateResult {
    const { words: t, parts } = this.#dialogs;
    const form = this.#form;
    const wish = this.#wish;
    const { kinds } = parts.locale.t;
    const domain = list.domain.unicodeName;
    return html`
      ${this.#known ? nothing : field(form, { name: 'host', label: t.host, hint: t.hostHint(domain), control: (aria) => this.#renderHost(aria, domain) })}
      ${field(form, { name: 'target', label: t.target, value: wish.target, mono: true, hint: t.targetHint })}
      ${field(form, {
        name: 'kind',
        label: t.kind,
        hint: t.kindHints[wish.kind],
        control: ({ id, name, describedBy }) =>
          html`<span class="select"
            ><select id=${id} name=${name} aria-describedby=${ifDefined(describedBy)}>
              ${redirectKinds.map((kind) => html`<option value=${kind} ?selected=${kind === wish.kind}>${kinds[kind]}</option>`)}</select
            >${down()}</span
          >`,
      })}
      <fieldset class="choices">
        <legend>${t.keep}</legend>
        ${this.#renderFlag('keepPath', t.keepPath)} ${this.#renderFlag('keepQuery', t.keepQuery)}
      </fieldset>
      ${wayView(this.#dialogs, list, wish)} ${isMask(wish.kind) ? this.#renderMask() : nothing}
    `;
  }

  #renderHost({ id, name, invalid, describedBy }: Aria, domain: string): TemplateResult {
    return html`<span class="suffix"
      ><input
        class="input mono"
        id=${id}
        name=${name}
        .value=${this.#wish.host}
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        aria-invalid=${ifDefined(invalid)}
        aria-describedby=${ifDefined(describedBy)}
      /><span class="add ltr">.${domain}</span></span
    >`;
  }

  #renderMask(): TemplateResult {
    const { words: t } = this.#dialogs;
    const { title, description } = this.#wish;
    return html`
      <p class="banner">${info()}<span>${t.maskTold}</span></p>
      ${field(this.#form, { name: 'title', label: t.title, optional: t.optional, value: title })}
      ${field(this.#form, { name: 'description', label: t.description, optional: t.optional, value: description })}
      <fieldset class="choices">
        <legend>${t.engines}</legend>
        ${this.#renderFlag('canonical', t.canonical)} ${this.#renderFlag('noindex', t.noindex)}
      </fieldset>
    `;
  }

  #renderFlag(name: Flag, label: string): TemplateResult {
    return html`<label class="choice"
      ><input type="checkbox" name=${name} .checked=${this.#wish[name]} />${label}</label
    >`;
  }

  #renderReview(preview: RedirectPreview, list: RedirectList): TemplateResult {
    const { words: t } = this.#dialogs;
    return html`<div class="review" tabindex="-1" role="group" aria-label=${t.review}>
      ${this.#stale ? html`<p class="banner warn" role="alert">${info()}<span>${t.stale}</span></p>` : nothing}
      ${wayView(this.#dialogs, list, { ...this.#wish, target: preview.target })}
      ${isMask(this.#wish.kind) ? html`<p class="muted small">${t.maskChecked}</p>` : nothing}
      ${recordsView(this.#dialogs, list, preview)}
    </div>`;
  }

  /** A review has no fields: what was looked at is what is saved. */
  #read(data: FormData): Wish {
    return this.#preview ? this.#wish : readWish(data, this.#wish);
  }

  #type(event: Event): void {
    this.#typed = true;
    this.#error = undefined;
    this.#wish = this.#read(new FormData(event.currentTarget as HTMLFormElement));
    this.#dialogs.redraw();
  }

  readonly #back = (): void => {
    this.#preview = undefined;
    this.#stale = false;
    this.#dialogs.redraw();
  };

  async #look(again = true): Promise<void> {
    const { panel, list } = this.#dialogs.parts;
    try {
      this.#preview = await previewWish(panel.api, list.value!, this.#wish, this.#known?.id);
      await this.#dialogs.readOut('.review');
    } catch (error) {
      if (asApiError(error).code !== 'version_conflict' || !again) return this.#refused(error);
      // The zone was changed since the list was read; nothing was shown of it yet.
      await list.run();
      await this.#look(false);
    }
  }

  async #save({ version }: RedirectPreview): Promise<void> {
    const { panel, list } = this.#dialogs.parts;
    const known = this.#known;
    const action = known ? 'domains.redirect.edit' : 'domains.redirect.create';
    try {
      const { id, list: now } = await saveWish(panel.api, { ...list.value!, version }, this.#wish, known?.id);
      this.#typed = false;
      const name = now.items.find((item) => item.id === id)?.unicodeName ?? '';
      this.#dialogs.done(now, action, this.#dialogs.words.saved(name));
    } catch (error) {
      const problem = asApiError(error);
      if (problem.code === 'version_conflict') {
        await list.run();
        this.#stale = true;
        return this.#look();
      }
      panel.actionFailed(problem, action, list.value?.domain.id);
      this.#refused(problem);
    }
  }

  /** Leads back to the fields where one is wrong. */
  #refused(error: unknown): void {
    const problem = asApiError(error);
    const { fields, reason } = problem;
    const codes = Object.values(fields);
    if (codes.length) this.#preview = undefined;
    if (reason) for (const code of codes) this.#reasons[code] = reason;
    if (this.#known && fields.host) this.#error = problem;
    else throw problem;
  }
}
