import type { StandardSchemaV1 } from '@standard-schema/spec';
import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { MailPlan } from '../../bff/mail/answers.ts';
import type { Forward, ForwardSaved } from '../../bff/mail/forwards/answers.ts';
import { parseAddress, parseLocal } from '../../bff/mail/rules.ts';
import { asApiError } from '../shared/api-error.ts';
import { DialogController } from '../shared/dialog.controller.ts';
import { field, formSaid, submitButton, type Aria } from '../shared/field.ts';
import { FormController } from '../shared/form.controller.ts';
import { down } from '../shared/icons.ts';
import { actionOn, saveWish, wishOf, type Wish } from './forward-api.ts';
import type { FormParts } from './forward-dialogs.ts';
import { targetFields } from './forward-fields.ts';
import { PreviewController } from './forward-preview.ts';
import { takenApart } from './whole-address.ts';

const fresh: Wish = { domain: '', local: '', targets: [''], keepCopy: true };

/** The rules of the BFF, as far as they need nothing but the form. */
const wishSchema: StandardSchemaV1<unknown, Wish> = {
  '~standard': {
    version: 1,
    vendor: 'hc',
    validate: (value) => {
      const wish = value as Wish;
      const local = wish.local === '*' ? { local: '*' } : parseLocal(wish.local);
      const issues = [
        ...('code' in local ? [{ path: ['local'], message: local.code }] : []),
        ...wish.targets.flatMap((target, at) => {
          const parsed = parseAddress(target);
          return 'code' in parsed ? [{ path: ['targets', at], message: parsed.code }] : [];
        }),
      ];
      return issues.length ? { issues } : { value: wish };
    },
  },
};

/** Making a forward or a catch-all, and changing where it leads. */
export class ForwardForm {
  readonly #parts: FormParts;
  readonly #host: LitElement;
  readonly #dialog: DialogController;
  readonly #form: FormController<Wish>;
  readonly #preview: PreviewController;
  #known: Forward | undefined;
  #wish = fresh;
  /** The way round that saving was refused for. */
  #path: readonly string[] | undefined;

  constructor(host: LitElement, parts: FormParts) {
    this.#host = host;
    this.#parts = parts;
    this.#preview = new PreviewController(host, parts.panel);
    this.#form = new FormController<Wish>(host, parts.panel, {
      schema: wishSchema,
      words: () => parts.locale.t.errors,
      read: () => this.#sent,
      save: (wish) => this.#save(wish),
    });
    this.#dialog = new DialogController(host, parts.panel, {
      dirty: () => this.#form.dirty,
      closed: () => this.#preview.reset(),
    });
  }

  open(known?: Forward): void {
    this.#known = known;
    const domain = this.#domains[0]?.id ?? '';
    this.#wish = known ? wishOf(known) : { ...fresh, domain, local: this.#mayCreate ? '' : '*' };
    this.#path = undefined;
    this.#form.reset();
    this.#preview.reset();
    this.#dialog.open();
    if (known) this.#preview.later(() => this.#wish);
  }

  /** The copy is wished only where a mailbox is known that can keep it. */
  get #sent(): Wish {
    const whole = takenApart(this.#wish.local, this.#domains);
    return { ...this.#wish, ...whole, keepCopy: this.#hasMailbox ? (this.#wish.keepCopy ?? true) : undefined };
  }

  get #hasMailbox(): boolean {
    return this.#preview.value?.hasMailbox ?? this.#known?.hasMailbox ?? false;
  }

  get #domains(): MailPlan['domains'] {
    return this.#parts.forwards.plans.flatMap(({ forwards, domains }) => (forwards.used < forwards.max ? domains : []));
  }

  get #mayCreate(): boolean {
    return this.#parts.panel.may('mail.forward.create');
  }

  #change(more: Partial<Wish>): void {
    this.#wish = { ...this.#wish, ...more };
    this.#path = undefined;
    this.#host.requestUpdate();
    this.#preview.later(() => this.#wish);
  }

  render(): TemplateResult | typeof nothing {
    const { locale } = this.#parts;
    const { t } = locale;
    if (locale.loading || !this.#dialog.opened) return nothing;
    return this.#dialog.render({
      title: this.#title,
      form: this.#form,
      body: html`
        ${formSaid(this.#form)} ${this.#known ? nothing : this.#renderSource()}
        ${targetFields({
          ...{ t, form: this.#form, targets: this.#wish.targets },
          change: (how) => {
            this.#form.dirty = true;
            this.#change({ targets: how(this.#wish.targets) });
          },
          lead: (at) => void this.#lead(at),
        })}
        ${this.#renderCopy()} ${this.#preview.render(t, this.#path)}
      `,
      footer: html`
        <button class="btn" type="button" @click=${this.#dialog.leave}>${t.cancel}</button>
        ${submitButton(this.#form, this.#known ? t.save : t.create)}
      `,
    });
  }

  get #title(): string {
    const { t } = this.#parts.locale;
    if (!this.#known) return t.createTitle;
    const { catchAll, unicodeAddress } = this.#known;
    return catchAll ? t.catchAllTitle(unicodeAddress.slice(1)) : t.editTitle(unicodeAddress);
  }

  #renderSource(): TemplateResult {
    const { t } = this.#parts.locale;
    const all = this.#wish.local === '*';
    const both = this.#mayCreate && this.#parts.panel.may('mail.catch_all.edit');
    return html`
      ${field(this.#form, { name: all ? 'domain' : 'local', label: all ? t.domainField : t.addressField, control: all ? this.#renderDomain : this.#renderAddress })}
      ${
        both
          ? html`<label class="choice"
              ><input
                type="checkbox"
                .checked=${all}
                @change=${(event: Event) => this.#change({ local: (event.target as HTMLInputElement).checked ? '*' : '' })}
              /><span>${t.catchAll}</span>${all ? html`<span class="hint">${t.catchAllHint}</span>` : nothing}</label
            >`
          : nothing
      }
    `;
  }

  #renderAddress = (aria: Aria): TemplateResult => {
    const { id, name, invalid, describedBy } = aria;
    const domains = this.#domains;
    return html`<div class="suffix">
      <input
        class="input"
        id=${id}
        name=${name}
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        .value=${this.#wish.local}
        aria-invalid=${ifDefined(invalid)}
        aria-describedby=${ifDefined(describedBy)}
        @input=${(event: Event) => this.#change({ local: (event.target as HTMLInputElement).value })}
        @change=${() => this.#change({ ...takenApart(this.#wish.local, this.#domains) })}
      />
      <span class="add" aria-hidden="true">@</span>
      ${domains.length === 1 ? html`<span class="add">${domains[0]!.unicodeName}</span>` : this.#renderDomains()}
    </div>`;
  };

  #renderDomain = ({ id }: Aria): TemplateResult => this.#renderDomains(id);

  #renderDomains(id?: string): TemplateResult {
    const { t } = this.#parts.locale;
    return html`<span class="select"
      ><select
        class="input"
        id=${ifDefined(id)}
        aria-label=${ifDefined(id ? undefined : t.domainField)}
        @change=${(event: Event) => this.#change({ domain: (event.target as HTMLSelectElement).value })}
      >
        ${this.#domains.map((domain) => html`<option value=${domain.id} .selected=${domain.id === this.#wish.domain}>${domain.unicodeName}</option>`)}</select
      >${down()}</span
    >`;
  }

  #renderCopy(): TemplateResult | typeof nothing {
    const { t } = this.#parts.locale;
    const address = this.#preview.value?.address ?? this.#known?.address ?? '';
    if (!this.#hasMailbox || this.#wish.local === '*') return nothing;
    return html`<label class="choice"
      ><input
        type="checkbox"
        role="switch"
        name="keepCopy"
        .checked=${this.#wish.keepCopy ?? true}
        @change=${(event: Event) => this.#change({ keepCopy: (event.target as HTMLInputElement).checked })}
      /><span>${t.keepCopy}</span><span class="hint">${t.keepCopyHint(address)}</span></label
    >`;
  }

  async #lead(at: number): Promise<void> {
    await this.#host.updateComplete;
    this.#host.shadowRoot?.getElementById(`targets.${at}`)?.focus();
  }

  async #save(wish: Wish): Promise<void> {
    const { panel, locale, forwards, saved, status } = this.#parts;
    const { t } = locale;
    const known = this.#known;
    const asked = this.#wish;
    const action = actionOn(wish.local === '*', known ? 'edit' : 'create');
    let forward: ForwardSaved;
    try {
      forward = await saveWish(panel.api, wish, known);
    } catch (error) {
      const problem = asApiError(error);
      // Of what was typed meanwhile nothing is known yet.
      if (this.#wish === asked) this.#path = (problem.current as { path?: string[] } | undefined)?.path;
      panel.actionFailed(problem, action, known?.id);
      throw error;
    }
    this.#dialog.close();
    // A new one belongs into what is looked at.
    if (!known && forwards.filtered) forwards.clear();
    saved(action, forward);
    const waits = forward.targets.some((target) => target.waiting);
    const name = forward.catchAll ? t.catchAllTitle(forward.unicodeAddress.slice(1)) : forward.unicodeAddress;
    status.say(known ? (waits ? t.savedAsks : t.saved) : waits ? t.createdAsks(name) : t.created(name));
  }
}
