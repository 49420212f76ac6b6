import { html, nothing, type LitElement } from 'lit';
import type { Mailbox } from '../../bff/mail/answers.ts';
import { passwordChange } from '../../bff/mail/input.ts';
import type { Action } from '../../bff/policy/actions.ts';
import { accept, asApiError } from '../shared/api-error.ts';
import { DialogController } from '../shared/dialog.controller.ts';
import { field, formSaid, submitButton } from '../shared/field.ts';
import { FormController } from '../shared/form.controller.ts';
import { LatePart, wear } from '../shared/late-part.ts';
import { lead } from '../shared/lead.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import type { PanelController } from '../shared/panel.controller.ts';
import { overlays } from '../shared/sheets/overlays.ts';
import type { StatusController } from '../shared/status.controller.ts';
import { MailboxChangedEvent } from './events.ts';
import type { MailboxApps } from './mailbox-apps.ts';
import type { MailboxImport } from './mailbox-import.ts';
import { atOnce, MailboxAtOnce, type AtOnce } from './mailbox-at-once.ts';
import { MailboxForm } from './mailbox-form.ts';
import type { MailboxSetUp } from './mailbox-setup.ts';
import type { MailboxesController } from './mailboxes.controller.ts';
import en, { type Messages } from './messages/mailbox-dialogs.en.ts';
import { NewPassword } from './new-password.ts';
import { makePassword } from './password-maker.ts';
import type { MailboxWebmail } from './mailbox-webmail.ts';
import { setUpSheet } from './setup.sheet.ts';

export type Asked =
  | { readonly what: 'create' | 'import' }
  | { readonly what: AtOnce; readonly mailbox: Mailbox }
  | { readonly what: 'setUp' | 'password' | 'apps' | 'edit' | 'remove' | 'purge'; readonly mailbox: Mailbox };

const isAtOnce = (asked: Asked): asked is Extract<Asked, { what: AtOnce }> =>
  (atOnce as readonly string[]).includes(asked.what);

export interface DialogParts {
  readonly panel: PanelController;
  readonly mailboxes: MailboxesController;
  readonly status: StatusController;
}

/** All dialogs of mailboxes. One at a time. */
export class MailboxDialogs {
  readonly #host: LitElement;
  readonly #parts: DialogParts;
  readonly #locale: LocalizeController<Messages>;
  readonly #dialog: DialogController;
  readonly #password: FormController<{ password: string }>;
  readonly #newPassword: NewPassword;
  readonly #form: MailboxForm;
  readonly #atOnce: MailboxAtOnce;
  readonly #setUp: LatePart<typeof import('./mailbox-setup.ts'), MailboxSetUp>;
  readonly #apps: LatePart<typeof import('./mailbox-apps.ts'), MailboxApps>;
  readonly #webmail: LatePart<typeof import('./mailbox-webmail.ts'), MailboxWebmail>;
  readonly #import: LatePart<typeof import('./mailbox-import.ts'), MailboxImport>;
  #asked: Exclude<Asked, { what: 'create' | 'import' | AtOnce }> | undefined;
  #typed = '';

  constructor(host: LitElement, parts: DialogParts) {
    this.#host = host;
    this.#parts = parts;
    wear(host, [overlays, setUpSheet]);
    this.#locale = new LocalizeController<Messages>(
      host,
      {
        en,
        nl: () => import('./messages/mailbox-dialogs.nl.ts'),
        de: () => import('./messages/mailbox-dialogs.de.ts'),
      },
      parts.panel,
    );
    this.#newPassword = new NewPassword(host);
    this.#password = new FormController(host, parts.panel, {
      schema: passwordChange,
      words: () => this.#locale.t.errors,
      save: (input) => this.#savePassword(input),
    });
    this.#dialog = new DialogController(host, parts.panel, {
      dirty: () => this.#password.dirty,
      closed: () => this.#newPassword.reset(),
    });
    const shared = { ...parts, locale: this.#locale, saved: this.#saved };
    this.#form = new MailboxForm(host, shared);
    this.#atOnce = new MailboxAtOnce(host, shared);
    const late = <File, Part>(load: () => Promise<File>, make: (file: File) => Part) =>
      new LatePart(load, make, (error) => parts.status.complain(error));
    this.#setUp = late(
      () => import('./mailbox-setup.ts'),
      (file) => new file.MailboxSetUp(host, shared),
    );
    this.#apps = late(
      () => import('./mailbox-apps.ts'),
      (file) => new file.MailboxApps(host, shared),
    );
    this.#webmail = late(
      () => import('./mailbox-webmail.ts'),
      (file) => new file.MailboxWebmail(host, parts),
    );
    const errors = () => ({ ...this.#password.words.t.errors, ...this.#locale.t.errors });
    this.#import = late(
      () => import('./mailbox-import.ts'),
      (file) => new file.MailboxImport(host, { ...parts, makePassword, errors }),
    );
  }

  open(asked: Asked): void {
    if (asked.what === 'create') this.#form.open();
    else if (asked.what === 'import') void this.#import.get().then((part) => part?.open());
    else if (asked.what === 'edit') this.#form.open(asked.mailbox);
    else if (asked.what === 'setUp') void this.#setUp.get().then((part) => part?.open(asked.mailbox));
    else if (asked.what === 'apps') void this.#apps.get().then((part) => part?.open(asked.mailbox));
    else if (isAtOnce(asked)) void this.#atOnce.run(asked.what, asked.mailbox);
    else if ('mailbox' in asked) {
      this.#asked = asked;
      this.#typed = '';
      this.#password.reset();
      this.#newPassword.reset();
      this.#dialog.open();
    }
  }

  /** News of an import, or the one that was there when one came. */
  async follow(id: string): Promise<void> {
    await (await this.#import.get())?.follow(id);
  }

  /** In the webmail; `window` was opened in the click itself. */
  async openWebmail(mailbox: Mailbox, window: Window | null): Promise<void> {
    const part = await this.#webmail.get();
    await (part ? part.open(mailbox, window) : window?.close());
  }

  /** Below the list: the way to the webmail, where no window opened. */
  renderBelow() {
    return this.#webmail.value?.render() ?? nothing;
  }

  /** How far an import is, above the list. */
  renderRun() {
    return this.#import.value?.renderRun() ?? nothing;
  }

  render() {
    return html`${this.#form.render()}${this.#setUp.value?.render() ?? nothing}${this.#apps.value?.render() ?? nothing}${this.#import.value?.render() ?? nothing}${this.#renderAsked()}`;
  }

  #renderAsked() {
    const asked = this.#asked;
    if (!asked || this.#locale.loading) return nothing;
    if (asked.what === 'password') return this.#renderPassword(asked.mailbox);
    return asked.what === 'remove' ? this.#renderRemove(asked.mailbox) : this.#renderPurge(asked.mailbox);
  }

  #renderPassword({ unicodeAddress }: Mailbox) {
    const { t } = this.#locale;
    const form = this.#password;
    return this.#dialog.render({
      title: t.passwordTitle(unicodeAddress),
      form,
      body: html`
        ${formSaid(form)}
        <p>${t.passwordText}</p>
        ${this.#newPassword.render(form, form.words.t.showPassword, t)}
      `,
      footer: html`
        <button class="btn" type="button" @click=${this.#dialog.leave}>${t.cancel}</button>
        ${submitButton(form, t.passwordSave)}
      `,
    });
  }

  #renderRemove(mailbox: Mailbox) {
    const { t } = this.#locale;
    return this.#dialog.render({
      title: t.removeTitle(mailbox.unicodeAddress),
      body: html`<p>${t.removeText}</p>`,
      footer: html`
        <button class="btn" type="button" @click=${this.#dialog.leave}>${t.keep}</button>
        <button class="btn danger fill" type="button" @click=${() => void this.#remove(mailbox)}>${t.remove}</button>
      `,
    });
  }

  /** Nothing brings it back, so its address has to be typed. */
  #renderPurge(mailbox: Mailbox) {
    const { t } = this.#locale;
    const { unicodeAddress, address } = mailbox;
    const fits = [unicodeAddress, address].includes(this.#typed.trim().toLowerCase());
    const quiet = { message: () => undefined, busy: false, said: undefined };
    return this.#dialog.render({
      title: t.purgeTitle(unicodeAddress),
      body: html`<p>${t.purgeText}</p>
        <div
          @input=${(event: Event) => {
            this.#typed = (event.target as HTMLInputElement).value;
            this.#host.requestUpdate();
          }}
        >
          ${field(quiet, { name: 'confirm', label: t.purgeType(unicodeAddress), mono: true, value: this.#typed })}
        </div>`,
      footer: html`
        <button class="btn" type="button" @click=${this.#dialog.leave}>${t.keep}</button>
        <button class="btn danger fill" type="button" ?disabled=${!fits} @click=${() => void this.#purge(mailbox)}>
          ${t.purge}
        </button>
      `,
    });
  }

  async #savePassword(json: { password: string }): Promise<void> {
    const { mailbox } = this.#asked!;
    const answer = await accept(this.#one.password.$post({ param: { id: mailbox.id }, json }));
    this.#dialog.close();
    this.#saved('mail.mailbox.edit', (await answer.json()) as Mailbox);
    this.#parts.status.say(this.#locale.t.passwordSaved);
  }

  async #remove(mailbox: Mailbox): Promise<void> {
    const { t } = this.#locale;
    const done = await this.#send('mail.mailbox.delete', mailbox, () =>
      this.#one.$delete({ param: { id: mailbox.id }, json: {} } as never),
    );
    if (done) this.#parts.status.say(t.removed(mailbox.unicodeAddress), () => void this.#restore(mailbox));
  }

  async #restore(mailbox: Mailbox): Promise<void> {
    await this.#send('mail.mailbox.restore', mailbox, () =>
      this.#one.restore.$post({ param: { id: mailbox.id }, json: {} } as never),
    );
  }

  async #purge(mailbox: Mailbox): Promise<void> {
    const done = await this.#send('mail.mailbox.delete', mailbox, () =>
      this.#one.purge.$post({ param: { id: mailbox.id }, json: {} } as never),
    );
    if (done) this.#parts.status.say(this.#locale.t.purged(mailbox.unicodeAddress));
  }

  get #one() {
    return this.#parts.panel.api.v1.mail.mailboxes[':id'];
  }

  /** Sends what a dialog confirmed; the focus goes to the row beside the one that is gone. */
  async #send(action: Action, { id }: Mailbox, ask: () => Promise<Parameters<typeof accept>[0]>): Promise<boolean> {
    const { mailboxes, panel, status } = this.#parts;
    const items = mailboxes.items ?? [];
    const at = items.findIndex((one) => one.id === id);
    const next = items[at + 1] ?? items[at - 1];
    this.#dialog.close();
    try {
      const answer = await accept(ask() as Promise<Response>);
      this.#saved(action, (await answer.json()) as Mailbox);
      await mailboxes.reload();
      await lead(this.#host, next && `[data-key="${next.id}"] .act button`);
      return true;
    } catch (error) {
      status.complain(error);
      panel.actionFailed(asApiError(error), action, id);
      return false;
    }
  }

  readonly #saved = (action: Action, mailbox: Mailbox): void => {
    this.#parts.mailboxes.put(mailbox);
    this.#host.dispatchEvent(/** @internal */ new MailboxChangedEvent(action, mailbox.id));
  };
}
