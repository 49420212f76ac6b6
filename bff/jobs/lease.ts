import type { Db } from '../store/database.ts';
import { leaseTime, type Job, type Queue } from './queue.ts';

/** The job may be somebody else's by now: nothing more may be told to the world for it. */
export class LeaseLost extends Error {
  readonly code = 'lease_lost';
}

interface HoldOptions {
  readonly queue: Queue;
  readonly now: () => number;
  readonly every?: (ms: number, body: () => void) => () => void;
}

const timer = (ms: number, body: () => void): (() => void) => {
  const running = setInterval(body, ms);
  if (typeof running === 'object') running.unref?.();
  return () => clearInterval(running);
};

/**
 * Keeps a claimed job ours while it runs, however long the world takes. A process that slept past its lease finds out
 * by its clock, before it tells the world anything.
 */
export function holding(db: Db, job: Job, { now, queue, every = timer }: HoldOptions) {
  let until = job.leaseUntil?.getTime() ?? now() + leaseTime;
  let lost = false;
  let told = false;
  const end = every(leaseTime / 3, () => {
    const asked = now();
    queue.renew(db, job, asked).then(
      (ours) => {
        if (ours) until = asked + leaseTime;
        else lost = true;
      },
      // The database is away; the lease runs out by itself.
      () => {},
    );
  });
  return {
    admit(ms: number): void {
      const left = until - now();
      // More than a lease is left: the clock was put back, and says nothing any more.
      if (lost || left < ms || left > leaseTime) throw new LeaseLost('the job is no longer ours');
      told = true;
    },
    /** Whether the world may have been told something. */
    told: () => told,
    release: end,
  };
}
