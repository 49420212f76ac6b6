import type { LitElement, ReactiveController } from 'lit';
import type { DomainPage, DomainSummary } from '../../bff/domains/answers.ts';
import type { DomainSort, DomainState, DomainView } from '../../bff/domains/input.ts';
import { accept, asApiError, type ApiError } from '../shared/api-error.ts';
import type { PanelController } from '../shared/panel.controller.ts';

export interface DomainFilter {
  readonly q: string;
  readonly view: DomainView;
  readonly state: DomainState | '';
  readonly tld: string;
  /** Days from today; empty = any time. */
  readonly expires: string;
  readonly sort: DomainSort;
}
export const noFilter: DomainFilter = { q: '', view: 'all', state: '', tld: '', expires: '', sort: 'name' };

type Query = Partial<Record<keyof DomainFilter | 'cursor' | 'limit', string>>;

/** The customer's domains, a page at a time; what is filtered and sorted is asked of the BFF. */
export class DomainsController implements ReactiveController {
  filter: DomainFilter = noFilter;
  items: readonly DomainSummary[] | undefined;
  next: string | null = null;
  total = 0;
  counts: DomainPage['counts'];
  tlds: readonly string[] = [];
  error: ApiError | undefined;
  /** True while the first page of another filter is on its way. */
  busy = false;
  readonly #host: LitElement;
  readonly #panel: PanelController;
  #asked: unknown;
  #abort: AbortController | undefined;

  constructor(host: LitElement, panel: PanelController) {
    this.#host = host;
    this.#panel = panel;
    host.addController(this);
  }

  hostUpdate(): void {
    const { panel } = this.#panel;
    if (panel?.state !== 'ready' || this.#asked === panel.me) return;
    this.#asked = panel.me;
    void this.reload();
  }

  hostDisconnected(): void {
    this.#abort?.abort();
    this.#asked = undefined;
  }

  get filtered(): boolean {
    return (Object.keys(noFilter) as (keyof DomainFilter)[]).some(
      (name) => name !== 'sort' && this.filter[name] !== noFilter[name],
    );
  }

  set(change: Partial<DomainFilter>): void {
    this.filter = { ...this.filter, ...change };
    void this.reload();
  }

  /** Reads the first page; what is shown stays until it is here. */
  async reload(): Promise<void> {
    this.#abort?.abort();
    const { signal } = (this.#abort = new AbortController());
    this.busy = true;
    this.#host.requestUpdate();
    try {
      const page = await this.#read({}, signal);
      if (signal.aborted) return;
      this.items = page.items;
      this.next = page.next;
      this.total = page.total ?? page.items.length;
      this.counts = page.counts;
      this.tlds = page.tlds ?? this.tlds;
      this.error = undefined;
    } catch (error) {
      if (signal.aborted) return;
      this.error = asApiError(error);
    }
    this.busy = false;
    this.#host.requestUpdate();
  }

  /** Reads again what is shown, as far as one answer goes, and keeps what lies beyond. */
  async refresh(): Promise<void> {
    const { items } = this;
    if (!items || this.busy) return;
    const { filter } = this;
    const limit = Math.min(200, Math.max(50, items.length));
    try {
      const page = await this.#read({ limit: String(limit) }, new AbortController().signal);
      if (this.filter !== filter || this.busy || this.items !== items) return;
      this.items = [...page.items, ...items.slice(limit)];
      if (items.length <= limit) this.next = page.next;
      this.total = page.total ?? this.total;
      this.counts = page.counts ?? this.counts;
      this.#host.requestUpdate();
    } catch {
      // What is shown stays; the next news tries again.
    }
  }

  /** Appends the next page; answers with the id of its first domain. */
  async more(): Promise<string | undefined> {
    if (!this.next || this.busy) return undefined;
    const { signal } = (this.#abort = new AbortController());
    this.busy = true;
    this.#host.requestUpdate();
    try {
      const page = await this.#read({ cursor: this.next }, signal);
      if (signal.aborted) return undefined;
      this.items = [...(this.items ?? []), ...page.items];
      this.next = page.next;
      return page.items[0]?.id;
    } catch (error) {
      if (!signal.aborted) this.error = asApiError(error);
      return undefined;
    } finally {
      if (!signal.aborted) {
        this.busy = false;
        this.#host.requestUpdate();
      }
    }
  }

  async #read(more: Query, signal: AbortSignal): Promise<DomainPage> {
    const query: Query = { ...more };
    for (const name of Object.keys(noFilter) as (keyof DomainFilter)[])
      if (this.filter[name] !== noFilter[name]) query[name] = this.filter[name];
    const answer = await accept(this.#panel.api.v1.domains.$get({ query } as never, { init: { signal } }));
    return (await answer.json()) as DomainPage;
  }
}
