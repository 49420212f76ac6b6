import { html, LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { customElement } from '../shared/custom-element.ts';
import { HcNavigateEvent } from '../shared/events.ts';
import { LaterController } from '../shared/later.controller.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import { PanelController } from '../shared/panel.controller.ts';
import { base, controls, panelSheet } from '../shared/sheets.ts';
import { list } from '../shared/sheets/list.ts';
import { menu } from '../shared/sheets/menu.ts';
import { windowed } from '../shared/sheets/windowed.ts';
import { MenuController } from '../shared/menu.controller.ts';
import { switchedOff } from '../shared/states.ts';
import { WindowController } from '../shared/window.controller.ts';
import { DomainListView } from './domain-list.ts';
import { domainSheet } from './domain.sheet.ts';
import { DomainsController } from './domains.controller.ts';
import en from './messages/domains.en.ts';

/**
 * The domains of the customer: the list, and for each an overview and its DNS records.
 *
 * @fires {HcNavigateEvent} hc-navigate - The person goes to a domain or back to the list; cancel it to show that place yourself.
 * @fires {HcActionFailedEvent} hc-action-failed - Something asked for inside was refused or failed.
 * @fires {DnsPublishedEvent} hc-dns-published - A change set was published inside.
 * @fires {RedirectsChangedEvent} hc-redirects-changed - A redirect was made, changed or deleted inside.
 * @fires {ExpiryMonthEvent} hc-expiry-month - A month of the expiry calendar was chosen inside, or was not any more.
 * @csspart table - The list of domains.
 * @csspart dialog - What a change of many domains would do, and what became of each.
 */
@customElement('hc-domain-manager')
export class HcDomainManager extends LitElement {
  static override styles = [base, controls, panelSheet, list, windowed, menu, domainSheet];

  /** Place inside the element: empty = the list, `transfer` = bring a domain here, `<id>` = overview, `<id>/dns` = DNS records. */
  @property() path = '';

  /** Id of the one domain to show; then there is no list around it. */
  @property() domain = '';

  /** Level of the title's heading, 1 to 4. */
  @property({ type: Number }) level = 2;

  /** True once somebody went elsewhere in it: what had the focus is gone then. */
  #led = false;
  #panel = new PanelController(this, {
    changed: ({ kind, id }) => {
      if (this.#place) return;
      if (kind === 'domains.bulk') this.#view.bulk(id);
      else this.#domains.news.heard(kind === 'domains.dns' ? id : undefined);
    },
  });
  #locale = new LocalizeController(
    this,
    { en, nl: () => import('./messages/domains.nl.ts'), de: () => import('./messages/domains.de.ts') },
    this.#panel,
  );
  #domains = new DomainsController(this, this.#panel);
  #menu = new MenuController(this, this.#panel);
  #domain = new LaterController(this, this.#panel, 'hc-domain', () => import('./hc-domain.ts'));
  #comes = new LaterController(this, this.#panel, 'hc-transfer-in', () => import('./hc-transfer-in.ts'));
  #view = new DomainListView(this, {
    panel: this.#panel,
    locale: this.#locale,
    domains: this.#domains,
    menu: this.#menu,
    rows: new WindowController(this),
    go: (path) => this.#go(path),
  });

  override render() {
    return this.#panel.render(() => {
      if (this.#panel.me && !this.#panel.me.tabs.includes('domains'))
        return switchedOff(this.#panel.words.t.failedTitle.permission);
      if (this.path === 'transfer')
        return this.#comes.render(
          () => html`<hc-transfer-in .level=${this.level} @hc-navigate=${this.#follow}></hc-transfer-in>`,
        );
      const place = this.#place;
      if (place) return this.#renderDomain(...place);
      return html`${this.#view.render(this.level)}${this.#menu.render()}`;
    });
  }

  /** Id of the shown domain and its tab. */
  get #place(): [id: string, tab: string] | undefined {
    if (this.domain) return [this.domain, this.path.split('/')[1] ?? ''];
    const [id, tab = ''] = this.path.split('/');
    return id ? [id, tab] : undefined;
  }

  #renderDomain(id: string, tab: string) {
    const alone = this.domain !== '';
    return this.#domain.render(
      () =>
        html`<hc-domain
          .domain=${id}
          .tab=${tab}
          .level=${this.level}
          .alone=${alone}
          .led=${this.#led}
          @hc-navigate=${this.#follow}
        ></hc-domain>`,
    );
  }

  /** Links inside tell where to; who embeds may take over. */
  #follow = (event: HcNavigateEvent): void => {
    if (event.target === this) return;
    event.stopPropagation();
    event.preventDefault();
    this.#go(event.path.replace(/^domains\/?/, ''));
  };

  #go(path: string): void {
    const event = new HcNavigateEvent(this.localName, `domains${path && `/${path}`}`);
    if (!this.dispatchEvent(/** @internal */ event)) return;
    this.path = path;
    this.#led = true;
    void this.updateComplete.then(() => this.scrollIntoView({ block: 'nearest' }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hc-domain-manager': HcDomainManager;
  }
}
