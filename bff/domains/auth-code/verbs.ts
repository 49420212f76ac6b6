import { mailJob } from '../../account/mail-job.ts';
import { action, nothing, type Act } from '../../policy/action.ts';
import { putLater } from '../../jobs/queue.ts';
import { record } from '../registry/write.ts';
import { ownDomain, type DomainRow } from '../zone.ts';
import type { AuthCode } from './answers.ts';
import { authCodeRefusal } from './capability.ts';
import { clearJob, lifeOf } from './job.ts';

/**
 * Writes that a code was made, tells the registrant by mail, and has it taken back when its time is over. The code itself
 * is made right before, by the route: no row ever holds it.
 */
export const revealAuthCode = action({
  name: 'domains.authcode.reveal',
  input: nothing,
  target: ownDomain,
  capability: authCodeRefusal,
  run: async (act: Act<DomainRow>): Promise<AuthCode> => {
    const { tx, target, session, now } = act;
    const expiresAt = new Date(now.getTime() + lifeOf(target.tld));
    await record(act, { kind: 'auth_code', expiresAt: expiresAt.toISOString() });
    await putLater(tx, { kind: clearJob, object: target.id }, expiresAt, {});
    const { name, email } = session.user;
    // Whoever took over the account would not tell: so the registrant hears of it too.
    for (const [to, whom] of new Map([
      [email, name],
      [target.ownerEmail, target.ownerName],
    ]))
      act.enqueue({
        kind: mailJob,
        object: target.id,
        payload: { to, name: whom, template: 'auth_code', locale: session.locale, about: target.unicodeName },
      });
    act.changed({ kind: 'domains.domain', id: target.id });
    return { expiresAt: expiresAt.toISOString() };
  },
});
