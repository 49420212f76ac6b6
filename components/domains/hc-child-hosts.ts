import { html, LitElement, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { DomainDetail } from '../../bff/domains/answers.ts';
import type { Registration } from '../../bff/domains/registry/answers.ts';
import { customElement } from '../shared/custom-element.ts';
import { heading } from '../shared/heading.ts';
import { alert, edit, plus, trash } from '../shared/icons.ts';
import { LatePart } from '../shared/late-part.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import { MenuController } from '../shared/menu.controller.ts';
import { PanelController } from '../shared/panel.controller.ts';
import { base, controls, panelSheet } from '../shared/sheets.ts';
import { list } from '../shared/sheets/list.ts';
import { menu } from '../shared/sheets/menu.ts';
import { pieces } from '../shared/sheets/pieces.ts';
import { failed, skeleton } from '../shared/states.ts';
import { StatusController } from '../shared/status.controller.ts';
import type { Asked } from './child-host-dialogs.ts';
import { detailOf } from './detail.controller.ts';
import { RegistrationController } from './registration.controller.ts';
import en from './messages/child-hosts.en.ts';

type Host = Registration['hosts'][number];

/**
 * Hosts below a domain that have addresses at the registry, so that they can be name servers.
 *
 * @fires {HcActionFailedEvent} hc-action-failed - A change was refused or failed.
 * @csspart table - The list of hosts.
 * @csspart dialog - The dialog that is open.
 */
@customElement('hc-child-hosts')
export class HcChildHosts extends LitElement {
  static override styles = [base, controls, panelSheet, list, menu, pieces];

  /** Id of the domain. */
  @property() domain = '';

  /** Level of the title's heading, 1 to 4. */
  @property({ type: Number }) level = 2;

  /** The domain, where an element around it has read it already. */
  @property({ attribute: false }) known?: DomainDetail;

  #panel = new PanelController(this, {
    changed: ({ kind, id }) => {
      if (kind === 'poll' || id === this.domain) void this.#detail.run();
    },
  });
  #locale = new LocalizeController(
    this,
    { en, nl: () => import('./messages/child-hosts.nl.ts'), de: () => import('./messages/child-hosts.de.ts') },
    this.#panel,
  );
  #detail = detailOf(
    this,
    this.#panel,
    () => this.domain,
    () => this.known,
  );
  #status = new StatusController(this, this.#panel);
  #registration = new RegistrationController(this, { panel: this.#panel, detail: this.#detail, status: this.#status });
  #menu = new MenuController(this, this.#panel);
  #dialogs = new LatePart(
    () => import('./child-host-dialogs.ts'),
    ({ ChildHostDialogs }) =>
      new ChildHostDialogs(this, {
        panel: this.#panel,
        locale: this.#locale,
        registration: this.#registration,
        status: this.#status,
      }),
    (error) => this.#status.complain(error),
  );

  override render() {
    return this.#panel.render(() =>
      this.#detail.render({
        pending: () => skeleton(this.#panel.words.t.loading, 2),
        failed: (error) => failed(this.#panel, error, () => void this.#detail.run()),
        complete: (detail) => this.#renderHosts(detail),
      }),
    );
  }

  #renderHosts(detail: DomainDetail) {
    const { t } = this.#locale;
    const { hosts } = detail.registration;
    const refusal = this.#panel.refusal('domains.host.create', detail.denied);
    return html`
      <section class="panel" aria-labelledby="title">
        <header class="head">
          <div>
            ${heading(this.level, 'title', t.title)}
            <p class="sub">${t.sub(detail.unicodeName)}</p>
          </div>
          <div class="actions">
            ${
              refusal
                ? nothing
                : html`<button class="btn" type="button" @click=${() => void this.#ask({ what: 'add' })}>
                    ${plus()}${t.add}
                  </button>`
            }
          </div>
        </header>
        ${hosts.length ? this.#renderTable(hosts, detail) : html`<p class="muted">${t.empty}</p>`}
        ${this.#status.render()}
      </section>
      ${this.#menu.render()} ${this.#dialogs.value?.render(detail) ?? nothing}
    `;
  }

  #renderTable(hosts: readonly Host[], detail: DomainDetail) {
    const { t } = this.#locale;
    return html`<div class="list">
      <table class="cards" role="table" part="table" aria-labelledby="title">
        <thead>
          <tr>
            <th scope="col">${t.name}</th>
            <th scope="col">${t.addresses}</th>
            <th scope="col" class="act"><span class="vh">${t.actions}</span></th>
          </tr>
        </thead>
        <tbody>
          ${repeat(
            hosts,
            ({ id }) => id,
            (host) =>
              html`<tr data-key=${host.id}>
                <td class="key"><span class="ltr">${host.name}</span></td>
                <td>
                  <span class="mono">${host.addresses.join(', ')}</span>
                  ${
                    host.inZone
                      ? html`<div class="sub2">${alert()} ${t.differs(host.inZone.join(', '))}</div>`
                      : nothing
                  }
                </td>
                <td class="act"><div>${this.#renderMenu(host, detail)}</div></td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #renderMenu(host: Host, { denied }: DomainDetail) {
    const { t } = this.#locale;
    return this.#menu.button(host.id, host.name, () => [
      {
        text: t.edit,
        icon: edit(),
        refusal: this.#panel.refusal('domains.host.edit', denied),
        run: () => void this.#ask({ what: 'edit', host }),
      },
      {
        text: t.remove,
        icon: trash(),
        danger: true,
        refusal: this.#panel.refusal('domains.host.delete', denied),
        run: () => void this.#ask({ what: 'remove', host }),
      },
    ]);
  }

  async #ask(asked: Asked): Promise<void> {
    const dialogs = await this.#dialogs.get();
    dialogs?.open(asked);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hc-child-hosts': HcChildHosts;
  }
}
