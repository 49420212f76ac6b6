import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import * as v from 'valibot';
import type { Mailbox, MailPlan } from '../../bff/mail/answers.ts';
import { mailboxEdit, newMailbox } from '../../bff/mail/input.ts';
import type { Action } from '../../bff/policy/actions.ts';
import { accept } from '../shared/api-error.ts';
import { DialogController } from '../shared/dialog.controller.ts';
import { field, formSaid, submitButton, type Aria } from '../shared/field.ts';
import { FormController } from '../shared/form.controller.ts';
import { down } from '../shared/icons.ts';
import type { LocalizeController } from '../shared/localize.controller.ts';
import type { DialogParts } from './mailbox-dialogs.ts';
import type { Messages } from './messages/mailbox-dialogs.en.ts';
import { NewPassword } from './new-password.ts';
import { size } from './size.ts';
import { takenApart } from './whole-address.ts';

export interface SharedParts extends DialogParts {
  readonly locale: LocalizeController<Messages>;
  readonly saved: (action: Action, mailbox: Mailbox) => void;
}

const gibibyte = 1024 ** 3;
const sizes = [0.5, 1, 2, 5, 10, 20, 50, 100].map((many) => many * gibibyte);
/** What most take, in bytes. */
const usual = 5 * gibibyte;

type Wish = v.InferOutput<typeof newMailbox> | v.InferOutput<typeof mailboxEdit>;

/** Making a mailbox, and changing its name and size. */
export class MailboxForm {
  readonly #parts: SharedParts;
  readonly #host: LitElement;
  readonly #dialog: DialogController;
  readonly #form: FormController<Wish>;
  readonly #password: NewPassword;
  #known: Mailbox | undefined;
  #domain = '';

  constructor(host: LitElement, parts: SharedParts) {
    this.#host = host;
    this.#parts = parts;
    this.#password = new NewPassword(host);
    this.#form = new FormController<Wish>(host, parts.panel, {
      schema: v.lazy<v.GenericSchema<unknown, Wish>>(() =>
        this.#known ? (mailboxEdit as v.GenericSchema<unknown, Wish>) : (newMailbox as v.GenericSchema<unknown, Wish>),
      ),
      words: () => parts.locale.t.errors,
      read: (data) => ({
        ...Object.fromEntries(data),
        ...takenApart(String(data.get('local') ?? ''), this.#domains),
        quota: Number(data.get('quota')),
      }),
      save: (wish) => this.#save(wish),
    });
    this.#dialog = new DialogController(host, parts.panel, {
      dirty: () => this.#form.dirty,
      closed: () => this.#password.reset(),
    });
  }

  open(known?: Mailbox): void {
    this.#known = known;
    this.#domain = known?.domain ?? this.#domains[0]?.id ?? '';
    this.#form.reset();
    this.#password.reset();
    this.#dialog.open();
  }

  get #domains(): MailPlan['domains'] {
    return this.#parts.mailboxes.plans.flatMap(({ mailboxes, domains }) =>
      this.#known || mailboxes.used < mailboxes.max ? domains : [],
    );
  }

  get #plan(): MailPlan | undefined {
    const { plans } = this.#parts.mailboxes;
    const known = this.#known;
    return known
      ? plans.find(({ id }) => id === known.plan)
      : plans.find(({ domains }) => domains.some(({ id }) => id === this.#domain));
  }

  render(): TemplateResult | typeof nothing {
    const { t, loading } = this.#parts.locale;
    if (loading || !this.#dialog.opened) return nothing;
    const known = this.#known;
    return this.#dialog.render({
      title: known ? t.editTitle(known.unicodeAddress) : t.createTitle,
      form: this.#form,
      body: html`
        ${formSaid(this.#form)}
        ${known ? nothing : field(this.#form, { name: 'local', label: t.addressField, control: this.#renderAddress })}
        ${field(this.#form, { name: 'name', label: t.nameField, hint: t.nameHint, optional: t.optional, value: known?.name ?? '', autocomplete: 'name' })}
        ${this.#renderQuota()}
        ${known ? nothing : this.#password.render(this.#form, this.#form.words.t.showPassword, t)}
      `,
      footer: html`
        <button class="btn" type="button" @click=${this.#dialog.leave}>${t.cancel}</button>
        ${submitButton(this.#form, known ? t.save : t.create)}
      `,
    });
  }

  #renderAddress = ({ id, name, invalid, describedBy }: Aria): TemplateResult => {
    const { t } = this.#parts.locale;
    const domains = this.#domains;
    return html`<div class="suffix">
      <input
        class="input"
        id=${id}
        name=${name}
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        aria-invalid=${ifDefined(invalid)}
        aria-describedby=${ifDefined(describedBy)}
        @change=${this.#takeApart}
      />
      <span class="add" aria-hidden="true">@</span>
      ${
        domains.length === 1
          ? html`<span class="add">${domains[0]!.unicodeName}</span
              ><input type="hidden" name="domain" .value=${domains[0]!.id} />`
          : html`<span class="select"
              ><select
                class="input"
                name="domain"
                aria-label=${t.domainField}
                @change=${(event: Event) => {
                  this.#domain = (event.target as HTMLSelectElement).value;
                  this.#host.requestUpdate();
                }}
              >
                ${domains.map((domain) => html`<option value=${domain.id} .selected=${domain.id === this.#domain}>${domain.unicodeName}</option>`)}</select
              >${down()}</span
            >`
      }
    </div>`;
  };

  #takeApart = ({ target }: Event): void => {
    const input = target as HTMLInputElement;
    const whole = takenApart(input.value, this.#domains);
    if (!whole) return;
    input.value = whole.local;
    this.#domain = whole.domain;
    this.#host.requestUpdate();
  };

  /** Sizes that the plan has room for; of a known one its own, and none below what it holds. */
  #renderQuota(): TemplateResult {
    const { t, format } = this.#parts.locale;
    const known = this.#known;
    const pool = this.#plan?.pool;
    const left = Math.max(0, (pool?.max ?? 0) - (pool?.used ?? 0)) + (known?.quota ?? 0);
    const fits = [...new Set([...sizes, ...(known ? [known.quota] : [])])]
      .filter((bytes) => bytes <= left && bytes >= (known?.used ?? 0))
      .sort((a, b) => a - b);
    const chosen = known?.quota ?? fits.findLast((bytes) => bytes <= usual) ?? fits[0];
    return field(this.#form, {
      name: 'quota',
      label: t.quotaField,
      hint: pool ? t.quotaHint(size(left, format), size(pool.max, format)) : undefined,
      control: ({ id, name, invalid, describedBy }) =>
        html`<span class="select"
          ><select
            class="input"
            id=${id}
            name=${name}
            aria-invalid=${ifDefined(invalid)}
            aria-describedby=${ifDefined(describedBy)}
          >
            ${fits.map((bytes) => html`<option value=${bytes} ?selected=${bytes === chosen}>${size(bytes, format)}</option>`)}</select
          >${down()}</span
        >`,
    });
  }

  async #save(wish: Wish): Promise<void> {
    const { panel, locale, mailboxes, saved, status } = this.#parts;
    const { t } = locale;
    const known = this.#known;
    const all = panel.api.v1.mail.mailboxes;
    const answer = known
      ? accept(all[':id'].$patch({ param: { id: known.id }, json: wish as v.InferOutput<typeof mailboxEdit> }))
      : accept(all.$post({ json: wish as v.InferOutput<typeof newMailbox> }));
    const mailbox = (await (await answer).json()) as Mailbox;
    this.#dialog.close();
    // A new one belongs into what is looked at.
    if (!known && mailboxes.filtered) mailboxes.clear();
    saved(known ? 'mail.mailbox.edit' : 'mail.mailbox.create', mailbox);
    status.say(known ? t.saved : t.created(mailbox.unicodeAddress));
  }
}
