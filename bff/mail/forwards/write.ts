import { and, eq, inArray, sql } from 'drizzle-orm';
import { Problem } from '../../http/problem.ts';
import type { Act } from '../../policy/action.ts';
import type { Db } from '../../store/database.ts';
import { newId } from '../../store/ids.ts';
import { forwards, forwardTargets, mailDomains } from '../schema.ts';
import { tellReplies } from '../self/script-job.ts';
import type { ForwardSaved } from './answers.ts';
import { planForward, refuseRound, type ForwardPlan, type ForwardWish } from './plan.ts';
import { forwardsOf, targetsOf, type ForwardRow } from './read.ts';

/** Brings the mail server to what a forward shall be. */
export const forwardJob = 'mail.forward.put';
/** Mails a link to those whose owners shall agree; its payload names them. */
export const askJob = 'mail.forward.ask';

/** The wish as the rules let it through. */
export async function planned(
  { tx, session, label }: Pick<Act<unknown>, 'tx' | 'session' | 'label'>,
  wish: ForwardWish,
): Promise<ForwardPlan> {
  const { confirmTargets } = label.settings.mail;
  const plan = await planForward({ db: tx, session, confirmTargets }, wish);
  refuseRound(plan);
  return plan;
}

/** Writes a forward as planned, has its new targets asked and the server told. */
export async function saveForward(
  act: Act<unknown>,
  plan: ForwardPlan,
  owned: Pick<ForwardRow, 'customerId' | 'subscriptionId' | 'domainId'>,
): Promise<ForwardSaved> {
  const { tx, now } = act;
  await tx.insert(mailDomains).values({ domainId: owned.domainId }).onConflictDoNothing();
  const { address, keepCopy } = plan;
  const wished = { ...owned, keepCopy, deletedAt: null, syncError: null, syncRetryAt: null };
  const [row] = await tx
    .insert(forwards)
    .values({ id: newId('forward'), ...wished, address, createdAt: now })
    // One that the server has not forgotten yet is had back.
    .onConflictDoUpdate({
      target: forwards.address,
      set: { ...wished, wishedVersion: sql`${forwards.wishedVersion} + 1` },
    })
    .returning();
  const before = (await targetsOf(tx, [row!.id])).map((target) => target.address);
  const asked = await writeTargets(tx, row!.id, plan, now);
  await tellReplies(act, [...before, ...plan.targets]);
  await ask(act, row!.id, asked);
  act.note({ forward: row!.id, address, targets: plan.targets, keepCopy });
  act.enqueue({ kind: forwardJob, object: row!.id });
  act.changed({ kind: 'mail.forward', id: row!.id });
  const [saved] = await forwardsOf(tx, [row!]);
  return { ...saved!, warnings: plan.warnings.map((warning) => ({ ...warning })) };
}

/** The targets as planned; answers those that are new here and whose owners must be asked. */
async function writeTargets(tx: Db, forwardId: string, plan: ForwardPlan, now: Date): Promise<string[]> {
  const there = await targetsOf(tx, [forwardId]);
  const known = new Set(there.map(({ address }) => address));
  const gone = there.filter(({ address }) => !plan.targets.includes(address)).map(({ address }) => address);
  if (gone.length)
    await tx
      .delete(forwardTargets)
      .where(and(eq(forwardTargets.forwardId, forwardId), inArray(forwardTargets.address, gone)));
  const fresh = plan.targets.filter((address) => !known.has(address));
  const rows = fresh.map((address) => ({ forwardId, address, confirmedAt: plan.asked.has(address) ? null : now }));
  if (rows.length) await tx.insert(forwardTargets).values(rows);
  return fresh.filter((address) => plan.asked.has(address));
}

/** Has the owners of addresses asked, as often as they and the label can bear. */
export async function ask(
  { deps, label, session, enqueue }: Pick<Act<unknown>, 'deps' | 'label' | 'session' | 'enqueue'>,
  forwardId: string,
  targets: readonly string[],
): Promise<void> {
  if (!targets.length) return;
  for (const target of targets) {
    await deps.limits.take('forward_asks', `${label.id} ${session.customer.id}`);
    await deps.limits.take('verification', `${label.id} ${target}`);
  }
  enqueue({ kind: askJob, object: forwardId, payload: { targets, locale: session.locale } });
}

export const field = (name: string, code: string): Problem => new Problem('invalid', { fields: { [name]: code } });
