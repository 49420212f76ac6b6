import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { live } from 'lit/directives/live.js';
import type { Aria } from '../shared/field.ts';
import type { FormController } from '../shared/form.controller.ts';
import { alert, close, down } from '../shared/icons.ts';

/** A choice of one of several. */
export const pick = <Value extends string>(
  label: string,
  options: readonly (readonly [value: Value, text: string])[],
  chosen: Value,
  set: (value: Value) => void,
): TemplateResult =>
  html`<span class="select"
    ><select
      class="input"
      aria-label=${label}
      .value=${live(chosen)}
      @change=${(event: Event) => set((event.target as HTMLSelectElement).value as Value)}
    >
      ${options.map(([value, text]) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`)}</select
    >${down()}</span
  >`;

export const textIn = ({ id, name, invalid, describedBy }: Aria, value: string, set: (value: string) => void) =>
  html`<input
    class="input"
    type="text"
    autocomplete="off"
    id=${id}
    name=${name}
    aria-invalid=${ifDefined(invalid)}
    aria-describedby=${ifDefined(describedBy)}
    .value=${live(value)}
    @input=${(event: Event) => set((event.target as HTMLInputElement).value)}
  />`;

interface Text {
  /** Below the name of the row, as the BFF calls it. */
  readonly path: string;
  readonly label: string;
  readonly value: string;
  set(value: string): void;
}

interface Row {
  readonly form: Pick<FormController<never>, 'message'>;
  readonly name: string;
  readonly controls: readonly (TemplateResult | Text)[];
  /** The button that takes it out. */
  readonly without: { readonly label: string; run(): void } | undefined;
}

/** One condition or one step of a rule: choices and texts in a line, what is wrong below. */
export function partRow({ form, name, controls, without }: Row): TemplateResult {
  const wrong: TemplateResult[] = [];
  const drawn = controls.map((control) => {
    if (!('path' in control)) return control;
    const id = `${name}.${control.path}`;
    const said = form.message(id);
    if (said) wrong.push(html`<p class="err" id="${id}-said">${alert()}${said}</p>`);
    return html`<input
      class="input"
      type="text"
      autocomplete="off"
      id=${id}
      name=${id}
      aria-label=${control.label}
      placeholder=${control.label}
      aria-invalid=${said ? 'true' : nothing}
      aria-describedby=${said ? `${id}-said` : nothing}
      .value=${live(control.value)}
      @input=${(event: Event) => control.set((event.target as HTMLInputElement).value)}
    />`;
  });
  return html`<div class="field">
    <div class="part">
      <div class="line">${drawn}</div>
      ${
        without
          ? html`<button class="btn quiet icon" type="button" aria-label=${without.label} @click=${without.run}>
              ${close()}
            </button>`
          : nothing
      }
    </div>
    <div role="alert">${wrong}</div>
  </div>`;
}
