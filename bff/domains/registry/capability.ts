import type { Session } from '../../auth/session.ts';
import type { BoundLabel } from '../../http/env.ts';
import type { Action, Denied, Refusal } from '../../policy/actions.ts';
import { reasonFor } from '../../policy/words.ts';
import { registryWords } from '../messages.ts';
import type { DomainRow } from '../zone.ts';
import { tldOf } from './tlds.ts';

type Judge = (domain: DomainRow, session: Session) => Refusal | undefined;
type LabelJudge = (domain: DomainRow, session: Session, label: Pick<BoundLabel, 'lacks'>) => Refusal | undefined;

const forbidden = (session: Session, reason?: string): Refusal => {
  const said = reason ?? reasonFor('state_forbids', session.locale);
  return { code: 'state_forbids', ...(said ? { reason: said } : {}) };
};
const isOurs = ({ state }: DomainRow): boolean => state === 'active' || state === 'expired';

/** Nothing can be changed at the registry: not registered yet or any more, or the registry says so. */
const frozen: Judge = (domain, session) => {
  const words = registryWords(session.locale);
  if (!isOurs(domain)) return forbidden(session, words.notNow[domain.state as keyof typeof words.notNow]);
  if (domain.statuses.includes('serverUpdateProhibited')) return forbidden(session, words.registryHolds);
  if (domain.statuses.includes('pendingTransfer')) return forbidden(session, words.registryMoves);
  return domain.statuses.some((status) => status.startsWith('pending'))
    ? forbidden(session, words.registryWorks)
    : undefined;
};

const lockRefusal: Judge = (domain, session) => {
  if (!tldOf(domain.tld).lock) return { code: 'tld_unsupported' };
  return domain.statuses.includes('serverTransferProhibited')
    ? forbidden(session, registryWords(session.locale).registryLock)
    : frozen(domain, session);
};

const privacyRefusal: LabelJudge = (domain, session, { lacks }) =>
  tldOf(domain.tld).privacy === 'choice' && !lacks.includes('privacy')
    ? frozen(domain, session)
    : { code: 'tld_unsupported' };

const renewRefusal: Judge = (domain, session) => {
  if (isOurs(domain)) return undefined;
  const words = registryWords(session.locale);
  return forbidden(session, words.notNow[domain.state as keyof typeof words.notNow]);
};

// What does not fit the state at all is not drawn: there is nothing to stop twice.
const stopRefusal: Judge = (domain) => (isOurs(domain) && domain.autoRenew ? undefined : { code: 'state_forbids' });
const resumeRefusal: Judge = (domain) => (isOurs(domain) && !domain.autoRenew ? undefined : { code: 'state_forbids' });
const restoreRefusal: Judge = (domain) => (domain.state === 'redemption' ? undefined : { code: 'state_forbids' });

/** Why each change of a registration is not possible now. */
export const registryRefusals = {
  'domains.nameservers.edit': frozen,
  'domains.host.create': frozen,
  'domains.host.edit': frozen,
  'domains.host.delete': frozen,
  'domains.contact.edit': frozen,
  'domains.lock.edit': lockRefusal,
  'domains.privacy.edit': privacyRefusal,
  'domains.renewal.stop': stopRefusal,
  'domains.renewal.resume': resumeRefusal,
  'domains.domain.renew': renewRefusal,
  'domains.domain.restore': restoreRefusal,
} as const satisfies Partial<Record<Action, LabelJudge>>;

/** What the session may not do with this registration, beside what it may not do at all. */
export function deniedOnRegistration(domain: DomainRow, session: Session, label: Pick<BoundLabel, 'lacks'>): Denied {
  const denied: Partial<Record<Action, Refusal>> = {};
  for (const [name, judge] of Object.entries(registryRefusals) as [Action, LabelJudge][]) {
    const refusal = session.denied[name] ? undefined : judge(domain, session, label);
    if (refusal) denied[name] = refusal;
  }
  return denied;
}
