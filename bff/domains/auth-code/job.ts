import { eq } from 'drizzle-orm';
import { putLater } from '../../jobs/queue.ts';
import type { JobHandler } from '../../jobs/runner.ts';
import { RegistrarError, type RegistrarPort } from '../../platform/registrar/port.ts';
import { tldOf } from '../registry/tlds.ts';
import { domains } from '../schema.ts';

/** Takes back the code that was given out (RFC 9154 §5.2). */
export const clearJob = 'domains.auth_code.clear';

/** How long a code moves the domain, in ms. */
export const lifeOf = (tld: string): number => (tldOf(tld).authCodeDays ?? 14) * 86_400_000;

export const authCodeJobs = (registrar: RegistrarPort): Readonly<Record<string, JobHandler>> => ({
  [clearJob]: {
    async run({ label, job, call }) {
      const [domain] = await label.db
        .select({ name: domains.name })
        .from(domains)
        .where(eq(domains.id, job.object))
        .limit(1);
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
