import { html, nothing, type LitElement, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { copyText } from '../shared/copy-text.ts';
import { field } from '../shared/field.ts';
import type { FormController } from '../shared/form.controller.ts';
import { copy, eye } from '../shared/icons.ts';
import { makePassword, strengthOf, type Strength } from './password-maker.ts';

interface Words {
  readonly passwordField: string;
  readonly passwordHint: string;
  readonly generate: string;
  readonly copyIt: string;
  readonly copied: string;
  readonly copyRefused: string;
  readonly strength: Readonly<Record<Strength, string>>;
}

/** A field for a new password: what is typed can be looked at, one can be made, and how good it is is said. */
export class NewPassword {
  readonly #host: LitElement;
  #shown = false;
  #value = '';
  /** What was made here, until it is saved: nobody can show it again then. */
  #made = '';
  #copied: boolean | undefined;

  constructor(host: LitElement) {
    this.#host = host;
  }

  reset(): void {
    this.#shown = false;
    this.#value = this.#made = '';
    this.#copied = undefined;
  }

  render(
    form: Pick<FormController<never>, 'message' | 'busy' | 'said'> & { dirty: boolean },
    show: string,
    words: Words,
  ): TemplateResult {
    const value = this.#value;
    return field(form, {
      name: 'password',
      label: words.passwordField,
      hint: this.#hint(words),
      control: ({ id, name, invalid, describedBy }) => html`
        <div class="suffix">
          <input
            class="input ${this.#shown ? 'mono' : ''}"
            id=${id}
            name=${name}
            type=${this.#shown ? 'text' : 'password'}
            autocomplete="new-password"
            autocapitalize="off"
            spellcheck="false"
            aria-invalid=${ifDefined(invalid)}
            aria-describedby=${ifDefined(describedBy)}
            .value=${value}
            @input=${(event: Event) => this.#set((event.target as HTMLInputElement).value)}
          />
          <button
            class="btn icon"
            type="button"
            aria-pressed=${this.#shown}
            aria-label=${show}
            @click=${() => {
              this.#shown = !this.#shown;
              this.#host.requestUpdate();
            }}
          >
            ${eye()}
          </button>
          <button
            class="btn"
            type="button"
            @click=${(event: Event) => {
              form.dirty = true;
              this.#shown = true;
              this.#made = makePassword();
              this.#copied = undefined;
              this.#set(this.#made);
              void this.#select(event.currentTarget as HTMLElement);
            }}
          >
            ${words.generate}
          </button>
          ${
            value && value === this.#made
              ? html`<button
                  class="btn icon"
                  type="button"
                  aria-label=${this.#copied ? words.copied : words.copyIt}
                  @click=${(event: Event) => void this.#copy(event.currentTarget as HTMLElement)}
                >
                  ${copy()}
                </button>`
              : nothing
          }
        </div>
      `,
    });
  }

  #hint(words: Words): string {
    if (!this.#value) return words.passwordHint;
    if (this.#value === this.#made && this.#copied !== undefined)
      return this.#copied ? words.copied : words.copyRefused;
    return words.strength[strengthOf(this.#value)];
  }

  #set(value: string): void {
    this.#value = value;
    this.#host.requestUpdate();
  }

  async #copy(button: HTMLElement): Promise<void> {
    this.#copied = await copyText(this.#made);
    this.#host.requestUpdate();
    if (this.#copied) return;
    // Nothing is chosen in a field that is hidden.
    this.#shown = true;
    await this.#select(button);
  }

  /** It is to be written down or copied: it is chosen as a whole. */
  async #select(button: HTMLElement): Promise<void> {
    await this.#host.updateComplete;
    const input = button.parentElement?.querySelector('input');
    input?.focus();
    input?.select();
    // What the form said of the one before is not of this one.
    input?.dispatchEvent(new Event('input', { bubbles: true }));
  }
}
