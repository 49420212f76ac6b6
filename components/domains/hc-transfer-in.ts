import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Transfer, TransferChecked } from '../../bff/domains/transfers/answers.ts';
import { transferCheck, transferStart, type TransferStart } from '../../bff/domains/transfers/input.ts';
import { accept, asApiError } from '../shared/api-error.ts';
import { customElement } from '../shared/custom-element.ts';
import { HcNavigateEvent } from '../shared/events.ts';
import { field, formSaid, submitButton } from '../shared/field.ts';
import { follow } from '../shared/follow.ts';
import { FormController } from '../shared/form.controller.ts';
import { heading } from '../shared/heading.ts';
import { alert, check, info, next } from '../shared/icons.ts';
import { LaterController } from '../shared/later.controller.ts';
import { lead } from '../shared/lead.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import { PanelController } from '../shared/panel.controller.ts';
import { base, controls, panelSheet } from '../shared/sheets.ts';
import { choices } from '../shared/sheets/choices.ts';
import { form } from '../shared/sheets/form.ts';
import { pieces } from '../shared/sheets/pieces.ts';
import { switchedOff } from '../shared/states.ts';
import { transferInSheet } from './transfer-in.sheet.ts';
import en from './messages/transfer-in.en.ts';

/**
 * Brings a domain here from another provider: whether it can come, the code it comes by, what happens then and when.
 *
 * @fires {HcNavigateEvent} hc-navigate - The person goes back to the list, or to the domain that is on its way.
 * @fires {HcActionFailedEvent} hc-action-failed - It was refused or failed.
 */
@customElement('hc-transfer-in')
export class HcTransferIn extends LitElement {
  static override styles = [base, controls, panelSheet, choices, form, pieces, transferInSheet];

  /** Level of the title's heading, 1 to 4. */
  @property({ type: Number }) level = 2;

  /** True where there is no list to go back to. */
  @property({ type: Boolean }) alone = false;

  /** There once a name was looked at. */
  @state() private checked: TransferChecked | undefined;

  /** There once it was asked for. */
  @state() private begun: Transfer | undefined;

  #panel = new PanelController(this);
  #locale = new LocalizeController(
    this,
    { en, nl: () => import('./messages/transfer-in.nl.ts'), de: () => import('./messages/transfer-in.de.ts') },
    this.#panel,
  );
  #name = new FormController<{ name: string }>(this, this.#panel, {
    schema: transferCheck,
    words: () => this.#locale.t.errors,
    save: (json) => this.#look(json),
  });
  #order = new FormController<TransferStart>(this, this.#panel, {
    schema: transferStart,
    words: () => this.#locale.t.errors,
    read: (data) => ({ ...Object.fromEntries(data), name: this.checked?.name ?? '' }),
    save: (json) => this.#start(json),
  });
  #offers = new LaterController(this, this.#panel, 'hc-domain-offers', () => import('./hc-domain-offers.ts'));
  #transfer = new LaterController(this, this.#panel, 'hc-transfer', () => import('./hc-transfer.ts'));

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.begun = this.checked = undefined;
  }

  override render() {
    return this.#panel.render(() => {
      if (this.#panel.refusal('domains.transfer.start')) return switchedOff(this.#panel.words.t.failedTitle.permission);
      const { t } = this.#locale;
      return html`<section class="panel" aria-labelledby="title">
        ${this.alone ? nothing : this.#renderPath()}
        <header class="head">
          <div>
            ${heading(this.level, 'title', t.title)}
            <p class="sub">${t.sub}</p>
          </div>
        </header>
        ${this.#offers.render(() => html`<hc-domain-offers .level=${Math.min(4, this.level + 1)}></hc-domain-offers>`)}
        ${this.begun ? this.#renderBegun(this.begun) : html`${this.#renderName()} ${this.#renderChecked()}`}
      </section>`;
    });
  }

  #renderPath() {
    const { t } = this.#locale;
    return html`<nav aria-label=${t.path}>
      <ol class="crumbs">
        <li>
          <a href="#/domains" @click=${(event: MouseEvent) => follow(event, () => this.#go(''))}>${t.list}</a>${next()}
        </li>
        <li aria-current="page">${t.title}</li>
      </ol>
    </nav>`;
  }

  #renderName() {
    const { t } = this.#locale;
    const { submit, leave, type } = this.#name;
    return html`<form
      class="form narrow"
      novalidate
      @submit=${submit}
      @focusout=${leave}
      @input=${(event: Event) => {
        type(event);
        // What was found was about another name.
        this.checked = undefined;
      }}
    >
      ${formSaid(this.#name)} ${field(this.#name, { name: 'name', label: t.name, hint: t.nameHint, mono: true })}
      <div>${submitButton(this.#name, t.look, this.checked?.obstacles.length === 0 ? '' : 'primary')}</div>
    </form>`;
  }

  #renderChecked() {
    const { t, format } = this.#locale;
    const { checked } = this;
    const said = () => {
      if (!checked) return nothing;
      const { unicodeName, obstacles, movableOn } = checked;
      if (!obstacles.length)
        return html`<p class="banner good">
          ${check()}<span><b>${t.canCome(unicodeName)}</b></span>
        </p>`;
      const day = movableOn ? format.date(movableOn, 'long') : '';
      return html`<div class="banner warn">
        ${alert()}
        <div>
          <p><b>${t.cannotCome(unicodeName)}</b></p>
          <ul class="obstacles">
            ${obstacles.map((one) => html`<li>${t.obstacles[one](day)}</li>`)}
          </ul>
        </div>
      </div>`;
    };
    return html`<div class="narrow" role="status">${said()}</div>
      ${checked && !checked.obstacles.length ? this.#renderOrder(checked) : nothing}`;
  }

  #renderOrder({ days, years, expiresOn, labelNameServers }: TransferChecked) {
    const { t, format } = this.#locale;
    const { submit, leave, type } = this.#order;
    const label = this.#panel.panel?.label.name ?? '';
    const choice = (value: string, text: string, hint: string) =>
      html`<label class="choice"
        ><input type="radio" name="nameServers" value=${value} ?checked=${value === 'keep'} /><span
          >${text}<span class="hint">${hint}</span></span
        ></label
      >`;
    return html`<form class="form narrow" novalidate @submit=${submit} @focusout=${leave} @input=${type}>
      ${formSaid(this.#order)} ${field(this.#order, { name: 'code', label: t.code, hint: t.codeHint, mono: true })}
      <fieldset class="choices">
        <legend>${t.nameServers}</legend>
        ${choice('keep', t.keep, t.keepHint)}
        ${choice('ours', t.ours(label), t.oursHint(labelNameServers.slice(0, 2).join(', ')))}
      </fieldset>
      <div class="banner">
        ${info()}
        <div>
          <p>${days ? t.takes(days) : t.atOnce}</p>
          <p>${years ? t.adds(years) : t.addsNothing(expiresOn ? format.date(expiresOn, 'long') : '')}</p>
          <p>${t.staysUp}</p>
        </div>
      </div>
      <div>${submitButton(this.#order, t.start)}</div>
    </form>`;
  }

  #renderBegun({ domain }: Transfer) {
    const { t } = this.#locale;
    return html`${this.#transfer.render(
        () => html`<hc-transfer .domain=${domain.id} .level=${Math.min(4, this.level + 1)}></hc-transfer>`,
      )}
      <div class="actions">
        <button class="btn" type="button" @click=${this.#another}>${t.another}</button>
        <button class="btn" type="button" @click=${() => this.#go(domain.id)}>${t.open}</button>
      </div>`;
  }

  async #look(json: { name: string }): Promise<void> {
    try {
      const answer = await accept(this.#panel.api.v1.domains.transfers.check.$post({ json }));
      const checked = (await answer.json()) as TransferChecked;
      // Something else was typed meanwhile: that is not what was looked at, and the caret stays there.
      if (this.shadowRoot?.querySelector<HTMLInputElement>('[name=name]')?.value !== json.name) return;
      this.checked = checked;
    } catch (error) {
      this.#panel.actionFailed(asApiError(error), 'domains.transfer.start');
      throw error;
    }
    if (this.checked.obstacles.length) return;
    await this.updateComplete;
    this.shadowRoot?.querySelector<HTMLElement>('#code')?.focus();
  }

  async #start(json: TransferStart): Promise<void> {
    try {
      const answer = await accept(this.#panel.api.v1.domains.transfers.$post({ json }));
      this.begun = (await answer.json()) as Transfer;
      void lead(this);
    } catch (error) {
      this.#panel.actionFailed(asApiError(error), 'domains.transfer.start');
      throw error;
    }
  }

  #another = (): void => {
    this.begun = this.checked = undefined;
    void lead(this, '#name');
  };

  #go(path: string): void {
    const event = new HcNavigateEvent(this.localName, `domains${path && `/${path}`}`);
    this.dispatchEvent(/** @internal */ event);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hc-transfer-in': HcTransferIn;
  }
}
