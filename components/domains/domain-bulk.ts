import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { BulkPreview, BulkRun } from '../../bff/domains/bulk/answers.ts';
import type { BulkWish } from '../../bff/domains/bulk/input.ts';
import { mostDomains } from '../../bff/domains/bulk/states.ts';
import { asApiError } from '../shared/api-error.ts';
import { LatePart, wear } from '../shared/late-part.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import type { MenuItem } from '../shared/menu.controller.ts';
import { bar } from '../shared/sheets/bar.ts';
import { form } from '../shared/sheets/form.ts';
import { StatusController } from '../shared/status.controller.ts';
import { startBulk } from './domain-bulk-api.ts';
import { BulkRunView } from './domain-bulk-run.ts';
import { bulkSheet } from './domain-bulk.sheet.ts';
import type { BulkDialog } from './domain-bulk-dialog.ts';
import type { BulkResults } from './domain-bulk-results.ts';
import type { Parts as ListParts } from './domain-list.ts';
import en, { type Messages } from './messages/domain-bulk.en.ts';

/** What can be done with many, as people choose it. */
export const verbs = ['nameServers', 'lock', 'unlock', 'stop', 'resume', 'template'] as const;
export type BulkVerb = (typeof verbs)[number];
export const actionOf = {
  nameServers: 'domains.nameservers.edit',
  lock: 'domains.lock.edit',
  unlock: 'domains.lock.edit',
  stop: 'domains.renewal.stop',
  resume: 'domains.renewal.resume',
  template: 'domains.template.apply',
} as const satisfies Record<BulkVerb, BulkWish['action']>;

export interface BulkParts extends ListParts {
  readonly host: LitElement;
  readonly words: LocalizeController<Messages>;
  start(ids: readonly string[], wish: BulkWish, seen: BulkPreview['seen']): Promise<void>;
  /** Says outside of any dialog that something failed. */
  failed(error: unknown): void;
}

/** Which domains are selected, what can be done with them, and how far a bulk change is. Its code comes when it is first wanted. */
export class DomainBulk {
  readonly #parts: BulkParts;
  readonly #run: BulkRunView;
  readonly #status: StatusController;
  readonly #dialog: LatePart<typeof import('./domain-bulk-dialog.ts'), BulkDialog>;
  readonly #results: LatePart<typeof import('./domain-bulk-results.ts'), BulkResults>;
  #picked = new Set<string>();
  /** Where a range with Shift begins. */
  #anchor: string | undefined;
  #busy = false;

  constructor(host: LitElement, list: ListParts) {
    wear(host, [form, bar, bulkSheet]);
    const { panel } = list;
    const words = new LocalizeController<Messages>(
      host,
      { en, nl: () => import('./messages/domain-bulk.nl.ts'), de: () => import('./messages/domain-bulk.de.ts') },
      panel,
    );
    this.#status = new StatusController(host, panel);
    const failed = (error: unknown) => this.#status.complain(error);
    this.#parts = { ...list, host, words, failed, start: (ids, wish, seen) => this.#start(ids, wish, seen) };
    this.#dialog = new LatePart(
      () => import('./domain-bulk-dialog.ts'),
      (file) => new file.BulkDialog(this.#parts),
      failed,
    );
    this.#results = new LatePart(
      () => import('./domain-bulk-results.ts'),
      (file) => new file.BulkResults(this.#parts),
      failed,
    );
    this.#run = new BulkRunView(this.#parts, {
      show: (run) => void this.#results.get().then((results) => results?.open(run)),
      failed,
    });
  }

  has(id: string): boolean {
    return this.#picked.has(id);
  }

  /** True when all rows that are here are selected. */
  get all(): boolean {
    const { items } = this.#parts.domains;
    return Boolean(items?.length) && items!.every(({ id }) => this.#picked.has(id));
  }

  /** One row, all that are here, or with Shift those from the last one to this. */
  pick(checked: boolean, id: string | undefined, range: boolean): void {
    const items = this.#parts.domains.items ?? [];
    const place = (one: string | undefined) => items.findIndex((item) => item.id === one);
    const [from, to] = [place(this.#anchor), place(id)].toSorted((a, b) => a - b) as [number, number];
    const meant = id === undefined ? items : range && from >= 0 ? items.slice(from, to + 1) : [{ id }];
    for (const one of meant)
      if (checked) this.#picked.add(one.id);
      else this.#picked.delete(one.id);
    this.#anchor = id;
    this.#redraw();
  }

  /** News of a run, or the one that was there when one came. */
  follow(id: string, told: boolean): void {
    void this.#run.follow(id, told);
  }

  /** Above the list. */
  renderRun(): TemplateResult {
    return this.#run.render();
  }

  /** Below it, as long as something is selected. */
  renderBar(): TemplateResult {
    const count = this.#picked.size;
    return html`${count && this.#parts.panel.may('domains.bulk.start') ? this.#renderPicked(count) : nothing}${this.#status.render()}`;
  }

  renderDialog(): unknown {
    return html`${this.#dialog.value?.render() ?? nothing}${this.#results.value?.render() ?? nothing}`;
  }

  #renderPicked(count: number): TemplateResult {
    const { t, format } = this.#parts.words;
    const { domains } = this.#parts;
    const tooMany = count > mostDomains;
    const more = domains.total > count && domains.total <= mostDomains;
    return html`<div class="pending" role="group" aria-label=${t.bar}>
      <p>
        <span role="status">${t.selected(format.number(count), count)}</span>
        ${
          more
            ? html` <button class="linkbtn" type="button" aria-disabled=${this.#busy} @click=${this.#pickFound}>
                ${t.allFound(format.number(domains.total))}
              </button>`
            : nothing
        }
        ${tooMany ? html`<span class="err">${t.most(format.number(mostDomains))}</span>` : nothing}
      </p>
      <button class="btn" type="button" @click=${this.#clear}>${t.clear}</button>
      <button
        class="btn primary"
        type="button"
        aria-expanded=${this.#parts.menu.shows('bulk')}
        aria-disabled=${tooMany ? 'true' : nothing}
        @click=${(event: Event) => tooMany || void this.#parts.menu.open(event.currentTarget as HTMLElement, 'bulk', this.#choices())}
      >
        ${t.change}
      </button>
    </div>`;
  }

  #choices(): MenuItem[] {
    const { panel, words } = this.#parts;
    return verbs.map((verb) => ({
      text: `${words.t.verbs[verb]}${verb === 'nameServers' || verb === 'template' ? '…' : ''}`,
      refusal: panel.refusal(actionOf[verb]),
      run: () => void this.#dialog.get().then((dialog) => dialog?.open(verb, [...this.#picked])),
    }));
  }

  /** All that the filter finds, also what is not here yet. */
  #pickFound = async (): Promise<void> => {
    const { domains } = this.#parts;
    if (this.#busy) return;
    this.#busy = true;
    try {
      const items = domains.next ? await domains.readAll(undefined, undefined, domains.filter) : (domains.items ?? []);
      for (const { id } of items) this.#picked.add(id);
    } catch (error) {
      this.#status.complain(asApiError(error));
    }
    this.#busy = false;
    this.#redraw();
  };

  #clear = (): void => {
    this.#picked.clear();
    this.#anchor = undefined;
    this.#redraw();
    // The bar is gone, and the focus with it.
    const { shadowRoot, updateComplete } = this.#parts.host;
    void updateComplete.then(() => shadowRoot?.querySelector<HTMLElement>('.pick input')?.focus());
  };

  async #start(ids: readonly string[], wish: BulkWish, seen: string): Promise<void> {
    const run: BulkRun = await startBulk(this.#parts.panel.api, [...ids], wish, seen);
    for (const id of ids) this.#picked.delete(id);
    this.#run.show(run);
    // It may be over already, and the news of that have come before this answer.
    void this.#run.follow(run.id);
  }

  #redraw(): void {
    this.#parts.host.requestUpdate();
  }
}
