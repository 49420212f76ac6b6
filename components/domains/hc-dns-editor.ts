import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ZoneAnswer } from '../../bff/domains/answers.ts';
import type { RRset } from '../../bff/domains/records.ts';
import { customElement } from '../shared/custom-element.ts';
import { DialogController } from '../shared/dialog.controller.ts';
import { heading } from '../shared/heading.ts';
import { copy, globe, history, plus, search } from '../shared/icons.ts';
import { LaterController } from '../shared/later.controller.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import { MenuController } from '../shared/menu.controller.ts';
import { PanelController } from '../shared/panel.controller.ts';
import { base, controls, panelSheet } from '../shared/sheets.ts';
import { form } from '../shared/sheets/form.ts';
import { list } from '../shared/sheets/list.ts';
import { menu } from '../shared/sheets/menu.ts';
import { overlays } from '../shared/sheets/overlays.ts';
import { pieces } from '../shared/sheets/pieces.ts';
import { empty, failed, skeleton } from '../shared/states.ts';
import { StatusController } from '../shared/status.controller.ts';
import { dnsNotices } from './dns-notices.ts';
import { DnsDialogs } from './dns-dialogs.ts';
import { DraftController } from './draft.controller.ts';
import { kindOf, type DraftRow } from './dns-draft.ts';
import { recordRow, shownRecords } from './dns-rows.ts';
import { dnsSheet } from './dns.sheet.ts';
import { DnsController } from './dns.controller.ts';
import en from './messages/dns.en.ts';
import type { RecordKeptEvent } from './hc-dns-record.ts';

const kinds = ['all', 'web', 'mail', 'other'] as const;
/** So many rows are drawn at first, and more on demand: a zone may have thousands. */
const step = 100;

/**
 * The DNS records of one domain: a change set is put together, looked at, and published as one.
 *
 * @fires {DnsPublishedEvent} hc-dns-published - A change set was published.
 * @fires {HcActionFailedEvent} hc-action-failed - A publication was refused or failed.
 * @slot - What is shown until the element is ready.
 * @csspart table - The list of records.
 * @csspart dialog - The dialog that is open.
 * @cssprop [--hc-color-brand=#2f5bea] - Colour of the main action and the focus ring.
 */
@customElement('hc-dns-editor')
export class HcDnsEditor extends LitElement {
  static override styles = [base, controls, form, panelSheet, list, menu, overlays, pieces, dnsSheet];

  /** Id of the domain. */
  @property() domain = '';

  @property({ type: Number }) level = 2;

  @state() private query = '';
  @state() private kind: (typeof kinds)[number] = 'all';
  @state() private shown = step;

  #panel = new PanelController(this, {
    changed: ({ kind, id }) => {
      if (kind === 'poll' || id === this.domain) void this.#dns.zone.run();
    },
  });
  #locale = new LocalizeController(
    this,
    { en, nl: () => import('./messages/dns.nl.ts'), de: () => import('./messages/dns.de.ts') },
    this.#panel,
  );
  #record = new LaterController(this, this.#panel, 'hc-dns-record', () => import('./hc-dns-record.ts'));
  #dns = new DnsController(this, this.#panel, () => this.domain);
  #draft = new DraftController(this, this.#dns);
  #menu = new MenuController(this, this.#panel);
  #status = new StatusController(this, this.#panel);
  #dialog = new DialogController(this, this.#panel);
  #dialogs = new DnsDialogs(this, {
    panel: this.#panel,
    locale: this.#locale,
    dns: this.#dns,
    draft: this.#draft,
    dialog: this.#dialog,
    status: this.#status,
    ttl: (seconds) => this.#ttl(seconds),
  });

  override render() {
    return this.#panel.render(() =>
      this.#dns.zone.render({
        pending: () => skeleton(this.#panel.words.t.loading),
        failed: (error) => failed(this.#panel, error, () => void this.#dns.zone.run()),
        complete: (zone) => this.#renderZone(zone),
      }),
    );
  }

  #renderZone(live: ZoneAnswer) {
    const { t } = this.#locale;
    const zone = this.#draft.base ?? live;
    const refusal = this.#panel.refusal('domains.dns.edit', live.denied);
    const rows = this.#draft.rows(zone);
    const matching = rows.filter((row) => this.#matches(row));
    return html`
      <section class="panel" aria-labelledby="title">
        <header class="head">
          <div>
            ${heading(this.level, 'title', html`${t.title} <span class="count">${rows.length}</span>`)}
            <p class="sub">${t.sub}</p>
          </div>
          <div class="actions">
            ${
              refusal
                ? nothing
                : html`<button class="btn" type="button" @click=${() => this.#draft.add()}>${plus()}${t.add}</button>`
            }
            ${this.#menu.button('zone', t.more, () => [
              { text: t.history, icon: history(), run: () => void this.#dialogs.openHistory() },
              { text: t.copyAll, icon: copy(), run: () => void this.#copyAll(zone) },
            ])}
          </div>
        </header>
        ${dnsNotices(live, {
          t,
          format: this.#locale.format,
          refusal,
          retry: () => void this.#dns.retry(live).catch(() => this.#dns.zone.run()),
        })}
        ${this.#renderTools(matching.length)}
        ${rows.length > 1 || this.#draft.editing || !refusal ? this.#renderRows(matching, zone, refusal) : this.#renderNone()}
        ${this.#status.render()} ${this.#renderPending()}
      </section>
      ${this.#menu.render()} ${this.#dialogs.render(zone)}
    `;
  }

  #renderTools(count: number) {
    const { t } = this.#locale;
    return html`
      <div class="toolbar">
        <div class="search">
          ${search()}
          <input
            class="input"
            type="search"
            aria-label=${t.search}
            placeholder=${t.search}
            .value=${this.query}
            @input=${(event: Event) => (this.query = (event.target as HTMLInputElement).value)}
          />
        </div>
        <fieldset class="seg">
          <legend class="vh">${t.kind}</legend>
          ${kinds.map(
            (kind) =>
              html`<label
                ><input
                  type="radio"
                  name="kind"
                  .checked=${this.kind === kind}
                  @change=${() => (this.kind = kind)}
                />${t.kinds[kind]}</label
              >`,
          )}
        </fieldset>
      </div>
      <p class="vh" role="status">${this.query ? t.results(count) : nothing}</p>
    `;
  }

  #renderRows(rows: readonly DraftRow[], zone: ZoneAnswer, refusal: ReturnType<PanelController['refusal']>) {
    const { t } = this.#locale;
    const { editing } = this.#draft;
    const parts = {
      t,
      domain: zone.domain.unicodeName,
      menu: this.#menu,
      refusal,
      ttl: (seconds: number) => this.#ttl(seconds),
      edit: (key: string) => this.#draft.edit(key),
      another: (key: string) => this.#draft.another(key),
      remove: (key: string) => this.#draft.remove(key),
      undo: (key: string) => this.#draft.undo(key),
      copy: (key: string) => void this.#copy(rows.find((row) => row.key === key)!.rrset),
    };
    const form = editing ? this.#renderForm(zone) : nothing;
    if (!rows.length && !editing)
      return html`<div class="list">
        ${empty({
          icon: search(),
          title: t.noMatch(this.query),
          actions: html`<button class="btn" type="button" @click=${this.#clear}>${t.clear}</button>`,
        })}
      </div>`;
    return html`
      <div class="list">
        <table class="cards dns" role="table" part="table" aria-labelledby="title">
          <thead>
            <tr>
              <th scope="col">${t.name}</th>
              <th scope="col">${t.type}</th>
              <th scope="col">${t.value}</th>
              <th scope="col" class="low">${t.ttl}</th>
              <th scope="col" class="act"><span class="vh">${t.actions}</span></th>
            </tr>
          </thead>
          <tbody>
            ${editing && editing.after === undefined ? form : nothing}
            ${repeat(
              rows.slice(0, this.shown),
              ({ key }) => key,
              (row) => html`${recordRow(row, parts)}${editing?.after === row.key ? form : nothing}`,
            )}
          </tbody>
        </table>
      </div>
      ${
        rows.length > this.shown
          ? html`<div class="foot">
              <span>${t.results(this.shown)} / ${t.results(rows.length)}</span>
              <button class="btn s" type="button" @click=${() => (this.shown += step)}>
                + ${Math.min(step, rows.length - this.shown)}
              </button>
            </div>`
          : nothing
      }
    `;
  }

  #renderForm(zone: ZoneAnswer) {
    const { editing, draft } = this.#draft;
    return html`<tr class="edit-row">
      <td colspan="5">
        ${this.#record.render(
          () =>
            html`<hc-dns-record
              .zone=${zone}
              .draft=${draft}
              .rrset=${editing?.seed}
              .from=${editing?.from}
              .t=${this.#locale.t}
              @hc-record-kept=${(event: RecordKeptEvent) => this.#draft.keep(event.rrset)}
              @hc-record-cancelled=${() => this.#draft.cancel()}
            ></hc-dns-record>`,
        )}
      </td>
    </tr>`;
  }

  #renderPending() {
    const { t } = this.#locale;
    const { size } = this.#draft.draft;
    if (!size) return nothing;
    return html`<div class="pending" role="region" aria-label=${`${t.pending(size)} ${t.notPublished}`}>
      <p><b>${t.pending(size)}</b> <span class="muted">${t.notPublished}</span></p>
      <button class="btn quiet" type="button" @click=${() => this.#draft.clear()}>${t.discard}</button>
      <button class="btn primary" type="button" @click=${() => void this.#dialogs.openReview()}>${t.review}</button>
    </div>`;
  }

  #renderNone() {
    const { t } = this.#locale;
    return html`<div class="list">${empty({ icon: globe(), title: t.empty, text: t.emptyText })}</div>`;
  }

  #matches({ rrset, mark }: DraftRow): boolean {
    if (this.kind !== 'all' && kindOf(rrset) !== this.kind && !mark) return false;
    const query = this.query.trim().toLowerCase();
    if (!query) return true;
    return [rrset.name, rrset.type, ...shownRecords(rrset.type, rrset.records)].some((text) =>
      text.toLowerCase().includes(query),
    );
  }

  #ttl(seconds: number): string {
    const { form } = this.#locale.t;
    return form.ttls[String(seconds)] ?? form.seconds(seconds);
  }

  #clear = (): void => {
    this.query = '';
    this.kind = 'all';
  };

  async #copy({ type, records }: RRset): Promise<void> {
    await navigator.clipboard.writeText(shownRecords(type, records).join('\n'));
    this.#status.say(this.#locale.t.copied);
  }

  async #copyAll(zone: ZoneAnswer): Promise<void> {
    const { zoneText } = await import('./dns-text.ts');
    await navigator.clipboard.writeText(zoneText(zone));
    this.#status.say(this.#locale.t.copied);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hc-dns-editor': HcDnsEditor;
  }
}
