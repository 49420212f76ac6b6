import { html, nothing } from 'lit';
import type { Preview, ZoneAnswer } from '../../bff/domains/answers.ts';
import type { DnsWarning } from '../../bff/domains/rules-codes.ts';
import { asApiError, type ApiError } from '../shared/api-error.ts';
import { alert } from '../shared/icons.ts';
import { conflictOf, previewChanges, publishChanges } from './dns-changes.ts';
import type { DialogView, DnsDialogs } from './dns-dialogs.ts';
import { diffList } from './dns-diff.ts';
import { draftChanges } from './dns-draft.ts';
import { undoLast } from './dns-history.ts';
import { DnsPublishedEvent } from './events.ts';

/** The change set as the BFF understands it, with what it warns of; and publishing it. */
export class Review implements DialogView {
  readonly #dialogs: DnsDialogs;
  readonly #base: ZoneAnswer;
  #preview: Preview | undefined;
  #error: ApiError | undefined;
  #busy = false;

  constructor(dialogs: DnsDialogs, base: ZoneAnswer) {
    this.#dialogs = dialogs;
    this.#base = base;
  }

  async load(): Promise<void> {
    const { panel, draft } = this.#dialogs.parts;
    this.#error = undefined;
    this.#dialogs.redraw();
    try {
      this.#preview = await previewChanges(panel.api, this.#base, draftChanges(draft.draft));
    } catch (error) {
      const conflict = conflictOf(error);
      if (conflict) return this.#dialogs.showConflict(conflict.now);
      this.#error = asApiError(error);
    }
    this.#dialogs.redraw();
  }

  render(zone: ZoneAnswer) {
    const { dialog, parts, t } = this.#dialogs;
    const count = parts.draft.draft.size;
    const retry = this.#error && !this.#preview;
    return dialog.render({
      wide: true,
      title: t.publishTitle(count, zone.domain.unicodeName),
      body: this.#renderBody(zone),
      footer: html`
        <button class="btn" type="button" @click=${dialog.leave}>${t.keepEditing}</button>
        ${
          retry
            ? html`<button class="btn primary" type="button" @click=${() => void this.load()}>
                ${parts.panel.words.t.tryAgain}
              </button>`
            : html`<button
                class="btn primary"
                type="button"
                aria-disabled=${this.#preview && !this.#busy ? nothing : 'true'}
                @click=${() => void this.#publish()}
              >
                ${this.#busy ? t.publishing : t.publish(count)}
              </button>`
        }
      `,
    });
  }

  #renderBody(zone: ZoneAnswer) {
    const { t, parts } = this.#dialogs;
    const { ttl, words } = parts;
    const error = this.#error && this.#dialogs.renderError(this.#error);
    if (!this.#preview) return error ?? html`<p role="status">${t.checking}</p>`;
    return html`${diffList(this.#preview.diff, zone.domain.unicodeName, this.#dialogs.diffWords, ttl)}
    ${this.#preview.warnings.map(({ code, facts = {}, name }) => {
      const warning = words()?.warnings[code as DnsWarning]?.({ name, ...facts });
      return (
        warning &&
        html`<div class="banner warn">
          ${alert()}
          <p><b>${warning.bold}</b> ${warning.text}</p>
        </div>`
      );
    })}
    ${error ?? html`<p class="muted small">${t.checked}</p>`}`;
  }

  async #publish(): Promise<void> {
    const { draft, dns, status, panel } = this.#dialogs.parts;
    if (!this.#preview || this.#busy) return;
    this.#busy = true;
    this.#error = undefined;
    this.#dialogs.redraw();
    const count = draft.draft.size;
    try {
      const zone = await publishChanges(panel.api, this.#base, draftChanges(draft.draft));
      dns.show(zone);
      draft.clear();
      this.#dialogs.dialog.close();
      status.say(this.#dialogs.t.published(count), () => void undoLast(this.#dialogs, zone));
      this.#dialogs.tell(/** @internal */ new DnsPublishedEvent(zone.domain.id, zone.version));
    } catch (error) {
      this.#busy = false;
      const conflict = conflictOf(error);
      if (conflict) return this.#dialogs.showConflict(conflict.now);
      this.#error = asApiError(error);
      panel.actionFailed(this.#error, 'domains.dns.edit', this.#base.domain.id);
      this.#dialogs.redraw();
    }
  }
}
