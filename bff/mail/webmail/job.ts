import type { JobHandler } from '../../jobs/runner.ts';
import { webmailEndJob } from './end.ts';
import { dropSession } from './redeem.ts';

/** The jobs that end sessions of the webmail when their time is over. */
export const webmailJobs = (now: () => number): Readonly<Record<string, JobHandler>> => ({
  [webmailEndJob]: {
    run:
      async ({ job }) =>
      async (tx) =>
        void (await dropSession(tx, job.object, new Date(now()))),
    failed: async () => {},
  },
});
