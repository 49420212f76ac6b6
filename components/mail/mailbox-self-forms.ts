import { html, nothing, type LitElement } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { selfPassword } from '../../bff/mail/self/input.ts';
import { accept, asApiError, type ApiError } from '../shared/api-error.ts';
import { DialogController } from '../shared/dialog.controller.ts';
import { field, formSaid, submitButton } from '../shared/field.ts';
import { FormController } from '../shared/form.controller.ts';
import { LatePart } from '../shared/late-part.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import type { PanelController } from '../shared/panel.controller.ts';
import { choices } from '../shared/sheets/choices.ts';
import { form } from '../shared/sheets/form.ts';
import { overlays } from '../shared/sheets/overlays.ts';
import type { StatusController } from '../shared/status.controller.ts';
import type { MailboxApps } from './mailbox-apps.ts';
import type { SelfForwardForm } from './mailbox-self-forward.ts';
import type { SelfReplyForm } from './mailbox-self-reply.ts';
import type { SelfRuleForm } from './mailbox-self-rule.ts';
import { selfFormSheet } from './mailbox-self.sheet.ts';
import type { MailboxSelfController } from './mailbox-self.controller.ts';
import en, { type Messages } from './messages/mailbox-self-forms.en.ts';
import { ended } from './mailbox-self-ended.ts';
import { NewPassword } from './new-password.ts';
import { setUpSheet } from './setup.sheet.ts';

export const sheets = [form, overlays, choices, setUpSheet, selfFormSheet];

export type SelfForm = 'password' | 'reply' | 'forward' | 'apps' | 'rule';

export interface SelfParts {
  readonly panel: PanelController;
  readonly self: MailboxSelfController;
  readonly status: StatusController;
}

export interface FormParts extends SelfParts {
  readonly locale: LocalizeController<Messages>;
}

/** All dialogs of one's own mailbox. One at a time. */
export class SelfForms {
  readonly #host: LitElement;
  readonly #parts: FormParts;
  readonly #dialog: DialogController;
  readonly #password: FormController<{ current: string; password: string }>;
  readonly #newPassword: NewPassword;
  readonly #reply: LatePart<typeof import('./mailbox-self-reply.ts'), SelfReplyForm>;
  readonly #apps: LatePart<typeof import('./mailbox-self-apps.ts'), MailboxApps>;
  readonly #forward: LatePart<typeof import('./mailbox-self-forward.ts'), SelfForwardForm>;
  readonly #rule: LatePart<typeof import('./mailbox-self-rule.ts'), SelfRuleForm>;

  constructor(host: LitElement, given: SelfParts) {
    this.#host = host;
    const { panel } = given;
    const locale = new LocalizeController<Messages>(
      host,
      {
        en,
        nl: () => import('./messages/mailbox-self-forms.nl.ts'),
        de: () => import('./messages/mailbox-self-forms.de.ts'),
      },
      panel,
    );
    this.#parts = { ...given, locale };
    this.#newPassword = new NewPassword(host);
    this.#password = new FormController(host, panel, {
      schema: selfPassword,
      words: () => locale.t.errors,
      save: (json) => this.#save(json),
    });
    this.#dialog = new DialogController(host, panel, {
      dirty: () => this.#password.dirty,
      closed: () => this.#newPassword.reset(),
      session: given.self,
    });
    const lost = (error: ApiError) => given.status.complain(error);
    this.#reply = new LatePart(
      () => import('./mailbox-self-reply.ts'),
      (file) => new file.SelfReplyForm(host, this.#parts),
      lost,
    );
    this.#forward = new LatePart(
      () => import('./mailbox-self-forward.ts'),
      (file) => new file.SelfForwardForm(host, this.#parts),
      lost,
    );
    this.#rule = new LatePart(
      () => import('./mailbox-self-rule.ts'),
      (file) => new file.SelfRuleForm(host, this.#parts),
      lost,
    );
    this.#apps = new LatePart(
      () => import('./mailbox-self-apps.ts'),
      (file) => file.selfApps(host, given),
      lost,
    );
  }

  /** `at`: which rule; one more without. */
  async open({ what, at }: { readonly what: SelfForm; readonly at?: number | undefined }): Promise<void> {
    if (what === 'reply') (await this.#reply.get())?.open();
    else if (what === 'forward') (await this.#forward.get())?.open();
    else if (what === 'rule') (await this.#rule.get())?.open(at);
    else if (what === 'apps')
      (await this.#apps.get())?.open({ id: '', unicodeAddress: this.#parts.self.value!.unicodeAddress });
    else {
      this.#password.reset();
      this.#dialog.open();
    }
  }

  render() {
    return [
      this.#renderPassword(),
      this.#reply.value?.render() ?? nothing,
      this.#forward.value?.render() ?? nothing,
      this.#apps.value?.render() ?? nothing,
      this.#rule.value?.render() ?? nothing,
    ];
  }

  #renderPassword() {
    const { t, loading } = this.#parts.locale;
    if (loading || !this.#dialog.opened) return nothing;
    const made = this.#password;
    return this.#dialog.render({
      title: t.passwordTitle,
      form: made,
      body: html`${formSaid(made)}
        <p>${t.passwordText}</p>
        ${field(made, {
          name: 'current',
          label: t.currentField,
          control: ({ id, name, invalid, describedBy }) =>
            html`<input
              class="input"
              type="password"
              autocomplete="current-password"
              id=${id}
              name=${name}
              aria-invalid=${ifDefined(invalid)}
              aria-describedby=${ifDefined(describedBy)}
            />`,
        })}
        ${this.#newPassword.render(made, made.words.t.showPassword, t)}`,
      footer: html`<button class="btn" type="button" @click=${this.#dialog.leave}>${t.cancel}</button>
        ${submitButton(made, t.passwordSave)}`,
    });
  }

  async #save(json: { current: string; password: string }): Promise<void> {
    const { self, status, locale, panel } = this.#parts;
    try {
      await accept(self.api.password.$post({ json }));
    } catch (error) {
      ended(this.#parts, error);
      panel.actionFailed(asApiError(error), 'mail.self.password');
      throw error;
    }
    this.#password.reset();
    this.#dialog.close();
    status.say(locale.t.passwordSaved);
    await self.read();
    this.#host.requestUpdate();
  }
}
