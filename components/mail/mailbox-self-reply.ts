import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import * as v from 'valibot';
import { dayOf } from '../../bff/domains/days.ts';
import type { AutoReply } from '../../bff/mail/self/answers.ts';
import { autoReplyWish, type AutoReplyWish } from '../../bff/mail/self/input.ts';
import { isOver } from '../../bff/mail/self/rules-days.ts';
import { accept, asApiError } from '../shared/api-error.ts';
import { DialogController } from '../shared/dialog.controller.ts';
import { field, formSaid, submitButton } from '../shared/field.ts';
import { FormController } from '../shared/form.controller.ts';
import { ended } from './mailbox-self-ended.ts';
import type { FormParts } from './mailbox-self-forms.ts';

const fresh: AutoReplyWish = { on: false, subject: '', text: '', from: null, until: null };

/** What a mailbox answers while its user is away. */
export class SelfReplyForm {
  readonly #parts: FormParts;
  readonly #dialog: DialogController;
  readonly #form: FormController<AutoReplyWish>;

  constructor(host: LitElement, parts: FormParts) {
    this.#parts = parts;
    this.#form = new FormController(host, parts.panel, {
      schema: v.pipe(
        autoReplyWish,
        v.forward(
          v.check((wish) => !isOver(wish, dayOf(Date.now(), parts.self.value!.timeZone)), 'until_past'),
          ['until'],
        ),
      ),
      words: () => parts.locale.t.errors,
      read: (data) => ({
        ...{ on: data.has('on'), subject: data.get('subject'), text: data.get('text') },
        ...{ from: data.get('from') || null, until: data.get('until') || null },
      }),
      save: (wish) => this.#save(wish),
    });
    this.#dialog = new DialogController(host, parts.panel, {
      dirty: () => this.#form.dirty,
      session: parts.self,
    });
  }

  open(): void {
    this.#form.reset();
    this.#dialog.open();
  }

  render(): TemplateResult | typeof nothing {
    const { locale, self } = this.#parts;
    const { t } = locale;
    if (locale.loading || !this.#dialog.opened) return nothing;
    const form = this.#form;
    const known: AutoReplyWish = self.value?.autoReply ?? fresh;
    const day = (name: 'from' | 'until', label: string) =>
      field(form, { name, label, type: 'date', optional: t.optional, value: known[name] ?? '' });
    return this.#dialog.render({
      title: t.replyTitle,
      form,
      body: html`${formSaid(form)}
        <p>${t.replyText}</p>
        <label class="check"
          ><input type="checkbox" name="on" ?checked=${known.on || known === fresh} /> ${t.replyOn}</label
        >
        <div class="pair">${day('from', t.fromField)} ${day('until', t.untilField)}</div>
        <p class="hint">${t.zone(self.value?.timeZone ?? '')}</p>
        ${field(form, { name: 'subject', label: t.subjectField, value: known.subject })}
        ${field(form, {
          name: 'text',
          label: t.textField,
          control: ({ id, name, invalid, describedBy }) =>
            html`<textarea
              class="input"
              id=${id}
              name=${name}
              rows="5"
              aria-invalid=${ifDefined(invalid)}
              aria-describedby=${ifDefined(describedBy)}
              .value=${known.text}
            ></textarea>`,
        })}`,
      footer: html`<button class="btn" type="button" @click=${this.#dialog.leave}>${t.cancel}</button>
        ${submitButton(form, t.save)}`,
    });
  }

  async #save(json: AutoReplyWish): Promise<void> {
    const { self, status, locale, panel } = this.#parts;
    try {
      const answer = await accept(self.api.auto_reply.$post({ json }));
      self.set({ autoReply: (await answer.json()) as AutoReply });
    } catch (error) {
      ended(this.#parts, error);
      panel.actionFailed(asApiError(error), 'mail.self.auto_reply');
      throw error;
    }
    this.#form.reset();
    this.#dialog.close();
    status.say(json.on ? locale.t.replySaved : locale.t.replySavedOff);
  }
}
