import type { TemplateResult } from 'lit';
import type { DomainSummary } from '../../bff/domains/answers.ts';
import type { Format } from '../shared/format.ts';
import { jobState } from '../shared/job-state.ts';
import { moneyIn } from '../shared/money.ts';
import type { Messages } from './messages/domains.en.ts';

/** A domain needs its customer when it will not renew and this many days are left. */
const soon = 30;

/** How a domain is doing: a shape and a word, below it the reason. */
export function domainStatus(domain: DomainSummary, t: Messages, format: Format): TemplateResult {
  const { state, autoRenew, expiresOn, dns, registry, waits, verifyBy } = domain;
  const word = t.states[state];
  if (state === 'failed') return jobState('failed', word);
  if (state === 'expired' || state === 'redemption' || state === 'pending_delete') return jobState('failed', word);
  if (state === 'released' || state === 'transferred') return jobState('stopped', word);
  if (waits) return jobState('waiting', t.waits[waits]);
  if (state !== 'active') return jobState(state === 'pending_transfer_in' ? 'waiting' : 'pending', word);
  if (verifyBy) {
    const days = format.daysUntil(verifyBy);
    return jobState(days > 0 ? 'soon' : 'failed', t.verify(days), t.verifyWhy);
  }
  if (!autoRenew && expiresOn) {
    const days = format.daysUntil(expiresOn);
    return days <= soon
      ? jobState('soon', t.expiresIn(Math.max(0, days)), t.renewalStopped)
      : jobState('ready', word, t.renewalStopped);
  }
  if (registry === 'failed') return jobState('soon', t.registryFailed);
  if (registry === 'pending') return jobState('pending', t.registryPending);
  if (dns === 'failed') return jobState('soon', t.dnsFailed);
  if (dns === 'pending') return jobState('pending', t.dnsPending);
  return jobState('ready', word);
}

/** When and for how much it renews. */
export function renewal({ autoRenew, renewalPrice, expiresOn }: DomainSummary, t: Messages, format: Format): string {
  if (!expiresOn) return '';
  if (!autoRenew) return t.notAutomatic;
  return renewalPrice ? t.automatic(moneyIn(format.locale, renewalPrice)) : t.automaticPlain;
}
