import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { ApiError } from './api-error.ts';
import { alert, user } from './icons.ts';
import { LocalizeController } from './localize.controller.ts';
import en from './messages/signed-out.en.ts';
import type { Panel } from './panel.ts';
import { leadAtLast } from './lead.ts';
import type { PanelController } from './panel.controller.ts';
import { empty } from './states.ts';

/** What an element shows while nobody is signed in. */
export class SignedOut {
  readonly #panel: PanelController;
  readonly #locale: LocalizeController<typeof en>;

  constructor(host: LitElement, panel: PanelController) {
    this.#panel = panel;
    this.#locale = new LocalizeController(
      host,
      { en, nl: () => import('./messages/signed-out.nl.ts'), de: () => import('./messages/signed-out.de.ts') },
      panel,
    );
    // A dialog that is away now could not do so before this was here.
    void leadAtLast(host);
  }

  /** The form on the label's own host, the pop-up on pages without a server, else a word about the page's own sign-in. */
  ask({ ownHost, signIn, label, retry }: Panel): TemplateResult {
    const { t } = this.#locale;
    if (ownHost) return this.#form();
    return html`
      <div class="list">
        ${empty({
          icon: user(),
          title: t.signInTitle(label.name),
          text: signIn ? t.signInText : t.signInElsewhere,
          actions: signIn
            ? html`<button class="btn primary" type="button" @click=${this.#popUp}>${t.signIn}</button>`
            : html`<button class="btn" type="button" @click=${retry}>${this.#panel.words.t.tryAgain}</button>`,
        })}
        <p class="foot" id="sign-in-said" role="status"></p>
      </div>
    `;
  }

  /** The session ended while something was open: a word above it, and what was typed stays. */
  banner({ ownHost, signIn, retry }: Panel): TemplateResult {
    const { t } = this.#locale;
    return html`
      <div class="banner warn" role="alert">
        ${alert()}
        <p><b>${t.expiredTitle}</b> ${t.expiredText}</p>
        ${
          ownHost
            ? nothing
            : html`<div class="actions">
                <button class="btn s" type="button" @click=${signIn ? this.#popUp : retry}>${t.continueSession}</button>
              </div>`
        }
      </div>
      <p class="foot" id="sign-in-said" role="status"></p>
      ${ownHost ? this.#form() : nothing}
    `;
  }

  #form(): TemplateResult {
    void import('../account/hc-sign-in.ts');
    return html`<hc-sign-in></hc-sign-in>`;
  }

  /** Opens the pop-up; says so when the browser did not. */
  #popUp = (event: Event): void => {
    const root = (event.currentTarget as HTMLElement).getRootNode() as ShadowRoot;
    this.#panel.panel?.signIn?.().catch((error: unknown) => {
      const blocked = (error as ApiError).code === 'popup_blocked';
      root.getElementById('sign-in-said')!.textContent = blocked
        ? this.#locale.t.popupBlocked
        : this.#panel.explain(error);
    });
  };
}
