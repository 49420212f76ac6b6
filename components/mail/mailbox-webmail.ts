import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { Mailbox } from '../../bff/mail/answers.ts';
import type { WebmailLink } from '../../bff/mail/webmail/answers.ts';
import { accept, ApiError, asApiError } from '../shared/api-error.ts';
import { external } from '../shared/icons.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import type { PanelController } from '../shared/panel.controller.ts';
import type { StatusController } from '../shared/status.controller.ts';
import en, { type Messages } from './messages/mailbox-webmail.en.ts';

/** A link is good a little longer, in ms. */
const linkLife = 55_000;

interface Parts {
  readonly panel: PanelController;
  readonly status: StatusController;
}

/** A mailbox that is being opened; with `url` where the browser let us open no window: a link to press, as long as it is good. */
interface Opening {
  readonly mailbox: Mailbox;
  readonly url?: string;
}

/** Leads a window to a mailbox in the webmail: by a link that is good once, kept in memory and nowhere else. */
export class MailboxWebmail {
  readonly #host: LitElement;
  readonly #parts: Parts;
  readonly #locale: LocalizeController<Messages>;
  #opening: Opening | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: LitElement, parts: Parts) {
    this.#host = host;
    this.#parts = parts;
    this.#locale = new LocalizeController<Messages>(
      host,
      {
        en,
        nl: () => import('./messages/mailbox-webmail.nl.ts'),
        de: () => import('./messages/mailbox-webmail.de.ts'),
      },
      parts.panel,
    );
    host.addController({ hostDisconnected: () => this.#forget() });
  }

  /** `window` was opened in the click itself; null where the browser did not let us. */
  async open(mailbox: Mailbox, window: Window | null): Promise<void> {
    const { panel, status } = this.#parts;
    this.#show({ mailbox });
    // What comes there is another's page: it gets no hold of this one.
    if (window) window.opener = null;
    try {
      const one = panel.api.v1.mail.mailboxes[':id'];
      const answer = await accept(one.webmail.$post({ param: { id: mailbox.id }, json: {} } as never));
      const { url } = (await answer.json()) as WebmailLink;
      // Of an answer that was lost on its way only a repetition comes, without the link.
      if (!url) throw new ApiError(0);
      if (!window) return void (await this.#offer({ mailbox, url }));
      window.location.replace(url);
      this.#forget();
    } catch (error) {
      window?.close();
      this.#forget();
      status.complain(error);
      panel.actionFailed(asApiError(error), 'mail.mailbox.open', mailbox.id);
    }
  }

  render(): TemplateResult | typeof nothing {
    const { t, loading } = this.#locale;
    if (!this.#opening || loading) return nothing;
    const { mailbox, url } = this.#opening;
    if (!url)
      return html`<p class="banner" role="status">${external()}<span>${t.opening(mailbox.unicodeAddress)}</span></p>`;
    return html`<div class="banner" role="status" id="webmail">
      ${external()}<span>${t.blocked}</span>
      <div class="actions">
        <a
          class="btn"
          href="about:blank"
          target="_blank"
          rel="noopener noreferrer"
          @click=${this.#follow}
          @auxclick=${this.#follow}
          >${t.open(mailbox.unicodeAddress)}</a
        >
      </div>
    </div>`;
  }

  async #offer(blocked: Opening): Promise<void> {
    this.#show(blocked);
    this.#timer = setTimeout(() => this.#forget(), linkLife);
    await this.#host.updateComplete;
    // Who has gone on to somewhere else meanwhile stays there.
    if (this.#host.matches(':focus-within') || document.activeElement === document.body)
      this.#host.shadowRoot?.querySelector<HTMLElement>('#webmail a')?.focus();
  }

  /** The address stands in the page while it is followed, no longer. */
  #follow = (event: Event): void => {
    const link = event.currentTarget as HTMLAnchorElement;
    if (this.#opening?.url) link.href = this.#opening.url;
    setTimeout(() => {
      link.href = 'about:blank';
      this.#forget();
    });
  };

  #show(opening: Opening | undefined): void {
    clearTimeout(this.#timer);
    this.#opening = opening;
    this.#host.requestUpdate();
  }

  #forget(): void {
    this.#show(undefined);
  }
}
