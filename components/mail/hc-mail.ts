import { css, html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { customElement } from '../shared/custom-element.ts';
import { entitle } from '../shared/entitle.ts';
import { HcNavigateEvent } from '../shared/events.ts';
import { follow } from '../shared/follow.ts';
import { LaterController } from '../shared/later.controller.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import { PanelController } from '../shared/panel.controller.ts';
import { base, controls, panelSheet } from '../shared/sheets.ts';
import { tabs } from '../shared/sheets/tabs.ts';
import en from './messages/mail.en.ts';

const places = ['', 'forwards', 'health'] as const;

/**
 * All of mail: mailboxes, forwards, and what the world knows of both.
 *
 * @fires {HcNavigateEvent} hc-navigate - The person goes to another of its tabs; cancel it to show that place yourself.
 * @fires {HcActionFailedEvent} hc-action-failed - Something asked for inside was refused or failed.
 * @fires {MailboxChangedEvent} hc-mailbox-changed - A mailbox was made, changed, deleted or restored inside.
 * @fires {ForwardChangedEvent} hc-forward-changed - A forward was made, changed or deleted inside.
 * @fires {DnsPublishedEvent} hc-dns-published - A change set that mends something was published inside.
 */
@customElement('hc-mail')
export class HcMail extends LitElement {
  static override styles = [
    base,
    controls,
    panelSheet,
    tabs,
    css`
      .tabs {
        margin-block-end: var(--_s6);
      }
    `,
  ];

  /** Which of its tabs is open: empty = the mailboxes, `forwards`, `health`. */
  @property() tab = '';

  /** Level of the title's heading, 1 to 4. */
  @property({ type: Number }) level = 2;

  #panel = new PanelController(this);
  #locale = new LocalizeController(
    this,
    { en, nl: () => import('./messages/mail.nl.ts'), de: () => import('./messages/mail.de.ts') },
    this.#panel,
  );
  #mailboxes = new LaterController(this, this.#panel, 'hc-mailboxes', () => import('./hc-mailboxes.ts'));
  #forwards = new LaterController(this, this.#panel, 'hc-forwards', () => import('./hc-forwards.ts'));
  #health = new LaterController(this, this.#panel, 'hc-mail-health', () => import('./hc-mail-health.ts'));

  override render() {
    return this.#panel.render(() => {
      const { t } = this.#locale;
      const current = this.#current;
      return html`
        <nav class="tabs" aria-label=${t.title}>
          ${places.map((place) => {
            const path = place ? `mail/${place}` : 'mail';
            return html`<a
              href="#/${path}"
              aria-current=${place === current ? 'page' : nothing}
              @click=${(event: MouseEvent) => follow(event, () => this.#go(path))}
              >${t.places[place || 'mailboxes']}</a
            >`;
          })}
        </nav>
        ${this.#renderPlace(current)}
      `;
    });
  }

  override updated(): void {
    const { t } = this.#locale;
    if (this.#panel.me) entitle(this, t.places[this.#current || 'mailboxes'], t.title);
  }

  get #current(): (typeof places)[number] {
    return places.find((place) => place === this.tab) ?? '';
  }

  #renderPlace(place: (typeof places)[number]) {
    if (place === 'forwards')
      return this.#forwards.render(() => html`<hc-forwards .level=${this.level}></hc-forwards>`);
    if (place === 'health')
      return this.#health.render(() => html`<hc-mail-health .level=${this.level}></hc-mail-health>`);
    return this.#mailboxes.render(() => html`<hc-mailboxes .level=${this.level}></hc-mailboxes>`);
  }

  /** Without an area around it, it goes there itself. */
  #go(path: string): void {
    this.tab = path.slice('mail/'.length);
    const event = new HcNavigateEvent(this.localName, path);
    this.dispatchEvent(/** @internal */ event);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hc-mail': HcMail;
  }
}
