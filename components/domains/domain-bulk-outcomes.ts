import { html, nothing, type TemplateResult } from 'lit';
import type { BulkPreview } from '../../bff/domains/bulk/answers.ts';
import type { LocalizeController } from '../shared/localize.controller.ts';
import type { Messages } from './messages/domain-bulk.en.ts';

/** How many would be changed, how many are so already, and why the others cannot be. */
export function outcomes(
  { changed, same, refused, reasons }: BulkPreview,
  words: LocalizeController<Messages>,
): TemplateResult {
  const { t, format } = words;
  const line = (say: (count: string, many: number) => string, many: number) => say(format.number(many), many);
  return html`<ul class="outcomes">
    <li><b>${line(t.changes, changed)}</b></li>
    ${same ? html`<li>${line(t.same, same)}</li>` : nothing}
    ${
      refused
        ? html`<li>
            ${line(t.cannot, refused)}
            <ul>
              ${reasons.map(({ reason, count, domains }) => {
                const names = domains.map(({ name }) => name).join(', ');
                const left = count - domains.length;
                return html`<li>
                  ${reason}
                  <div class="small ltr">${names}${left ? ` ${t.andMore(format.number(left))}` : ''}</div>
                </li>`;
              })}
            </ul>
          </li>`
        : nothing
    }
  </ul>`;
}
