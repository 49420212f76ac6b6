import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { alert, close, plus } from '../shared/icons.ts';
import type { FormController } from '../shared/form.controller.ts';
import { jobState } from '../shared/job-state.ts';
import type { NameServerCheck } from './name-server-check.controller.ts';
import type { Messages } from './messages/name-servers.en.ts';

interface Parts {
  readonly t: Messages;
  readonly form: Pick<FormController<never>, 'message' | 'moved'>;
  readonly check: Pick<NameServerCheck, 'of' | 'look'>;
  readonly names: readonly string[];
  readonly limits: { readonly least: number; readonly most: number };
  /** Sets that were used before. */
  readonly known: readonly (readonly string[])[];
  change(how: (names: readonly string[]) => readonly string[]): void;
  /** The focus goes to the field at a place. */
  lead(at: number): void;
}

/** One field per name server, as many as the registry takes. */
export function serverFields({ t, form, check, names, limits, known, change, lead }: Parts): TemplateResult {
  const list = form.message('nameServers');
  // Two fields may be filled in before they are drawn again.
  const at = (index: number, value: string) => change((now) => now.with(index, value));
  const without = (index: number) => {
    form.moved('nameServers');
    change((now) => now.toSpliced(index, 1));
    lead(Math.min(index, names.length - 2));
  };
  const more = () => {
    change((now) => [...now, '']);
    lead(names.length);
  };
  return html`
    <div class="stack-s" role="group" aria-label=${t.others}>
      ${names.map((name, index) => {
        const id = `nameServers.${index}`;
        const said = form.message(id);
        return html`<div class="field">
          <div class="server">
            <input
              class="input mono"
              id=${id}
              name=${id}
              inputmode="url"
              autocomplete="off"
              autocapitalize="off"
              spellcheck="false"
              placeholder="ns${index + 1}.example.net"
              aria-label=${t.server(index + 1)}
              aria-invalid=${said ? 'true' : nothing}
              aria-describedby="${id}-found${said ? ` ${id}-said` : ''}"
              .value=${live(name)}
              @input=${(event: Event) => at(index, (event.target as HTMLInputElement).value)}
              @change=${(event: Event) => void check.look((event.target as HTMLInputElement).value)}
            />
            ${
              names.length > limits.least
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
          <div class=${said ? nothing : 'found'} role="status" id="${id}-found">
            ${said ? nothing : foundOf(t, check.of(name))}
          </div>
          <div role="alert" id="${id}-said">${said ? html`<p class="err">${alert()}${said}</p>` : nothing}</div>
        </div>`;
      })}
      <div role="alert">${list ? html`<p class="err">${alert()}${list}</p>` : nothing}</div>
      <div class="actions">
        ${
          names.length < limits.most
            ? html`<button class="btn s" type="button" @click=${more}>${plus()}${t.another}</button>`
            : nothing
        }
        ${known.map(
          (used) =>
            html`<button class="btn quiet s" type="button" @click=${() => change(() => used)}>
              ${t.useAgain(used[0]!)}
            </button>`,
        )}
      </div>
    </div>
  `;
}

/** What looking at it gave, in words; a warning at most. */
function foundOf(t: Messages, found: ReturnType<NameServerCheck['of']>) {
  if (!found || found === 'not_a_name') return nothing;
  if (found === 'checking') return jobState('pending', t.checking);
  return jobState(found === 'ok' ? 'ready' : found === 'unknown' ? 'stopped' : 'soon', t.checked[found]);
}
