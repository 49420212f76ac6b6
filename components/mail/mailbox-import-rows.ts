import { html, nothing, type TemplateResult } from 'lit';
import { jobState } from '../shared/job-state.ts';
import type { ImportParts } from './mailbox-import.ts';
import { size } from './size.ts';

interface Row {
  readonly line: number;
  readonly address: string;
  readonly quota?: number;
  readonly state: 'good' | 'waiting' | 'created' | 'refused' | 'dropped';
  readonly code?: string | undefined;
}

const looks = { good: 'ready', created: 'ready', refused: 'failed', waiting: 'pending', dropped: 'stopped' } as const;

/** Lines of a file, each with what becomes of it and why. */
export function outcomeTable({ words, errors: wrong }: ImportParts, rows: readonly Row[]): TemplateResult {
  const { t, format } = words;
  const errors = { ...wrong(), ...t.errors };
  return html`<div class="list import-list" role="group" tabindex="0" aria-label=${t.lines}>
    <table class="cards" role="table">
      <thead>
        <tr>
          <th scope="col">${t.line}</th>
          <th scope="col">${t.address}</th>
          <th scope="col">${t.outcome}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ line, address, quota, state, code }) =>
            html`<tr>
              <td data-label=${t.line}>${format.number(line)}</td>
              <td class="key"><span class="ltr">${address || t.noAddress}</span></td>
              <td>
                ${jobState(looks[state], t.states[state], code ? (errors[code] ?? errors['unknown']) : undefined)}
                ${state === 'good' && quota !== undefined ? html`<div class="sub2">${size(quota, format)}</div>` : nothing}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
