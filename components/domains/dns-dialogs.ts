import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { HistoryPage, Preview, ZoneAnswer } from '../../bff/domains/answers.ts';
import type { DnsCode, DnsWarning } from '../../bff/domains/rules-codes.ts';
import { diffOf } from '../../bff/domains/rules-zone.ts';
import { asApiError, type ApiError } from '../shared/api-error.ts';
import { DialogController } from '../shared/dialog.controller.ts';
import { alert } from '../shared/icons.ts';
import type { LocalizeController } from '../shared/localize.controller.ts';
import type { PanelController } from '../shared/panel.controller.ts';
import { overlays } from '../shared/sheets/overlays.ts';
import { pieces } from '../shared/sheets/pieces.ts';
import type { StatusController } from '../shared/status.controller.ts';
import type { DnsController } from './dns.controller.ts';
import { conflictOf, historyOf, previewChanges, publishChanges, undoChange } from './dns-changes.ts';
import { diffList } from './dns-diff.ts';
import { draftChanges } from './dns-draft.ts';
import type { DraftController } from './draft.controller.ts';
import { DnsPublishedEvent } from './events.ts';
import type { RuleWords } from './dns-words.ts';
import type { Messages } from './messages/dns.en.ts';

interface Parts {
  readonly panel: PanelController;
  readonly locale: LocalizeController<Messages>;
  readonly dns: DnsController;
  readonly draft: DraftController;
  readonly status: StatusController;
  /** Of the language that the editor speaks. */
  words(): RuleWords | undefined;
  ttl(seconds: number): string;
}

type View =
  | { readonly name: 'review'; preview?: Preview; error?: ApiError; busy?: boolean }
  | { readonly name: 'conflict'; readonly now: ZoneAnswer }
  | { readonly name: 'history'; page?: HistoryPage; error?: ApiError; busy?: boolean };

/** Looking at a change set before publishing, both versions after a conflict, and the history. One dialog, one at a time. */
export class DnsDialogs {
  /** What the element wears once they are here. */
  static readonly styles = [overlays, pieces];
  readonly #host: LitElement;
  readonly #parts: Parts;
  readonly #dialog: DialogController;
  #view: View | undefined;

  constructor(host: LitElement, parts: Parts) {
    this.#host = host;
    this.#parts = parts;
    this.#dialog = new DialogController(host, parts.panel);
  }

  render(zone: ZoneAnswer): TemplateResult | typeof nothing {
    const view = this.#view;
    if (!view) return nothing;
    if (view.name === 'review') return this.#renderReview(zone, view);
    if (view.name === 'conflict') return this.#renderConflict(zone, view.now);
    return this.#renderHistory(zone, view);
  }

  async openReview(): Promise<void> {
    const { draft, dns, panel } = this.#parts;
    const { base } = draft;
    const live = dns.zone.value;
    if (!base || !live) return;
    // The one who edits learns of a conflict before he thinks that it is published.
    if (live.version > base.version) return this.#open({ name: 'conflict', now: live });
    const view: View = { name: 'review' };
    this.#open(view);
    try {
      view.preview = await previewChanges(panel.api, base, draftChanges(draft.draft));
    } catch (error) {
      const conflict = conflictOf(error);
      if (conflict) return this.#open({ name: 'conflict', now: conflict.now });
      view.error = asApiError(error);
    }
    this.#host.requestUpdate();
  }

  async openHistory(): Promise<void> {
    const view: View = { name: 'history' };
    this.#open(view);
    await this.#older(view);
  }

  #open(view: View): void {
    this.#view = view;
    if (this.#dialog.opened) this.#host.requestUpdate();
    else this.#dialog.open();
  }

  #renderReview(zone: ZoneAnswer, view: View & { name: 'review' }) {
    const dialog = this.#dialog;
    const { locale, draft, panel } = this.#parts;
    const { t } = locale;
    const count = draft.draft.size;
    const { preview, error, busy } = view;
    return dialog.render({
      wide: true,
      title: t.publishTitle(count, zone.domain.unicodeName),
      body: preview
        ? html`${diffList(preview.diff, zone.domain.unicodeName, t, this.#parts.ttl)}
          ${preview.warnings.map(({ code, facts = {}, name }) => {
            const words = this.#parts.words()?.warnings[code as DnsWarning]?.({ name, ...facts });
            return (
              words &&
              html`<div class="banner warn">
                ${alert()}
                <p><b>${words.bold}</b> ${words.text}</p>
              </div>`
            );
          })}
          ${error ? this.#renderError(error) : html`<p class="muted small">${t.checked}</p>`}`
        : error
          ? this.#renderError(error)
          : html`<p role="status">${t.checking}</p>`,
      footer: html`
        <button class="btn" type="button" @click=${dialog.leave}>${t.keepEditing}</button>
        ${
          error && !preview
            ? html`<button class="btn primary" type="button" @click=${() => void this.openReview()}>
                ${panel.words.t.tryAgain}
              </button>`
            : html`<button
                class="btn primary"
                type="button"
                aria-disabled=${preview && !busy ? nothing : 'true'}
                @click=${() => void this.#publish(view)}
              >
                ${busy ? t.publishing : t.publish(count)}
              </button>`
        }
      `,
    });
  }

  #renderError(error: ApiError) {
    const { panel } = this.#parts;
    const said = [...new Set(Object.values(error.fields))]
      .map((code) => this.#parts.words()?.errors[code as DnsCode])
      .filter(Boolean);
    return html`<div class="banner bad" role="alert">
      ${alert()}
      <div>
        ${said.length ? said.map((text) => html`<p>${text}</p>`) : html`<p>${panel.explain(error)}</p>`}
        ${error.requestId ? html`<p class="small muted">${panel.words.t.request(error.requestId)}</p>` : nothing}
      </div>
    </div>`;
  }

  async #publish(view: View & { name: 'review' }): Promise<void> {
    const dialog = this.#dialog;
    const { draft, dns, status, locale, panel } = this.#parts;
    const { base } = draft;
    if (!base || !view.preview || view.busy) return;
    view.busy = true;
    delete view.error;
    this.#host.requestUpdate();
    const count = draft.draft.size;
    try {
      const zone = await publishChanges(panel.api, base, draftChanges(draft.draft));
      dns.show(zone);
      draft.clear();
      dialog.close();
      status.say(locale.t.published(count), () => void this.#undoLast(zone));
      this.#host.dispatchEvent(/** @internal */ new DnsPublishedEvent(zone.domain.id, zone.version));
    } catch (error) {
      view.busy = false;
      const conflict = conflictOf(error);
      if (conflict) return this.#open({ name: 'conflict', now: conflict.now });
      view.error = asApiError(error);
      panel.actionFailed(view.error, 'domains.dns.edit', base.domain.id);
      this.#host.requestUpdate();
    }
  }

  async #undoLast(zone: ZoneAnswer): Promise<void> {
    const { panel, status } = this.#parts;
    try {
      const { items } = await historyOf(panel.api, zone);
      const last = items.find(({ version }) => version === zone.version);
      if (last) await this.#undo(last.id, zone.version);
    } catch (error) {
      status.complain(error);
    }
  }

  async #undo(change: string, version: number): Promise<void> {
    const dialog = this.#dialog;
    const { dns, status, locale, panel } = this.#parts;
    try {
      dns.show(await undoChange(panel.api, change, version));
      dialog.close();
      status.say(locale.t.undone);
    } catch (error) {
      const known = asApiError(error);
      panel.actionFailed(known, 'domains.dns.rollback', change);
      if (known.code === 'version_conflict') await dns.zone.run();
      if (this.#view?.name === 'history' && dialog.opened) this.#view.error = known;
      else status.complain(known);
      this.#host.requestUpdate();
    }
  }

  #renderConflict(base: ZoneAnswer, now: ZoneAnswer) {
    const dialog = this.#dialog;
    const { locale, draft, dns, ttl } = this.#parts;
    const { t } = locale;
    const name = base.domain.unicodeName;
    const before = new Map(base.rrsets.map((rrset) => [`${rrset.name} ${rrset.type}`, rrset]));
    const mine = [...draft.draft].map(([key, rrset]) => {
      const [owner, type] = key.split(' ') as [string, (typeof base.rrsets)[number]['type']];
      const old = before.get(key);
      return { name: owner, type, ...(old ? { before: old } : {}), ...(rrset ? { after: rrset } : {}) };
    });
    const settle = (keep: boolean) => () => {
      dns.zone.set(now);
      if (keep) draft.rebase(now);
      else draft.clear();
      dialog.close();
      if (keep && draft.draft.size) void this.openReview();
    };
    return dialog.render({
      wide: true,
      title: t.conflictTitle,
      body: html`
        <p>${t.conflictText}</p>
        <h4>${t.theirs}</h4>
        ${diffList(diffOf(base.rrsets, now.rrsets), name, t, ttl)}
        <h4>${t.yours}</h4>
        ${diffList(mine, name, t, ttl)}
      `,
      footer: html`
        <button class="btn" type="button" @click=${settle(false)}>${t.conflictDrop}</button>
        <button class="btn primary" type="button" @click=${settle(true)}>${t.conflictKeep}</button>
      `,
    });
  }

  #renderHistory(zone: ZoneAnswer, view: View & { name: 'history' }) {
    const dialog = this.#dialog;
    const { locale, panel, ttl } = this.#parts;
    const { t, format } = locale;
    const { page, error } = view;
    const refusal = panel.refusal('domains.dns.rollback', zone.denied);
    return dialog.render({
      wide: true,
      title: t.history,
      body: html`
        ${error ? this.#renderError(error) : nothing}
        ${
          page?.items.length
            ? html`<ol class="timeline">
                ${page.items.map(
                  ({ id, at, by, diff, undoes }) =>
                    html`<li class="ok">
                      <div>${undoes ? t.undoing : t.historyLine(...counts(diff))}</div>
                      <p class="sub2"><time datetime=${at}>${format.date(at, 'time')}</time>, ${by}</p>
                      <details>
                        <summary>${t.changes}</summary>
                        ${diffList(diff, zone.domain.unicodeName, t, ttl)}
                      </details>
                      ${
                        refusal
                          ? nothing
                          : html`<div>
                              <button
                                class="btn s"
                                type="button"
                                @click=${() => void this.#undo(id, this.#parts.dns.zone.value?.version ?? zone.version)}
                              >
                                ${t.undoSet}
                              </button>
                            </div>`
                      }
                    </li>`,
                )}
              </ol>`
            : html`<p role="status" class="muted">
                ${page ? t.historyEmpty : error ? nothing : panel.words.t.loading}
              </p>`
        }
        ${
          page?.next
            ? html`<div>
                <button class="btn s" type="button" @click=${() => void this.#older(view)}>${t.older}</button>
              </div>`
            : nothing
        }
      `,
      footer: html`<button class="btn" type="button" @click=${dialog.leave}>${t.close}</button>`,
    });
  }

  async #older(view: View & { name: 'history' }): Promise<void> {
    const { dns, panel } = this.#parts;
    const zone = dns.zone.value;
    if (!zone || view.busy) return;
    view.busy = true;
    try {
      const page = await historyOf(panel.api, zone, view.page?.next ?? undefined);
      view.page = { items: [...(view.page?.items ?? []), ...page.items], next: page.next };
    } catch (error) {
      view.error = asApiError(error);
    }
    view.busy = false;
    this.#host.requestUpdate();
  }
}

const counts = (diff: Preview['diff']): [added: number, changed: number, removed: number] => [
  diff.filter(({ before }) => !before).length,
  diff.filter(({ before, after }) => before && after).length,
  diff.filter(({ after }) => !after).length,
];
