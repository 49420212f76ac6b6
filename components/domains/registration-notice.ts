import { html, nothing, type TemplateResult } from 'lit';
import type { DomainDetail } from '../../bff/domains/answers.ts';
import { alert } from '../shared/icons.ts';
import { jobState } from '../shared/job-state.ts';

interface Words {
  readonly pending: string;
  readonly pendingText: string;
  readonly failed: string;
  readonly retry: string;
}

/** Above the facts: what the registry has not done yet, and why. */
export function registrationNotice(
  { registration: { sync } }: DomainDetail,
  t: Words,
  /** Undefined where it may not be asked for. */
  retry: (() => void) | undefined,
): TemplateResult {
  const notice = () => {
    if (sync.state === 'pending') return html`<p>${jobState('pending', t.pending, t.pendingText)}</p>`;
    if (sync.state !== 'failed') return nothing;
    return html`<div class="banner warn">
      ${alert()}
      <p><b>${t.failed}</b> ${sync.reason}</p>
      ${
        retry
          ? html`<div class="actions">
              <button class="btn s" type="button" @click=${retry}>${t.retry}</button>
            </div>`
          : nothing
      }
    </div>`;
  };
  return html`<div role="status">${notice()}</div>`;
}
