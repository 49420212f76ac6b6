import { html, nothing, type TemplateResult } from 'lit';
import type { ZoneAnswer } from '../../bff/domains/answers.ts';
import type { Format } from '../shared/format.ts';
import { alert, info } from '../shared/icons.ts';
import { jobState } from '../shared/job-state.ts';
import type { Refused } from '../shared/panel.ts';
import type { Messages } from './messages/dns.en.ts';

interface Parts {
  readonly t: Messages;
  readonly format: Format;
  readonly refusal: Refused | undefined;
  retry(): void;
}

/** Above the records, one at a time: DNS elsewhere, read-only and why, not published yet, being published. */
export function dnsNotices(zone: ZoneAnswer, { t, format, refusal, retry }: Parts): TemplateResult {
  const notice = () => {
    if (!zone.ownNameServers)
      return html`<div class="banner info">
        ${info()}
        <p>
          <b>${t.foreignTitle}</b> ${t.foreignText(zone.nameServers.join(', '), zone.labelNameServers.join(', '))}
          ${t.foreignHere}
        </p>
      </div>`;
    if (refusal?.reason)
      return html`<div class="banner">
        ${info()}
        <p>${refusal.reason}</p>
      </div>`;
    const { state, reason, retryAt } = zone.sync;
    if (state === 'failed')
      return html`<div class="banner warn">
        ${alert()}
        <p><b>${t.syncFailed}</b> ${reason} ${retryAt ? t.retryAt(format.date(retryAt, 'time')) : nothing}</p>
        <div class="actions"><button class="btn s" type="button" @click=${retry}>${t.retry}</button></div>
      </div>`;
    if (state === 'pending') return html`<p>${jobState('pending', t.syncPending, t.syncPendingText)}</p>`;
    return nothing;
  };
  return html`<div role="status">${notice()}</div>`;
}
