import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { Filters } from '../../bff/mail/self/answers.ts';
import {
  filterFields,
  filterSteps,
  filterTests,
  filterWish,
  mostConditions,
  type FilterCondition,
  type FilterRule,
  type FilterStep,
  type FilterWish,
} from '../../bff/mail/self/filter-input.ts';
import { accept, asApiError } from '../shared/api-error.ts';
import { DialogController } from '../shared/dialog.controller.ts';
import { field, formSaid, submitButton } from '../shared/field.ts';
import { FormController } from '../shared/form.controller.ts';
import { alert, plus } from '../shared/icons.ts';
import { ended } from './mailbox-self-ended.ts';
import type { FormParts } from './mailbox-self-forms.ts';
import { partRow, pick, textIn } from './mailbox-self-part.ts';

const fresh: FilterRule = {
  name: '',
  on: true,
  match: 'all',
  when: [{ field: 'from', test: 'contains', value: '' }],
  steps: [{ do: 'move', folder: '' }],
  stop: true,
};

/** One rule of a mailbox: what must be so, and what is done then. */
export class SelfRuleForm {
  readonly #host: LitElement;
  readonly #parts: FormParts;
  readonly #dialog: DialogController;
  readonly #form: FormController<FilterWish>;
  /** The rules as they were when this one was begun. */
  #seen: Filters | undefined;
  #rule = fresh;
  #at = 0;
  /** It would throw mail away, and that is being asked. */
  #asking = false;

  constructor(host: LitElement, parts: FormParts) {
    this.#host = host;
    this.#parts = parts;
    this.#form = new FormController(host, parts.panel, {
      schema: filterWish,
      words: () => parts.locale.t.errors,
      read: () => ({ version: this.#seen?.version, rules: this.#rules.toSpliced(this.#at, 1, this.#rule) }),
      save: (wish) => this.#save(wish),
    });
    this.#dialog = new DialogController(host, parts.panel, {
      dirty: () => this.#form.dirty,
      session: parts.self,
    });
  }

  open(at?: number): void {
    this.#seen = this.#parts.self.value?.filters;
    const rules = this.#rules;
    this.#at = at ?? rules.length;
    this.#rule = rules[this.#at] ?? fresh;
    this.#asking = false;
    this.#form.reset();
    this.#dialog.open();
  }

  get #rules(): readonly FilterRule[] {
    return this.#seen?.rules ?? [];
  }

  #change(more: Partial<FilterRule>): void {
    this.#rule = { ...this.#rule, ...more };
    this.#form.dirty = true;
    this.#asking = false;
    this.#host.requestUpdate();
  }

  render(): TemplateResult | typeof nothing {
    const { locale } = this.#parts;
    const { t } = locale;
    if (locale.loading || !this.#dialog.opened) return nothing;
    const form = this.#form;
    const { name, match, when, steps, stop } = this.#rule;
    return this.#dialog.render({
      title: this.#at < this.#rules.length ? t.ruleTitle : t.ruleNew,
      wide: true,
      form: { leave: form.leave, type: form.type, submit: this.#submit },
      body: html`${formSaid(form)}
        ${field(form, {
          name: this.#name('name'),
          label: t.ruleName,
          control: (aria) => textIn(aria, name, (value) => this.#change({ name: value })),
        })}
        <fieldset class="choices">
          <legend>${t.when}</legend>
          ${
            when.length > 1
              ? pick(
                  t.matchLabel,
                  (['all', 'any'] as const).map((one) => [one, t.match[one]]),
                  match,
                  (value) => this.#change({ match: value }),
                )
              : nothing
          }
          ${when.map((one, at) => this.#renderCondition(one, at))}
          ${when.length < mostConditions ? this.#more(t.conditionMore, () => this.#change({ when: [...when, fresh.when[0]!] })) : nothing}
        </fieldset>
        <fieldset class="choices">
          <legend>${t.does}</legend>
          ${steps.map((one, at) => this.#renderStep(one, at))} ${this.#renderSaid('steps')}
          ${this.#left.length && steps[0]?.do !== 'discard' ? this.#more(t.stepMore, () => this.#change({ steps: [...steps, stepOf(this.#left[0]!)] })) : nothing}
        </fieldset>
        <label class="check"
          ><input
            type="checkbox"
            .checked=${stop}
            @change=${(event: Event) => this.#change({ stop: (event.target as HTMLInputElement).checked })}
          />
          ${t.stop}</label
        >`,
      footer: this.#asking
        ? html`<p role="alert">${t.discardAsk}</p>
            <button class="btn" type="button" @click=${() => this.#change({})}>${t.discardKeep}</button>
            ${submitButton(form, t.discardGo, 'danger fill')}`
        : html`<button class="btn" type="button" @click=${this.#dialog.leave}>${t.cancel}</button>
            ${submitButton(form, t.save)}`,
    });
  }

  /** As the BFF calls a field of this rule. */
  #name(path: string): string {
    return `rules.${this.#at}.${path}`;
  }

  #renderSaid(path: string): TemplateResult {
    const said = this.#form.message(this.#name(path));
    return html`<div role="alert">${said ? html`<p class="err">${alert()}${said}</p>` : nothing}</div>`;
  }

  #more(text: string, run: () => void): TemplateResult {
    return html`<div class="actions">
      <button class="btn s" type="button" @click=${run}>${plus()}${text}</button>
    </div>`;
  }

  #renderCondition(one: FilterCondition, at: number): TemplateResult {
    const { t } = this.#parts.locale;
    const { when } = this.#rule;
    const set = (next: FilterCondition) => this.#change({ when: when.with(at, next) });
    const { test, value } = one;
    const fields = filterFields.map((name) => [name, t.fields[name]] as const);
    return partRow({
      form: this.#form,
      name: this.#name(`when.${at}`),
      without:
        when.length > 1 ? { label: t.conditionWithout(at + 1), run: () => this.#without('when', at) } : undefined,
      controls: [
        pick(t.fieldLabel(at + 1), fields, one.field, (next) =>
          set(next === 'header' ? { field: next, header: '', test, value } : { field: next, test, value }),
        ),
        ...('header' in one
          ? [
              {
                path: 'header',
                label: t.headerLabel,
                value: one.header,
                set: (header: string) => set({ ...one, header }),
              },
            ]
          : []),
        pick(
          t.testLabel(at + 1),
          filterTests.map((name) => [name, t.tests[name]]),
          test,
          (next) => set({ ...one, test: next }),
        ),
        { path: 'value', label: t.valueLabel(at + 1), value, set: (next: string) => set({ ...one, value: next }) },
      ],
    });
  }

  /** What it does not do yet. */
  get #left(): readonly FilterStep['do'][] {
    const done = this.#rule.steps.map((one) => one.do);
    return filterSteps.filter((one) => one !== 'discard' && !done.includes(one));
  }

  #renderStep(one: FilterStep, at: number): TemplateResult {
    const { t } = this.#parts.locale;
    const { steps } = this.#rule;
    const set = (next: FilterStep) => this.#change({ steps: next.do === 'discard' ? [next] : steps.with(at, next) });
    const offered = filterSteps.filter(
      (name) => name === one.do || this.#left.includes(name) || (name === 'discard' && steps.length === 1),
    );
    return partRow({
      form: this.#form,
      name: this.#name(`steps.${at}`),
      without: steps.length > 1 ? { label: t.stepWithout(at + 1), run: () => this.#without('steps', at) } : undefined,
      controls: [
        pick(
          t.stepLabel(at + 1),
          offered.map((name) => [name, t.steps[name]]),
          one.do,
          (next) => set(stepOf(next)),
        ),
        ...('folder' in one
          ? [
              {
                path: 'folder',
                label: t.folderLabel,
                value: one.folder,
                set: (folder: string) => set({ ...one, folder }),
              },
            ]
          : []),
        ...('target' in one
          ? [
              {
                path: 'target',
                label: t.targetLabel,
                value: one.target,
                set: (target: string) => set({ ...one, target }),
              },
            ]
          : []),
      ],
    });
  }

  #without(list: 'when' | 'steps', at: number): void {
    this.#form.moved(this.#name(list));
    this.#change({ [list]: this.#rule[list].toSpliced(at, 1) });
    void this.#host.updateComplete.then(() =>
      this.#host.shadowRoot?.querySelector<HTMLElement>('dialog .part select')?.focus(),
    );
  }

  #submit = async (event: SubmitEvent): Promise<void> => {
    if (!this.#asking && this.#rule.on && this.#rule.steps.some((one) => one.do === 'discard')) {
      event.preventDefault();
      this.#asking = true;
      this.#host.requestUpdate();
      await this.#host.updateComplete;
      this.#host.shadowRoot?.querySelector<HTMLElement>('dialog footer .btn')?.focus();
      return;
    }
    this.#asking = false;
    await this.#form.submit(event);
  };

  /** What was typed stays, for the same rule among those that are there now; where it is gone, for a further one. */
  #outrun(now: Filters | undefined): void {
    if (!now) return;
    const before = this.#rules[this.#at];
    const at = before ? now.rules.findIndex(({ name }) => name === before.name) : -1;
    this.#seen = now;
    this.#at = at < 0 ? now.rules.length : at;
  }

  async #save(json: FilterWish): Promise<void> {
    const { self, status, locale, panel } = this.#parts;
    try {
      const answer = await accept(self.api.filters.$post({ json }));
      self.set({ filters: (await answer.json()) as Filters });
    } catch (error) {
      this.#outrun(self.outrun(error));
      ended(this.#parts, error);
      panel.actionFailed(asApiError(error), 'mail.self.filter');
      throw error;
    }
    this.#form.reset();
    this.#dialog.close();
    status.say(locale.t.ruleSaved);
  }
}

const stepOf = (name: FilterStep['do']): FilterStep =>
  name === 'move' ? { do: name, folder: '' } : name === 'forward' ? { do: name, target: '' } : { do: name };
