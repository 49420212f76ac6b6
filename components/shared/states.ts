import { html, nothing, type TemplateResult } from 'lit';
import type { ApiError } from './api-error.ts';
import { alert, lock } from './icons.ts';
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
  const wait = panel.wait(error, retry);
  // The owner of the page, not his customer, can mend an origin: test keys and this error name it.
  const reason = kind === 'origin' || panel.panel?.test ? error?.reason : undefined;
  return html`
    <div class="list" role="alert">
      ${empty({
        icon: alert(),
        title: t.failedTitle[kind],
        text: wait && kind === 'rate_limit' ? undefined : (reason ?? t.failed[kind]),
        actions:
          wait ?? html`<button class="btn" type="button" @click=${retry}>${outdated ? t.reload : t.tryAgain}</button>`,
      })}
      ${error?.requestId ? html`<p class="foot">${t.request(error.requestId)}</p>` : nothing}
    </div>
  `;
}
