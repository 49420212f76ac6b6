import { css, html, LitElement, nothing } from 'lit';
import { asApiError } from '../shared/api-error.ts';
import { customElement } from '../shared/custom-element.ts';
import { DialogController } from '../shared/dialog.controller.ts';
import { down, shield, undo, user } from '../shared/icons.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import { MenuController } from '../shared/menu.controller.ts';
import { PanelController } from '../shared/panel.controller.ts';
import { base, controls } from '../shared/sheets.ts';
import { menu } from '../shared/sheets/menu.ts';
import { overlays } from '../shared/sheets/overlays.ts';
import en from './messages/account.en.ts';

/**
 * Who is signed in, as a button: his customer, his sessions, signing out.
 *
 * @fires {HcNavigateEvent} hc-navigate - The person goes to another part of the account.
 * @fires {HcActionFailedEvent} hc-action-failed - Something asked for inside was refused or failed.
 * @csspart dialog - The dialog with the sessions.
 */
@customElement('hc-account-menu')
export class HcAccountMenu extends LitElement {
  static override styles = [
    base,
    controls,
    menu,
    overlays,
    css`
      :host {
        display: inline-block;
        min-block-size: var(--_control);
        vertical-align: top;
        max-inline-size: 100%;
        container: none;
        background: none;
      }
      .btn.quiet {
        max-inline-size: 100%;
        white-space: normal;
      }
      .who {
        padding: 6px 10px 8px;
      }
      dialog hc-account {
        --hc-reserve: 0px;
        background: none;
      }
    `,
  ];

  #panel = new PanelController(this, { quiet: true });
  #locale = new LocalizeController(
    this,
    { en, nl: () => import('./messages/account.nl.ts'), de: () => import('./messages/account.de.ts') },
    this.#panel,
  );
  #menu = new MenuController(this, this.#panel);
  #dialog = new DialogController(this, this.#panel);

  override render() {
    return this.#panel.render(() => {
      const { me } = this.#panel;
      if (!me) return nothing;
      const { t } = this.#locale;
      return html`
        <button
          class="btn quiet"
          type="button"
          aria-label=${t.open(me.user.name)}
          aria-expanded=${this.#menu.shows('me')}
          @click=${(event: Event) => this.#menu.open(event.currentTarget as HTMLElement, 'me', this.#items())}
        >
          ${user()}${me.user.name}${down()}
        </button>
        ${this.#menu.render(
          html`<div class="who">
            <b>${me.customer.name}</b>
            <div class="why ltr">${me.user.email}</div>
          </div>`,
        )}
        ${this.#dialog.render({
          title: t.devices,
          wide: true,
          body: this.#dialog.opened ? html`<hc-account only-sessions .level=${4}></hc-account>` : nothing,
        })}
      `;
    });
  }

  #items() {
    const { t } = this.#locale;
    const open = () => {
      void import('./hc-account.ts');
      this.#dialog.open();
    };
    return [
      ...(this.#panel.me?.tabs.includes('account') ? [{ text: t.devices, icon: shield(), run: open }] : []),
      { text: t.signOut, icon: undo(), run: () => void this.#signOut() },
    ];
  }

  async #signOut(): Promise<void> {
    try {
      await this.#panel.panel?.signOut();
    } catch (error) {
      // The session may be gone already; then there is nobody to sign out.
      if (asApiError(error).kind === 'session') await this.#panel.panel?.retry();
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hc-account-menu': HcAccountMenu;
  }
}
