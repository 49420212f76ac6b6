import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { more } from './icons.ts';
import type { Refused } from './panel.ts';
import type { PanelController } from './panel.controller.ts';

/** One thing to do. A refusal without a reason draws nothing; with one, it is greyed with it. */
export interface MenuItem {
  readonly text: string;
  readonly icon?: TemplateResult;
  readonly danger?: boolean;
  readonly refusal?: Refused | undefined;
  run(): void;
}

/** The row menu: one popover for all rows, filled for the row whose button opened it. */
export class MenuController implements ReactiveController {
  readonly #host: LitElement;
  readonly #panel: PanelController;
  #items: readonly MenuItem[] = [];
  #button: HTMLElement | undefined;
  #key: string | undefined;

  constructor(host: LitElement, panel: PanelController) {
    this.#host = host;
    this.#panel = panel;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#key = undefined;
  }

  /** The “…” button of an object; `key` tells rows apart. Nothing when there is nothing to do. */
  button(key: string, object: string, items: () => readonly MenuItem[]): TemplateResult | typeof nothing {
    if (!shown(items()).length) return nothing;
    return html`<button
      class="btn quiet icon s"
      type="button"
      aria-label=${this.#panel.words.t.more(object)}
      aria-expanded=${this.shows(key)}
      @click=${(event: Event) => this.open(event.currentTarget as HTMLElement, key, items())}
    >
      ${more()}
    </button>`;
  }

  shows(key: string): boolean {
    return this.#key === key;
  }

  /** The popover itself, once, at the end of the element's template; `head` stands above the items. */
  render(head: unknown = nothing): TemplateResult {
    const items = shown(this.#items);
    return html`<div class="menu" popover @toggle=${this.#toggled} @keydown=${this.#move}>
      ${head}${items.map(
        (item, at) =>
          html`${item.danger && at && !items[at - 1]!.danger ? html`<hr />` : nothing}<button
              type="button"
              class=${item.danger ? 'danger' : ''}
              aria-disabled=${ifDefined(item.refusal ? 'true' : undefined)}
              @click=${() => this.#choose(item)}
            >
              ${item.icon ?? nothing}<span
                >${item.text}${item.refusal ? html`<span class="why">${item.refusal.reason}</span>` : nothing}</span
              >
            </button>`,
      )}
    </div>`;
  }

  get #menu(): HTMLElement | null | undefined {
    return this.#host.shadowRoot?.querySelector<HTMLElement>('.menu');
  }

  /** Opens it for a button of the element's own; a second time closes it. */
  async open(button: HTMLElement, key: string, items: readonly MenuItem[]): Promise<void> {
    const menu = this.#menu;
    if (!menu || this.#key === key) return menu?.hidePopover();
    this.#items = items;
    this.#button = button;
    this.#key = key;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    menu.showPopover({ source: button });
    if (!CSS.supports('position-area: block-end')) place(menu, button);
    menu.querySelector('button')?.focus();
  }

  #toggled = (event: ToggleEvent): void => {
    if (event.newState === 'open') return;
    this.#key = undefined;
    this.#host.requestUpdate();
  };

  #choose(item: MenuItem): void {
    if (item.refusal) return;
    this.#button?.focus();
    this.#menu?.hidePopover();
    item.run();
  }

  #move = (event: KeyboardEvent): void => {
    const { key, currentTarget } = event;
    const menu = currentTarget as HTMLElement;
    const buttons = [...menu.querySelectorAll('button')];
    const at = buttons.indexOf(this.#host.shadowRoot?.activeElement as HTMLButtonElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + buttons.length, Home: 0, End: buttons.length - 1 }[key];
    if (key === 'Tab') menu.hidePopover();
    if (key === 'Escape') {
      // The toggle event may come after the next key stroke, which would then close what is closed.
      this.#key = undefined;
      // The mouse that opened it may have left the focus elsewhere.
      this.#button?.focus();
    }
    if (to === undefined) return;
    event.preventDefault();
    buttons[to % buttons.length]?.focus();
  };
}

const shown = (items: readonly MenuItem[]): readonly MenuItem[] =>
  items.filter(({ refusal }) => !refusal || refusal.reason !== undefined);

/** For browsers without anchor positioning. */
function place(menu: HTMLElement, button: HTMLElement): void {
  const from = button.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const top = from.bottom + height + 8 > innerHeight ? from.top - height - 8 : from.bottom;
  const left = getComputedStyle(button).direction === 'rtl' ? from.left : from.right - width;
  menu.classList.add('placed');
  menu.style.setProperty('top', `${Math.max(0, top)}px`);
  menu.style.setProperty('left', `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`);
}
