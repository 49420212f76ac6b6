import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { BoundLabel, Deps } from '../../http/env.ts';
import { Problem } from '../../http/problem.ts';
import { putJobs } from '../../jobs/outbox.ts';
import { sha256 } from '../../store/hash.ts';
import { readable } from '../rules.ts';
import { forwards, forwardTargets } from '../schema.ts';
import type { TargetConfirmed } from './answers.ts';
import { forwardJob } from './write.ts';

/** So long a link is good, in ms. */
const linkLife = 7 * 86_400_000;

/** Whoever holds the link of a mail agrees that mail is sent on to him. It works once. */
export async function confirmTarget(deps: Deps, label: BoundLabel, token: string): Promise<TargetConfirmed> {
  const now = new Date(deps.now());
  const hash = await sha256(token);
  const { forward, target } = await label.db.transaction(async (tx) => {
    const good = and(
      eq(forwardTargets.tokenHash, hash),
      isNull(forwardTargets.confirmedAt),
      gt(forwardTargets.askedAt, new Date(now.getTime() - linkLife)),
    );
    const [found] = await tx.update(forwardTargets).set({ confirmedAt: now, tokenHash: null }).where(good).returning();
    const [row] = await tx
      .update(forwards)
      .set({ wishedVersion: sql`${forwards.wishedVersion} + 1`, syncError: null, syncRetryAt: null })
      .where(and(eq(forwards.id, found?.forwardId ?? ''), isNull(forwards.deletedAt)))
      .returning();
    // Who holds no good link learns nothing.
    if (!found || !row) throw new Problem('not_found');
    await putJobs(tx, [{ kind: forwardJob, object: row.id }], now);
    return { forward: row, target: found.address };
  });
  deps.jobs.wake(label.id);
  deps.changes.publish(label.id, forward.customerId, { kind: 'mail.forward', id: forward.id });
  return { address: readable(forward.address), target: readable(target) };
}
