import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { Mailbox, MailboxDetail, MailSetUp } from '../../bff/mail/answers.ts';
import { accept, asApiError, type ApiError } from '../shared/api-error.ts';
import { copyText } from '../shared/copy-text.ts';
import { DialogController } from '../shared/dialog.controller.ts';
import { saveFile } from '../shared/save-file.ts';
import { LatePart } from '../shared/late-part.ts';
import { alert, check, copy } from '../shared/icons.ts';
import { failed, skeleton } from '../shared/states.ts';
import type { SharedParts } from './mailbox-form.ts';

/** How long a button says that it copied, in ms. */
const copiedFor = 2000;

/** What a phone or a program asks for, with each value to copy, and a file that sets up Apple's devices. */
export class MailboxSetUp {
  readonly #host: LitElement;
  readonly #parts: SharedParts;
  readonly #dialog: DialogController;
  #mailbox: Mailbox | undefined;
  #detail: MailboxDetail | undefined;
  #error: ApiError | undefined;
  #copied = '';
  readonly #code: LatePart<typeof import('../shared/qr.ts'), typeof import('../shared/qr.ts').qrCode>;

  constructor(host: LitElement, parts: SharedParts) {
    this.#host = host;
    this.#parts = parts;
    this.#dialog = new DialogController(host, parts.panel);
    // Without it the values and the file are still there.
    this.#code = new LatePart(
      () => import('../shared/qr.ts'),
      ({ qrCode }) => qrCode,
      () => {},
    );
  }

  open(mailbox: Mailbox): void {
    this.#mailbox = mailbox;
    this.#detail = this.#error = undefined;
    this.#dialog.open();
    void this.#read(mailbox.id);
    void this.#code.get().then(() => this.#host.requestUpdate());
  }

  render(): TemplateResult | typeof nothing {
    const { panel, locale } = this.#parts;
    const { t, loading } = locale;
    const mailbox = this.#mailbox;
    if (loading || !mailbox || !this.#dialog.opened) return nothing;
    return this.#dialog.render({
      title: t.setUpTitle(mailbox.unicodeAddress),
      wide: true,
      body: this.#detail
        ? this.#renderCard(mailbox, this.#detail)
        : this.#error
          ? failed(panel, this.#error, () => void this.#read(mailbox.id))
          : skeleton(panel.words.t.loading, 3),
      footer: html`<button class="btn" type="button" @click=${this.#dialog.leave}>${t.done}</button>`,
    });
  }

  #renderCard({ address, id, firstSignInUrl }: Mailbox, { profileUrl, setUp: { imap, pop3, smtp } }: MailboxDetail) {
    const { t } = this.#parts.locale;
    const server = (what: string, { host, port, security }: MailSetUp['imap']) =>
      html`<div>
        <dt>${what}</dt>
        <dd><span class="mono">${host}</span>, ${t.port(port)}, ${t.security[security]}</dd>
        <dd class="do">${this.#renderCopy(what, host)}</dd>
      </div>`;
    return html`
      ${
        firstSignInUrl
          ? html`<p class="banner warn">
              ${alert()}<span
                >${t.firstSignIn}
                <a href=${firstSignInUrl} target="_blank" rel="noopener noreferrer">${t.firstSignInDo}</a></span
              >
            </p>`
          : nothing
      }
      <p>${t.setUpText}</p>
      <div class="list">
        <dl class="props">
          <div>
            <dt>${t.userName}</dt>
            <dd><span class="mono">${address}</span></dd>
            <dd class="do">${this.#renderCopy(t.userName, address)}</dd>
          </div>
          ${server(t.incoming, imap)} ${server(t.outgoing, smtp)} ${server(t.incomingPop, pop3)}
        </dl>
      </div>
      <p class="muted">${t.passwordKept}</p>
      <div class="apple">
        ${this.#code.value?.(profileUrl, t.codeLabel(address)) ?? nothing}
        <div>
          <p><b>${t.apple}</b></p>
          <p class="why">${t.appleText}</p>
          <button class="btn s" type="button" @click=${() => void this.#download(id, address)}>${t.profile}</button>
        </div>
      </div>
    `;
  }

  #renderCopy(what: string, text: string) {
    const { t } = this.#parts.locale;
    const done = this.#copied === what;
    return html`<button
      class="btn quiet icon s"
      type="button"
      aria-label=${done ? t.copied : t.copy(what)}
      @click=${() => void this.#copy(what, text)}
    >
      ${done ? check() : copy()}
    </button>`;
  }

  async #copy(what: string, text: string): Promise<void> {
    if (!(await copyText(text))) return this.#parts.status.complain(this.#parts.locale.t.copyRefused);
    this.#copied = what;
    this.#host.requestUpdate();
    setTimeout(() => {
      this.#copied = '';
      this.#host.requestUpdate();
    }, copiedFor);
  }

  async #read(id: string): Promise<void> {
    try {
      const answer = await accept(this.#parts.panel.api.v1.mail.mailboxes[':id'].$get({ param: { id } }));
      const detail = (await answer.json()) as MailboxDetail;
      if (this.#mailbox?.id === id) this.#detail = detail;
    } catch (error) {
      this.#error = asApiError(error);
    }
    this.#host.requestUpdate();
  }

  async #download(id: string, address: string): Promise<void> {
    try {
      const answer = await accept(this.#parts.panel.api.v1.mail.mailboxes[':id'].profile.$get({ param: { id } }));
      const profile = await (answer as unknown as Response).text();
      saveFile(`${address}.mobileconfig`, 'application/x-apple-aspen-config', profile);
    } catch (error) {
      this.#parts.status.complain(error);
    }
  }
}
