import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { DomainDetail } from '../../bff/domains/answers.ts';
import { customElement } from '../shared/custom-element.ts';
import { entitle } from '../shared/entitle.ts';
import { HcNavigateEvent } from '../shared/events.ts';
import { follow } from '../shared/follow.ts';
import { heading } from '../shared/heading.ts';
import { external, globe, next } from '../shared/icons.ts';
import { LaterController } from '../shared/later.controller.ts';
import { lead } from '../shared/lead.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import { PanelController } from '../shared/panel.controller.ts';
import { base, controls, panelSheet } from '../shared/sheets.ts';
import { list } from '../shared/sheets/list.ts';
import { pieces } from '../shared/sheets/pieces.ts';
import { tabs } from '../shared/sheets/tabs.ts';
import { empty, failed, skeleton } from '../shared/states.ts';
import { StatusController } from '../shared/status.controller.ts';
import { detailOf } from './detail.controller.ts';
import { overview } from './domain-overview.ts';
import { DomainRegistration } from './domain-registration.ts';
import { domainStatus } from './domain-status.ts';
import { RegistrationController } from './registration.controller.ts';
import { registrationNotice } from './registration-notice.ts';
import en from './messages/domains.en.ts';
import words from './messages/domain.en.ts';

const tabNames = ['overview', 'dns', 'servers', 'redirects', 'hosting', 'contacts', 'health'] as const;
type TabName = (typeof tabNames)[number];

/**
 * One domain: where it stands, where it points, what was changed, and its DNS records.
 *
 * @fires {HcNavigateEvent} hc-navigate - The person goes to another place.
 */
@customElement('hc-domain')
export class HcDomain extends LitElement {
  static override styles = [base, controls, panelSheet, list, tabs, pieces];

  /** Id of the domain. */
  @property() domain = '';

  /** The open tab: empty = overview, `dns`, `servers`, `redirects`, `hosting`, `contacts` or `health`. */
  @property() tab = '';

  @property({ type: Number }) level = 2;

  /** True where there is no list to go back to. */
  @property({ type: Boolean }) alone = false;

  /** True where somebody was led to it: once it is drawn, its title has the focus. */
  led = false;

  #panel = new PanelController(this, {
    changed: ({ kind, id }) => {
      if (kind === 'poll' || id === this.domain) void this.#detail.run();
    },
  });
  #locale = new LocalizeController(
    this,
    { en, nl: () => import('./messages/domains.nl.ts'), de: () => import('./messages/domains.de.ts') },
    this.#panel,
  );
  /** What stands below a tab comes when it is first opened. */
  #later = {
    dns: new LaterController(this, this.#panel, 'hc-dns-editor', () => import('./hc-dns-editor.ts')),
    servers: new LaterController(this, this.#panel, 'hc-name-servers', () => import('./hc-name-servers.ts')),
    redirects: new LaterController(this, this.#panel, 'hc-redirects', () => import('./hc-redirects.ts')),
    hosting: new LaterController(this, this.#panel, 'hc-domain-hosting', () => import('./hc-domain-hosting.ts')),
    contacts: new LaterController(this, this.#panel, 'hc-domain-contact', () => import('./hc-domain-contact.ts')),
    health: new LaterController(this, this.#panel, 'hc-domain-health', () => import('./hc-domain-health.ts')),
    drift: new LaterController(this, this.#panel, 'hc-domain-drift', () => import('./hc-domain-drift.ts')),
    transfer: new LaterController(this, this.#panel, 'hc-transfer', () => import('./hc-transfer.ts')),
  };
  #open: Element | undefined;
  #detail = detailOf(this, this.#panel, () => this.domain);
  #status = new StatusController(this, this.#panel);
  #actions = new RegistrationController(this, { panel: this.#panel, detail: this.#detail, status: this.#status });
  #words = new LocalizeController(
    this,
    {
      en: words,
      nl: () => import('./messages/domain.nl.ts'),
      de: () => import('./messages/domain.de.ts'),
    },
    this.#panel,
  );
  #registration = new DomainRegistration(this, {
    panel: this.#panel,
    locale: this.#words,
    listed: this.#locale,
    registration: this.#actions,
    status: this.#status,
  });

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('domain')) this.#registration.leave();
  }

  override render() {
    return this.#panel.render(() =>
      this.#detail.render({
        pending: () => skeleton(this.#panel.words.t.loading),
        failed: (error) =>
          error.code === 'not_found' ? this.#renderGone() : failed(this.#panel, error, () => void this.#detail.run()),
        complete: (detail) => this.#renderDetail(detail),
      }),
    );
  }

  /** On a phone the tabs scroll: the open one is brought into sight, once. */
  override updated(): void {
    const name = this.#detail.value?.unicodeName;
    if (name) entitle(this, this.#words.t.tabs[this.#view], name);
    if (name && this.led) {
      this.led = false;
      void lead(this);
    }
    const open = this.shadowRoot?.querySelector('.tabs [aria-current]');
    const strip = open?.parentElement;
    if (!open || !strip || open === this.#open) return;
    this.#open = open;
    const [inner, outer] = [open.getBoundingClientRect(), strip.getBoundingClientRect()];
    strip.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
  }

  #renderDetail(detail: DomainDetail) {
    const { t, format } = this.#locale;
    const words = this.#words.t;
    const { unicodeName: name, state } = detail;
    const tab = this.#view;
    return html`
      <section class="panel" aria-labelledby="title">
        ${this.alone ? nothing : this.#renderPath(name)}
        <header class="head">
          <div>
            ${heading(this.level, 'title', html`<span class="ltr">${name}</span>`)}
            <div class="sub">${domainStatus(detail, t, format)}</div>
          </div>
          <div class="actions">
            ${
              state === 'active'
                ? html`<a class="btn low" href="https://${detail.name}" target="_blank" rel="noopener noreferrer"
                    >${external()}${words.visit}</a
                  >`
                : nothing
            }
          </div>
        </header>
        <nav class="tabs" aria-label=${name}>
          ${tabNames.map(
            (one) =>
              html`<a
                href=${this.#address(one)}
                aria-current=${one === tab ? 'page' : nothing}
                @click=${(event: MouseEvent) => this.#follow(event, this.#pathOf(one))}
                >${words.tabs[one]}</a
              >`,
          )}
        </nav>
        ${this.#renderTab(tab, detail)} ${this.#status.render()}
      </section>
      ${this.#registration.renderDialog(detail)}
    `;
  }

  #renderTab(tab: TabName, detail: DomainDetail) {
    if (tab !== 'overview') return this.#renderLater(tab, detail);
    return html`${registrationNotice(detail, this.#words.t, this.#actions.retry)}
    ${isMoving(detail) ? this.#renderLater('transfer', detail) : nothing}
    ${detail.differs ? this.#renderLater('drift', detail) : nothing} ${this.#renderOverview(detail)}`;
  }

  #renderLater(which: keyof typeof drawn, detail: DomainDetail) {
    return this.#later[which].render(() => drawn[which](detail.id, Math.min(4, this.level + 1), detail));
  }

  #renderOverview(detail: DomainDetail) {
    return overview(detail, {
      t: this.#words.t,
      listed: this.#locale.t,
      format: this.#locale.format,
      label: this.#panel.panel?.label.name ?? '',
      level: this.level,
      dnsAddress: this.#address('dns'),
      toDns: (event) => this.#follow(event, this.#pathOf('dns')),
      serversAddress: this.#address('servers'),
      toServers: (event) => this.#follow(event, this.#pathOf('servers')),
      hostingAddress: this.#address('hosting'),
      toHosting: (event) => this.#follow(event, this.#pathOf('hosting')),
      registration: (domain) => this.#registration.render(domain),
      tell: (event) => this.#registration.tell(event),
    });
  }

  #renderPath(name: string) {
    return html`<nav aria-label=${this.#words.t.path}>
      <ol class="crumbs">
        <li>
          <a href="#/domains" @click=${(event: MouseEvent) => this.#follow(event, '')}>${this.#locale.t.title}</a
          >${next()}
        </li>
        <li aria-current="page">${name}</li>
      </ol>
    </nav>`;
  }

  #renderGone() {
    const { t } = this.#words;
    return html`<div class="list">
      ${empty({
        icon: globe(),
        title: t.gone,
        text: t.goneText,
        actions: this.alone
          ? undefined
          : html`<button class="btn" type="button" @click=${() => this.#go('')}>${t.back}</button>`,
      })}
    </div>`;
  }

  get #view(): TabName {
    return tabNames.find((one) => one === this.tab) ?? 'overview';
  }

  #pathOf(tab: TabName): string {
    return tab === 'overview' ? this.domain : `${this.domain}/${tab}`;
  }

  #address(tab: TabName): string {
    return `#/domains/${this.#pathOf(tab)}`;
  }

  #follow(event: MouseEvent, path: string): void {
    follow(event, () => this.#go(path));
  }

  #go(path: string): void {
    this.dispatchEvent(/** @internal */ new HcNavigateEvent(this.localName, `domains${path && `/${path}`}`));
  }
}

/** What comes later, by the tab or the notice that it is. */
const drawn = {
  dns: (id: string, level: number) => html`<hc-dns-editor .domain=${id} .level=${level}></hc-dns-editor>`,
  servers: (id: string, level: number, known: DomainDetail) =>
    html`<hc-name-servers .domain=${id} .known=${known} .level=${level}></hc-name-servers>`,
  redirects: (id: string, level: number) => html`<hc-redirects .domain=${id} .level=${level}></hc-redirects>`,
  hosting: (id: string, level: number) => html`<hc-domain-hosting .domain=${id} .level=${level}></hc-domain-hosting>`,
  contacts: (id: string, level: number, known: DomainDetail) =>
    html`<hc-domain-contact .domain=${id} .known=${known} .level=${level}></hc-domain-contact>`,
  health: (id: string, level: number) => html`<hc-domain-health .domain=${id} .level=${level}></hc-domain-health>`,
  drift: (id: string, level: number) => html`<hc-domain-drift .domain=${id} .level=${level}></hc-domain-drift>`,
  transfer: (id: string, level: number) => html`<hc-transfer .domain=${id} .level=${level}></hc-transfer>`,
};

const isMoving = ({ state, registration }: DomainDetail): boolean =>
  state === 'pending_transfer_in' || state === 'transferred' || registration.statuses.includes('pendingTransfer');

declare global {
  interface HTMLElementTagNameMap {
    'hc-domain': HcDomain;
  }
}
