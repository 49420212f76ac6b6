import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import type { Redirect, RedirectList } from '../../bff/domains/redirects/answers.ts';
import { ownerName } from './dns-diff.ts';
import { asApiError, type ApiError } from '../shared/api-error.ts';
import { DialogController } from '../shared/dialog.controller.ts';
import { alert } from '../shared/icons.ts';
import { wear } from '../shared/late-part.ts';
import type { LocalizeController } from '../shared/localize.controller.ts';
import type { PanelController } from '../shared/panel.controller.ts';
import type { ResourceController } from '../shared/resource.controller.ts';
import { form } from '../shared/sheets/form.ts';
import { diff } from '../shared/sheets/diff.ts';
import { overlays } from '../shared/sheets/overlays.ts';
import { pieces } from '../shared/sheets/pieces.ts';
import { lead } from '../shared/lead.ts';
import type { StatusController } from '../shared/status.controller.ts';
import { ruleWords, type RuleWords } from './dns-words.ts';
import { RedirectsChangedEvent } from './events.ts';
import { saveWish, wishOf } from './redirect-api.ts';
import { RedirectForm } from './redirect-form.ts';
import { RedirectRemoval } from './redirect-removal.ts';
import { formWords, type FormWords } from './redirect-words.ts';
import type { Messages } from './messages/redirects.en.ts';

/** What the panel lends to its dialogs. */
interface Parts {
  readonly panel: PanelController;
  readonly locale: LocalizeController<Messages>;
  readonly list: ResourceController<readonly [string], RedirectList>;
  readonly status: StatusController;
}

interface View {
  render(list: RedirectList): TemplateResult | typeof nothing;
  /** True while leaving would lose what was typed. */
  readonly dirty: boolean;
}

/** Making, changing and deleting a redirect. One dialog, one at a time. */
export class RedirectDialogs {
  readonly dialog: DialogController;
  readonly parts: Parts;
  readonly host: LitElement;
  #view: View | undefined;
  #words?: { readonly lang: string; readonly form: FormWords; readonly rules: RuleWords };

  constructor(host: LitElement, parts: Parts) {
    this.host = host;
    this.parts = parts;
    wear(host, [form, overlays, pieces, diff]);
    this.dialog = new DialogController(host, parts.panel, { dirty: () => this.#view?.dirty ?? false });
  }

  render(list: RedirectList): TemplateResult | typeof nothing {
    return this.dialog.opened && this.#words ? (this.#view?.render(list) ?? nothing) : nothing;
  }

  get words(): FormWords {
    return this.#words!.form;
  }

  /** Of the rules that redirects share with records. */
  get rules(): RuleWords {
    return this.#words!.rules;
  }

  async openForm(known?: Redirect): Promise<void> {
    await this.#fetchWords();
    this.#show(new RedirectForm(this, known));
  }

  async openRemoval(redirect: Redirect): Promise<void> {
    await this.#fetchWords();
    const removal = new RedirectRemoval(this, redirect);
    this.#show(removal);
    await removal.look();
  }

  /** Puts in the list that a write answered with, says what was done, and tells the page. */
  done(list: RedirectList, action: RedirectsChangedEvent['action'], words: string, undo?: () => void): void {
    this.parts.list.set(list);
    this.dialog.close();
    this.parts.status.say(words, undo);
    this.host.dispatchEvent(/** @internal */ new RedirectsChangedEvent(action, list.domain.id));
  }

  /** Makes a redirect again that was deleted just now. */
  async again(redirect: Redirect): Promise<void> {
    const { panel, list, status } = this.parts;
    try {
      await list.run();
      const saved = await saveWish(panel.api, list.value!, wishOf(redirect));
      this.done(saved.list, 'domains.redirect.create', this.words.saved(redirect.unicodeName));
    } catch (error) {
      status.complain(error);
      panel.actionFailed(asApiError(error), 'domains.redirect.create', list.value?.domain.id);
    }
    await lead(this.host);
  }

  /** What was focused is gone: the reader is led to what came. */
  async readOut(selector: string): Promise<void> {
    this.redraw();
    await this.host.updateComplete;
    this.host.shadowRoot?.querySelector<HTMLElement>(selector)?.focus();
  }

  redraw(): void {
    this.host.requestUpdate();
  }

  fullName(owner: string, { domain }: RedirectList): string {
    return owner === '@' ? domain.unicodeName : `${ownerName(owner, domain.unicodeName)}.${domain.unicodeName}`;
  }

  renderError(error: ApiError): TemplateResult {
    const { panel } = this.parts;
    const [code = ''] = Object.values(error.fields);
    const rule = (this.rules.errors as Record<string, string>)[code];
    return html`<div class="banner bad" role="alert">
      ${alert()}
      <div>
        <p>${error.reason ?? this.words.errors[code] ?? rule ?? panel.explain(error)}</p>
        ${error.requestId ? html`<p class="small muted">${panel.words.t.request(error.requestId)}</p>` : nothing}
      </div>
    </div>`;
  }

  async #fetchWords(): Promise<void> {
    const { lang } = this.parts.locale;
    if (this.#words?.lang === lang) return;
    const [formular, rules] = await Promise.all([formWords(lang), ruleWords(lang)]);
    this.#words = { lang, form: formular, rules };
  }

  #show(view: View): void {
    this.#view = view;
    this.dialog.open();
  }
}
