import { html, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import type { ApiError } from './api-error.ts';
import type { LocalizeController } from './localize.controller.ts';
import type { Messages } from './messages/shared.en.ts';

/** Waits as long as an answer asked for, while its failure is on the screen, and then tries again once. */
export class Countdown implements ReactiveController {
  readonly #host: LitElement;
  readonly #words: LocalizeController<Messages>;
  readonly #ends = new WeakMap<ApiError, number>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #drawn = false;

  constructor(host: LitElement, words: LocalizeController<Messages>) {
    this.#host = host;
    this.#words = words;
    host.addController(this);
  }

  hostUpdate(): void {
    this.#drawn = false;
  }

  hostUpdated(): void {
    if (!this.#drawn) clearTimeout(this.#timer);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }

  /** How long it is still; undefined when the time is over. */
  render(error: ApiError, again: () => void): TemplateResult | undefined {
    this.#drawn = true;
    clearTimeout(this.#timer);
    const end = this.#ends.get(error) ?? performance.now() + error.retryAfter! * 1000;
    this.#ends.set(error, end);
    const left = end - performance.now();
    if (left <= 0) return undefined;
    const next = () => {
      // Nobody looks at a hidden page: then it is left to who comes back.
      if (performance.now() >= end && !document.hidden) again();
      this.#host.requestUpdate();
    };
    this.#timer = setTimeout(next, left % 1000 || 1000);
    const { t, lang } = this.#words;
    return html`<p class="muted" role="timer">${t.again(duration(lang, Math.ceil(left / 1000)))}</p>`;
  }
}

function duration(lang: string, seconds: number): string {
  const [value, unit] = seconds > 90 ? [Math.ceil(seconds / 60), 'minute'] : [seconds, 'second'];
  return new Intl.NumberFormat(lang, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}
