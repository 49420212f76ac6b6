import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { DomainDetail } from '../../bff/domains/answers.ts';
import { nameServers, type NameServersInput } from '../../bff/domains/registry/input.ts';
import { customElement } from '../shared/custom-element.ts';
import { formSaid, submitButton } from '../shared/field.ts';
import { FormController } from '../shared/form.controller.ts';
import { heading } from '../shared/heading.ts';
import { alert, info } from '../shared/icons.ts';
import { LaterController } from '../shared/later.controller.ts';
import { lead } from '../shared/lead.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import { PanelController } from '../shared/panel.controller.ts';
import { base, controls, panelSheet } from '../shared/sheets.ts';
import { form } from '../shared/sheets/form.ts';
import { marks } from '../shared/sheets/marks.ts';
import { pieces } from '../shared/sheets/pieces.ts';
import { tools } from '../shared/sheets/tools.ts';
import { failed, skeleton } from '../shared/states.ts';
import { StatusController } from '../shared/status.controller.ts';
import { detailOf } from './detail.controller.ts';
import { NameServerCheck } from './name-server-check.controller.ts';
import { serverFields } from './name-server-fields.ts';
import { nameServersSheet, serverField } from './name-servers.sheet.ts';
import { RegistrationController } from './registration.controller.ts';
import { registrationNotice } from './registration-notice.ts';
import en from './messages/name-servers.en.ts';

type Draft = { readonly own: boolean; readonly names: readonly string[] };

/**
 * The name servers of one domain: the label's own, or others; and its child hosts at the registry.
 *
 * @fires {HcActionFailedEvent} hc-action-failed - A change was refused or failed.
 */
@customElement('hc-name-servers')
export class HcNameServers extends LitElement {
  static override styles = [base, controls, panelSheet, form, tools, marks, pieces, serverField, nameServersSheet];

  /** Id of the domain. */
  @property() domain = '';

  /** Level of the title's heading, 1 to 4. */
  @property({ type: Number }) level = 2;

  /** The domain, where an element around it has read it already. */
  @property({ attribute: false }) known?: DomainDetail;

  /** What is chosen and typed of the domain that is shown, until it is saved. */
  @state() private draft: Draft | undefined;

  #panel = new PanelController(this, {
    changed: ({ kind, id }) => {
      if (kind === 'poll' || id === this.domain) void this.#detail.run();
    },
  });
  #locale = new LocalizeController(
    this,
    { en, nl: () => import('./messages/name-servers.nl.ts'), de: () => import('./messages/name-servers.de.ts') },
    this.#panel,
  );
  #detail = detailOf(
    this,
    this.#panel,
    () => this.domain,
    () => this.known,
  );
  #status = new StatusController(this, this.#panel);
  #registration = new RegistrationController(this, {
    panel: this.#panel,
    detail: this.#detail,
    status: this.#status,
  });
  #check = new NameServerCheck(this, this.#panel, () => this.domain);
  #hosts = new LaterController(this, this.#panel, 'hc-child-hosts', () => import('./hc-child-hosts.ts'));
  #dnssec = new LaterController(this, this.#panel, 'hc-dnssec', () => import('./hc-dnssec.ts'));
  #form = new FormController<NameServersInput>(this, this.#panel, {
    schema: nameServers,
    words: () => this.#locale.t.errors,
    read: (data) =>
      data.get('whose') === 'own'
        ? { own: true }
        : { own: false, nameServers: [...data].filter(([name]) => name !== 'whose').map(([, value]) => value) },
    save: (input) => this.#save(input),
  });

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.draft = undefined;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('domain')) this.draft = undefined;
  }

  override render() {
    return this.#panel.render(() =>
      this.#detail.render({
        pending: () => skeleton(this.#panel.words.t.loading, 3),
        failed: (error) => failed(this.#panel, error, () => void this.#detail.run()),
        complete: (detail) => this.#renderAll(detail),
      }),
    );
  }

  #renderAll(detail: DomainDetail) {
    const { t } = this.#locale;
    const refusal = this.#panel.refusal('domains.nameservers.edit', detail.denied);
    return html`
      <section class="panel" aria-labelledby="title">
        <header class="head">
          <div>
            ${heading(this.level, 'title', t.title)}
            <p class="sub">${t.sub(detail.unicodeName)}</p>
          </div>
        </header>
        ${registrationNotice(detail, t, this.#registration.retry)}
        ${
          refusal?.reason
            ? html`<div class="banner">
                ${info()}
                <p>${refusal.reason}</p>
              </div>`
            : nothing
        }
        ${refusal ? this.#renderNow(detail) : this.#renderForm(detail)} ${this.#status.render()}
        ${this.#hosts.render(
          () =>
            html`<hc-child-hosts
              .domain=${detail.id}
              .known=${detail}
              .level=${Math.min(4, this.level + 1)}
            ></hc-child-hosts>`,
        )}
        ${this.#dnssec.render(
          () => html`<hc-dnssec .domain=${detail.id} .level=${Math.min(4, this.level + 1)}></hc-dnssec>`,
        )}
      </section>
    `;
  }

  #renderNow({ ownNameServers, labelNameServers, nameServers: names }: DomainDetail) {
    return html`<ul class="servers mono">
      ${(ownNameServers ? labelNameServers : names).map((name) => html`<li>${name}</li>`)}
    </ul>`;
  }

  #renderForm(detail: DomainDetail) {
    const { t } = this.#locale;
    const label = this.#panel.panel?.label.name ?? '';
    const draft = this.#draftOf(detail);
    const choice = (own: boolean, text: string) =>
      html`<label
        ><input
          type="radio"
          name="whose"
          value=${own ? 'own' : 'others'}
          .checked=${draft.own === own}
          @change=${() => (this.draft = { ...draft, own })}
        />${text}</label
      >`;
    return html`
      <form
        class="stack"
        novalidate
        @submit=${this.#form.submit}
        @focusout=${this.#form.leave}
        @input=${this.#form.type}
      >
        ${formSaid(this.#form)}
        <fieldset class="seg">
          <legend class="vh">${t.whose}</legend>
          ${choice(true, t.ours(label))} ${choice(false, t.others)}
        </fieldset>
        ${
          draft.own
            ? html`<ul class="servers mono">
                ${detail.labelNameServers.map((name) => html`<li>${name}</li>`)}
              </ul>`
            : serverFields({
                t,
                form: this.#form,
                check: this.#check,
                names: draft.names,
                limits: detail.registration.nameServerLimits,
                known: usedBefore(detail),
                change: (how) => (this.draft = { own: false, names: how(this.#draftOf(detail).names) }),
                lead: (at) => void lead(this, `[name="nameServers.${at}"]`),
              })
        }
        ${this.#renderEffect(detail, draft, label)}
        <div>${submitButton(this.#form, t.save)}</div>
      </form>
    `;
  }

  /** What others will notice, before it happens. */
  #renderEffect({ ownNameServers }: DomainDetail, { own }: Draft, label: string) {
    const { t } = this.#locale;
    if (own === ownNameServers) return nothing;
    return html`<div class="banner ${own ? 'info' : 'warn'}">
      ${own ? info() : alert()}
      <p><b>${own ? t.backTitle(label) : t.awayTitle}</b> ${own ? t.backText : t.awayText(label)}</p>
    </div>`;
  }

  #draftOf({ ownNameServers, nameServers: names, registration }: DomainDetail): Draft {
    if (this.draft) return this.draft;
    const rows = Array.from({ length: registration.nameServerLimits.least }, () => '');
    return { own: ownNameServers, names: Object.assign(rows, ownNameServers ? [] : names) };
  }

  async #save(input: NameServersInput): Promise<void> {
    const { ownNameServers, nameServers } = this.#detail.value!;
    const { t } = this.#locale;
    const was: NameServersInput = ownNameServers ? { own: true } : { own: false, nameServers };
    if (JSON.stringify(was) === JSON.stringify(input)) return this.#status.say(t.unchanged);
    await this.#registration.send('domains.nameservers.edit', (domain, param) =>
      domain.name_servers.$post({ param, json: input }),
    );
    this.draft = undefined;
    const { domain } = this;
    this.#status.say(t.saved, () => void (this.domain === domain && this.#undo(was)));
  }

  async #undo(was: NameServersInput): Promise<void> {
    this.draft = undefined;
    await this.#registration.try(
      'domains.nameservers.edit',
      (domain, param) => domain.name_servers.$post({ param, json: was }),
      this.#locale.t.undone,
    );
  }
}

/** Sets of others that this domain had, newest first, each once. */
function usedBefore({ registration, events, labelNameServers, nameServers: now }: DomainDetail) {
  const { most } = registration.nameServerLimits;
  const key = (set: readonly string[]) => set.toSorted().join(' ');
  const sets = events.flatMap(({ event }) => (event.kind === 'name_servers' ? [event.before, event.after] : []));
  const known = new Map(sets.filter(({ length }) => length <= most).map((set) => [key(set), set]));
  for (const set of [labelNameServers, now]) known.delete(key(set));
  return [...known.values()].slice(0, 3);
}

declare global {
  interface HTMLElementTagNameMap {
    'hc-name-servers': HcNameServers;
  }
}
