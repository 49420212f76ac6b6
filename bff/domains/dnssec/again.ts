import { jobRows, jobTable } from '../../jobs/outbox.ts';
import { hurry } from '../../jobs/queue.ts';
import type { Db } from '../../store/database.ts';
import { readSigning } from './read.ts';

/** Takes the step that a zone is at, on its way to being signed or back. */
export const dnssecJob = 'domains.dnssec.step';

/** Looks at the keys now, not when the next wait is over: the zone may be a new one, without them. */
export async function lookAtKeys(tx: Db, domainId: string, now: Date): Promise<void> {
  if (!(await readSigning(tx, domainId))) return;
  const job = { kind: dnssecJob, object: domainId };
  if (!(await hurry(tx, job, now))) await tx.insert(jobTable).values(jobRows([job], now));
}
