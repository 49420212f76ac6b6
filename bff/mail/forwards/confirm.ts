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

/**
 * Whoever holds the link of a mail agrees that mail is sent on to him. Who opens it again is told that he has: he holds what told him so
 * before, and it is told as long as the link would be good.
 */
export async function confirmTarget(deps: Deps, label: BoundLabel, token: string): Promise<TargetConfirmed> {
  const now = new Date(deps.now());
  const link = and(
    eq(forwardTargets.tokenHash, await sha256(token)),
    gt(forwardTargets.askedAt, new Date(now.getTime() - linkLife)),
  );
  const { forward, target, already } = await label.db.transaction(async (tx) => {
    const [agreed] = await tx
      .update(forwardTargets)
      .set({ confirmedAt: now })
      .where(and(link, isNull(forwardTargets.confirmedAt)))
      .returning();
    const [found] = agreed ? [agreed] : await tx.select().from(forwardTargets).where(link).limit(1);
    const here = and(eq(forwards.id, found?.forwardId ?? ''), isNull(forwards.deletedAt));
    const [row] = await tx.select().from(forwards).where(here).limit(1);
    // Who holds no good link learns nothing.
    if (!found || !row) throw new Problem('not_found');
    if (agreed) {
      const told = { wishedVersion: sql`${forwards.wishedVersion} + 1`, syncError: null, syncRetryAt: null };
      await tx.update(forwards).set(told).where(here);
      await putJobs(tx, [{ kind: forwardJob, object: row.id }], now);
    }
    return { forward: row, target: found.address, already: !agreed };
  });
  if (!already) {
    deps.jobs.wake(label.id);
    deps.changes.publish(label.id, forward.customerId, { kind: 'mail.forward', id: forward.id });
  }
  return { address: readable(forward.address), target: readable(target), already };
}
