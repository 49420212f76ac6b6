import { html, nothing, type TemplateResult } from 'lit';
import type { DnsTask } from './dns-dialogs.ts';
import type { Messages } from './messages/dns.en.ts';

/** The bar that says how many changes wait, and lets them be looked at or thrown away. */
export function dnsPending(t: Messages, count: number, open: (what: DnsTask) => void): TemplateResult | typeof nothing {
  if (!count) return nothing;
  return html`<div class="pending" role="region" aria-label=${`${t.pending(count)} ${t.notPublished}`}>
    <p><b>${t.pending(count)}</b> <span class="muted">${t.notPublished}</span></p>
    <button class="btn quiet" type="button" @click=${() => open('discard')}>${t.discard}</button>
    <button class="btn primary" type="button" @click=${() => open('openReview')}>${t.review}</button>
  </div>`;
}
