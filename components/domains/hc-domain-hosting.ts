import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { DomainHosting, Plan } from '../../bff/domains/hosting-link/answers.ts';
import { linkInput, type LinkInput } from '../../bff/domains/hosting-link/input.ts';
import { linkRoles, type LinkRole } from '../../bff/domains/hosting-link/roles.ts';
import { accept } from '../shared/api-error.ts';
import { askWhile } from '../shared/ask-while.ts';
import { customElement } from '../shared/custom-element.ts';
import { field, formSaid, submitButton } from '../shared/field.ts';
import { FormController } from '../shared/form.controller.ts';
import { heading } from '../shared/heading.ts';
import { down, info } from '../shared/icons.ts';
import { jobState } from '../shared/job-state.ts';
import { LatePart } from '../shared/late-part.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import { PanelController } from '../shared/panel.controller.ts';
import { ResourceController } from '../shared/resource.controller.ts';
import { base, controls, panelSheet } from '../shared/sheets.ts';
import { choices } from '../shared/sheets/choices.ts';
import { form } from '../shared/sheets/form.ts';
import { list } from '../shared/sheets/list.ts';
import { marks } from '../shared/sheets/marks.ts';
import { pieces } from '../shared/sheets/pieces.ts';
import { empty, failed, skeleton } from '../shared/states.ts';
import { StatusController } from '../shared/status.controller.ts';
import { hostingSheet } from './hosting.sheet.ts';
import { row } from './property-row.ts';
import en from './messages/hosting-link.en.ts';

type Link = NonNullable<DomainHosting['link']>;

/**
 * The hosting plan that a domain leads to: chosen here with what that does to its records, and left again.
 *
 * @fires {HcActionFailedEvent} hc-action-failed - A change was refused or failed.
 * @csspart dialog - What a change would do to the records, before it is made.
 */
@customElement('hc-domain-hosting')
export class HcDomainHosting extends LitElement {
  static override styles = [base, controls, panelSheet, choices, form, list, marks, pieces, hostingSheet];

  /** Id of the domain. */
  @property() domain = '';

  /** Level of the title's heading, 1 to 4. */
  @property({ type: Number }) level = 2;

  /** What is chosen, until it is linked. */
  @state() private chosen: LinkRole | undefined;
  @state() private plan = '';

  #panel = new PanelController(this, {
    changed: ({ kind, id }) => {
      if (kind === 'poll' || id === this.domain) void this.#hosting.run();
    },
  });
  #locale = new LocalizeController(
    this,
    { en, nl: () => import('./messages/hosting-link.nl.ts'), de: () => import('./messages/hosting-link.de.ts') },
    this.#panel,
  );
  #hosting = new ResourceController(this, this.#panel, {
    args: () => (this.domain ? ([this.domain] as const) : undefined),
    load: async (api, [id], signal) =>
      (await (
        await accept(api.v1.domains[':id'].hosting.$get({ param: { id } }, { init: { signal } }))
      ).json()) as DomainHosting,
  });
  #status = new StatusController(this, this.#panel);
  #dialogs = new LatePart(
    () => import('./hosting-dialogs.ts'),
    ({ HostingDialogs }) =>
      new HostingDialogs(this, {
        panel: this.#panel,
        words: () => this.#locale.t,
        lang: () => this.#locale.lang,
        done: (hosting, said) => {
          // It may be about the domain that was here before.
          if (hosting.domain.id === this.domain) this.#hosting.set(hosting);
          this.#status.say(said);
        },
        now: () => this.#hosting.value,
        again: () => this.#hosting.run(),
        failed: (error) => this.#status.complain(error),
      }),
    (error) => this.#status.complain(error),
  );
  #form = new FormController<LinkInput>(this, this.#panel, {
    schema: linkInput,
    words: () => this.#locale.t.errors,
    read: (data) => ({
      subscription: data.get('subscription'),
      role: data.get('role'),
      host: data.get('host') ?? '',
      mail: data.get('mail') === 'on',
      version: this.#hosting.value?.version ?? 0,
    }),
    save: async (wish) => (await this.#dialogs.get())?.link(this.#hosting.value!, wish),
  });

  constructor() {
    super();
    askWhile(
      this,
      () => this.#hosting.value?.link?.sync.state === 'pending',
      () => this.#hosting.run(),
    );
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('domain')) return;
    // What was wished and seen is of the other one.
    this.#dialogs.value?.close();
    this.#form.reset();
    this.chosen = undefined;
    this.plan = '';
  }

  override render() {
    return this.#panel.render(() =>
      this.#hosting.render({
        pending: () => skeleton(this.#panel.words.t.loading, 3),
        failed: (error) => failed(this.#panel, error, () => void this.#hosting.run()),
        complete: (hosting) => this.#renderHosting(hosting),
      }),
    );
  }

  #renderHosting(hosting: DomainHosting) {
    const { t } = this.#locale;
    const { domain, link, denied } = hosting;
    return html`
      <section class="panel" aria-labelledby="title">
        <header class="head">
          <div>
            ${heading(this.level, 'title', t.title)}
            <p class="sub">${t.sub(domain.unicodeName)}</p>
          </div>
          <div class="actions">
            ${
              link && !this.#panel.refusal('domains.hosting.unlink', denied)
                ? html`<button
                    class="btn"
                    type="button"
                    @click=${async () => void (await this.#dialogs.get())?.unlink(hosting)}
                  >
                    ${t.end}
                  </button>`
                : nothing
            }
          </div>
        </header>
        ${link ? this.#renderLink(hosting, link) : this.#renderChoice(hosting)} ${this.#status.render()}
      </section>
      ${this.#dialogs.value?.render() ?? nothing}
    `;
  }

  #renderLink(
    { domain, ownNameServers }: DomainHosting,
    { plan, role, host, mail, linkedAt, by, sync, records }: Link,
  ) {
    const { t, format } = this.#locale;
    const name = host === '@' ? domain.unicodeName : `${host}.${domain.unicodeName}`;
    const state =
      sync.state === 'ready'
        ? jobState('ready', t.ready)
        : sync.state === 'pending'
          ? jobState('pending', sync.leaving ? t.leaving : t.joining)
          : jobState('soon', t.stuck, sync.error && t.faults[sync.error]);
    return html`
      <div role="status">${state}</div>
      <dl class="list props">
        ${row(t.plan, plan.name, plan.server)} ${row(t.role, t.roles[role], html`<span class="ltr">${name}</span>`)}
        ${plan.mailHost ? row(t.mail, mail ? t.mailHere : t.mailElsewhere) : nothing}
        ${row(t.since, html`<time datetime=${linkedAt}>${format.date(linkedAt, 'long')}</time>`, by)}
      </dl>
      ${
        ownNameServers
          ? nothing
          : html`<div class="banner">
              ${info()}
              <div>
                <p>${t.elsewhere}</p>
                <dl class="records mono">
                  ${records.map(
                    (rrset) =>
                      html`<dt>${rrset.name} ${rrset.type}</dt>
                        ${rrset.records.map((record) => html`<dd>${record}</dd>`)}`,
                  )}
                </dl>
              </div>
            </div>`
      }
    `;
  }

  #renderChoice(hosting: DomainHosting) {
    const { t } = this.#locale;
    const { plans, denied } = hosting;
    const refusal = this.#panel.refusal('domains.hosting.link', denied);
    const free = plans.filter(({ domains, maxDomains }) => domains < maxDomains);
    if (!plans.length) return html`<div class="list">${empty({ title: t.none, text: t.noneText })}</div>`;
    if (refusal) return html`<p class="muted">${refusal.reason ?? t.off}</p>`;
    if (!free.length) return html`<div class="list">${empty({ title: t.full, text: t.fullText })}</div>`;
    return this.#renderForm(hosting, free, free.find(({ id }) => id === this.plan) ?? free[0]!);
  }

  #renderForm({ domain, mail, ownNameServers }: DomainHosting, free: readonly Plan[], plan: Plan) {
    const { t } = this.#locale;
    const { submit, leave, type } = this.#form;
    const roles = linkRoles.filter((role) => role !== 'primary' || plan.primary === null);
    const fit = roles.find((role) => role === this.chosen) ?? roles[0]!;
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
              @change=${(event: Event) => (this.plan = (event.target as HTMLSelectElement).value)}
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
                @change=${() => (this.chosen = role)}
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
}

declare global {
  interface HTMLElementTagNameMap {
    'hc-domain-hosting': HcDomainHosting;
  }
}
