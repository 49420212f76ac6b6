import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { DomainDetail } from '../../bff/domains/answers.ts';
import { DialogController } from '../shared/dialog.controller.ts';
import { down } from '../shared/icons.ts';
import { wear } from '../shared/late-part.ts';
import type { LocalizeController } from '../shared/localize.controller.ts';
import { moneyIn } from '../shared/money.ts';
import type { PanelController } from '../shared/panel.controller.ts';
import { form } from '../shared/sheets/form.ts';
import { overlays } from '../shared/sheets/overlays.ts';
import type { RegistrationController } from './registration.controller.ts';
import type { Messages } from './messages/domain.en.ts';

export type Renewal = 'stop' | 'renew' | 'restore';

interface Parts {
  readonly panel: PanelController;
  readonly locale: LocalizeController<Messages>;
  readonly registration: RegistrationController;
  /** Takes a stop back. */
  resume(): void;
}

/** What is said before a renewal is stopped, done now, or a domain restored. One dialog, one at a time. */
export class RenewalDialogs {
  readonly #parts: Parts;
  readonly #dialog: DialogController;
  #asked: Renewal = 'stop';

  constructor(host: LitElement, parts: Parts) {
    this.#parts = parts;
    wear(host, [form, overlays]);
    this.#dialog = new DialogController(host, parts.panel);
  }

  open(what: Renewal): void {
    this.#asked = what;
    this.#dialog.open();
  }

  /** The domain that it is about is left. */
  close(): void {
    this.#dialog.close();
  }

  render(detail: DomainDetail): TemplateResult | typeof nothing {
    if (this.#asked === 'stop') return this.#renderStop(detail);
    return this.#asked === 'renew' ? this.#renderRenew(detail) : this.#renderRestore(detail);
  }

  #renderStop(detail: DomainDetail) {
    const { t, format } = this.#parts.locale;
    const { expiresOn, unicodeName, registration } = detail;
    const { grace, redemption } = registration.deadlines!;
    const day = (value: string) => html`<time datetime=${value}>${format.date(value, 'long')}</time>`;
    return this.#dialog.render({
      title: t.stopTitle(unicodeName),
      body: html`
        <p>${t.stopText}</p>
        <ol class="timeline">
          <li class="ok"><div>${t.untilThen(day(expiresOn!))}</div></li>
          ${grace > expiresOn! ? html`<li><div>${t.graceUntil(day(grace))}</div></li>` : nothing}
          ${redemption > grace ? html`<li><div>${t.redemptionUntil(day(redemption))}</div></li>` : nothing}
          <li class="bad"><div>${t.afterThat}</div></li>
        </ol>
      `,
      footer: this.#footer(t.keep, t.stop, 'danger fill', () => void this.#stop()),
    });
  }

  #renderRenew(detail: DomainDetail) {
    const { t, format } = this.#parts.locale;
    const { expiresOn, renewalPrice, unicodeName, registration } = detail;
    const price = renewalPrice && moneyIn(format.locale, renewalPrice);
    const total = (count: number) =>
      renewalPrice && count > 1
        ? `, ${moneyIn(format.locale, { ...renewalPrice, amount: renewalPrice.amount * count })}`
        : '';
    const years = Array.from({ length: registration.renewableYears }, (_, at) => at + 1);
    return this.#dialog.render({
      title: t.renewTitle(unicodeName),
      body: html`
        <p>${t.renewText(html`<time datetime=${expiresOn!}>${format.date(expiresOn!, 'long')}</time>`, price ?? '')}</p>
        <div class="field">
          <label for="years">${t.years}</label>
          <span class="select"
            ><select id="years">
              ${years.map((count) => html`<option value=${count}>${t.yearCount(count)}${total(count)}</option>`)}</select
            >${down()}</span
          >
        </div>
      `,
      footer: this.#footer(t.notNow, t.renew, 'primary', (event) => {
        const sheet = (event.currentTarget as HTMLElement).closest('dialog')!;
        void this.#renew(expiresOn!, Number(sheet.querySelector('select')!.value));
      }),
    });
  }

  #renderRestore({ unicodeName }: DomainDetail) {
    const { t } = this.#parts.locale;
    return this.#dialog.render({
      title: t.restoreTitle(unicodeName),
      body: html`<p>${t.restoreText}</p>`,
      footer: this.#footer(t.notNow, t.restore, 'primary', () => void this.#restore()),
    });
  }

  #footer(cancel: string, text: string, look: string, run: (event: Event) => void) {
    return html`
      <button class="btn" type="button" @click=${this.#dialog.leave}>${cancel}</button>
      <button class="btn ${look}" type="button" @click=${run}>${text}</button>
    `;
  }

  async #stop(): Promise<void> {
    const { registration, locale } = this.#parts;
    this.#dialog.close();
    await registration.try(
      'domains.renewal.stop',
      (domain, param) => domain.renewal.stop.$post({ param, json: {} }),
      locale.t.stoppedSaid,
      () => this.#parts.resume(),
    );
  }

  async #renew(expiresOn: string, years: number): Promise<void> {
    const { registration, locale } = this.#parts;
    this.#dialog.close();
    await registration.try(
      'domains.domain.renew',
      (domain, param) => domain.renew.$post({ param, json: { expiresOn, years } }),
      locale.t.renewingSaid,
    );
  }

  async #restore(): Promise<void> {
    const { registration, locale } = this.#parts;
    this.#dialog.close();
    await registration.try(
      'domains.domain.restore',
      (domain, param) => domain.restore.$post({ param, json: {} }),
      locale.t.restoringSaid,
    );
  }
}
