import { html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { ApiError } from '../shared/api-error.ts';
import { field } from '../shared/field.ts';
import type { FormController } from '../shared/form.controller.ts';
import { eye } from '../shared/icons.ts';

interface Options {
  readonly label: string;
  readonly hint?: string;
  readonly autocomplete: 'current-password' | 'new-password';
  readonly shown: boolean;
  /** Name of the button that shows what is typed. */
  readonly show: string;
  toggle(): void;
}

/** A password with a button that shows it. */
export const passwordField = (
  form: Pick<FormController<never>, 'message' | 'busy' | 'said'>,
  { label, hint, autocomplete, shown, show, toggle }: Options,
): TemplateResult =>
  field(form, {
    name: 'password',
    label,
    hint,
    control: ({ id, name, invalid, describedBy }) => html`
      <div class="suffix">
        <input
          class="input"
          id=${id}
          name=${name}
          type=${shown ? 'text' : 'password'}
          autocomplete=${autocomplete}
          autocapitalize="off"
          spellcheck="false"
          aria-invalid=${ifDefined(invalid)}
          aria-describedby=${ifDefined(describedBy)}
        />
        <button class="btn icon" type="button" aria-pressed=${shown} aria-label=${show} @click=${toggle}>
          ${eye()}
        </button>
      </div>
    `,
  });

/** The one answer for every wrong pair; it stands at the field that is to be typed again. */
export async function rightPassword(answer: Promise<unknown>): Promise<void> {
  await answer.catch((error: unknown) => {
    if (!(error instanceof ApiError) || error.code !== 'credentials_wrong') throw error;
    throw new ApiError(error.status, { code: error.code, fields: { password: error.code } });
  });
}
