import { html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { live } from 'lit/directives/live.js';
import type { RecordType } from '../../bff/domains/records.ts';
import type { FieldName } from '../../bff/domains/rules-fields.ts';
import { down } from '../shared/icons.ts';
import type { RuleWords } from './dns-words.ts';

interface ValueField {
  readonly type: RecordType;
  readonly name: FieldName;
  readonly id: string;
  readonly value: string;
  readonly invalid: boolean;
  /** Id of what is said about the whole value. */
  readonly describedBy: string;
  readonly form: RuleWords['form'];
  change(value: string): void;
}

/** One field of a record's value: CAA has tags to choose from, TXT has room, the others have a line. */
export function valueField(field: ValueField): TemplateResult {
  return html`<div class="field part-${field.name}">
    <label for=${field.id}>${field.form.fields[field.name]}</label>${control(field)}
  </div>`;
}

function control({ type, name, id, value, invalid, describedBy, form, change }: ValueField): TemplateResult {
  const said = ifDefined(invalid ? 'true' : undefined);
  const typed = (event: Event) => change((event.target as HTMLInputElement).value);
  if (type === 'CAA' && name === 'tag')
    return html`<span class="select"
      ><select id=${id} aria-invalid=${said} aria-describedby=${describedBy} @change=${typed}>
        ${Object.entries(form.caaTags).map(([tag, text]) => html`<option value=${tag} ?selected=${tag === (value || 'issue')}>${text}</option>`)}</select
      >${down()}</span
    >`;
  if (type === 'TXT')
    return html`<textarea
      class="input mono"
      id=${id}
      rows="2"
      spellcheck="false"
      .value=${live(value)}
      aria-invalid=${said}
      aria-describedby=${describedBy}
      @input=${typed}
    ></textarea>`;
  return html`<input
    class="input mono"
    id=${id}
    autocomplete="off"
    autocapitalize="off"
    spellcheck="false"
    .value=${live(value)}
    aria-invalid=${said}
    aria-describedby=${describedBy}
    @input=${typed}
  />`;
}
