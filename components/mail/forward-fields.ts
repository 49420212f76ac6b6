import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { mostTargets } from '../../bff/mail/forwards/rules-graph.ts';
import type { FormController } from '../shared/form.controller.ts';
import { alert, close, plus } from '../shared/icons.ts';
import type { Messages } from './messages/forward-form.en.ts';

interface Parts {
  readonly t: Pick<Messages, 'targets' | 'target' | 'another' | 'without'>;
  readonly form: Pick<FormController<never>, 'message' | 'moved'>;
  readonly targets: readonly string[];
  change(how: (targets: readonly string[]) => readonly string[]): void;
  /** The focus goes to the field at a place. */
  lead(at: number): void;
}

/** Several addresses in one go, as they come out of a letter or a table. */
const apart = (text: string): string[] => text.split(/[\s,;]+/).filter((one) => one.includes('@'));

/** One field for each address that a forward leads to. */
export function targetFields({ t, form, targets, change, lead }: Parts): TemplateResult {
  const whole = form.message('targets');
  // Two fields may be filled in before they are drawn again.
  const at = (index: number, value: string) => change((now) => now.with(index, value));
  const without = (index: number) => {
    form.moved('targets');
    change((now) => now.toSpliced(index, 1));
    lead(Math.min(index, targets.length - 2));
  };
  const more = () => {
    change((now) => [...now, '']);
    lead(targets.length);
  };
  const paste = (event: ClipboardEvent, index: number) => {
    const found = apart(event.clipboardData?.getData('text') ?? '');
    if (found.length < 2) return;
    event.preventDefault();
    change((now) => now.toSpliced(index, 1, ...found).slice(0, mostTargets));
    lead(Math.min(index + found.length, mostTargets) - 1);
  };
  return html`<fieldset class="choices">
    <legend>${t.targets}</legend>
    ${targets.map((target, index) => {
      const id = `targets.${index}`;
      const said = form.message(id);
      return html`<div class="field">
        <div class="target">
          <input
            class="input"
            type="text"
            inputmode="email"
            id=${id}
            name=${id}
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            placeholder="name@example.com"
            aria-label=${t.target(index + 1)}
            aria-invalid=${said ? 'true' : nothing}
            aria-describedby=${said ? `${id}-said` : nothing}
            .value=${live(target)}
            @input=${(event: Event) => at(index, (event.target as HTMLInputElement).value)}
            @paste=${(event: ClipboardEvent) => paste(event, index)}
          />
          ${
            targets.length > 1
              ? html`<button
                  class="btn quiet icon"
                  type="button"
                  aria-label=${t.without(index + 1)}
                  @click=${() => without(index)}
                >
                  ${close()}
                </button>`
              : nothing
          }
        </div>
        <div role="alert" id="${id}-said">${said ? html`<p class="err">${alert()}${said}</p>` : nothing}</div>
      </div>`;
    })}
    <div role="alert">${whole ? html`<p class="err">${alert()}${whole}</p>` : nothing}</div>
    ${
      targets.length < mostTargets
        ? html`<div class="actions">
            <button class="btn s" type="button" @click=${more}>${plus()}${t.another}</button>
          </div>`
        : nothing
    }
  </fieldset>`;
}
