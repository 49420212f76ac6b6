import { html, nothing, type TemplateResult } from 'lit';
import type { RegistrantOf } from '../../bff/domains/contacts/answers.ts';
import type { Format } from '../shared/format.ts';
import { jobState } from '../shared/job-state.ts';
import type { Messages } from './messages/contacts.en.ts';

const looks = { ready: 'ready', pending: 'pending', waiting: 'waiting', refused: 'failed', failed: 'soon' } as const;
/** So many are listed one by one though all is well. */
const few = 12;

export const registrantState = (
  { state, code, reason, retryAt }: Pick<RegistrantOf, 'state' | 'code' | 'reason' | 'retryAt'>,
  t: Messages,
  format: Format,
): TemplateResult => {
  const why = reason ?? (code ? t.codes[code] : state === 'waiting' ? t.waitingText : undefined);
  const when = retryAt ? html` <time datetime=${retryAt}>${format.date(retryAt, 'time')}</time>` : nothing;
  return jobState(looks[state], t.states[state], why ? html`${why}${when}` : undefined);
};

/** How each registry took it: first those that have not followed; of many that have, how many. */
export function registrantResults(domains: readonly RegistrantOf[], t: Messages, format: Format): TemplateResult {
  if (!domains.length) return html`<p class="why">${t.noDomains}</p>`;
  const open = domains.filter(({ state }) => state !== 'ready');
  const done = domains.filter(({ state }) => state === 'ready');
  if (!open.length && domains.length > few) return html`<p>${jobState('ready', t.allReady(domains.length))}</p>`;
  const all = domains.length > few;
  return html`
    <ul class="results" aria-labelledby="registries">
      ${(all ? open : [...open, ...done]).map(
        (domain) =>
          html`<li>
            <div>
              <b class="ltr">${domain.name}</b>
              ${domain.own ? html`<div class="sub2">${t.own}</div>` : nothing}
            </div>
            <div>${registrantState(domain, t, format)}</div>
          </li>`,
      )}
    </ul>
    ${all && done.length ? html`<p class="why">${t.restReady(done.length)}</p>` : nothing}
  `;
}
