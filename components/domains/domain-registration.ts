import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { DomainDetail } from '../../bff/domains/answers.ts';
import type { DomainEvent } from '../../bff/domains/registry/answers.ts';
import type { Action } from '../../bff/policy/actions.ts';
import { jobState } from '../shared/job-state.ts';
import { LatePart } from '../shared/late-part.ts';
import type { LocalizeController } from '../shared/localize.controller.ts';
import { moneyIn } from '../shared/money.ts';
import type { PanelController } from '../shared/panel.controller.ts';
import type { StatusController } from '../shared/status.controller.ts';
import { row } from './property-row.ts';
import type { RegistrationController } from './registration.controller.ts';
import type { Renewal } from './renewal-dialogs.ts';
import type { Messages } from './messages/domain.en.ts';
import type { Messages as ListWords } from './messages/domains.en.ts';

interface Parts {
  readonly panel: PanelController;
  readonly locale: LocalizeController<Messages>;
  /** What the list says of a domain too. */
  readonly listed: LocalizeController<ListWords>;
  readonly registration: RegistrationController;
  readonly status: StatusController;
}

/** Renewal, lock, privacy and owner of a domain, with what can be done about each. */
export class DomainRegistration {
  readonly #parts: Parts;
  readonly #dialogs;
  readonly #code;

  constructor(host: LitElement, parts: Parts) {
    this.#parts = parts;
    this.#dialogs = new LatePart(
      () => import('./renewal-dialogs.ts'),
      ({ RenewalDialogs }) => new RenewalDialogs(host, { ...parts, resume: () => void this.#resume() }),
      (error) => parts.status.complain(error),
    );
    this.#code = new LatePart(
      () => import('./auth-code-dialog.ts'),
      ({ AuthCodeDialog }) => new AuthCodeDialog(host, parts.panel),
      (error) => parts.status.complain(error),
    );
  }

  render(detail: DomainDetail): TemplateResult {
    const { t, format } = this.#parts.locale;
    const { registeredOn, owner } = detail;
    return html`
      ${this.#renderRenewal(detail)}
      ${registeredOn ? row(t.registered, html`<time datetime=${registeredOn}>${format.date(registeredOn, 'long')}</time>`) : nothing}
      ${this.#renderLock(detail)} ${this.#renderCode(detail)} ${this.#renderPrivacy(detail)}
      ${row(
        t.owner,
        owner.name,
        this.#renderAddress(detail),
        this.#button(detail, 'domains.verification.resend', t.resend, () => void this.#resend()),
      )}
    `;
  }

  /** The domain is left: what was asked of it is not of the next. */
  leave(): void {
    this.#dialogs.value?.close();
    this.#code.value?.close();
  }

  /** What happened, in words. */
  tell(event: DomainEvent): string {
    const { t, format } = this.#parts.locale;
    switch (event.kind) {
      case 'name_servers':
        return event.ownAfter ? t.did.ownServers : t.did.servers(event.after[0] ?? '');
      case 'renewed':
      case 'restored':
        return t.did[event.kind](format.date(event.expiresOn, 'long'));
      case 'privacy':
        return event.on ? t.did.hidden : t.did.shown;
      case 'registrant':
        return event.asked ? t.did.ownerAsked(event.name) : t.did.owner(event.name);
      case 'dnssec':
        return event.on ? t.did.signed : t.did.unsigned;
      case 'hosting':
        return t.did.hosting[event.op](event.plan);
      case 'drift':
        return t.did.differs[event.side](event.subject || t.did.differing[event.what]);
      case 'transfer':
        return t.did.transfer[event.step];
      case 'push':
        return t.did.push[event.step];
      case 'host':
        return t.did.host[event.op](event.name);
      default:
        return t.did[event.kind];
    }
  }

  /** The dialog that is open. */
  renderDialog(detail: DomainDetail): TemplateResult | typeof nothing {
    return html`${this.#dialogs.value?.render(detail) ?? nothing}${this.#code.value?.render(detail) ?? nothing}`;
  }

  #renderRenewal(detail: DomainDetail) {
    const { t, format } = this.#parts.locale;
    const { expiresOn, autoRenew, renewalPrice, state, registration } = detail;
    if (!expiresOn) return row(t.renewal, html`<span class="muted">${this.#parts.listed.t.notRegistered}</span>`);
    const price = renewalPrice && moneyIn(format.locale, renewalPrice);
    const { grace, redemption } = registration.deadlines!;
    const why = {
      expired: t.inGrace(format.date(grace, 'long')),
      redemption: t.inRedemption(format.date(redemption, 'long')),
      pending_delete: t.inDeletion,
    }[state as string];
    return row(
      t.renewal,
      html`<time datetime=${expiresOn}>${format.date(expiresOn, 'long')}</time>`,
      why ?? (autoRenew ? (price ? t.renewalFor(price) : this.#parts.listed.t.automaticPlain) : t.stopped),
      html`
        ${this.#button(detail, 'domains.domain.restore', t.restore, () => void this.#ask('restore'))}
        ${this.#button(detail, 'domains.domain.renew', t.renew, () => void this.#ask('renew'), registration.renewableYears > 0)}
        ${this.#button(detail, 'domains.renewal.resume', t.resume, () => void this.#resume())}
        ${this.#button(detail, 'domains.renewal.stop', t.stop, () => void this.#ask('stop'))}
      `,
    );
  }

  /** The registrant's address, and what happens when nobody confirms it. */
  #renderAddress({ owner: { email }, verification }: DomainDetail) {
    const { t, format } = this.#parts.locale;
    const address = html`<span class="ltr">${email}</span>`;
    if (!verification) return address;
    const { held, daysLeft, dueOn } = verification;
    return html`${address}
      <div>
        ${jobState(held ? 'failed' : 'soon', held ? t.held : t.unverified(daysLeft), held ? t.heldWhy : t.unverifiedWhy(format.date(dueOn, 'long')))}
      </div>`;
  }

  #renderLock(detail: DomainDetail) {
    const { t } = this.#parts.locale;
    const { locked, name } = detail;
    if (locked === null)
      return row(t.lock, html`<span class="muted">${t.lockNone(name.slice(name.lastIndexOf('.') + 1))}</span>`);
    const refusal = this.#parts.panel.refusal('domains.lock.edit', detail.denied);
    return row(
      t.lock,
      locked ? t.locked : t.unlocked,
      refusal?.reason ?? (locked ? t.lockedWhy : t.unlockedWhy),
      this.#button(detail, 'domains.lock.edit', locked ? t.unlockIt : t.lockIt, () => void this.#lock(!locked)),
    );
  }

  #renderCode(detail: DomainDetail) {
    const { t } = this.#parts.locale;
    const refusal = this.#parts.panel.refusal('domains.authcode.reveal', detail.denied);
    if (refusal && !refusal.reason) return nothing;
    return row(
      t.moving,
      t.authCode,
      refusal?.reason ?? t.authCodeWhy,
      this.#button(detail, 'domains.authcode.reveal', t.showCode, () => void this.#showCode()),
    );
  }

  #renderPrivacy(detail: DomainDetail) {
    const { t } = this.#parts.locale;
    const { privacy } = detail.registration;
    if (privacy === null) return nothing;
    return row(
      t.privacy,
      privacy ? t.hidden : t.shown,
      privacy ? t.hiddenWhy : t.shownWhy,
      this.#button(detail, 'domains.privacy.edit', privacy ? t.show : t.hide, () => void this.#hide(!privacy)),
    );
  }

  /** Nothing where it is switched off; greyed where there is a reason, which stands in the row. */
  #button(detail: DomainDetail, action: Action, text: string, run: () => void, there = true) {
    const refusal = this.#parts.panel.refusal(action, detail.denied);
    if (!there || (refusal && !refusal.reason)) return nothing;
    const off = refusal || this.#parts.registration.busy;
    return html`<button
        class="btn s"
        type="button"
        aria-disabled=${off ? 'true' : nothing}
        aria-describedby=${refusal ? `why-${action}` : nothing}
        @click=${() => {
          if (!off) run();
        }}
      >
        ${text}</button
      >${refusal ? html`<span class="vh" id="why-${action}">${refusal.reason}</span>` : nothing}`;
  }

  async #ask(what: Renewal): Promise<void> {
    (await this.#dialogs.get())?.open(what);
  }

  async #showCode(): Promise<void> {
    (await this.#code.get())?.open();
  }

  async #resume(): Promise<void> {
    const { registration, locale } = this.#parts;
    await registration.try(
      'domains.renewal.resume',
      (domain, param) => domain.renewal.resume.$post({ param, json: {} }),
      locale.t.resumedSaid,
    );
  }

  async #resend(): Promise<void> {
    const { registration, locale } = this.#parts;
    await registration.try(
      'domains.verification.resend',
      (domain, param) => domain.verification.resend.$post({ param, json: {} }),
      locale.t.resent,
    );
  }

  async #lock(locked: boolean): Promise<void> {
    const { registration, locale } = this.#parts;
    await registration.try(
      'domains.lock.edit',
      (domain, param) => domain.lock.$post({ param, json: { locked } }),
      locked ? locale.t.lockedSaid : locale.t.unlockedSaid,
      () => void this.#lock(!locked),
    );
  }

  async #hide(privacy: boolean): Promise<void> {
    const { registration, locale } = this.#parts;
    await registration.try(
      'domains.privacy.edit',
      (domain, param) => domain.privacy.$post({ param, json: { privacy } }),
      privacy ? locale.t.hiddenSaid : locale.t.shownSaid,
      () => void this.#hide(!privacy),
    );
  }
}
