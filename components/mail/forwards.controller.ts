import type { LitElement, ReactiveController } from 'lit';
import type { Forward, ForwardPage } from '../../bff/mail/forwards/answers.ts';
import { accept, asApiError, type ApiError } from '../shared/api-error.ts';
import { LaterNews } from '../shared/later-news.ts';
import type { PanelController } from '../shared/panel.controller.ts';
import { whose } from '../shared/whose.ts';

export interface ForwardFilter {
  readonly q: string;
  /** Id of a domain; empty = any. */
  readonly domain: string;
}
export const noFilter: ForwardFilter = { q: '', domain: '' };

/** Of one answer. */
const largest = 200;

/** The customer's forwards and catch-alls, a page at a time, filtered by the BFF. */
export class ForwardsController implements ReactiveController {
  filter: ForwardFilter = noFilter;
  items: readonly Forward[] | undefined;
  next: string | null = null;
  total = 0;
  counts: ForwardPage['counts'];
  plans: NonNullable<ForwardPage['plans']> = [];
  denied: ForwardPage['denied'];
  error: ApiError | undefined;
  /** True while something is on its way. */
  busy = false;
  readonly news: LaterNews;
  readonly #host: LitElement;
  readonly #panel: PanelController;
  #asked: unknown;
  #whom = '';
  #abort: AbortController | undefined;

  constructor(host: LitElement, panel: PanelController) {
    this.#host = host;
    this.#panel = panel;
    this.news = new LaterNews(host, () => void this.reload());
    host.addController(this);
  }

  hostUpdate(): void {
    const { panel } = this.#panel;
    if (panel?.state !== 'ready' || this.#asked === panel.me) return;
    this.#asked = panel.me;
    const whom = whose(panel.me);
    if (whom !== this.#whom) this.items = this.error = undefined;
    this.#whom = whom;
    void this.reload();
  }

  hostDisconnected(): void {
    this.#abort?.abort();
    this.#asked = undefined;
  }

  get filtered(): boolean {
    return this.filter.q !== '' || this.filter.domain !== '';
  }

  set(change: Partial<ForwardFilter>): void {
    this.filter = { ...this.filter, ...change };
    void this.reload();
  }

  /** Reads what is shown again, as far as one answer goes; it stays until the answer is here. */
  async reload(): Promise<void> {
    const limit = Math.min(largest, Math.max(50, this.items?.length ?? 0));
    await this.#go(async (signal) => {
      const page = await this.#read(limit > 50 ? { limit: String(limit) } : {}, signal);
      if (signal.aborted) return;
      this.items = page.items;
      this.next = page.next;
      this.total = page.total ?? page.items.length;
      this.counts = page.counts;
      this.plans = page.plans ?? this.plans;
      this.denied = page.denied;
    });
  }

  /** Reads on; answers with the id of the first new one. */
  async more(): Promise<string | undefined> {
    const { next, items = [] } = this;
    if (!next || this.busy) return undefined;
    let first: string | undefined;
    await this.#go(async (signal) => {
      const page = await this.#read({ cursor: next }, signal);
      if (signal.aborted) return;
      this.items = [...items, ...page.items];
      this.next = page.next;
      first = page.items[0]?.id;
    });
    return first;
  }

  async #go(read: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.#abort?.abort();
    const { signal } = (this.#abort = new AbortController());
    this.busy = true;
    this.#host.requestUpdate();
    try {
      await read(signal);
      if (!signal.aborted) this.error = undefined;
    } catch (error) {
      if (!signal.aborted) this.error = asApiError(error);
    }
    if (signal.aborted) return;
    this.busy = false;
    this.#host.requestUpdate();
  }

  async #read(more: Readonly<Record<string, string>>, signal: AbortSignal): Promise<ForwardPage> {
    const query: Record<string, string> = { ...more };
    for (const name of ['q', 'domain'] as const) if (this.filter[name]) query[name] = this.filter[name];
    const answer = await accept(this.#panel.api.v1.mail.forwards.$get({ query } as never, { init: { signal } }));
    return (await answer.json()) as ForwardPage;
  }
}
