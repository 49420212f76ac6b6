import { html, LitElement, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ZoneAnswer } from '../../bff/domains/answers.ts';
import type { RRset } from '../../bff/domains/records.ts';
import { ApiError } from '../shared/api-error.ts';
import { customElement } from '../shared/custom-element.ts';
import { search } from '../shared/icons.ts';
import { LaterController } from '../shared/later.controller.ts';
import { LatePart } from '../shared/late-part.ts';
import { LocalizeController } from '../shared/localize.controller.ts';
import { MenuController } from '../shared/menu.controller.ts';
import { PanelController } from '../shared/panel.controller.ts';
import { base, controls, panelSheet } from '../shared/sheets.ts';
import { bar } from '../shared/sheets/bar.ts';
import { list } from '../shared/sheets/list.ts';
import { menu } from '../shared/sheets/menu.ts';
import { empty, failed, skeleton } from '../shared/states.ts';
import { StatusController } from '../shared/status.controller.ts';
import { dnsHead } from './dns-head.ts';
import { dnsNotices } from './dns-notices.ts';
import { dnsPending } from './dns-pending.ts';
import type { DnsTask } from './dns-dialogs.ts';
import { ruleWords, type RuleWords } from './dns-words.ts';
import { DraftController } from './draft.controller.ts';
import { matches, type DraftRow } from './dns-draft.ts';
import { dnsTable } from './dns-rows.ts';
import { dnsTools, type DnsKind } from './dns-tools.ts';
import { dnsSheet } from './dns.sheet.ts';
import { DnsController } from './dns.controller.ts';
import en from './messages/dns.en.ts';
import type { RecordKeptEvent } from './hc-dns-record.ts';

/** So many rows are drawn at first, and more on demand: a zone may have thousands. */
const step = 100;

/**
 * The DNS records of one domain: a change set is put together, looked at, and published as one.
 *
 * @fires {DnsPublishedEvent} hc-dns-published - A change set was published.
 * @fires {HcActionFailedEvent} hc-action-failed - A publication was refused or failed.
 * @csspart table - The list of records.
 * @csspart dialog - The dialog that is open.
 */
@customElement('hc-dns-editor')
export class HcDnsEditor extends LitElement {
  static override styles = [base, controls, panelSheet, list, menu, bar, dnsSheet];

  /** Id of the domain. */
  @property() domain = '';

  /** Level of the title's heading, 1 to 4. */
  @property({ type: Number }) level = 2;

  @state() private query = '';
  @state() private kind: DnsKind = 'all';
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
  /** Review, conflict and history. */
  #dialogs = new LatePart(
    () => import('./dns-dialogs.ts'),
    ({ DnsDialogs }) =>
      new DnsDialogs(this, {
        panel: this.#panel,
        locale: this.#locale,
        dns: this.#dns,
        draft: this.#draft,
        status: this.#status,
        words: () => this.#rules,
        ttl: (seconds) => this.#ttl(seconds),
      }),
    (error) => this.#status.complain(error),
  );
  #words?: { readonly lang: string; readonly words: RuleWords };

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
    const open = this.#draft.editing?.after;
    // What is being written stays, whatever is looked for meanwhile.
    const matching = rows.filter((row) => row.key === open || matches(row, this.kind, this.query));
    return html`
      <section class="panel" aria-labelledby="title">
        ${dnsHead(live, {
          t,
          level: this.level,
          count: rows.length,
          menu: this.#menu,
          refusal,
          refusalOf: (action) => this.#panel.refusal(action, live.denied),
          add: this.#add,
          open: (what) => void this.#open(what),
        })}
        ${dnsNotices(live, {
          t,
          format: this.#locale.format,
          refusal,
          retry: () => void this.#dns.retry(live).catch(() => this.#dns.zone.run()),
        })}
        ${dnsTools(t, {
          query: this.query,
          kind: this.kind,
          found: matching.length,
          search: (query) => (this.query = query),
          show: (kind) => (this.kind = kind),
        })}
        ${
          rows.length > 1 || this.#draft.editing || !refusal
            ? this.#renderRows(matching, zone, refusal)
            : html`<div class="list">${empty({ title: t.empty, text: t.emptyText })}</div>`
        }
        ${this.#status.render()} ${dnsPending(t, this.#draft.draft.size, (what) => void this.#open(what))}
      </section>
      ${this.#menu.render()} ${this.#dialogs.value?.render(zone) ?? nothing}
    `;
  }

  #renderRows(rows: readonly DraftRow[], zone: ZoneAnswer, refusal: ReturnType<PanelController['refusal']>) {
    const { t } = this.#locale;
    const { editing } = this.#draft;
    const after = editing?.after;
    if (!rows.length && !editing)
      return html`<div class="list">
        ${empty({
          icon: search(),
          title: this.query ? t.noMatch(this.query) : t.noKind(t.kinds[this.kind]),
          actions: html`<button class="btn" type="button" @click=${this.#clear}>${t.clear}</button>`,
        })}
      </div>`;
    const table = dnsTable({
      t,
      domain: zone.domain.unicodeName,
      menu: this.#menu,
      refusal,
      ttl: (seconds) => this.#ttl(seconds),
      draft: this.#draft,
      copy: (rrset) => void this.#open('copyRecord', rrset),
      rows: rows.filter(({ key }, at) => at < this.shown || key === after),
      form: this.#renderForm(zone),
      after,
    });
    return html`
      <div class="list">${table}</div>
      ${
        rows.length > this.shown
          ? html`<div class="foot">
              <span>${t.results(this.shown)} / ${t.results(rows.length)}</span>
              <button class="btn s" type="button" @click=${() => this.#more(rows)}>
                + ${Math.min(step, rows.length - this.shown)}
              </button>
            </div>`
          : nothing
      }
    `;
  }

  /** The button may go with the last of them. */
  #more(rows: readonly DraftRow[]): void {
    this.#draft.focus(rows[this.shown]!.key);
    this.shown += step;
  }

  #renderForm(zone: ZoneAnswer) {
    const { editing, draft } = this.#draft;
    const words = this.#rules;
    if (!editing) return nothing;
    return html`<tr class="edit-row">
      <td colspan="5">
        ${this.#record.render(() =>
          // Each opening has a form of its own.
          repeat(
            words ? [editing] : [],
            (one) => one,
            () =>
              html`<hc-dns-record
                .zone=${zone}
                .draft=${draft}
                .rrset=${editing.seed}
                .from=${editing.from}
                .t=${this.#locale.t}
                .words=${words}
                @hc-record-kept=${(event: RecordKeptEvent) => this.#draft.keep(event.rrset, editing)}
                @hc-record-cancelled=${() => this.#draft.cancel()}
                @hc-record-unchecked=${this.#cutOff}
              ></hc-dns-record>`,
          ),
        )}
      </td>
    </tr>`;
  }

  /** A second click does not throw away what is being typed. */
  #add = (): void => {
    const form = this.renderRoot.querySelector('hc-dns-record');
    if (form && !form.judging && this.#draft.editing?.seed === undefined) form.focus();
    else this.#draft.add();
  };

  #ttl(seconds: number): string {
    const { t } = this.#locale;
    return t.ttls[String(seconds)] ?? t.seconds(seconds);
  }

  /** Words of the form and the rules; fetched when first asked for. Those of another language stay until the next are here. */
  get #rules(): RuleWords | undefined {
    void this.#fetchWords(this.#locale.lang);
    return this.#words?.words;
  }

  async #fetchWords(lang: string): Promise<void> {
    if (this.#words?.lang === lang) return;
    this.#words = { lang, words: await ruleWords(lang) };
    this.requestUpdate();
  }

  async #open(what: DnsTask, about?: RRset): Promise<void> {
    const [dialogs] = await Promise.all([this.#dialogs.get(), this.#fetchWords(this.#locale.lang).catch(this.#cutOff)]);
    await dialogs?.speak(this.#locale.lang);
    await dialogs?.[what](about);
  }

  #clear = (): void => {
    this.query = '';
    this.kind = 'all';
    this.renderRoot.querySelector('input')?.focus();
  };

  /** Code that did not come: said where the panel says what it did, and the next click tries again. */
  #cutOff = (): void => this.#status.complain(new ApiError(0));
}

declare global {
  interface HTMLElementTagNameMap {
    'hc-dns-editor': HcDnsEditor;
  }
}
