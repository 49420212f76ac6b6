import { html, nothing, type LitElement } from 'lit';
import type { Preview, ZoneAnswer } from '../../bff/domains/answers.ts';
import { asApiError, type ApiError } from '../shared/api-error.ts';
import { DialogController } from '../shared/dialog.controller.ts';
import { alert } from '../shared/icons.ts';
import { wear } from '../shared/late-part.ts';
import { lead } from '../shared/lead.ts';
import { Look } from '../shared/look.ts';
import type { PanelController } from '../shared/panel.controller.ts';
import { diff } from '../shared/sheets/diff.ts';
import { overlays } from '../shared/sheets/overlays.ts';
import type { StatusController } from '../shared/status.controller.ts';
import { historyOf, undoChange } from './dns-changes.ts';
import { diffList } from './dns-diff.ts';
import { DnsPublishedEvent } from './events.ts';
import type { Messages } from './messages/health.en.ts';

type Words = Pick<
  Messages,
  | 'fixTitle'
  | 'looking'
  | 'cancel'
  | 'publish'
  | 'publishing'
  | 'published'
  | 'undone'
  | 'moved'
  | 'fixFailed'
  | 'changes'
  | 'signs'
  | 'ttl'
>;

/** What mends something: seen first, then published. */
export interface Fix {
  readonly action: 'domains.dns.edit' | 'mail.health.fix';
  preview(): Promise<Preview>;
  publish(): Promise<ZoneAnswer>;
}

interface Parts {
  readonly panel: PanelController;
  readonly status: StatusController;
  words(): Words;
  /** Looks anew how the domain is. */
  again(): Promise<unknown>;
}

/** What would mend a check, as the zone would take it; published only after it was seen. */
export class DnsFix {
  readonly #host: LitElement;
  readonly #parts: Parts;
  readonly #dialog: DialogController;
  #zone: ZoneAnswer | undefined;
  #fix: Fix | undefined;
  readonly #preview: Look<Preview>;
  /** Why it was not published. */
  #error: ApiError | undefined;
  #busy = false;

  constructor(host: LitElement, parts: Parts) {
    this.#host = host;
    this.#parts = parts;
    wear(host, [overlays, diff]);
    this.#dialog = new DialogController(host, parts.panel, { closed: () => this.#forget() });
    this.#preview = new Look(host, parts.panel, (error) => this.#tell(error));
  }

  async open({ domain, version }: Pick<ZoneAnswer, 'domain' | 'version'>, fix: Fix): Promise<void> {
    this.#forget();
    // Of a zone only these are needed to change it.
    this.#zone = { domain, version } as ZoneAnswer;
    this.#fix = fix;
    this.#dialog.open();
    await this.#preview.ask(() => fix.preview());
  }

  render() {
    const zone = this.#zone;
    if (!this.#dialog.opened || !zone) return nothing;
    const t = this.#parts.words();
    const { value, error } = this.#preview;
    const ready = value && !this.#busy;
    return this.#dialog.render({
      wide: true,
      title: t.fixTitle(zone.domain.unicodeName),
      body: html`<div role="alert">${this.#renderFailure()}</div>
        ${
          value
            ? // A long key makes it scroll, and by keyboard only what has the focus does.
              html`<div tabindex="0" role="group" aria-label=${t.changes}>
                ${diffList(value.diff, zone.domain.unicodeName, t, (seconds) => String(seconds))}
              </div>`
            : error
              ? nothing
              : html`<p role="status">${t.looking}</p>`
        }`,
      footer: html`<button class="btn" type="button" @click=${this.#dialog.leave}>${t.cancel}</button>
        <button
          class="btn primary"
          type="button"
          aria-disabled=${ready ? nothing : 'true'}
          @click=${() => ready && void this.#publish(zone)}
        >
          ${this.#busy ? t.publishing : t.publish}
        </button>`,
    });
  }

  #renderFailure() {
    const error = this.#preview.error ?? this.#error;
    if (!error) return nothing;
    const t = this.#parts.words();
    const moved = error.code === 'version_conflict';
    const said = moved ? t.moved : (error.reason ?? t.fixFailed);
    // Of a zone that has changed, what mends it is found out anew.
    if (this.#preview.error && !moved) return this.#preview.renderFailure(said);
    return html`<div class="banner bad">
      ${alert()}
      <p>${said}</p>
    </div>`;
  }

  async #publish(before: ZoneAnswer): Promise<void> {
    const { panel, status, words, again } = this.#parts;
    this.#busy = true;
    this.#error = undefined;
    this.#host.requestUpdate();
    try {
      const fix = this.#fix!;
      const zone = await fix.publish();
      if (before === this.#zone) this.#dialog.close();
      const undo = panel.may('domains.dns.rollback') ? () => void this.#undo(zone) : undefined;
      status.say(words().published, undo);
      this.#host.dispatchEvent(/** @internal */ new DnsPublishedEvent(zone.domain.id, zone.version, fix.action));
      await again();
      await lead(this.#host);
    } catch (error) {
      const problem = asApiError(error);
      this.#tell(problem, before);
      // Whoever left is told outside.
      if (before !== this.#zone) return status.complain(problem);
      this.#error = problem;
      this.#busy = false;
      this.#host.requestUpdate();
    }
  }

  async #undo(zone: ZoneAnswer): Promise<void> {
    const { panel, status, words, again } = this.#parts;
    try {
      const { items } = await historyOf(panel.api, zone);
      await undoChange(panel.api, items[0]!.id, zone.version);
      status.say(words().undone);
      await again();
    } catch (error) {
      status.complain(error);
    }
    await lead(this.#host);
  }

  #forget(): void {
    this.#preview.forget();
    this.#zone = this.#error = undefined;
    this.#busy = false;
  }

  #tell(error: ApiError, zone = this.#zone): void {
    this.#parts.panel.actionFailed(error, this.#fix?.action ?? 'domains.dns.edit', zone?.domain.id);
  }
}
