import { html, nothing, type TemplateResult } from 'lit';
import type { Preview, ZoneAnswer } from '../../bff/domains/answers.ts';
import { asApiError, type ApiError } from '../shared/api-error.ts';
import { alert } from '../shared/icons.ts';
import { conflictOf } from './dns-changes.ts';
import type { DialogView, DnsDialogs } from './dns-dialogs.ts';
import { undoLast } from './dns-history.ts';
import { previewList } from './dns-preview.ts';
import { DnsPublishedEvent } from './events.ts';
import en, { type Messages } from './messages/dns-proposal.en.ts';

const languages: Readonly<Record<string, () => Promise<{ default: Messages }>>> = {
  nl: () => import('./messages/dns-proposal.nl.ts'),
  de: () => import('./messages/dns-proposal.de.ts'),
};

/** A change set that the BFF makes of something else: first what it is made of, then what it would do, then it is published. */
export abstract class Proposal<Shown extends Preview> implements DialogView {
  protected readonly dialogs: DnsDialogs;
  protected abstract readonly action: DnsPublishedEvent['action'];
  protected abstract readonly title: string;
  protected abstract readonly wide: boolean;
  protected words: Messages = en;
  #preview: Shown | undefined;
  #error: ApiError | undefined;
  #busy = false;
  /** Somebody published between the look and the click. */
  #moved = false;

  constructor(dialogs: DnsDialogs) {
    this.dialogs = dialogs;
  }

  /** True while leaving would lose something. */
  abstract readonly dirty: boolean;
  protected abstract look(zone: ZoneAnswer): Promise<Shown>;
  protected abstract send(zone: ZoneAnswer): Promise<ZoneAnswer>;
  protected abstract renderForm(): TemplateResult;
  /** What else is to be known before publishing. */
  protected abstract renderMore(preview: Shown): unknown;
  /** That nothing would change, and why. */
  protected same(_preview: Shown): string {
    return this.words.same;
  }
  /** What is missing before anything can be looked at; said at its field. */
  protected abstract lacks(): boolean;

  async speak(lang: string): Promise<void> {
    const file = await languages[lang]?.().catch(() => undefined);
    this.words = file?.default ?? en;
  }

  render(zone: ZoneAnswer) {
    const preview = this.#preview;
    return this.dialogs.dialog.render({
      wide: this.wide,
      title: this.title,
      body: html`${this.#error ? this.dialogs.renderError(this.#error) : nothing}
      ${preview ? this.#renderPreview(preview, zone) : this.renderForm()}`,
      footer: preview ? this.#renderPublish(preview) : this.#renderLook(),
    });
  }

  #renderLook() {
    const { dialog } = this.dialogs;
    return html`<button class="btn" type="button" @click=${dialog.leave}>${this.words.cancel}</button>
      <button
        class="btn primary"
        type="button"
        aria-disabled=${this.#busy ? 'true' : nothing}
        @click=${() => void this.load()}
      >
        ${this.#busy ? this.dialogs.t.checking : this.words.look}
      </button>`;
  }

  #renderPublish({ diff }: Shown) {
    const { t, dialog, parts } = this.dialogs;
    return html`<button class="btn" type="button" @click=${this.#back}>${this.words.back}</button> ${
        diff.length
          ? html`<button
              class="btn primary"
              type="button"
              aria-disabled=${this.#busy ? 'true' : nothing}
              @click=${() => void this.#publish()}
            >
              ${this.#busy ? t.publishing : t.publish(diff.length)}
            </button>`
          : html`<button class="btn primary" type="button" @click=${() => dialog.close()}>
              ${parts.panel.words.t.close}
            </button>`
      }`;
  }

  #renderPreview(preview: Shown, zone: ZoneAnswer) {
    const { parts, diffWords } = this.dialogs;
    return html`<div class="proposal" tabindex="-1" role="group" aria-label=${this.words.result}>
      ${
        this.#moved
          ? html`<div class="banner warn" role="status">
              ${alert()}
              <p>${this.words.moved}</p>
            </div>`
          : nothing
      }
      ${previewList(preview, {
        domain: zone.domain.unicodeName,
        words: { ...this.words, same: this.same(preview) },
        diffWords,
        rules: parts.words(),
        ttl: parts.ttl,
      })}
      ${this.renderMore(preview)}
    </div>`;
  }

  /** Looks at what would change, on the zone as it is now. */
  async load(): Promise<void> {
    const zone = this.dialogs.parts.dns.zone.value;
    if (!zone || this.#busy || this.lacks()) return this.dialogs.redraw();
    this.#begin();
    try {
      this.#preview = await this.look(zone);
    } catch (error) {
      await this.#failed(error);
    }
    await this.#end();
  }

  async #publish(): Promise<void> {
    const { dns, status } = this.dialogs.parts;
    const before = dns.zone.value;
    if (!before || this.#busy) return;
    this.#begin();
    try {
      const zone = await this.send(before);
      const count = this.#preview!.diff.length;
      dns.show(zone);
      this.dialogs.dialog.close();
      status.say(this.dialogs.t.published(count), () => void undoLast(this.dialogs, zone));
      this.dialogs.tell(/** @internal */ new DnsPublishedEvent(zone.domain.id, zone.version, this.action));
    } catch (error) {
      await this.#failed(error);
      await this.#end();
    }
  }

  #begin(): void {
    this.#busy = true;
    this.#moved = false;
    this.#error = undefined;
    this.dialogs.redraw();
  }

  /** A newer zone is looked at anew: what was seen is not what would be published. */
  async #failed(error: unknown): Promise<void> {
    const { dns, panel } = this.dialogs.parts;
    const conflict = conflictOf(error);
    if (!conflict) {
      this.#error = asApiError(error);
      panel.actionFailed(this.#error, this.action, dns.zone.value?.domain.id);
      return;
    }
    dns.show(conflict.now);
    try {
      this.#preview = await this.look(conflict.now);
      this.#moved = true;
    } catch (again) {
      this.#error = asApiError(again);
    }
  }

  /** What was focused is gone: the reader is led to what came. */
  async #end(): Promise<void> {
    this.#busy = false;
    await this.dialogs.lead('.proposal');
  }

  #back = (): void => {
    this.#preview = this.#error = undefined;
    void this.dialogs.lead('.source');
  };
}
