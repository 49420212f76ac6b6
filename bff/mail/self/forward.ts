import { Problem } from '../../http/problem.ts';
import { action, nothing, refused, type Act } from '../../policy/action.ts';
import { removeForward } from '../forwards/verbs.ts';
import { ask, field, planned, saveForward } from '../forwards/write.ts';
import { targetsOf } from '../forwards/read.ts';
import { targetAsked } from '../forwards/input.ts';
import { placeOf, takenOf } from '../plans.ts';
import { parseAddress } from '../rules.ts';
import type { MailboxRow } from '../mailboxes/read.ts';
import { mailWords } from '../words.ts';
import type { OwnForward, OwnForwardSaved } from './answers.ts';
import { selfForward } from './input.ts';
import { forwardOf, ownForwardRow, ownSelf } from './read.ts';

const name = 'mail.self.forward';

/** Leads the mailbox's own mail elsewhere: a forward as its customer makes them, by the same rules. */
export const setOwnForward = action({
  name,
  input: selfForward,
  target: ownSelf,
  run: async (act: Act<MailboxRow>, { targets, keepCopy }): Promise<OwnForwardSaved> => {
    const { tx, session, target } = act;
    const { address, customerId, subscriptionId, domainId } = target;
    const there = await ownForwardRow(tx, address);
    const place = await placeOf(tx, session, domainId);
    if (!there && place && (await takenOf(tx, place.plan.id)).forwards >= place.plan.maxForwards)
      throw refused(
        { code: 'plan_full', reason: mailWords(session.locale).forwards_full(place.plan.maxForwards) },
        session,
        name,
      );
    const plan = await planned(act, { address, targets, keepCopy });
    const saved = await saveForward(act, plan, there ?? { customerId, subscriptionId, domainId });
    return { targets: saved.targets, keepCopy: saved.keepCopy, sync: saved.sync, warnings: saved.warnings };
  },
});

/** Everything stays in the mailbox again. */
export const deleteOwnForward = action({
  name,
  input: nothing,
  target: ownSelf,
  run: async (act: Act<MailboxRow>): Promise<object> => {
    const row = await ownForwardRow(act.tx, act.target.address);
    if (row) await removeForward({ ...act, target: row });
    return {};
  },
});

/** Mails the link once more to one who has not agreed. */
export const resendOwnConfirmation = action({
  name,
  input: targetAsked,
  target: ownSelf,
  run: async (act: Act<MailboxRow>, { target }): Promise<OwnForward> => {
    const row = await ownForwardRow(act.tx, act.target.address);
    if (!row) throw new Problem('not_found');
    const parsed = parseAddress(target);
    const found = (await targetsOf(act.tx, [row.id])).find(
      ({ address, confirmedAt }) => 'address' in parsed && address === parsed.address && !confirmedAt,
    );
    if (!found) throw field('target', 'not_waiting');
    await ask(act, row.id, [found.address]);
    act.note({ address: row.address, target: found.address });
    return forwardOf(act.tx, row);
  },
});
