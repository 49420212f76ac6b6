import { html, LitElement, nothing, render, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { MailboxSelf } from '../../bff/mail/self/answers.ts';
import type { Action } from '../../bff/policy/actions.ts';
import { asApiError } from '../shared/api-error.ts';
import { customElement } from '../shared/custom-element.ts';
import { heading } from '../shared/heading.ts';
import { alert } from '../shared/icons.ts';
import { jobState } from '../shared/job-state.ts';
import { LatePart, wear } from '../shared/late-part.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import { MenuController } from '../shared/menu.controller.ts';
import { PanelController } from '../shared/panel.controller.ts';
import { base, controls, panelSheet } from '../shared/sheets.ts';
import { list } from '../shared/sheets/list.ts';
import { menu } from '../shared/sheets/menu.ts';
import { pieces } from '../shared/sheets/pieces.ts';
import { failed, skeleton, switchedOff } from '../shared/states.ts';
import { StatusController } from '../shared/status.controller.ts';
import { MailboxSelfController } from './mailbox-self.controller.ts';
import type { SelfForm } from './mailbox-self-forms.ts';
import { SelfRules } from './mailbox-self-rules.ts';
import { selfSheet } from './mailbox-self.sheet.ts';
import en from './messages/mailbox-self.en.ts';
import { size } from './size.ts';

type Sync = MailboxSelf['sync'];

/**
 * The own mailbox of whoever uses it: he signs in with its address and password, and changes the password, what it answers
 * while he is away, where it leads, how it sorts, and the passwords of his programs.
 *
 * @fires {HcActionFailedEvent} hc-action-failed - A change was refused or failed.
 * @csspart dialog - The dialog that is open.
 */
@customElement('hc-mailbox-self')
export class HcMailboxSelf extends LitElement {
  static override styles = [base, controls, panelSheet, list, menu, pieces, selfSheet];

  /** Level of the title's heading, 1 to 4. */
  @property({ type: Number }) level = 2;

  #panel = new PanelController(this, { guest: true });
  #locale = new LocalizeController(
    this,
    { en, nl: () => import('./messages/mailbox-self.nl.ts'), de: () => import('./messages/mailbox-self.de.ts') },
    this.#panel,
  );
  #self = new MailboxSelfController(this, this.#panel, () => {
    render(nothing, this.renderRoot);
    this.#status.hostDisconnected();
    this.#menu.hostDisconnected();
  });
  #status = new StatusController(this, this.#panel);
  #menu = new MenuController(this, this.#panel);
  #signIn = new LatePart(
    () => import('./mailbox-sign-in.ts'),
    ({ MailboxSignIn, sheets }) => {
      wear(this, sheets);
      return new MailboxSignIn(this, { panel: this.#panel, locale: this.#locale, self: this.#self });
    },
    (error) => this.#self.fail(error),
  );
  #forms = new LatePart(
    () => import('./mailbox-self-forms.ts'),
    ({ SelfForms, sheets }) => {
      wear(this, sheets);
      return new SelfForms(this, { panel: this.#panel, self: this.#self, status: this.#status });
    },
    (error) => this.#status.complain(error),
  );
  #rules = new SelfRules(this, {
    panel: this.#panel,
    self: this.#self,
    status: this.#status,
    locale: this.#locale,
    menu: this.#menu,
    ask: (at) => void this.#open({ what: 'rule', at }),
  });

  override render() {
    const { panel, words } = this.#panel;
    // A page's customer may be signed in, or not: this is another person.
    if (!panel || panel.state === 'starting' || panel.state === 'failed' || this.#locale.loading)
      return this.#panel.render(() => nothing);
    return html`<div lang=${words.lang}>${this.#renderState()}</div>`;
  }

  #renderState(): TemplateResult {
    const { state, value, error } = this.#self;
    const { t } = this.#locale;
    if (state === 'starting') return skeleton(this.#panel.words.t.loading, 4);
    if (state === 'failed') {
      const off = error?.code === 'action_disabled' || error?.code === 'tab_disabled';
      return off ? switchedOff(t.title, error?.reason) : failed(this.#panel, error, () => void this.#self.read());
    }
    if (state === 'signed_out' || !value) return this.#renderSignIn(this.level);
    // What was typed stays while he signs in again.
    if (state === 'expired') void this.#signIn.get();
    return html`
      ${
        state === 'expired'
          ? html`<div class="banner warn" role="alert">
                ${alert()}
                <p><b>${t.expiredTitle}</b> ${t.expiredText}</p>
                ${
                  this.#self.session.byPopUp
                    ? html`<div class="actions">
                        <button class="btn s" type="button" @click=${() => this.#signIn.value?.popUp()}>
                          ${t.signIn}
                        </button>
                      </div>`
                    : nothing
                }
              </div>
              ${this.#self.session.byPopUp ? nothing : this.#renderSignIn(Math.min(this.level + 1, 4))}`
          : nothing
      }
      ${this.#renderPanel(value)}
    `;
  }

  /** Its code comes when nobody is signed in. */
  #renderSignIn(level: number): TemplateResult {
    const part = this.#signIn.value;
    if (part) return part.render(level);
    void this.#signIn.get().then(() => this.requestUpdate());
    return skeleton(this.#panel.words.t.loading, 2);
  }

  #renderPanel(value: MailboxSelf): TemplateResult {
    const { t, format } = this.#locale;
    const { error } = this.#self;
    return html`
      <section class="panel" aria-labelledby=${'own'}>
        <header class="head">
          <div>
            ${heading(this.level, 'own', value.unicodeAddress)}
            <p class="sub">
              ${value.used === null ? nothing : t.uses(size(value.used, format), size(value.quota, format))}
            </p>
          </div>
          <div class="actions">
            <button class="btn" type="button" @click=${() => void this.#signOut()}>${t.signOut}</button>
          </div>
        </header>
        ${error ? html`<p class="banner bad" role="alert">${alert()}<span>${this.#panel.explain(error)}</span></p>` : nothing}
        <div class="list">
          <dl class="props">
            ${this.#renderRow('mail.self.auto_reply', 'reply', t.reply, this.#renderReply(value), t.change)}
            ${this.#renderRow('mail.self.forward', 'forward', t.forward, this.#renderForward(value), t.change)}
            ${this.#renderRow('mail.self.password', 'password', t.password, this.#renderSync(value.sync, t.passwordText), t.change)}
            ${this.#renderRow('mail.self.app_password', 'apps', t.apps, t.appsMany(value.appPasswords.length), t.look)}
          </dl>
        </div>
        ${this.#rules.render(value, this.level)} ${this.#status.render()}
      </section>
      ${this.#menu.render()} ${this.#forms.value?.render() ?? nothing}
    `;
  }

  #renderRow(action: Action, what: SelfForm, title: string, content: unknown, verb: string) {
    const refusal = this.#self.value!.denied[action];
    if (refusal && refusal.reason === undefined) return nothing;
    return html`<div>
      <dt>${title}</dt>
      <dd>${content}${refusal ? html`<p class="why" id="${what}-why">${refusal.reason}</p>` : nothing}</dd>
      <dd class="do">
        <button
          class="btn s"
          type="button"
          aria-label=${`${verb}: ${title}`}
          aria-disabled=${refusal ? 'true' : nothing}
          aria-describedby=${refusal ? `${what}-why` : nothing}
          @click=${() => (refusal ? undefined : void this.#open({ what }))}
        >
          ${verb}
        </button>
      </dd>
    </div>`;
  }

  #renderReply({ autoReply }: MailboxSelf) {
    const { t, format } = this.#locale;
    if (!autoReply?.on) return this.#renderSync(autoReply?.sync, t.replyOff);
    const day = (date: string | null) => (date === null ? undefined : format.date(date));
    return html`${this.#renderSync(autoReply.sync, t.replyOn(day(autoReply.from), day(autoReply.until)))}
      <div class="why">${autoReply.subject}</div>`;
  }

  #renderForward({ forward }: MailboxSelf) {
    const { t } = this.#locale;
    if (!forward) return t.forwardOff;
    const nobodyYet = forward.targets.every(({ waiting }) => waiting);
    return html`${this.#renderSync(
        forward.sync,
        t.forwardOn(forward.targets.map(({ unicodeAddress }) => unicodeAddress).join(', ')),
      )}
      <div class="why">${forward.keepCopy ? t.copyKept : nobodyYet ? t.copyUntil : t.copyNone}</div>
      ${forward.targets
        .filter(({ waiting }) => waiting)
        .map(({ unicodeAddress }) => jobState('waiting', t.waiting(unicodeAddress)))}`;
  }

  /** What is so, and how far the mail server has followed. */
  #renderSync(sync: Sync | undefined, text: string) {
    const { t } = this.#locale;
    if (!sync || sync.state === 'ready') return text;
    if (sync.state === 'pending') return html`${text} ${jobState('pending', t.saving, t.savingText)}`;
    return html`${text} ${jobState('failed', t.notYet, sync.error === 'refused' ? t.refused : t.unreachable)}`;
  }

  async #open(asked: { readonly what: SelfForm; readonly at?: number | undefined }): Promise<void> {
    await (await this.#forms.get())?.open(asked);
  }

  async #signOut(): Promise<void> {
    try {
      await this.#self.signOut();
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('input, .btn')?.focus();
    } catch (error) {
      this.#status.complain(error);
      this.#panel.actionFailed(asApiError(error), 'mail.self.sign_in');
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hc-mailbox-self': HcMailboxSelf;
  }
}
