import { html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import type { DomainDetail } from '../../bff/domains/answers.ts';
import { accept } from '../shared/api-error.ts';
import { customElement } from '../shared/custom-element.ts';
import { HcNavigateEvent } from '../shared/events.ts';
import { follow } from '../shared/follow.ts';
import { heading } from '../shared/heading.ts';
import { external, globe, next } from '../shared/icons.ts';
import { LaterController } from '../shared/later.controller.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import { PanelController } from '../shared/panel.controller.ts';
import { ResourceController } from '../shared/resource.controller.ts';
import { base, controls, panelSheet } from '../shared/sheets.ts';
import { list } from '../shared/sheets/list.ts';
import { pieces } from '../shared/sheets/pieces.ts';
import { tabs } from '../shared/sheets/tabs.ts';
import { empty, failed, skeleton } from '../shared/states.ts';
import { overview } from './domain-overview.ts';
import { domainStatus } from './domain-status.ts';
import { domainSheet } from './domain.sheet.ts';
import en from './messages/domains.en.ts';

const tabNames = ['overview', 'dns'] as const;
type TabName = (typeof tabNames)[number];

/**
 * One domain: where it stands, where it points, what was changed, and its DNS records.
 *
 * @fires {HcNavigateEvent} hc-navigate - The person goes to another place.
 */
@customElement('hc-domain')
export class HcDomain extends LitElement {
  static override styles = [base, controls, panelSheet, list, tabs, pieces, domainSheet];

  /** Id of the domain. */
  @property() domain = '';

  /** The open tab: empty = overview, or `dns`. */
  @property() tab = '';

  @property({ type: Number }) level = 2;

  /** True where there is no list to go back to. */
  @property({ type: Boolean }) alone = false;

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
  #editor = new LaterController(this, this.#panel, 'hc-dns-editor', () => import('./hc-dns-editor.ts'));
  #detail = new ResourceController(this, this.#panel, {
    args: () => (this.domain ? ([this.domain] as const) : undefined),
    load: async (api, [id], signal) =>
      (await (
        await accept(api.v1.domains[':id'].$get({ param: { id } }, { init: { signal } }))
      ).json()) as DomainDetail,
  });

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

  #renderDetail(detail: DomainDetail) {
    const { t, format } = this.#locale;
    const { unicodeName: name, state } = detail;
    const tab: TabName = this.tab === 'dns' ? 'dns' : 'overview';
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
                    >${external()}${t.visit}</a
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
                >${t.tabs[one]}</a
              >`,
          )}
        </nav>
        ${tab === 'dns' ? this.#renderDns(detail) : this.#renderOverview(detail)}
      </section>
    `;
  }

  #renderOverview(detail: DomainDetail) {
    return overview(detail, {
      t: this.#locale.t,
      format: this.#locale.format,
      label: this.#panel.panel?.label.name ?? '',
      level: this.level,
      dnsAddress: this.#address('dns'),
      toDns: (event) => this.#follow(event, this.#pathOf('dns')),
    });
  }

  #renderDns(detail: DomainDetail) {
    return this.#editor.render(
      () => html`<hc-dns-editor .domain=${detail.id} .level=${Math.min(4, this.level + 1)}></hc-dns-editor>`,
    );
  }

  #renderPath(name: string) {
    const { t } = this.#locale;
    return html`<nav aria-label=${t.path}>
      <ol class="crumbs">
        <li><a href="#/domains" @click=${(event: MouseEvent) => this.#follow(event, '')}>${t.title}</a>${next()}</li>
        <li aria-current="page">${name}</li>
      </ol>
    </nav>`;
  }

  #renderGone() {
    const { t } = this.#locale;
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

  #pathOf(tab: TabName): string {
    return tab === 'dns' ? `${this.domain}/dns` : this.domain;
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

declare global {
  interface HTMLElementTagNameMap {
    'hc-domain': HcDomain;
  }
}
