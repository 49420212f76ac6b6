import { html, nothing, type TemplateResult } from 'lit';
import type { ApiError } from './api-error.ts';
import { alert, lock, user } from './icons.ts';
import type { Panel } from './panel.ts';
import type { PanelController } from './panel.controller.ts';

/** The shape of a list while its rows are on the way; seen only after 300 ms. */
export const skeleton = (loading: string, rows = 5): TemplateResult => html`
  <div class="list bones" aria-busy="true">
    <p class="vh" role="status">${loading}</p>
    <ul aria-hidden="true">
      ${Array.from({ length: rows }, () => html`<li><span class="bone"></span><span class="bone"></span><span class="bone"></span></li>`)}
    </ul>
  </div>
`;

interface Empty {
  readonly icon?: TemplateResult;
  readonly title: string;
  readonly text?: string | undefined;
  /** Buttons. */
  readonly actions?: unknown;
}

/** Nothing here: what it is, why have it, the way on. */
export const empty = ({ icon, title, text, actions }: Empty): TemplateResult => html`
  <div class="empty">
    ${icon ?? nothing}
    <h3>${title}</h3>
    ${text ? html`<p>${text}</p>` : nothing} ${actions ? html`<div class="actions">${actions}</div>` : nothing}
  </div>
`;

/** A tab that the label switched off, opened by its address. */
export const switchedOff = (title: string, text?: string): TemplateResult =>
  html`<div class="list">${empty({ icon: lock(), title, text })}</div>`;

/** What failed, whether things are safe, another try, the number that support asks for. */
export function failed(panel: PanelController, error: ApiError | undefined, again?: () => void): TemplateResult {
  const { t } = panel.words;
  const kind = error?.kind ?? 'server';
  const outdated = kind === 'client_outdated';
  const retry = outdated ? () => location.reload() : (again ?? (() => void panel.panel?.retry()));
  // The owner of the page, not his customer, can mend an origin: test keys and this error name it.
  const reason = kind === 'origin' || panel.panel?.test ? error?.reason : undefined;
  return html`
    <div class="list" role="alert">
      ${empty({
        icon: alert(),
        title: t.failedTitle[kind],
        text: reason ?? t.failed[kind],
        actions: html`<button class="btn" type="button" @click=${retry}>${outdated ? t.reload : t.tryAgain}</button>`,
      })}
      ${error?.requestId ? html`<p class="foot">${t.request(error.requestId)}</p>` : nothing}
    </div>
  `;
}

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
