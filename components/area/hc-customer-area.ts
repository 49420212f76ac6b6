import { css, html, LitElement, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { Area, Tab } from '../../bff/policy/actions.ts';
import { ApiError } from '../shared/api-error.ts';
import { customElement } from '../shared/custom-element.ts';
import type { HcNavigateEvent } from '../shared/events.ts';
import { follow } from '../shared/follow.ts';
import { globe, mail, user } from '../shared/icons.ts';
import { lead } from '../shared/lead.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import { PanelController } from '../shared/panel.controller.ts';
import { base, controls, panelSheet } from '../shared/sheets.ts';
import { tabs } from '../shared/sheets/tabs.ts';
import { failed, skeleton, switchedOff } from '../shared/states.ts';
import { whose } from '../shared/whose.ts';
import { Address } from './address.ts';
import { PageTitle } from './page-title.ts';
import en from './messages/area.en.ts';

/** An area that has a panel: the tabs that open it, its element, its drawing. */
interface Place {
  readonly area: Area;
  readonly tabs: readonly Tab[];
  readonly tag: string;
  readonly icon: () => TemplateResult;
  load(): Promise<unknown>;
  draw(rest: string, level: number): TemplateResult;
}

const titles = 'h1, h2, h3, h4';

const places: readonly Place[] = [
  {
    area: 'domains',
    tabs: ['domains'],
    tag: 'hc-domain-manager',
    icon: globe,
    load: () => import('../domains/hc-domain-manager.ts'),
    draw: (rest, level) => html`<hc-domain-manager .path=${rest} .level=${level}></hc-domain-manager>`,
  },
  {
    area: 'mail',
    tabs: ['mail'],
    tag: 'hc-mail',
    icon: mail,
    load: () => import('../mail/hc-mail.ts'),
    draw: (rest, level) => html`<hc-mail .tab=${rest} .level=${level}></hc-mail>`,
  },
  {
    area: 'account',
    tabs: ['account'],
    tag: 'hc-account',
    icon: user,
    load: () => import('../account/hc-account.ts'),
    draw: (rest, level) => html`<hc-account .tab=${rest} .level=${level}></hc-account>`,
  },
];

/**
 * The whole customer area: one strip for its parts, each with an address of its own.
 *
 * @fires {HcNavigateEvent} hc-navigate - The person goes elsewhere in the area; cancel it to show that place yourself.
 * @fires {HcActionFailedEvent} hc-action-failed - Something asked for inside was refused or failed.
 * @fires {DnsPublishedEvent} hc-dns-published - A change set was published inside.
 * @fires {RedirectsChangedEvent} hc-redirects-changed - A redirect was made, changed or deleted inside.
 * @fires {MailboxChangedEvent} hc-mailbox-changed - A mailbox was made, changed, deleted or restored inside.
 * @fires {ForwardChangedEvent} hc-forward-changed - A forward was made, changed or deleted inside.
 * @fires {ExpiryMonthEvent} hc-expiry-month - A month of the expiry calendar was chosen inside, or was not any more.
 * @csspart tabs - The strip.
 */
@customElement('hc-customer-area')
export class HcCustomerArea extends LitElement {
  static override styles = [
    base,
    controls,
    panelSheet,
    tabs,
    css`
      .tabs {
        margin-block-end: var(--_s6);
      }
      :host([frame]) {
        padding-block-start: var(--_s2);
      }
      @container hc (width < 480px) {
        .tabs .i {
          display: none;
        }
      }
    `,
  ];

  /** Path below which each part has its address (`/portal`); without it addresses stand after `#/`. */
  @property() base = '';

  /** Level of the headings inside, 1 to 4. */
  @property({ type: Number }) level = 2;

  @state() private path = '';
  @state() private broken = false;

  #visitor = '';
  #out = false;
  #address = new Address(() => this.base);
  #panel = new PanelController(this);
  #title = new PageTitle(this, this.#panel, () => {
    const area = this.#panel.me && this.#current?.area;
    return area && this.#locale.t.tabs[area];
  });
  #locale = new LocalizeController(
    this,
    { en, nl: () => import('./messages/area.nl.ts'), de: () => import('./messages/area.de.ts') },
    this.#panel,
  );

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('popstate', this.#read);
    addEventListener('hashchange', this.#read);
    this.#read();
    // Its code comes while the session starts; whether it may be shown is seen later.
    const [area] = this.path.split('/');
    (places.find((place) => place.area === area) ?? places[0]!).load().catch(() => {});
  }

  override disconnectedCallback(): void {
    removeEventListener('popstate', this.#read);
    removeEventListener('hashchange', this.#read);
    super.disconnectedCallback();
  }

  /** The address of one customer's domain means nothing to the next who signs in. */
  override willUpdate(): void {
    const now = whose(this.#panel.me);
    if (now && this.#visitor && now !== this.#visitor) this.#go('');
    this.#visitor = now || this.#visitor;
  }

  override updated(): void {
    // The form that one signed in with is gone, and with it what had the focus.
    if (this.#panel.state === 'signed_out') this.#out = true;
    else if (this.#out && this.#panel.me) {
      this.#out = false;
      void this.#lead();
    }
    const current = this.renderRoot.querySelector<HTMLElement>('.tabs [aria-current]');
    const strip = current?.parentElement;
    if (current && strip && strip.scrollWidth > strip.clientWidth)
      strip.scrollLeft = current.offsetLeft - (strip.clientWidth - current.offsetWidth) / 2;
  }

  override render() {
    return this.#panel.render(() => {
      const { t } = this.#locale;
      const open = this.#open;
      const [area] = this.path.split('/');
      const current = this.#current;
      if (!current) return switchedOff(t.nothingTitle, t.nothingText);
      return html`
        <nav class="tabs" part="tabs" aria-label=${t.area}>
          ${open.map(
            (place) =>
              html`<a
                href=${this.#address.href(place.area)}
                aria-current=${ifDefined(place === current ? 'page' : undefined)}
                @click=${(event: MouseEvent) => follow(event, () => this.#go(place.area))}
                >${place.icon()}${t.tabs[place.area]}</a
              >`,
          )}
        </nav>
        <div @hc-navigate=${this.#navigate} @hc-view=${this.#title.heard}>
          ${this.#renderPlace(current, current.area === area ? this.path.slice(area.length + 1) : '')}
        </div>
      `;
    });
  }

  get #open(): Place[] {
    return places.filter(({ tabs }) => tabs.some((tab) => this.#panel.me?.tabs.includes(tab)));
  }

  get #current(): Place | undefined {
    const [area] = this.path.split('/');
    return this.#open.find((place) => place.area === area) ?? this.#open[0];
  }

  #renderPlace(place: Place, rest: string): unknown {
    if (customElements.get(place.tag)) return place.draw(rest, this.level);
    if (!this.broken)
      place.load().then(
        () => this.requestUpdate(),
        () => {
          this.broken = true;
        },
      );
    if (!this.broken) return skeleton(this.#panel.words.t.loading);
    return failed(this.#panel, new ApiError(0), () => {
      this.broken = false;
    });
  }

  #read = (): void => {
    this.path = this.#address.path;
  };

  /** A panel leads elsewhere; the page around us had its chance to take over once the event is through. */
  #navigate = (event: HcNavigateEvent): void => {
    queueMicrotask(() => {
      if (event.defaultPrevented) return;
      this.#go(event.path);
      void this.#lead();
    });
  };

  /** What led here is gone with what was shown before; an element further inside leads to its own title. */
  async #lead(): Promise<void> {
    await this.updateComplete;
    // Its code and its first rows may be on the way, and its title with them.
    for (let tries = 0; tries < 50; tries += 1) {
      const shown = this.#current && this.renderRoot.querySelector<LitElement>(this.#current.tag);
      if (shown?.shadowRoot?.querySelector(titles)) return lead(shown, titles);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  #go(path: string): void {
    this.#address.go(path);
    this.path = path;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hc-customer-area': HcCustomerArea;
  }
}
