import { html, type LitElement, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { field } from '../shared/field.ts';
import type { FormController } from '../shared/form.controller.ts';
import { eye } from '../shared/icons.ts';
import { makePassword, strengthOf, type Strength } from './password-maker.ts';

interface Words {
  readonly passwordField: string;
  readonly passwordHint: string;
  readonly generate: string;
  readonly strength: Readonly<Record<Strength, string>>;
}

/** A field for a new password: what is typed can be looked at, one can be made, and how good it is is said. */
export class NewPassword {
  readonly #host: LitElement;
  #shown = false;
  #value = '';

  constructor(host: LitElement) {
    this.#host = host;
  }

  reset(): void {
    this.#shown = false;
    this.#value = '';
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
      hint: value ? words.strength[strengthOf(value)] : words.passwordHint,
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
              this.#set(makePassword());
              void this.#select(event.currentTarget as HTMLElement);
            }}
          >
            ${words.generate}
          </button>
        </div>
      `,
    });
  }

  #set(value: string): void {
    this.#value = value;
    this.#host.requestUpdate();
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
