import { html, nothing, type LitElement } from 'lit';
import type { Preview, ZoneAnswer } from '../../bff/domains/answers.ts';
import type { Health } from '../../bff/domains/health/answers.ts';
import type { Change } from '../../bff/domains/input.ts';
import { asApiError, type ApiError } from '../shared/api-error.ts';
import { DialogController } from '../shared/dialog.controller.ts';
import { alert } from '../shared/icons.ts';
import { wear } from '../shared/late-part.ts';
import type { PanelController } from '../shared/panel.controller.ts';
import { diff } from '../shared/sheets/diff.ts';
import { overlays } from '../shared/sheets/overlays.ts';
import type { StatusController } from '../shared/status.controller.ts';
import { historyOf, previewChanges, publishChanges, undoChange } from './dns-changes.ts';
import { diffList } from './dns-diff.ts';
import { DnsPublishedEvent } from './events.ts';
import type { Messages } from './messages/health.en.ts';

interface Parts {
  readonly panel: PanelController;
  readonly status: StatusController;
  words(): Messages;
  /** Looks anew how the domain is. */
  again(): Promise<unknown>;
}

/** What would mend a check, as the zone would take it; published only after it was seen. */
export class HealthFix {
  readonly #host: LitElement;
  readonly #parts: Parts;
  readonly #dialog: DialogController;
  #zone: ZoneAnswer | undefined;
  #changes: readonly Change[] = [];
  #preview: Preview | undefined;
  #error: ApiError | undefined;
  #busy = false;

  constructor(host: LitElement, parts: Parts) {
    this.#host = host;
    this.#parts = parts;
    wear(host, [overlays, diff]);
    this.#dialog = new DialogController(host, parts.panel);
  }

  async open({ domain, version }: Health, changes: readonly Change[]): Promise<void> {
    // Of a zone only these are needed to change it.
    this.#zone = { domain, version } as ZoneAnswer;
    this.#changes = changes;
    this.#preview = this.#error = undefined;
    this.#dialog.open();
    await this.#try(async (zone) => {
      this.#preview = await previewChanges(this.#parts.panel.api, zone, changes);
    });
  }

  render() {
    const zone = this.#zone;
    if (!this.#dialog.opened || !zone) return nothing;
    const t = this.#parts.words();
    const ready = this.#preview && !this.#busy;
    return this.#dialog.render({
      wide: true,
      title: t.fixTitle(zone.domain.unicodeName),
      body: html`${
        this.#error
          ? html`<div class="banner bad" role="alert">
              ${alert()}
              <p>${this.#error.code === 'version_conflict' ? t.moved : (this.#error.reason ?? t.fixFailed)}</p>
            </div>`
          : nothing
      }
      ${
        this.#preview
          ? diffList(this.#preview.diff, zone.domain.unicodeName, t, (seconds) => String(seconds))
          : this.#error
            ? nothing
            : html`<p role="status">${t.looking}</p>`
      }`,
      footer: html`<button class="btn" type="button" @click=${this.#dialog.leave}>${t.cancel}</button>
        <button
          class="btn primary"
          type="button"
          aria-disabled=${ready ? nothing : 'true'}
          @click=${() => ready && void this.#publish()}
        >
          ${this.#busy && this.#preview ? t.publishing : t.publish}
        </button>`,
    });
  }

  async #publish(): Promise<void> {
    await this.#try(async (before) => {
      const zone = await publishChanges(this.#parts.panel.api, before, this.#changes);
      this.#dialog.close();
      this.#parts.status.say(this.#parts.words().published, () => void this.#undo(zone));
      this.#host.dispatchEvent(
        /** @internal */ new DnsPublishedEvent(zone.domain.id, zone.version, 'domains.dns.edit'),
      );
      await this.#parts.again();
    });
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
  }

  async #try(work: (zone: ZoneAnswer) => Promise<void>): Promise<void> {
    if (this.#busy || !this.#zone) return;
    this.#busy = true;
    this.#error = undefined;
    this.#host.requestUpdate();
    try {
      await work(this.#zone);
    } catch (error) {
      this.#error = asApiError(error);
      this.#parts.panel.actionFailed(this.#error, 'domains.dns.edit', this.#zone.domain.id);
    }
    this.#busy = false;
    this.#host.requestUpdate();
  }
}
