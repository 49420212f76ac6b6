import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { alert, refresh } from './icons.ts';
import type { FormController } from './form.controller.ts';

/** What of a form a field reads. */
type Form = Pick<FormController<never>, 'message' | 'busy' | 'said'>;

interface Field {
  /** Also the id of the control. */
  readonly name: string;
  readonly label: unknown;
  readonly hint?: unknown;
  /** “Optional”, or how much is left. */
  readonly optional?: string | undefined;
  /** The control; by default a text input with these attributes. */
  readonly control?: (aria: Aria) => TemplateResult;
  readonly type?: string;
  readonly value?: string | undefined;
  readonly autocomplete?: AutoFill;
  readonly mono?: boolean;
}

/** Attributes that tie a control to its label and its error. */
export interface Aria {
  readonly id: string;
  readonly name: string;
  readonly invalid: 'true' | undefined;
  readonly describedBy: string | undefined;
}

/** Label above, control, hint or error below. */
export function field(form: Form, { name, label, hint, optional, control, ...input }: Field): TemplateResult {
  const message = form.message(name);
  const aria: Aria = {
    id: name,
    name,
    invalid: message === undefined ? undefined : 'true',
    describedBy: message === undefined ? (hint ? `${name}-hint` : undefined) : `${name}-said`,
  };
  return html`
    <div class="field">
      <label for=${name}>${label}${optional ? html`<span class="opt">${optional}</span>` : nothing}</label>
      ${
        control
          ? control(aria)
          : html`<input
              class="input ${input.mono ? 'mono' : ''}"
              id=${name}
              name=${name}
              type=${input.type ?? 'text'}
              .value=${input.value ?? ''}
              autocomplete=${input.autocomplete ?? 'off'}
              aria-invalid=${ifDefined(aria.invalid)}
              aria-describedby=${ifDefined(aria.describedBy)}
            />`
      }
      ${said(name, message, hint)}
    </div>
  `;
}

const said = (name: string, message: string | undefined, hint: unknown): TemplateResult => {
  const error = message === undefined ? nothing : html`<p class="err">${alert()}${message}</p>`;
  const help = message === undefined && hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : nothing;
  // No blanks in the alert: empty it takes no room, and is known before it speaks.
  return html`${help}
    <div role="alert" id="${name}-said">${error}</div>`;
};

/** What failed about the form as a whole. */
export const formSaid = ({ said: text }: Form): TemplateResult => {
  const banner = text === undefined ? nothing : html`<p class="banner bad">${alert()}<span>${text}</span></p>`;
  return html`<div role="alert">${banner}</div>`;
};

/** The last button of a form; turns while it saves and keeps its verb. */
export const submitButton = (form: Form, text: unknown, look = 'primary'): TemplateResult =>
  html`<button
    class="btn ${look}"
    type="submit"
    aria-disabled=${ifDefined(form.busy ? 'true' : undefined)}
    aria-busy=${ifDefined(form.busy ? 'true' : undefined)}
  >
    ${form.busy ? refresh() : nothing}${text}
  </button>`;
