import { and, eq, isNull, ne, or } from 'drizzle-orm';
import type { BoundLabel, Deps } from '../../http/env.ts';
import { Problem } from '../../http/problem.ts';
import { putJobs } from '../../jobs/outbox.ts';
import type { Db } from '../../store/database.ts';
import { sha256 } from '../../store/hash.ts';
import type { Question } from './answers.ts';
import { markVerified } from '../verification/write.ts';
import type { Told } from './plan.ts';
import { heldIn, toldOf, type Held } from './read.ts';
import { confirmations, registrants } from './schema.ts';
import { contactJob } from './write.ts';

type Confirmation = typeof confirmations.$inferSelect;

/** Who holds no good link learns nothing, not even that there was one. */
async function find(db: Db, token: string, now: number): Promise<Confirmation> {
  const [row] = await db
    .select()
    .from(confirmations)
    .where(eq(confirmations.hash, await sha256(token)))
    .limit(1);
  if (!row || row.expiresAt.getTime() <= now) throw new Problem('not_found');
  return row;
}

const shown = ({ contact: { name = '', organisation = '', email = '' } }: Told) => ({ name, organisation, email });

async function others(db: Db, { changeId, hash }: Confirmation): Promise<number> {
  const rows = await db
    .select({ hash: confirmations.hash })
    .from(confirmations)
    .where(
      and(
        eq(confirmations.changeId, changeId),
        ne(confirmations.hash, hash),
        or(isNull(confirmations.agrees), eq(confirmations.agrees, false)),
      ),
    );
  return rows.length;
}

const questionOf = (row: Confirmation, waiting: readonly Held[], left: number): Question => {
  const first = waiting[0];
  const nobody = { contact: {}, extra: {} };
  return {
    // Nothing waits any more: all have agreed, or the customer has saved something else since.
    state: row.agrees === false ? 'declined' : row.agrees ? 'agreed' : first ? 'open' : 'done',
    domains: waiting.map(({ domain }) => domain.unicodeName),
    before: shown(first ? toldOf(first) : nobody),
    after: shown(first?.registrant?.next ?? nobody),
    others: left,
  };
};

export async function readQuestion(label: BoundLabel, token: string, now: number): Promise<Question> {
  const row = await find(label.db, token, now);
  return questionOf(row, await heldIn(label.db, row.changeId), await others(label.db, row));
}

/** Notes what one of them says. Once all agree the registries are told; one who does not ends it. */
export async function answerQuestion(
  deps: Pick<Deps, 'jobs' | 'changes' | 'now'>,
  label: BoundLabel,
  token: string,
  agrees: boolean,
): Promise<Question> {
  const now = deps.now();
  const { answer, row, moved } = await label.db.transaction(async (tx) => {
    const row = await find(tx, token, now);
    const waiting = await heldIn(tx, row.changeId);
    const left = await others(tx, row);
    if (row.agrees !== null || !waiting.length) return { answer: questionOf(row, waiting, left), row, moved: [] };
    await tx.update(confirmations).set({ agrees }).where(eq(confirmations.hash, row.hash));
    // Whoever answered from there reads what is sent there.
    await markVerified(tx, row.customerId, row.email, new Date(now));
    const said = questionOf({ ...row, agrees }, waiting, left);
    if (agrees && left) return { answer: said, row, moved: [] };
    await tx
      .update(registrants)
      .set({ changeId: null, ...(agrees ? { state: 'pending' } : { state: 'refused', code: 'declined', next: null }) })
      .where(eq(registrants.changeId, row.changeId));
    const jobs = agrees ? waiting.map(({ domain }) => ({ kind: contactJob, object: domain.id })) : [];
    await putJobs(tx, jobs, new Date(now));
    return { answer: said, row, moved: waiting };
  });
  if (moved.length) deps.jobs.wake(label.id);
  for (const { domain } of moved)
    deps.changes.publish(label.id, row.customerId, { kind: 'domains.domain', id: domain.id });
  return answer;
}
