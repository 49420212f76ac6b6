import { html, nothing, type TemplateResult } from 'lit';
import type { Redirect, RedirectList, RedirectPreview } from '../../bff/domains/redirects/answers.ts';
import type { Afterwards } from '../../bff/domains/redirects/kinds.ts';
import { asApiError, type ApiError } from '../shared/api-error.ts';
import { Look } from '../shared/look.ts';
import { previewRemoval, removeRedirect } from './redirect-api.ts';
import type { RedirectDialogs } from './redirect-dialogs.ts';
import { recordsView } from './redirect-review.ts';

/** Asks what shall become of the records, shows it, and deletes. */
export class RedirectRemoval {
  readonly dirty = false;
  readonly #dialogs: RedirectDialogs;
  readonly #redirect: Redirect;
  #then: Afterwards;
  readonly #preview: Look<RedirectPreview>;
  #error: ApiError | undefined;
  #busy = false;

  constructor(dialogs: RedirectDialogs, redirect: Redirect) {
    this.#dialogs = dialogs;
    this.#redirect = redirect;
    this.#preview = new Look(dialogs.host, dialogs.parts.panel);
    this.#then = this.#choices[0] ?? 'keep';
  }

  /** Nothing to choose where the records are not ours, or lead elsewhere already. */
  get #choices(): readonly Afterwards[] {
    const { points, before } = this.#redirect;
    return points === 'here' ? [...(before.length ? (['restore'] as const) : []), 'remove', 'keep'] : [];
  }

  look(): Promise<void> {
    const { panel, list } = this.#dialogs.parts;
    this.#error = undefined;
    const ask = () => previewRemoval(panel.api, list.value!, this.#redirect.id, this.#then);
    return this.#preview.ask(() =>
      ask().catch(async (error: unknown) => {
        if (asApiError(error).code !== 'version_conflict') throw error;
        await list.run();
        return ask();
      }),
    );
  }

  render(list: RedirectList): TemplateResult | typeof nothing {
    const { dialog, words: t } = this.#dialogs;
    return dialog.render({
      title: t.deleteTitle(this.#redirect.unicodeName),
      body: html`
        <p>${t.deleteText(this.#redirect.target)}</p>
        ${this.#choices.length ? this.#renderChoices() : nothing}
        ${this.#error ? this.#dialogs.renderError(this.#error) : this.#renderRecords(list)}
      `,
      footer: html`
        <button class="btn" type="button" @click=${() => dialog.close()}>${t.keepIt}</button>
        <button
          class="btn danger fill"
          type="button"
          aria-disabled=${this.#preview.value && !this.#busy ? nothing : 'true'}
          @click=${this.#remove}
        >
          ${t.delete}
        </button>
      `,
    });
  }

  #renderChoices(): TemplateResult {
    const { words: t } = this.#dialogs;
    return html`<fieldset class="choices">
      <legend>${t.recordsThen}</legend>
      ${this.#choices.map(
        (choice) =>
          html`<label class="choice"
            ><input
              type="radio"
              name="records"
              value=${choice}
              .checked=${choice === this.#then}
              @change=${() => this.#choose(choice)}
            />${t.fates[choice]}</label
          >`,
      )}
    </fieldset>`;
  }

  #renderRecords(list: RedirectList) {
    const { words: t } = this.#dialogs;
    const { value, error } = this.#preview;
    if (error) return this.#preview.renderFailure();
    if (!value) return html`<p role="status">${t.checking}</p>`;
    return value.diff.length ? recordsView(this.#dialogs, list, value) : nothing;
  }

  #choose(choice: Afterwards): void {
    this.#then = choice;
    void this.look();
  }

  readonly #remove = async (): Promise<void> => {
    const preview = this.#preview.value;
    if (!preview || this.#busy) return;
    const { panel, list } = this.#dialogs.parts;
    const redirect = this.#redirect;
    const { words: t } = this.#dialogs;
    this.#busy = true;
    this.#dialogs.redraw();
    try {
      const now = await removeRedirect(panel.api, preview, redirect.id, this.#then);
      this.#dialogs.done(
        now,
        'domains.redirect.delete',
        t.deleted(redirect.unicodeName),
        () => void this.#dialogs.again(redirect),
      );
    } catch (error) {
      const problem = asApiError(error);
      this.#busy = false;
      if (problem.code === 'version_conflict') {
        await list.run();
        return this.look();
      }
      this.#error = problem;
      panel.actionFailed(problem, 'domains.redirect.delete', redirect.id);
      this.#dialogs.redraw();
    }
  };
}
