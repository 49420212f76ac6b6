import { and, eq, isNull, sql } from 'drizzle-orm';
import { ownDomain } from '../../domains/zone.ts';
import { Problem } from '../../http/problem.ts';
import { action, nothing, refused, type Act } from '../../policy/action.ts';
import type { Action } from '../../policy/actions.ts';
import { placeOf, takenOf } from '../plans.ts';
import { parseAddress, parseLocal } from '../rules.ts';
import { forwards } from '../schema.ts';
import { tellReplies } from '../self/script-job.ts';
import { mailWords } from '../words.ts';
import type { Forward, ForwardSaved } from './answers.ts';
import { catchAllWish, forwardEdit, newForward, targetAsked } from './input.ts';
import { forwardsOf, ownAddress, ownCatchAll, ownForward, targetsOf, type ForwardRow } from './read.ts';
import { ask, field, forwardJob, planned, saveForward } from './write.ts';

type Owned = Pick<ForwardRow, 'customerId' | 'subscriptionId' | 'domainId'>;

/** The domain, with room for one more forward in its plan unless it has this one already. */
async function placeFor(
  act: Act<unknown>,
  domainId: string,
  name: Action,
  addressIn: (domain: string) => string,
): Promise<{ owned: Owned; address: string; there: boolean }> {
  const { tx, session } = act;
  const place = await placeOf(tx, session, domainId);
  if (!place && !(await ownDomain(tx, session, domainId))) throw new Problem('not_found');
  if (!place) throw field('domain', 'not_in_plan');
  const { plan, domain } = place;
  const address = addressIn(domain.name);
  const [there] = await tx
    .select({ id: forwards.id })
    .from(forwards)
    .where(and(eq(forwards.address, address), isNull(forwards.deletedAt)))
    .limit(1);
  if (!there && (await takenOf(tx, plan.id)).forwards >= plan.maxForwards) {
    const reason = mailWords(session.locale).forwards_full(plan.maxForwards);
    throw refused({ code: 'plan_full', reason }, session, name);
  }
  const owned = { customerId: session.customer.id, subscriptionId: plan.id, domainId: domain.id };
  return { owned, address, there: there !== undefined };
}

/** Makes an address that leads elsewhere. */
export const createForward = action({
  name: 'mail.forward.create',
  input: newForward,
  run: async (act: Act<undefined>, { domain, local, targets, keepCopy }): Promise<ForwardSaved> => {
    const parsed = parseLocal(local);
    if ('code' in parsed) throw field('local', parsed.code);
    const place = await placeFor(act, domain, 'mail.forward.create', (name) => `${parsed.local}@${name}`);
    if (place.there) throw field('local', 'local_taken');
    return saveForward(act, await planned(act, { address: place.address, targets, keepCopy }), place.owned);
  },
});

/** Leads all that nothing else of a domain takes; the targets before are replaced. */
export const setCatchAll = action({
  name: 'mail.catch_all.edit',
  input: catchAllWish,
  run: async (act: Act<undefined>, { domain, targets }): Promise<ForwardSaved> => {
    const { owned, address } = await placeFor(act, domain, 'mail.catch_all.edit', (name) => `@${name}`);
    return saveForward(act, await planned(act, { address, targets, keepCopy: false }), owned);
  },
});

export const editForward = action({
  name: 'mail.forward.edit',
  input: forwardEdit,
  target: ownForward,
  run: async (act: Act<ForwardRow>, edit): Promise<ForwardSaved> => {
    const { tx, target } = act;
    const targets = edit.targets ?? (await targetsOf(tx, [target.id])).map(({ address }) => address);
    const keepCopy = edit.keepCopy ?? target.keepCopy;
    const wish = { address: target.address, targets, keepCopy, kept: edit.keepCopy === undefined };
    return saveForward(act, await planned(act, wish), target);
  },
});

/** It leads nowhere at once; its row goes with the server's. */
export async function removeForward(act: Act<ForwardRow>): Promise<Forward> {
  const { tx, target, now } = act;
  const [row] = await tx
    .update(forwards)
    .set({ deletedAt: now, wishedVersion: sql`${forwards.wishedVersion} + 1`, syncError: null, syncRetryAt: null })
    .where(eq(forwards.id, target.id))
    .returning();
  const targets = (await targetsOf(tx, [target.id])).map(({ address }) => address);
  await tellReplies(act, targets);
  act.note({ address: target.address });
  act.enqueue({ kind: forwardJob, object: target.id });
  act.changed({ kind: 'mail.forward', id: target.id });
  return (await forwardsOf(tx, [row!]))[0]!;
}

export const deleteForward = action({
  name: 'mail.forward.delete',
  input: nothing,
  target: ownForward,
  run: removeForward,
});
export const deleteCatchAll = action({
  name: 'mail.catch_all.edit',
  input: nothing,
  target: ownCatchAll,
  run: removeForward,
});

/** Mails the link once more to one who has not agreed; the one before is void then. */
export const resendConfirmation = action({
  name: 'mail.forward.edit',
  input: targetAsked,
  target: ownAddress,
  run: async (act: Act<ForwardRow>, { target }): Promise<Forward> => {
    const parsed = parseAddress(target);
    const rows = await targetsOf(act.tx, [act.target.id]);
    const found = rows.find(
      ({ address, confirmedAt }) => 'address' in parsed && address === parsed.address && !confirmedAt,
    );
    if (!found) throw field('target', 'not_waiting');
    await ask(act, act.target.id, [found.address]);
    act.note({ address: act.target.address, target: found.address });
    return (await forwardsOf(act.tx, [act.target]))[0]!;
  },
});
