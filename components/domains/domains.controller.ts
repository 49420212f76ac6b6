import type { LitElement, ReactiveController } from 'lit';
import type { DomainPage, DomainSummary } from '../../bff/domains/answers.ts';
import { dayOf } from '../../bff/domains/days.ts';
import type { DomainSort, DomainState, DomainView } from '../../bff/domains/input.ts';
import { accept, asApiError, type ApiError } from '../shared/api-error.ts';
import { LaterNews } from '../shared/later-news.ts';
import type { PanelController } from '../shared/panel.controller.ts';
import { whose } from '../shared/whose.ts';

export interface DomainFilter {
  readonly q: string;
  readonly view: DomainView;
  readonly state: DomainState | '';
  readonly tld: string;
  /** Days from today; empty = any time. */
  readonly expires: string;
  /** `2027-03`; empty = any. */
  readonly month: string;
  readonly sort: DomainSort;
}
export const noFilter: DomainFilter = { q: '', view: 'all', state: '', tld: '', expires: '', month: '', sort: 'name' };

/** Of one answer. */
const largest = 200;

type Query = Partial<Record<keyof DomainFilter | 'cursor' | 'limit', string>>;

/** A list up to this long is read as a whole when one wants more of it; from then on it is filtered and sorted here. */
const wholeUpTo = 10_000;

/** The customer's domains: a page at a time, filtered and sorted by the BFF, until the whole list is here. */
export class DomainsController implements ReactiveController {
  filter: DomainFilter = noFilter;
  items: readonly DomainSummary[] | undefined;
  next: string | null = null;
  total = 0;
  counts: DomainPage['counts'];
  /** The bulk change that is under way. */
  bulk: string | undefined;
  tlds: readonly string[] = [];
  error: ApiError | undefined;
  /** True while the first page of another filter is on its way. */
  busy = false;
  readonly #host: LitElement;
  readonly #panel: PanelController;
  #asked: unknown;
  #whom = '';
  /** All domains by name, once they are here. */
  #whole: readonly DomainSummary[] | undefined;
  #abort: AbortController | undefined;
  /** What finds and counts in a whole list; comes with it. */
  #finder: typeof import('./domain-filter.ts') | undefined;
  /** What has changed: all domains, or the one that is named. */
  readonly news: LaterNews<string | undefined>;

  constructor(host: LitElement, panel: PanelController) {
    this.#host = host;
    this.#panel = panel;
    this.news = new LaterNews(host, ([first, ...more]) => void this.#refresh(more.length ? undefined : first));
    host.addController(this);
  }

  hostUpdate(): void {
    const { panel } = this.#panel;
    if (panel?.state !== 'ready' || this.#asked === panel.me) return;
    this.#asked = panel.me;
    const whom = whose(panel.me);
    if (whom !== this.#whom) {
      this.items = this.error = undefined;
      this.tlds = [];
    }
    this.#whom = whom;
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
    if (this.#whole) this.#show(this.#whole);
    else void this.reload();
  }

  /** True while typing is answered at once. */
  get here(): boolean {
    return this.#whole !== undefined;
  }

  /** True when "more" brings all the rest. */
  get whole(): boolean {
    return !this.filtered && this.filter.sort === 'name' && this.total <= wholeUpTo;
  }

  #show(whole: readonly DomainSummary[]): void {
    const today = dayOf(Date.now(), this.#panel.panel!.label.timeZone);
    // The same whatever is filtered; a key stroke need not count again.
    if (whole !== this.#whole || !this.counts) this.counts = this.#finder!.countsOf(whole, today);
    this.#whole = whole;
    this.items = this.#finder!.filtered(whole, this.filter, today);
    this.total = this.items.length;
    this.next = null;
    this.error = undefined;
    this.#host.requestUpdate();
  }

  /** Reads the first page; what is shown stays until it is here. */
  async reload(): Promise<void> {
    this.#abort?.abort();
    const { signal } = (this.#abort = new AbortController());
    this.busy = true;
    this.#whole = undefined;
    this.#host.requestUpdate();
    try {
      const page = await this.#read({}, signal);
      if (signal.aborted) return;
      this.items = page.items;
      this.next = page.next;
      this.total = page.total ?? page.items.length;
      this.counts = page.counts;
      this.tlds = page.tlds ?? this.tlds;
      this.bulk = page.bulk ?? undefined;
      this.error = undefined;
    } catch (error) {
      if (signal.aborted) return;
      this.error = asApiError(error);
    }
    this.busy = false;
    this.#host.requestUpdate();
  }

  /** Reads again what is shown, as far as one answer goes, and keeps what lies beyond; of a whole list the one that changed. */
  async #refresh(changed?: string): Promise<void> {
    const { items } = this;
    if (!items || this.busy) return;
    const { filter } = this;
    const whole = this.#whole;
    const limit = Math.min(largest, Math.max(50, items.length));
    try {
      if (whole) {
        const fresh = await (changed ? this.#finder!.withFresh(this.#panel.api, whole, changed) : this.readAll());
        if (this.#whole === whole) this.#show(fresh);
        return;
      }
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

  /** Reads on: to the end of a list that can be held as a whole, else one page. Answers with the id of the first new one, or of the last there is. */
  async more(): Promise<string | undefined> {
    if (!this.next || this.busy) return undefined;
    const { signal } = (this.#abort = new AbortController());
    const shown = this.items ?? [];
    const all = this.whole;
    this.busy = true;
    this.#host.requestUpdate();
    try {
      if (all) this.#finder ??= await import('./domain-filter.ts');
      const page = all ? undefined : await this.#read({ cursor: this.next }, signal);
      const more = page?.items ?? (await this.readAll(this.next, signal));
      if (signal.aborted) return undefined;
      if (page) [this.items, this.next] = [[...shown, ...more], page.next];
      else this.#show([...shown, ...more]);
      return (more[0] ?? shown.at(-1))?.id;
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

  /** All that comes after a cursor. */
  async readAll(cursor?: string, signal = new AbortController().signal, filter = noFilter): Promise<DomainSummary[]> {
    const items: DomainSummary[] = [];
    for (let next: string | null = cursor ?? ''; next !== null;) {
      const query = { limit: String(largest), ...(next && { cursor: next }) };
      const page: DomainPage = await this.#read(query, signal, filter);
      items.push(...page.items);
      next = page.next;
    }
    return items;
  }

  async #read(more: Query, signal: AbortSignal, filter = this.filter): Promise<DomainPage> {
    const query: Query = { ...more };
    for (const name of Object.keys(noFilter) as (keyof DomainFilter)[])
      if (filter[name] !== noFilter[name]) query[name] = filter[name];
    const answer = await accept(this.#panel.api.v1.domains.$get({ query } as never, { init: { signal } }));
    return (await answer.json()) as DomainPage;
  }
}
