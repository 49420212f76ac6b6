import { and, desc, eq, sql } from 'drizzle-orm';
import * as v from 'valibot';
import { putLater } from '../../jobs/queue.ts';
import type { JobHandler } from '../../jobs/runner.ts';
import { RegistrarError, type RegistrarPort } from '../../platform/registrar/port.ts';
import type { Db } from '../../store/database.ts';
import { domainEvents } from '../registry/schema.ts';
import { tldOf } from '../registry/tlds.ts';
import { domains } from '../schema.ts';

/** Takes back the code that was given out (RFC 9154 §5.2). */
export const clearJob = 'domains.auth_code.clear';

/** How long a code moves the domain, in ms. */
export const lifeOf = (tld: string): number => (tldOf(tld).authCodeDays ?? 14) * 86_400_000;

/** The code was made by this moment; a later one stays. */
const given = v.nullable(v.object({ by: v.string() }));

/** Whether what was given out last moves the domain still, and shall. */
async function isGood(db: Db, domainId: string, now: number, payload: v.InferOutput<typeof given>): Promise<boolean> {
  const [last] = await db
    .select({ at: domainEvents.at, event: domainEvents.event })
    .from(domainEvents)
    .where(and(eq(domainEvents.domainId, domainId), sql`json_extract(${domainEvents.event}, '$.kind') = 'auth_code'`))
    .orderBy(desc(domainEvents.at))
    .limit(1);
  if (last?.event.kind !== 'auth_code') return false;
  return Date.parse(last.event.expiresAt) > now && !(payload && last.at.getTime() <= Date.parse(payload.by));
}

export const authCodeJobs = (registrar: RegistrarPort, now: () => number): Readonly<Record<string, JobHandler>> => ({
  [clearJob]: {
    async run({ label, job, call }) {
      const [domain] = await label.db
        .select({ name: domains.name })
        .from(domains)
        .where(eq(domains.id, job.object))
        .limit(1);
      // One that was made since has a job of its own.
      if (await isGood(label.db, job.object, now(), v.parse(given, job.payload))) return async () => {};
      try {
        if (domain) await registrar.clearAuthCode(domain.name, call);
      } catch (error) {
        // Moved away, or forbidden to be changed at all: then the code does nothing either.
        if (!(error instanceof RegistrarError) || error.code === 'unreachable') throw error;
      }
      return async () => {};
    },
    failed: async () => {},
    lookAgain: (tx, { job }, due) => putLater(tx, { kind: clearJob, object: job.object }, due, job),
    port: 'registrar',
  },
});
