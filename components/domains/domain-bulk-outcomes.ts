import { html, nothing, type TemplateResult } from 'lit';
import type { BulkPreview } from '../../bff/domains/bulk/answers.ts';
import { alert } from '../shared/icons.ts';
import type { LocalizeController } from '../shared/localize.controller.ts';
import type { Messages } from './messages/domain-bulk.en.ts';

/** What comes of it that one should know, how many would be changed, how many are so already, and why the others cannot be. */
export function outcomes(
  { changed, same, refused, reasons, domains, effects }: BulkPreview,
  words: LocalizeController<Messages>,
): TemplateResult {
  const { t, format } = words;
  const line = (say: (count: string, many: number) => string, many: number) => say(format.number(many), many);
  const named = (count: number, some: BulkPreview['domains']) => {
    const left = count - some.length;
    const names = some.map(({ name }) => name).join(', ');
    return html`<div class="small ltr">${names}${left ? ` ${t.andMore(format.number(left))}` : ''}</div>`;
  };
  return html`${effects.map(
      ({ code, count, domains: some }) =>
        html`<div class="banner warn">
          ${alert()}
          <div>
            <b>${line(t.effects[code], count)}</b> ${t.effectTexts[code]}
            ${count < changed ? named(count, some) : nothing}
          </div>
        </div>`,
    )}
    <ul class="outcomes">
      <li><b>${line(t.changes, changed)}</b>${changed ? named(changed, domains) : nothing}</li>
      ${same ? html`<li>${line(t.same, same)}</li>` : nothing}
      ${
        refused
          ? html`<li>
              ${line(t.cannot, refused)}
              <ul>
                ${reasons.map(({ reason, count, domains: some }) => html`<li>${reason} ${named(count, some)}</li>`)}
              </ul>
            </li>`
          : nothing
      }
    </ul>`;
}
