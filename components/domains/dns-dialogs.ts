import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { ZoneAnswer } from '../../bff/domains/answers.ts';
import type { RRset } from '../../bff/domains/records.ts';
import type { DnsCode } from '../../bff/domains/rules-codes.ts';
import { ApiError } from '../shared/api-error.ts';
import { DialogController } from '../shared/dialog.controller.ts';
import { alert } from '../shared/icons.ts';
import { wear } from '../shared/late-part.ts';
import { lead } from '../shared/lead.ts';
import type { LocalizeController } from '../shared/localize.controller.ts';
import type { PanelController } from '../shared/panel.controller.ts';
import { diff } from '../shared/sheets/diff.ts';
import { overlays } from '../shared/sheets/overlays.ts';
import { pieces } from '../shared/sheets/pieces.ts';
import type { StatusController } from '../shared/status.controller.ts';
import { Conflict } from './dns-conflict.ts';
import type { DnsController } from './dns.controller.ts';
import { History } from './dns-history.ts';
import { Review } from './dns-review.ts';
import type { DraftController } from './draft.controller.ts';
import type { RuleWords } from './dns-words.ts';
import type { Messages } from './messages/dns.en.ts';
import en, { type Messages as Words } from './messages/dns-dialogs.en.ts';

const languages: Readonly<Record<string, () => Promise<{ default: Words }>>> = {
  nl: () => import('./messages/dns-dialogs.nl.ts'),
  de: () => import('./messages/dns-dialogs.de.ts'),
};

/** What the editor lends to its dialogs. */
export interface Parts {
  readonly panel: PanelController;
  readonly locale: LocalizeController<Messages>;
  readonly dns: DnsController;
  readonly draft: DraftController;
  readonly status: StatusController;
  /** Of the language that the editor speaks. */
  words(): RuleWords | undefined;
  ttl(seconds: number): string;
}

/** What the editor's buttons and menu ask for. */
export type DnsTask =
  | 'discard'
  | 'openReview'
  | 'openHistory'
  | 'openImport'
  | 'openTemplates'
  | 'download'
  | 'copyAll'
  | 'copyRecord';

/** What stands in the dialog. */
export interface DialogView {
  /** True while leaving would lose what was typed. */
  readonly dirty?: boolean;
  render(zone: ZoneAnswer): TemplateResult | typeof nothing;
}

/** Looking at a change set before publishing, both versions after a conflict, the history, zone files. One dialog, one at a time. */
export class DnsDialogs {
  readonly dialog: DialogController;
  readonly parts: Parts;
  /** Its words, in the language of the editor once `speak` was awaited. */
  t: Words = en;
  readonly host: LitElement;
  #view: DialogView | undefined;

  constructor(host: LitElement, parts: Parts) {
    this.host = host;
    wear(host, [overlays, pieces, diff]);
    this.parts = parts;
    this.dialog = new DialogController(host, parts.panel, { dirty: () => this.#view?.dirty ?? false });
  }

  /** Without its file it speaks the language it has. */
  async speak(lang: string): Promise<void> {
    const file = await languages[lang]?.().catch(() => undefined);
    this.t = file?.default ?? en;
  }

  render(zone: ZoneAnswer): TemplateResult | typeof nothing {
    return this.#view?.render(zone) ?? nothing;
  }

  /** Throws the change set away; it comes back beside what was begun meanwhile. */
  async discard(): Promise<void> {
    const { draft, dns, status } = this.parts;
    const { draft: gone, base } = draft;
    draft.clear();
    status.say(this.t.discarded(gone.size), () => {
      if (!base || dns.zone.value?.domain.id !== base.domain.id) return;
      const older = draft.base && draft.base.version < base.version ? draft.base : base;
      draft.put(new Map([...gone, ...draft.draft]), older);
    });
    await lead(this.host, '.status button');
  }

  async openReview(): Promise<void> {
    const { draft, dns } = this.parts;
    const { base } = draft;
    const live = dns.zone.value;
    if (!base || !live) return;
    // The one who edits learns of a conflict before he thinks that it is published.
    if (live.version > base.version) return this.showConflict(live);
    await this.#show(new Review(this, base)).load();
  }

  async openHistory(): Promise<void> {
    await this.#show(new History(this)).load();
  }

  async openImport(): Promise<void> {
    const file = await import('./dns-import.ts').catch(this.#cutOff);
    if (!file) return;
    const view = new file.Import(this);
    await view.speak(this.parts.locale.lang);
    this.#show(view);
  }

  async openTemplates(): Promise<void> {
    const { dns, locale, status } = this.parts;
    const file = await import('./dns-templates.ts').catch(this.#cutOff);
    if (!file || !dns.zone.value) return;
    const view = new file.Templates(this);
    try {
      await Promise.all([view.speak(locale.lang), view.fetch(dns.zone.value)]);
      this.#show(view);
    } catch (error) {
      status.complain(error);
    }
  }

  async download(): Promise<void> {
    const file = await import('./dns-file.ts').catch(this.#cutOff);
    await file?.downloadZone(this.parts);
  }

  async copyRecord(about?: RRset): Promise<void> {
    const file = await import('./dns-file.ts').catch(this.#cutOff);
    await file?.copyOut(this, about!.records.join('\n'));
  }

  async copyAll(): Promise<void> {
    const file = await import('./dns-file.ts').catch(this.#cutOff);
    await file?.copyZone(this);
  }

  showConflict(now: ZoneAnswer): void {
    this.#show(new Conflict(this, now));
  }

  get diffWords() {
    return { ...this.t, ttl: this.parts.locale.t.ttl };
  }

  redraw(): void {
    this.host.requestUpdate();
  }

  /** Code that did not come: the next click tries again. */
  #cutOff = (): void => this.parts.status.complain(new ApiError(0));

  /** What was focused is gone: the reader is led to what came. */
  async lead(selector: string): Promise<void> {
    this.redraw();
    await this.host.updateComplete;
    this.host.shadowRoot?.querySelector<HTMLElement>(`dialog ${selector}`)?.focus();
  }

  tell(event: Event): void {
    this.host.dispatchEvent(event);
  }

  renderError(error: ApiError): TemplateResult {
    const { panel, words } = this.parts;
    const said = [...new Set(Object.values(error.fields))]
      .map((code) => words()?.errors[code as DnsCode])
      .filter(Boolean);
    return html`<div class="banner bad" role="alert">
      ${alert()}
      <div>
        ${said.length ? said.map((text) => html`<p>${text}</p>`) : html`<p>${panel.explain(error)}</p>`}
        ${error.requestId ? html`<p class="small muted">${panel.words.t.request(error.requestId)}</p>` : nothing}
      </div>
    </div>`;
  }

  #show<View extends DialogView>(view: View): View {
    this.#view = view;
    if (this.dialog.opened) this.redraw();
    else this.dialog.open();
    return view;
  }
}
