import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import type { Session } from '../../auth/session.ts';
import { Problem } from '../../http/problem.ts';
import { hurry } from '../../jobs/queue.ts';
import { action, refused, type Act } from '../../policy/action.ts';
import type { Db } from '../../store/database.ts';
import { record, tellRegistry } from '../registry/write.ts';
import { ownDomain, type DomainRow } from '../zone.ts';
import type { Dnssec } from './answers.ts';
import { dnssecJob } from './again.ts';
import { dnssecOf, dnssecRefusal, readSigning, signsNot } from './read.ts';
import { isVouchedFor, switchedOff, switchedOn } from './rules.ts';
import { zoneSigning } from './schema.ts';
import { dnssecWords } from './words.ts';

/** Signs the zone, or ends it. Both take their time: it can be turned round at any moment, and is never half done. */
export const editDnssec = action({
  name: 'domains.dnssec.edit',
  input: v.strictObject({ on: v.boolean('choice') }),
  target: ownDomain,
  capability: dnssecRefusal,
  run: async (act: Act<DomainRow>, { on }): Promise<Dnssec> => {
    const { tx, target, session, deps, now } = act;
    const before = await readSigning(tx, target.id);
    const refusal = signsNot(deps, before?.step, session);
    if (refusal) throw refused(refusal, session, 'domains.dnssec.edit');
    const step = on ? switchedOn(before?.step) : switchedOff(before?.step);
    if (step) {
      const values = { step, dueAt: null, error: null };
      await tx
        .insert(zoneSigning)
        .values({ domainId: target.id, ...values })
        .onConflictDoUpdate({ target: zoneSigning.domainId, set: values });
      // What waits for its time has another task now.
      if (!(await hurry(tx, { kind: dnssecJob, object: target.id }, now)))
        act.enqueue({ kind: dnssecJob, object: target.id });
      if (isVouchedFor(step)) await tellRegistry(act, ['ds']);
      await record(act, { kind: 'dnssec', on });
      act.changed({ kind: 'domains.domain', id: target.id });
    }
    return dnssecOf(tx, deps, session, target);
  },
});

export const isSigned = async (db: Db, domainId: string): Promise<boolean> =>
  (await readSigning(db, domainId)) !== undefined;

/** With foreign name servers a domain that its parent vouches for would be reached by nobody. */
export const signedFirst = (session: Session): Problem =>
  new Problem('state_forbids', {
    action: 'domains.nameservers.edit',
    reason: dnssecWords(session.locale).switchOffFirst,
  });

/** Of a domain that is nobody's any more nothing is left. */
export const forgetSigning = (tx: Db, domainId: string): Promise<unknown> =>
  tx.delete(zoneSigning).where(eq(zoneSigning.domainId, domainId));
