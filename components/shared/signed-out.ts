import { html, nothing, type TemplateResult } from 'lit';
import type { ApiError } from './api-error.ts';
import { alert, user } from './icons.ts';
import type { Panel } from './panel.ts';
import type { PanelController } from './panel.controller.ts';
import { empty } from './states.ts';

/** Opens the pop-up; says so when the browser did not. */
const signInBy = (panel: PanelController) => (event: Event) => {
  const button = event.currentTarget as HTMLElement;
  panel.panel?.signIn?.().catch((error: unknown) => {
    const text = (error as ApiError).code === 'popup_blocked' ? panel.words.t.popupBlocked : panel.explain(error);
    const said = button.getRootNode() as ShadowRoot;
    said.getElementById('sign-in-said')!.textContent = text;
  });
};

/** The form on the label's own host, the pop-up on pages without a server, else a word about the page's own sign-in. */
export function signedOut(panel: PanelController, { ownHost, signIn, label, retry }: Panel): TemplateResult {
  const { t } = panel.words;
  if (ownHost) {
    void import('../account/hc-sign-in.ts');
    return html`<hc-sign-in></hc-sign-in>`;
  }
  return html`
    <div class="list">
      ${empty({
        icon: user(),
        title: t.signInTitle(label.name),
        text: signIn ? t.signInText : t.signInElsewhere,
        actions: signIn
          ? html`<button class="btn primary" type="button" @click=${signInBy(panel)}>${t.signIn}</button>`
          : html`<button class="btn" type="button" @click=${() => void retry()}>${t.tryAgain}</button>`,
      })}
      <p class="foot" id="sign-in-said" role="status"></p>
    </div>
  `;
}

/** The session ended while something was open: a word above it, and what was typed stays. */
export function expiredBanner(panel: PanelController, { ownHost, signIn, retry }: Panel): TemplateResult {
  const { t } = panel.words;
  if (ownHost) void import('../account/hc-sign-in.ts');
  return html`
    <div class="banner warn" role="alert">
      ${alert()}
      <p><b>${t.expiredTitle}</b> ${t.expiredText}</p>
      ${
        ownHost
          ? nothing
          : html`<div class="actions">
              <button class="btn s" type="button" @click=${signIn ? signInBy(panel) : () => void retry()}>
                ${t.continueSession}
              </button>
            </div>`
      }
    </div>
    <p class="foot" id="sign-in-said" role="status"></p>
    ${ownHost ? html`<hc-sign-in></hc-sign-in>` : nothing}
  `;
}
