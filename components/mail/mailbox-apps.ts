import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { AppPassword, Mailbox, MailboxDetail, NewAppPassword } from '../../bff/mail/answers.ts';
import type { Action } from '../../bff/policy/actions.ts';
import { newAppPassword } from '../../bff/mail/input.ts';
import { accept, asApiError, type ApiError } from '../shared/api-error.ts';
import { copyText } from '../shared/copy-text.ts';
import { DialogController, type DialogSession } from '../shared/dialog.controller.ts';
import { field, formSaid, submitButton } from '../shared/field.ts';
import { FormController } from '../shared/form.controller.ts';
import { alert, copy, trash } from '../shared/icons.ts';
import { lead } from '../shared/lead.ts';
import { failed, skeleton } from '../shared/states.ts';
import type { SharedParts } from './mailbox-form.ts';

/** Where the passwords of a mailbox's programs come from: its customer, or whoever uses it. */
export interface AppsPort {
  readonly revoking: Action;
  /** What they are read in, where that is not the panel's session. */
  readonly session?: DialogSession;
  /** What may be done with them now. */
  may(what: 'make' | 'revoke', mailbox: Opened): boolean;
  read(id: string): Promise<readonly AppPassword[]>;
  make(id: string, json: Wish): Promise<NewAppPassword>;
  revoke(app: AppPassword): Promise<unknown>;
}

const ofCustomer = ({ panel }: Pick<SharedParts, 'panel'>): AppsPort => ({
  revoking: 'mail.app_password.revoke',
  may: (what, { denied }) =>
    what === 'make' ? panel.may('mail.app_password.create', denied) : panel.may('mail.app_password.revoke'),
  async read(id) {
    const answer = await accept(panel.api.v1.mail.mailboxes[':id'].$get({ param: { id } }));
    return ((await answer.json()) as MailboxDetail).appPasswords;
  },
  async make(id, json) {
    const answer = await accept(panel.api.v1.mail.mailboxes[':id'].app_passwords.$post({ param: { id }, json }));
    return (await answer.json()) as NewAppPassword;
  },
  revoke: ({ id }) => accept(panel.api.v1.mail.app_passwords[':id'].$delete({ param: { id }, json: {} } as never)),
});

type Opened = Pick<Mailbox, 'id' | 'unicodeAddress'> & Partial<Pick<Mailbox, 'denied'>>;
type Parts = Pick<SharedParts, 'panel' | 'locale' | 'status'>;

type Wish = { name: string; scopes: ('imap' | 'smtp')[] };

/** Passwords for one program each: made and seen once, and taken back. */
export class MailboxApps {
  readonly #host: LitElement;
  readonly #parts: Parts;
  readonly #port: AppsPort;
  readonly #dialog: DialogController;
  readonly #form: FormController<Wish>;
  #mailbox: Opened | undefined;
  #apps: readonly AppPassword[] | undefined;
  #error: ApiError | undefined;
  /** In memory while it is shown, and nowhere else. */
  #made: NewAppPassword | undefined;
  #copied = false;

  constructor(host: LitElement, parts: Parts, port = ofCustomer(parts)) {
    this.#host = host;
    this.#parts = parts;
    this.#port = port;
    this.#form = new FormController<Wish>(host, parts.panel, {
      schema: newAppPassword,
      words: () => parts.locale.t.errors,
      read: (data) => ({ name: data.get('name'), scopes: data.getAll('scopes') }),
      save: (wish) => this.#make(wish),
    });
    this.#dialog = new DialogController(host, parts.panel, {
      // Nobody can show it again.
      dirty: () => this.#form.dirty || (this.#made !== undefined && !this.#copied),
      closed: () => (this.#made = undefined),
      ...(port.session ? { session: port.session } : {}),
    });
    host.addController({ hostDisconnected: () => (this.#made = undefined) });
  }

  open(mailbox: Opened): void {
    this.#mailbox = mailbox;
    this.#apps = this.#error = this.#made = undefined;
    this.#form.reset();
    this.#dialog.open();
    void this.#read(mailbox.id);
  }

  render(): TemplateResult | typeof nothing {
    const { panel, locale } = this.#parts;
    const { t, loading } = locale;
    const mailbox = this.#mailbox;
    if (loading || !mailbox || !this.#dialog.opened) return nothing;
    if (this.#made) return this.#renderMade(this.#made);
    const may = this.#port.may('make', mailbox);
    return this.#dialog.render({
      title: t.appsTitle(mailbox.unicodeAddress),
      form: this.#form,
      body: html`
        ${formSaid(this.#form)}
        <p>${t.appsText}</p>
        ${
          this.#apps
            ? this.#renderList(this.#apps)
            : this.#error
              ? failed(panel, this.#error, () => void this.#read(mailbox.id))
              : skeleton(panel.words.t.loading, 2)
        }
        ${may ? html`${field(this.#form, { name: 'name', label: t.appName, hint: t.appHint })} ${this.#renderScopes()}` : nothing}
      `,
      footer: html`
        <button class="btn" type="button" @click=${this.#dialog.leave}>${t.done}</button>
        ${may ? submitButton(this.#form, t.appMake) : nothing}
      `,
    });
  }

  #renderScopes() {
    const { t } = this.#parts.locale;
    const message = this.#form.message('scopes');
    return html`<fieldset class="field scopes">
      <legend>${t.scopes}</legend>
      ${(['imap', 'smtp'] as const).map(
        (scope) =>
          html`<label class="check"
            ><input type="checkbox" name="scopes" value=${scope} checked /> ${t.scope[scope]}</label
          >`,
      )}
      <div role="alert">${message ? html`<p class="err">${alert()}${message}</p>` : nothing}</div>
    </fieldset>`;
  }

  #renderList(apps: readonly AppPassword[]) {
    const { t, format } = this.#parts.locale;
    if (!apps.length) return html`<p class="muted">${t.noApps}</p>`;
    return html`<div class="list">
      <dl class="props">
        ${apps.map(
          (app) =>
            html`<div data-app=${app.id}>
              <dt>${app.name}</dt>
              <dd>
                ${app.scopes.map((scope) => t.scope[scope]).join(', ')}
                <div class="why">
                  ${
                    app.webmail
                      ? t.inWebmail(app.webmail.by, format.date(app.webmail.until, 'time'))
                      : t.since(format.date(app.createdAt))
                  }
                </div>
              </dd>
              ${
                this.#port.may('revoke', this.#mailbox!)
                  ? html`<dd class="do">
                      <button
                        class="btn quiet icon s"
                        type="button"
                        aria-label=${t.revoke(app.name)}
                        @click=${() => void this.#revoke(app)}
                      >
                        ${trash()}
                      </button>
                    </dd>`
                  : nothing
              }
            </div>`,
        )}
      </dl>
    </div>`;
  }

  #renderMade({ password, name }: NewAppPassword) {
    const { t } = this.#parts.locale;
    return this.#dialog.render({
      title: t.madeTitle(name),
      body: html`<div class="field">
          <label for="made">${t.madeField}</label>
          <div class="suffix">
            <input class="input mono" id="made" readonly autocomplete="off" spellcheck="false" .value=${password} />
            <button class="btn" type="button" @click=${() => void this.#copy(password)}>
              ${copy()}${this.#copied ? t.copied : t.copyIt}
            </button>
          </div>
        </div>
        <p>${t.madeText}</p>`,
      footer: html`<button class="btn primary" type="button" @click=${this.#taken}>${t.madeDone}</button>`,
    });
  }

  async #copy(password: string): Promise<void> {
    this.#copied = await copyText(password);
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    if (!this.#copied) this.#host.shadowRoot?.querySelector<HTMLInputElement>('#made')?.select();
  }

  #taken = (): void => {
    this.#made = undefined;
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() =>
      this.#host.shadowRoot?.querySelector<HTMLElement>('dialog [name="name"]')?.focus(),
    );
  };

  async #make(json: Wish): Promise<void> {
    const made = await this.#port.make(this.#mailbox!.id, json);
    this.#made = made;
    this.#copied = false;
    const { password: _, ...app } = made;
    this.#apps = [...(this.#apps ?? []), app];
    this.#host.requestUpdate();
    void this.#host.updateComplete.then(() => this.#host.shadowRoot?.querySelector<HTMLInputElement>('#made')?.focus());
  }

  async #revoke(app: AppPassword): Promise<void> {
    const { panel, status, locale } = this.#parts;
    try {
      await this.#port.revoke(app);
      this.#apps = this.#apps?.filter(({ id }) => id !== app.id);
      status.say(locale.t.revoked(app.name));
      this.#host.requestUpdate();
      await lead(this.#host, 'dialog [name="name"]');
    } catch (error) {
      this.#form.failure = asApiError(error);
      this.#host.requestUpdate();
      panel.actionFailed(asApiError(error), this.#port.revoking, app.id);
    }
  }

  async #read(id: string): Promise<void> {
    try {
      const apps = await this.#port.read(id);
      if (this.#mailbox?.id === id) this.#apps = apps;
    } catch (error) {
      this.#error = asApiError(error);
    }
    this.#host.requestUpdate();
  }
}
