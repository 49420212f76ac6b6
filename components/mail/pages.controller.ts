import type { LitElement, ReactiveController } from 'lit';
import { accept, asApiError, type ApiError } from '../shared/api-error.ts';
import { LaterNews } from '../shared/later-news.ts';
import type { PanelController } from '../shared/panel.controller.ts';
import { whose } from '../shared/whose.ts';

/** What every page of a list has; the first one says more. */
interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
  readonly total?: number | undefined;
}
type Query = Readonly<Record<string, string>>;

interface Options<Filter> {
  /** A filter that leaves nothing out. */
  readonly all: Filter;
  /** The request for a page. */
  readonly ask: (query: Query, signal: AbortSignal) => Parameters<typeof accept>[0];
}

/** Of one answer. */
const largest = 200;
const usual = 50;

/** A list of the customer's, a page at a time, filtered by the BFF. */
export class PagesController<
  Filter extends Query,
  Item extends { readonly id: string },
  First extends Page<Item>,
> implements ReactiveController {
  filter: Filter;
  items: readonly Item[] | undefined;
  next: string | null = null;
  total = 0;
  /** The first page as it came last: what it says beside its items. */
  first: First | undefined;
  error: ApiError | undefined;
  /** True while something is on its way. */
  busy = false;
  readonly news: LaterNews;
  readonly #host: LitElement;
  readonly #panel: PanelController;
  readonly #options: Options<Filter>;
  #asked: unknown;
  #whom = '';
  #abort: AbortController | undefined;

  constructor(host: LitElement, panel: PanelController, options: Options<Filter>) {
    this.#host = host;
    this.#panel = panel;
    this.#options = options;
    this.filter = options.all;
    this.news = new LaterNews(host, () => void this.reload());
    host.addController(this);
  }

  hostUpdate(): void {
    const { panel } = this.#panel;
    if (panel?.state !== 'ready' || this.#asked === panel.me) return;
    this.#asked = panel.me;
    const whom = whose(panel.me);
    if (whom !== this.#whom) this.items = this.first = this.error = undefined;
    this.#whom = whom;
    void this.reload();
  }

  hostDisconnected(): void {
    this.#abort?.abort();
    this.#asked = undefined;
  }

  get filtered(): boolean {
    return Object.keys(this.#query()).length > 0;
  }

  set(change: Partial<Filter>): void {
    this.filter = { ...this.filter, ...change };
    void this.reload();
  }

  /** Shows all again. */
  clear(): void {
    this.set(this.#options.all);
  }

  /** Puts in what a write answered with, until the list is read anew. */
  put(item: Item): void {
    this.items = this.items?.map((one) => (one.id === item.id ? item : one));
    this.#host.requestUpdate();
    void this.reload();
  }

  /** Reads what is shown again, as far as one answer goes; it stays until the answer is here. */
  async reload(): Promise<void> {
    const limit = Math.min(largest, Math.max(usual, this.items?.length ?? 0));
    await this.#read(limit > usual ? { limit: String(limit) } : {}, (page) => {
      this.first = page;
      this.items = page.items;
      this.total = page.total ?? page.items.length;
    });
  }

  /** Reads on; answers with the id of the first new one. */
  async more(): Promise<string | undefined> {
    const { next, items = [] } = this;
    if (!next || this.busy) return undefined;
    let first: string | undefined;
    await this.#read({ cursor: next }, (page) => {
      this.items = [...items, ...page.items];
      first = page.items[0]?.id;
    });
    return first;
  }

  async #read(more: Query, take: (page: First) => void): Promise<void> {
    this.#abort?.abort();
    const { signal } = (this.#abort = new AbortController());
    this.busy = true;
    this.#host.requestUpdate();
    try {
      const answer = await accept(this.#options.ask({ ...this.#query(), ...more }, signal));
      const page = (await answer.json()) as First;
      if (signal.aborted) return;
      this.next = page.next;
      this.error = undefined;
      take(page);
    } catch (error) {
      if (signal.aborted) return;
      this.error = asApiError(error);
    }
    this.busy = false;
    this.#host.requestUpdate();
  }

  /** What of the filter leaves something out. */
  #query(): Query {
    const { all } = this.#options;
    return Object.fromEntries(Object.entries(this.filter).filter(([name, value]) => value !== all[name]));
  }
}
