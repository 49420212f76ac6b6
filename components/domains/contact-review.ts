import { html, nothing, type LitElement } from 'lit';
import type { Plan, Profile } from '../../bff/domains/contacts/answers.ts';
import type { ContactForm } from '../../bff/domains/contacts/input.ts';
import { asApiError, type ApiError } from '../shared/api-error.ts';
import { DialogController } from '../shared/dialog.controller.ts';
import { alert, refresh } from '../shared/icons.ts';
import { wear } from '../shared/late-part.ts';
import type { PanelController } from '../shared/panel.controller.ts';
import { overlays } from '../shared/sheets/overlays.ts';
import { contactPlanSheet, planList } from './contact-plan.ts';
import type { Messages } from './messages/contacts.en.ts';
import type { Messages as TldMessages } from './messages/tld-forms.en.ts';

interface Parts {
  readonly panel: PanelController;
  readonly words: () => { readonly t: Messages; readonly tlds: TldMessages };
  readonly save: (input: ContactForm, seen: string) => Promise<void>;
  readonly saved: (plan: Plan) => void;
  /** Somebody else has saved meanwhile. */
  readonly outrun: () => Promise<void>;
}

/** What saving would do, in a dialog; and saving just that. */
export class ContactReview {
  readonly #host: LitElement;
  readonly #parts: Parts;
  readonly #dialog: DialogController;
  #plan: Plan | undefined;
  #input: ContactForm | undefined;
  #changed = false;
  #busy = false;
  #error: ApiError | undefined;

  constructor(host: LitElement, parts: Parts) {
    this.#host = host;
    this.#parts = parts;
    this.#dialog = new DialogController(host, parts.panel, { closed: () => (this.#plan = undefined) });
    wear(host, [overlays, contactPlanSheet]);
  }

  /** Where no registry is concerned there is nothing to show. */
  async open(plan: Plan, input: ContactForm): Promise<void> {
    this.#input = input;
    this.#changed = false;
    this.#error = undefined;
    if (plan.items.every(({ state }) => state === 'same')) return this.#commit(plan, true);
    this.#show(plan);
  }

  #show(plan: Plan): void {
    this.#plan = plan;
    if (!this.#dialog.opened) this.#dialog.open();
    this.#host.requestUpdate();
  }

  render() {
    const plan = this.#plan;
    if (!plan) return nothing;
    const { panel, words } = this.#parts;
    const { t, tlds } = words();
    const count = plan.items.filter(({ state }) => state === 'change' || state === 'confirm').length;
    return this.#dialog.render({
      title: tlds.plan.planTitle,
      wide: true,
      body: html`<div role="alert">
          ${this.#error ? html`<p class="banner bad">${alert()}<span>${panel.explain(this.#error)}</span></p>` : nothing}
          ${this.#changed ? html`<p class="banner warn">${alert()}<span>${tlds.plan.planStale}</span></p>` : nothing}
        </div>
        <div class="plan" role="group" tabindex="0" aria-label=${tlds.plan.planTitle}>${planList(plan, t, tlds)}</div>`,
      footer: html`
        <button class="btn" type="button" @click=${this.#dialog.leave}>${tlds.plan.back}</button>
        <button
          class="btn primary"
          type="button"
          aria-disabled=${this.#busy ? 'true' : nothing}
          aria-busy=${this.#busy ? 'true' : nothing}
          @click=${() => void this.#commit(plan)}
        >
          ${this.#busy ? refresh() : nothing}${count ? tlds.plan.save(count) : tlds.plan.saveOnly}
        </button>
      `,
    });
  }

  async #commit(plan: Plan, unseen = false): Promise<void> {
    const { save, saved, outrun } = this.#parts;
    if (this.#busy || !this.#input) return;
    this.#busy = true;
    this.#error = undefined;
    this.#host.requestUpdate();
    try {
      await save(this.#input, plan.seen);
      this.#dialog.close();
      saved(plan);
    } catch (error) {
      const problem = asApiError(error);
      const now = problem.code === 'version_conflict' ? (problem.current as Plan | Profile) : undefined;
      if (now && 'items' in now) {
        this.#changed = true;
        this.#show(now);
      } else if (now) {
        this.#dialog.close();
        await outrun();
      } else if (unseen) throw problem;
      else this.#error = problem;
    } finally {
      this.#busy = false;
      this.#host.requestUpdate();
    }
  }
}
