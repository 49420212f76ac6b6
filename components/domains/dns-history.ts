import { html, nothing } from 'lit';
import type { HistoryPage, Preview, ZoneAnswer } from '../../bff/domains/answers.ts';
import { asApiError, type ApiError } from '../shared/api-error.ts';
import { lead } from '../shared/lead.ts';
import { Look } from '../shared/look.ts';
import { historyOf, undoChange } from './dns-changes.ts';
import type { DialogView, DnsDialogs } from './dns-dialogs.ts';
import { diffList } from './dns-diff.ts';

/** What was published, by whom and when; each can be undone. */
export class History implements DialogView {
  readonly #dialogs: DnsDialogs;
  readonly #pages: Look<HistoryPage>;
  #items: HistoryPage['items'] = [];
  #next: string | null = null;
  /** Why something was not undone. */
  /** Which change could not be undone, said where that was asked for: it may be far down. */
  #failed: { readonly id: string; readonly error: ApiError } | undefined;
  /** Something is being undone. */
  #busy = false;

  constructor(dialogs: DnsDialogs) {
    this.#dialogs = dialogs;
    this.#pages = new Look(dialogs.host, dialogs.parts.panel);
  }

  /** The newest page, then the ones before it. */
  async load(): Promise<void> {
    const { dns, panel } = this.#dialogs.parts;
    const zone = dns.zone.value;
    if (!zone || this.#pages.busy) return;
    await this.#pages.ask(
      () => historyOf(panel.api, zone, this.#next ?? undefined),
      ({ items, next }) => {
        const first = this.#items.length;
        this.#items = [...this.#items, ...items];
        this.#next = next;
        if (first) void this.#dialogs.lead(`.timeline > li:nth-child(${first + 1}) summary`);
      },
    );
  }

  render(zone: ZoneAnswer) {
    const { dialog, parts, t } = this.#dialogs;
    const items = this.#items;
    const { error, value } = this.#pages;
    return dialog.render({
      wide: true,
      title: parts.locale.t.history,
      body: html`
        ${
          items.length
            ? html`<ol class="timeline">
                ${items.map((change) => this.#renderChange(change, zone))}
              </ol>`
            : error
              ? nothing
              : html`<p role="status" class="muted">${value ? t.historyEmpty : parts.panel.words.t.loading}</p>`
        }
        <div role="alert">${error ? this.#pages.renderFailure() : nothing}</div>
        ${
          this.#next && !error
            ? html`<div>
                <button
                  class="btn s"
                  type="button"
                  aria-disabled=${this.#pages.busy ? 'true' : nothing}
                  @click=${() => void this.load()}
                >
                  ${t.older}
                </button>
              </div>`
            : nothing
        }
      `,
      footer: html`<button class="btn" type="button" @click=${dialog.leave}>${parts.panel.words.t.close}</button>`,
    });
  }

  #renderChange({ id, at, by, via, diff, undoes }: HistoryPage['items'][number], zone: ZoneAnswer) {
    const { t, diffWords, parts } = this.#dialogs;
    const { locale, panel, dns, status, ttl } = parts;
    const { format } = locale;
    const refusal = panel.refusal('domains.dns.rollback', zone.denied);
    const undo = async () => {
      if (this.#busy) return;
      this.#busy = true;
      this.#dialogs.redraw();
      const failure = await undoSet(this.#dialogs, id, dns.zone.value?.version ?? zone.version);
      // Whoever closed the dialog meanwhile is told outside of it.
      if (failure && !this.#dialogs.dialog.opened) status.complain(failure);
      this.#failed = failure && { id, error: failure };
      this.#busy = false;
      this.#dialogs.redraw();
    };
    return html`<li class="ok">
      <div>${undoes ? t.undoing : t.historyLine(...counts(diff))}</div>
      <p class="sub2">
        <time datetime=${at}>${format.date(at, 'time')}</time>, ${by}${via ? html`, ${t.via(via)}` : nothing}
      </p>
      <details>
        <summary>${t.changes}</summary>
        ${diffList(diff, zone.domain.unicodeName, diffWords, ttl)}
      </details>
      ${
        refusal
          ? nothing
          : html`<div>
              <button
                class="btn s"
                type="button"
                aria-disabled=${this.#busy ? 'true' : nothing}
                @click=${() => void undo()}
              >
                ${t.undoSet}
              </button>
            </div>`
      }
      ${this.#failed?.id === id ? this.#dialogs.renderError(this.#failed.error) : nothing}
    </li>`;
  }
}

/** Undoes what was just published; said where the panel says what it did. */
export async function undoLast(dialogs: DnsDialogs, zone: ZoneAnswer): Promise<void> {
  const { panel, status } = dialogs.parts;
  try {
    const { items } = await historyOf(panel.api, zone);
    const last = items.find(({ version }) => version === zone.version);
    const failure = last && (await undoSet(dialogs, last.id, zone.version));
    if (failure) status.complain(failure);
  } catch (error) {
    status.complain(error);
  }
  await lead(dialogs.host);
}

/** Gives back why it could not be done. */
async function undoSet(dialogs: DnsDialogs, change: string, version: number): Promise<ApiError | undefined> {
  const { dns, status, panel } = dialogs.parts;
  try {
    dns.show(await undoChange(panel.api, change, version));
    dialogs.dialog.close();
    status.say(dialogs.t.undone);
    return undefined;
  } catch (error) {
    const known = asApiError(error);
    panel.actionFailed(known, 'domains.dns.rollback', change);
    if (known.code === 'version_conflict') await dns.zone.run();
    return known;
  }
}

const counts = (diff: Preview['diff']): [added: number, changed: number, removed: number] => [
  diff.filter(({ before }) => !before).length,
  diff.filter(({ before, after }) => before && after).length,
  diff.filter(({ after }) => !after).length,
];
