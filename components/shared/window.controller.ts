import { html, noChange, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { Directive, directive } from 'lit/directive.js';
import { repeat } from 'lit/directives/repeat.js';

/** Above so many rows only those around what is seen are drawn. */
const most = 100;
/** Rows drawn beyond what is seen, on each side: what a flick of the wheel or the next Tab reaches. */
const beyond = 5;

/** Draws a row; with its place in the table when not all rows are drawn. */
type DrawRow<T> = (item: T, rowIndex: number | undefined) => TemplateResult;
type Drawn<T> =
  | { readonly key: string; readonly item: T; readonly at: number }
  | { readonly key: string; readonly gap: number };

/** What was drawn stays while it is made of the same. */
const kept = directive(
  class extends Directive {
    #parts: readonly unknown[] = [];

    render(parts: readonly unknown[], draw: () => TemplateResult): unknown {
      const before = this.#parts;
      this.#parts = parts;
      return parts.every((part, at) => part === before[at]) ? noChange : draw();
    }
  },
);

/**
 * A table of which only the rows around what is seen are in the page, between gaps as high as those that are not. All rows
 * have the height that the sheet `windowed` gives them. The row with the focus stays, however far one scrolls.
 */
export class WindowController implements ReactiveController {
  readonly #host: LitElement;
  #count = 0;
  #from = 0;
  #to = 30;
  #height = 0;
  /** Drawn wherever it is: about to get the focus. */
  #wanted: string | undefined;
  // Told by whatever scrolls, also by a box in somebody else's shadow root, of which no scroll event would tell.
  #near = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && this.#look());

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  /** True when not all of so many rows are drawn. */
  windows(count: number): boolean {
    return count > most;
  }

  /** `madeOf` tells what a row shows besides its item: rows of which nothing has changed are not drawn again. */
  rows<T>(
    items: readonly T[],
    keyOf: (item: T) => string,
    columns: number,
    draw: DrawRow<T>,
    madeOf: (item: T) => readonly unknown[],
  ): unknown {
    this.#count = items.length;
    const row = (item: T, at?: number) => kept([item, at, ...madeOf(item)], () => draw(item, at));
    if (!this.windows(items.length)) return repeat(items, keyOf, (item) => row(item));
    // So far all were drawn, each as high as it liked.
    if (!this.#height && this.#row) {
      this.#height = this.#row.offsetHeight;
      this.#aim();
    }
    const gap = ({ gap }: { gap: number }) =>
      html`<tr class="gap" aria-hidden="true">
        <td colspan=${columns} height=${gap * this.#height}></td>
      </tr>`;
    // The head is the first row.
    return repeat(
      this.#drawn(items, keyOf),
      ({ key }) => key,
      (one) => ('gap' in one ? gap(one) : row(one.item, one.at + 2)),
    );
  }

  /** Focuses the link of a row, wherever it is. */
  async focus(key: string): Promise<void> {
    this.#wanted = key;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#host.shadowRoot?.getElementById(key)?.querySelector('a')?.focus();
    this.#wanted = undefined;
  }

  hostConnected(): void {
    // Focus that moves inside is told of inside alone.
    this.#host.shadowRoot?.addEventListener('focusin', this.#follow);
  }

  hostUpdated(): void {
    this.#near.disconnect();
    if (!this.windows(this.#count)) return;
    const height = this.#row?.offsetHeight;
    if (height && height !== this.#height) {
      this.#height = height;
      this.#look();
    }
    for (const gap of this.#body?.querySelectorAll('.gap') ?? []) this.#near.observe(gap);
  }

  hostDisconnected(): void {
    this.#near.disconnect();
  }

  get #body(): HTMLTableSectionElement | null | undefined {
    return this.#host.shadowRoot?.querySelector('tbody');
  }

  get #row(): HTMLElement | null | undefined {
    return this.#body?.querySelector<HTMLElement>('tr:not(.gap)');
  }

  /** Tab goes to the next row: it has to be there though nothing has scrolled. */
  #follow = (event: Event): void => {
    const row = (event.target as Element).closest('tbody tr');
    if (row?.nextElementSibling?.matches('.gap') || row?.previousElementSibling?.matches('.gap'))
      this.#host.requestUpdate();
  };

  #look(): void {
    this.#aim();
    this.#host.requestUpdate();
  }

  /** Finds out what is seen. */
  #aim(): void {
    const body = this.#body;
    if (!body || !this.#height) return;
    const { top } = body.getBoundingClientRect();
    const from = Math.floor(-top / this.#height) - beyond;
    const to = Math.ceil((innerHeight - top) / this.#height) + beyond;
    const seen = Math.max(1, to - from);
    this.#from = Math.max(0, Math.min(from, this.#count - seen));
    this.#to = Math.min(this.#count, Math.max(to, seen));
  }

  #drawn<T>(items: readonly T[], keyOf: (item: T) => string): Drawn<T>[] {
    const to = Math.min(this.#to, items.length);
    const from = Math.max(0, Math.min(this.#from, to - 1));
    const seen = Array.from({ length: to - from }, (_, at) => from + at);
    const id = this.#wanted ?? this.#host.shadowRoot?.activeElement?.closest('tbody tr')?.id;
    const kept = id ? items.findIndex((item) => keyOf(item) === id) : -1;
    // With those to which Tab leads from there.
    const near = kept < 0 ? [] : [kept - 1, kept, kept + 1].filter((at) => at >= 0 && at < items.length);
    const places = [...new Set([...seen, ...near])].sort((a, b) => a - b);
    const drawn: Drawn<T>[] = [];
    let next = 0;
    let gaps = 0;
    for (const at of [...places, items.length]) {
      if (at > next) drawn.push({ key: `gap ${(gaps += 1)}`, gap: at - next });
      if (at < items.length) drawn.push({ key: keyOf(items[at]!), item: items[at]!, at });
      next = at + 1;
    }
    return drawn;
  }
}
