import type { DomainDetail } from '../answers.ts';
import { domainDetail } from '../detail.ts';
import { action, nothing, type Act } from '../../policy/action.ts';
import { ownDomain, type DomainRow } from '../zone.ts';
import { resendRefusal } from './read.ts';
import { checkOf, verifyJob } from './write.ts';

/** Mails the link once more; the one before is void then. */
export const resendVerification = action({
  name: 'domains.verification.resend',
  input: nothing,
  target: ownDomain,
  capability: resendRefusal,
  run: async (act: Act<DomainRow>): Promise<DomainDetail> => {
    const { tx, target, label, session, deps, now } = act;
    await deps.limits.take('verification', `${label.id} ${target.ownerEmail.toLowerCase()}`);
    const check = await checkOf(tx, session.customer.id, target.ownerEmail);
    if (check) act.enqueue({ kind: verifyJob, object: check.id });
    return domainDetail({ db: tx, label, session, now: now.getTime() }, target);
  },
});
