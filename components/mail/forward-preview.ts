import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import type { ForwardPreview } from '../../bff/mail/forwards/answers.ts';
import { parseAddress, parseLocal, readable } from '../../bff/mail/rules.ts';
import { alert } from '../shared/icons.ts';
import type { PanelController } from '../shared/panel.controller.ts';
import { previewWish, type Wish } from './forward-api.ts';
import { called, ring } from './forward-graph.ts';
import type { Messages } from './messages/forward-form.en.ts';

/** In ms, since the last key. */
const pause = 350;

/** Where mail of a wished forward would end, asked while it is typed. */
export class PreviewController implements ReactiveController {
  /** Of the last wish that could be looked at. */
  value: ForwardPreview | undefined;
  readonly #host: LitElement;
  readonly #panel: PanelController;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #abort: AbortController | undefined;

  constructor(host: LitElement, panel: PanelController) {
    this.#host = host;
    this.#panel = panel;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.reset();
  }

  reset(): void {
    clearTimeout(this.#timer);
    this.#abort?.abort();
    this.value = undefined;
  }

  /** Looks once nobody types any more. */
  later(wish: () => Wish): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(wish), pause);
  }

  async #look(wish: () => Wish): Promise<void> {
    this.#abort?.abort();
    const { signal } = (this.#abort = new AbortController());
    const { local, domain, targets, keepCopy } = wish();
    const known = targets.filter((target) => 'address' in parseAddress(target));
    if (!domain || (local !== '*' && 'code' in parseLocal(local))) {
      this.value = undefined;
      return this.#host.requestUpdate();
    }
    const ask = (keep: boolean) =>
      previewWish(this.#panel.api, { domain, local, targets: known, keepCopy: keep }, signal);
    try {
      // Whether there is a mailbox that could keep a copy is known afterwards.
      const first = await ask(false);
      this.value = first.hasMailbox && keepCopy !== false ? await ask(true) : first;
    } catch {
      if (signal.aborted) return;
      // Saving says what is wrong.
      this.value = undefined;
    }
    this.#host.requestUpdate();
  }

  /** Where mail ends and what to know of it; of a ring its picture. */
  render(t: Messages, refusedPath?: readonly string[]): TemplateResult {
    return html`<div role="status">${this.#renderFound(t, refusedPath)}</div>`;
  }

  #renderFound(t: Messages, refusedPath: readonly string[] | undefined): TemplateResult | typeof nothing {
    const path = this.value?.path ?? refusedPath;
    if (path)
      return html`<div class="banner bad">
        ${alert()}
        <div>
          <p><b>${t.ringTitle}</b> ${t.ringText}</p>
          ${ring(path, t)}
        </div>
      </div>`;
    const { value } = this;
    if (!value) return nothing;
    if (value.rule) return html`<p class="banner bad">${alert()}<span>${t.ruleRing(called(value.rule, t))}</span></p>`;
    if (value.refused)
      return html`<p class="banner bad">${alert()}<span>${t.errors[value.refused] ?? t.ringTitle}</span></p>`;
    const { mailboxes, outside } = value.ends;
    const ends = [...mailboxes.map((one) => [one, '']), ...outside.map((one) => [one, t.outside])] as const;
    return html`<div class="ends">
      <p>${ends.length ? t.ends : t.endsNowhere}</p>
      ${
        ends.length
          ? html`<ul class="chips" role="list">
              ${ends.map(
                ([address, where]) =>
                  html`<li>
                    <span class="tag ${where ? '' : 'good'}"
                      ><span class="ltr">${readable(address!)}</span
                      >${where ? html` <span class="muted">${where}</span>` : nothing}</span
                    >
                  </li>`,
              )}
            </ul>`
          : nothing
      }
      ${value.warnings.map(({ code, address }) => html`<p class="warned">${alert()}<span>${t.warnings[code](readable(address))}</span></p>`)}
    </div>`;
  }
}
