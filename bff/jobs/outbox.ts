import type { Db } from '../store/database.ts';
import { newId } from '../store/ids.ts';
import { inserting } from '../store/prepared.ts';
import { jobs } from './schema.ts';

/** What the world must be told, and about which object. */
export interface NewJob {
  readonly kind: string;
  readonly object: string;
  readonly payload?: unknown;
}

/** The request that a job comes from; nothing when an operator or the BFF itself wants it. */
export interface Cause {
  readonly requestId?: string | null;
  readonly trace?: string | null;
}

export const jobTable = jobs;
export const putJob = inserting(jobs);

/** Rows for the outbox; the verb's transaction inserts them. */
export const jobRows = (queued: readonly NewJob[], now: Date, { requestId = null, trace = null }: Cause = {}) =>
  queued.map(({ kind, object, payload }) => ({
    id: newId('job'),
    kind,
    object,
    payload: payload ?? null,
    dueAt: now,
    requestId,
    trace,
    createdAt: now,
  }));

/** Puts them all; many by few statements, since a database server is asked over the network. */
export async function putJobs(tx: Db, queued: readonly NewJob[], now: Date, cause?: Cause): Promise<void> {
  const rows = jobRows(queued, now, cause);
  if (rows.length === 1) return putJob(tx, rows[0]!);
  for (let at = 0; at < rows.length; at += 500) await tx.insert(jobs).values(rows.slice(at, at + 500));
}
