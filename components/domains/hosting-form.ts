import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { DomainHosting, Plan } from '../../bff/domains/hosting-link/answers.ts';
import { linkInput, type LinkInput } from '../../bff/domains/hosting-link/input.ts';
import { linkRoles, type LinkRole } from '../../bff/domains/hosting-link/roles.ts';
import { field, formSaid, submitButton } from '../shared/field.ts';
import { FormController } from '../shared/form.controller.ts';
import { down } from '../shared/icons.ts';
import type { LocalizeController } from '../shared/localize.controller.ts';
import type { PanelController } from '../shared/panel.controller.ts';
import { empty } from '../shared/states.ts';
import type { Messages } from './messages/hosting-link.en.ts';

interface Parts {
  readonly panel: PanelController;
  readonly locale: LocalizeController<Messages>;
  /** Shows what the wish would do; rejects with what is wrong with it. */
  look(wish: LinkInput): Promise<void>;
}

/** To which plan a domain shall lead, and as what; or why it cannot. */
export class HostingForm {
  readonly #host: LitElement;
  readonly #parts: Parts;
  readonly #form: FormController<LinkInput>;
  #plan = '';
  #role: LinkRole | undefined;
  #version = 0;

  constructor(host: LitElement, parts: Parts) {
    this.#host = host;
    this.#parts = parts;
    this.#form = new FormController<LinkInput>(host, parts.panel, {
      schema: linkInput,
      words: () => parts.locale.t.errors,
      read: (data) => ({
        subscription: data.get('subscription'),
        role: data.get('role'),
        host: data.get('host') ?? '',
        mail: data.get('mail') === 'on',
        version: this.#version,
      }),
      save: (wish) => parts.look(wish),
    });
  }

  /** What was chosen was for another domain. */
  forget(): void {
    this.#form.reset();
    this.#plan = '';
    this.#role = undefined;
  }

  render(hosting: DomainHosting): TemplateResult {
    const { panel, locale } = this.#parts;
    const { t } = locale;
    const { plans, denied, version } = hosting;
    this.#version = version;
    const refusal = panel.refusal('domains.hosting.link', denied);
    const free = plans.filter(({ domains, maxDomains }) => domains < maxDomains);
    if (!plans.length) return html`<div class="list">${empty({ title: t.none, text: t.noneText })}</div>`;
    if (refusal) return html`<p class="muted">${refusal.reason ?? t.off}</p>`;
    if (!free.length) return html`<div class="list">${empty({ title: t.full, text: t.fullText })}</div>`;
    return this.#renderForm(hosting, free, free.find(({ id }) => id === this.#plan) ?? free[0]!);
  }

  #renderForm({ domain, mail, ownNameServers }: DomainHosting, free: readonly Plan[], plan: Plan) {
    const { t } = this.#parts.locale;
    const { submit, leave, type } = this.#form;
    const roles = linkRoles.filter((role) => role !== 'primary' || plan.primary === null);
    const fit = roles.find((role) => role === this.#role) ?? roles[0]!;
    return html`<form class="form narrow" novalidate @submit=${submit} @focusout=${leave} @input=${type}>
      ${formSaid(this.#form)}
      ${field(this.#form, {
        name: 'subscription',
        label: t.plan,
        hint: t.room(plan.domains, plan.maxDomains, plan.server),
        control: ({ id, name }) =>
          html`<span class="select"
            ><select
              id=${id}
              name=${name}
              @change=${(event: Event) => this.#choose(() => (this.#plan = (event.target as HTMLSelectElement).value))}
            >
              ${free.map((one) => html`<option value=${one.id} ?selected=${one === plan}>${one.name}</option>`)}</select
            >${down()}</span
          >`,
      })}
      <fieldset class="choices">
        <legend>${t.role}</legend>
        ${roles.map(
          (role) =>
            html`<label class="choice"
              ><input
                type="radio"
                name="role"
                value=${role}
                .checked=${role === fit}
                @change=${() => this.#choose(() => (this.#role = role))}
              /><span
                >${t.roles[role]}<span class="hint"
                  >${t.roleHints[role](domain.unicodeName, plan.primary ?? '')}</span
                ></span
              ></label
            >`,
        )}
      </fieldset>
      ${
        fit === 'subdomain'
          ? field(this.#form, {
              name: 'host',
              label: t.host,
              control: ({ id, name, invalid, describedBy }) =>
                html`<span class="suffix"
                  ><input
                    class="input mono"
                    id=${id}
                    name=${name}
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    aria-invalid=${invalid ?? nothing}
                    aria-describedby=${describedBy ?? nothing}
                  /><span class="add ltr">.${domain.unicodeName}</span></span
                >`,
            })
          : plan.mailHost && ownNameServers
            ? html`<label class="choice"
                ><input type="checkbox" name="mail" .checked=${mail.length === 0} /><span
                  >${t.mailToo}<span class="hint">${mail.length ? t.mailNow(mail.join(', ')) : t.mailNone}</span></span
                ></label
              >`
            : nothing
      }
      <div>${submitButton(this.#form, t.look)}</div>
    </form>`;
  }

  #choose(how: () => void): void {
    how();
    this.#host.requestUpdate();
  }
}
