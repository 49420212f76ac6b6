import { eq } from 'drizzle-orm';
import type { JobHandler } from '../../jobs/runner.ts';
import type { Claims } from '../../store/claims.ts';
import { domains } from '../schema.ts';
import { claimJob } from './verbs.ts';

/** The names below a domain with redirects are its label's for good: nobody else serves them. */
export const redirectJobs = (claims: Claims): Readonly<Record<string, JobHandler>> => ({
  [claimJob]: {
    async run({ label, job }) {
      const [domain] = await label.db.select().from(domains).where(eq(domains.id, job.object)).limit(1);
      if (domain) {
        const claim = { kind: 'zone', name: domain.name, labelId: label.id, objectId: domain.id } as const;
        await claims.hold(claim);
        await claims.confirm(claim);
      }
      return async () => {};
    },
    failed: async () => {},
  },
});
