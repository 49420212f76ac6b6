import { html, nothing, type LitElement } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { live } from 'lit/directives/live.js';
import type { DomainDetail } from '../../bff/domains/answers.ts';
import type { Registration } from '../../bff/domains/registry/answers.ts';
import { host as hostSchema, mostAddresses } from '../../bff/domains/registry/input.ts';
import { DialogController } from '../shared/dialog.controller.ts';
import { field, formSaid, submitButton, type Aria } from '../shared/field.ts';
import { FormController } from '../shared/form.controller.ts';
import { close, plus } from '../shared/icons.ts';
import { wear } from '../shared/late-part.ts';
import { lead } from '../shared/lead.ts';
import type { LocalizeController } from '../shared/localize.controller.ts';
import type { PanelController } from '../shared/panel.controller.ts';
import { form } from '../shared/sheets/form.ts';
import { overlays } from '../shared/sheets/overlays.ts';
import type { StatusController } from '../shared/status.controller.ts';
import { serverField } from './name-servers.sheet.ts';
import type { RegistrationController } from './registration.controller.ts';
import type { Messages } from './messages/child-hosts.en.ts';

type Host = Registration['hosts'][number];
export type Asked = { readonly what: 'add' } | { readonly what: 'edit' | 'remove'; readonly host: Host };

interface Parts {
  readonly panel: PanelController;
  readonly locale: LocalizeController<Messages>;
  readonly registration: RegistrationController;
  readonly status: StatusController;
}

/** Adding a child host, changing its addresses, deleting it. One dialog, one at a time. */
export class ChildHostDialogs {
  readonly #host: LitElement;
  readonly #parts: Parts;
  readonly #dialog: DialogController;
  readonly #form: FormController<{ name: string; addresses: string[] }>;
  #asked: Asked | undefined;
  /** Of the host that is open. */
  #addresses: readonly string[] = [''];

  constructor(host: LitElement, parts: Parts) {
    this.#host = host;
    this.#parts = parts;
    wear(host, [form, overlays, serverField]);
    this.#form = new FormController(host, parts.panel, {
      schema: hostSchema,
      words: () => parts.locale.t.errors,
      read: (data) => ({
        name: data.get('name') ?? (this.#asked as { host: Host }).host.name,
        addresses: [...data].filter(([name]) => name.startsWith('addresses.')).map(([, value]) => value),
      }),
      save: (input) => this.#save(input),
    });
    this.#dialog = new DialogController(host, parts.panel, { dirty: () => this.#form.dirty });
  }

  render(detail: DomainDetail) {
    const { t } = this.#parts.locale;
    const asked = this.#asked;
    if (!asked) return nothing;
    if (asked.what === 'remove')
      return this.#dialog.render({
        title: t.removeTitle(asked.host.name),
        body: html`<p>${t.removeText}</p>`,
        footer: html`
          <button class="btn" type="button" @click=${this.#dialog.leave}>${t.keep}</button>
          <button class="btn danger fill" type="button" @click=${() => void this.#remove(asked.host, detail)}>
            ${t.remove}
          </button>
        `,
      });
    const adds = asked.what === 'add';
    return this.#dialog.render({
      title: adds ? t.addTitle(detail.unicodeName) : t.editTitle(asked.host.name),
      form: this.#form,
      body: html`
        ${formSaid(this.#form)}
        ${adds ? field(this.#form, { name: 'name', label: t.name, hint: `ns1.${detail.unicodeName}`, mono: true }) : nothing}
        ${this.#addresses.map((value, at) =>
          field(this.#form, {
            name: `addresses.${at}`,
            label: t.address(at + 1),
            hint: t.addressHint,
            control: (aria) => this.#renderAddress(value, at, aria),
          }),
        )}
        ${
          this.#addresses.length < mostAddresses
            ? html`<div>
                <button class="btn s" type="button" @click=${this.#more}>${plus()}${t.more}</button>
              </div>`
            : nothing
        }
      `,
      footer: html`
        <button class="btn" type="button" @click=${this.#dialog.leave}>${t.cancel}</button>
        ${submitButton(this.#form, adds ? t.add : t.save)}
      `,
    });
  }

  #renderAddress(value: string, at: number, { id, name, invalid, describedBy }: Aria) {
    return html`<div class="server">
      <input
        class="input mono"
        id=${id}
        name=${name}
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        aria-invalid=${ifDefined(invalid)}
        aria-describedby=${ifDefined(describedBy)}
        .value=${live(value)}
        @input=${(event: Event) =>
          (this.#addresses = this.#addresses.with(at, (event.target as HTMLInputElement).value))}
      />
      ${
        this.#addresses.length > 1
          ? html`<button
              class="btn quiet icon"
              type="button"
              aria-label=${this.#parts.locale.t.without(at + 1)}
              @click=${() => this.#without(at)}
            >
              ${close()}
            </button>`
          : nothing
      }
    </div>`;
  }

  open(asked: Asked): void {
    this.#asked = asked;
    this.#addresses = asked.what === 'edit' ? asked.host.addresses : [''];
    this.#form.reset();
    this.#dialog.open();
  }

  #more = (): void => {
    this.#addresses = [...this.#addresses, ''];
    void this.#lead(this.#addresses.length - 1);
  };

  #without(at: number): void {
    this.#addresses = this.#addresses.toSpliced(at, 1);
    this.#form.moved('addresses');
    this.#form.dirty = true;
    void this.#lead(Math.min(at, this.#addresses.length - 1));
  }

  async #lead(at: number): Promise<void> {
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#host.shadowRoot!.querySelector<HTMLElement>(`[name="addresses.${at}"]`)?.focus();
  }

  async #save({ name, addresses }: { name: string; addresses: string[] }): Promise<void> {
    const asked = this.#asked;
    const { t } = this.#parts.locale;
    const { hosts } = this.#parts.panel.api.v1.domains;
    if (asked?.what === 'edit')
      await this.#parts.registration.send('domains.host.edit', () =>
        hosts[':id'].$patch({ param: { id: asked.host.id }, json: { addresses } }),
      );
    else
      await this.#parts.registration.send('domains.host.create', (domain, param) =>
        domain.hosts.$post({ param, json: { name, addresses } }),
      );
    this.#dialog.close();
    this.#parts.status.say(asked?.what === 'edit' ? t.changed : t.added);
  }

  /** The focus goes to the host beside the one that is gone. */
  async #remove({ id }: Host, { registration }: DomainDetail): Promise<void> {
    const at = registration.hosts.findIndex((one) => one.id === id);
    const next = registration.hosts[at + 1] ?? registration.hosts[at - 1];
    this.#dialog.close();
    const { panel, locale, status } = this.#parts;
    const { hosts } = panel.api.v1.domains;
    try {
      await this.#parts.registration.send('domains.host.delete', () =>
        hosts[':id'].$delete({ param: { id }, json: {} }),
      );
      status.say(locale.t.removed);
    } catch (error) {
      status.complain(error);
    }
    await lead(this.#host, next && `[data-key="${next.id}"] button`);
  }
}
