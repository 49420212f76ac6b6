import { and, eq } from 'drizzle-orm';
import { Problem } from '../../http/problem.ts';
import { action, nothing, refused, type Act } from '../../policy/action.ts';
import type { Action } from '../../policy/actions.ts';
import type { Db } from '../../store/database.ts';
import { newId } from '../../store/ids.ts';
import { clearJob } from '../auth-code/job.ts';
import { contacts, registrants } from '../contacts/schema.ts';
import { domainEvents } from '../registry/schema.ts';
import { record } from '../registry/write.ts';
import { dnsChanges, domains } from '../schema.ts';
import { transfers } from '../transfers/schema.ts';
import { wantVerified } from '../verification/write.ts';
import type { DomainRow } from '../zone.ts';
import type { Answered, Push } from './answers.ts';
import { pushInput } from './input.ts';
import { giving, openOffer, ownOffer, pushOf, pushRefusal, type Giving, type PushRow } from './read.ts';
import { pushes } from './schema.ts';

/** Tells people of an offer, and of what became of it. */
export const pushJob = 'domains.push.tell';
/** So long an offer is good, in ms. */
const offerLife = 7 * 86_400_000;

const onDomain = (name: Action) => ({ name, target: giving }) as const;

/**
 * Offers a domain to whoever signs in with that address. Whether there is such a person shows in nothing: the offer is the
 * same, and so is the answer.
 */
export const startPush = action({
  ...onDomain('domains.domain.push'),
  input: pushInput,
  capability: ({ refusal }: Giving) => refusal,
  run: async (act: Act<Giving>, { email }): Promise<Push> => {
    const { tx, session, now } = act;
    const { domain } = act.target;
    if (await openOffer(tx, domain.id, now)) throw refused({ code: 'state_forbids' }, session, 'domains.domain.push');
    // One that nobody answered in time is over.
    await end(tx, domain.id, 'withdrawn');
    const id = newId('push');
    await tx.insert(pushes).values({
      id,
      domainId: domain.id,
      fromId: session.customer.id,
      email: email.toLowerCase(),
      state: 'open',
      by: session.user.name,
      createdAt: now,
      expiresAt: new Date(now.getTime() + offerLife),
    });
    await record({ ...act, target: domain }, { kind: 'push', step: 'offered' });
    act.enqueue({ kind: pushJob, object: id });
    act.changed({ kind: 'domains.domain', id: domain.id });
    return pushOf(tx, session, domain, now);
  },
});

const end = (tx: Db, domainId: string, state: PushRow['state']): Promise<unknown> =>
  tx
    .update(pushes)
    .set({ state })
    .where(and(eq(pushes.domainId, domainId), eq(pushes.state, 'open')));

/** Takes an offer back. */
export const withdrawPush = action({
  ...onDomain('domains.push.cancel'),
  input: nothing,
  run: async (act: Act<Giving>): Promise<Push> => {
    const { tx, session, now } = act;
    const { domain } = act.target;
    if (!(await openOffer(tx, domain.id, now)))
      throw refused({ code: 'state_forbids' }, session, 'domains.push.cancel');
    await end(tx, domain.id, 'withdrawn');
    await record({ ...act, target: domain }, { kind: 'push', step: 'withdrawn' });
    act.changed({ kind: 'domains.domain', id: domain.id });
    return pushOf(tx, session, domain, now);
  },
});

/** One that nobody answered in time is none. */
function refuseOver({ target, now }: Act<PushRow>): void {
  if (target.expiresAt <= now) throw new Problem('not_found');
}

async function hand(act: Act<PushRow>, domain: DomainRow): Promise<void> {
  const { tx, session, target, now } = act;
  const { id } = domain;
  const to = session.customer.id;
  await tx.update(domains).set({ customerId: to }).where(eq(domains.id, id));
  // A contact of its own was the other customer's; whom the registry has it has until somebody changes that.
  await tx.delete(contacts).where(eq(contacts.of, id));
  await tx
    .update(registrants)
    .set({ state: 'ready', next: null, code: null, changeId: null, retryAt: null })
    .where(eq(registrants.domainId, id));
  await wantVerified(tx, { ...domain, customerId: to }, domain.ownerEmail, now);
  // What was done stays; who did it is the other customer's.
  const nobody = { userId: null, by: '' };
  await tx.update(domainEvents).set(nobody).where(eq(domainEvents.domainId, id));
  await tx.update(dnsChanges).set(nobody).where(eq(dnsChanges.domainId, id));
  await tx.update(transfers).set({ by: '' }).where(eq(transfers.domainId, id));
  await end(tx, id, 'accepted');
  await record({ ...act, target: domain }, { kind: 'push', step: 'received' });
  act.note({ from: target.fromId });
}

/** Takes a domain over, with its zone, its redirects and its history. */
export const acceptPush = action({
  name: 'domains.push.accept',
  input: nothing,
  target: ownOffer,
  run: async (act: Act<PushRow>): Promise<Answered> => {
    const { tx, session, target } = act;
    refuseOver(act);
    const [domain] = await tx
      .select()
      .from(domains)
      .where(and(eq(domains.id, target.domainId), eq(domains.customerId, target.fromId)))
      .limit(1);
    const refusal = domain ? await pushRefusal(tx, domain, session) : { code: 'state_forbids' };
    // Whose plan it is linked to is not for everybody to know.
    if (!domain || refusal) throw refused({ code: 'state_forbids' }, session, 'domains.push.accept');
    await hand(act, domain);
    // Whoever had it could take it back with a code that he was given.
    act.enqueue({ kind: clearJob, object: domain.id, payload: { by: act.now.toISOString() } });
    act.enqueue({ kind: pushJob, object: target.id });
    act.changed({ kind: 'domains.domain', id: domain.id });
    return { state: 'accepted', domain: domain.id };
  },
});

export const declinePush = action({
  name: 'domains.push.accept',
  input: nothing,
  target: ownOffer,
  run: async (act: Act<PushRow>): Promise<Answered> => {
    const { tx, target } = act;
    refuseOver(act);
    await tx.update(pushes).set({ state: 'declined' }).where(eq(pushes.id, target.id));
    act.note({ push: target.id, declined: true });
    act.enqueue({ kind: pushJob, object: target.id });
    return { state: 'declined' };
  },
});
