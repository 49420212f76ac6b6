import { and, eq } from 'drizzle-orm';
import type { Changes } from '../../jobs/changes.ts';
import { putLater } from '../../jobs/queue.ts';
import type { JobHandler } from '../../jobs/runner.ts';
import { HostingError, type HostingPort } from '../../platform/hosting/port.ts';
import { absolute } from '../rules-names.ts';
import { domains } from '../schema.ts';
import { linkOf } from './read.ts';
import { hostsOf } from './rules.ts';
import { hostingLinks } from './schema.ts';
import { linkJob } from './verbs.ts';

/** The job that brings the server of a plan to what is linked. It sends all of it each time, so that it may come twice or late. */
export const linkJobs = (hosting: HostingPort, changes: Changes): Readonly<Record<string, JobHandler>> => ({
  [linkJob]: {
    async run({ label, job, call }) {
      const [domain] = await label.db.select().from(domains).where(eq(domains.id, job.object)).limit(1);
      const link = domain && (await linkOf(label.db, domain.id));
      if (!domain || !link) return async () => {};
      const { subscriptionId: plan, state, mail } = link;
      const site = { domain: domain.name, hosts: hostsOf(link).map((host) => absolute(host, domain.name)), mail };
      const told = state === 'leaving' ? hosting.detach(plan, domain.name, call) : hosting.attach(plan, site, call);
      const refused = await told.then(
        () => false,
        (error: unknown) => {
          if (!(error instanceof HostingError) || error.code === 'unreachable') throw error;
          return true;
        },
      );
      const still = and(eq(hostingLinks.domainId, domain.id), eq(hostingLinks.state, state));
      return async (tx) => {
        if (refused) await tx.update(hostingLinks).set({ error: 'refused', retryAt: null }).where(still);
        else if (state === 'leaving') await tx.delete(hostingLinks).where(still);
        else await tx.update(hostingLinks).set({ state: 'ready', error: null, retryAt: null }).where(still);
      };
    },

    async failed(tx, { job }, _error, retryAt) {
      await tx
        .update(hostingLinks)
        .set({ error: 'unreachable', retryAt: retryAt ?? null })
        .where(eq(hostingLinks.domainId, job.object));
    },

    lookAgain: (tx, { job }, due) => putLater(tx, { kind: linkJob, object: job.object }, due, job),
    port: 'hosting',

    settled({ label, job }) {
      void label.db
        .select({ customerId: domains.customerId })
        .from(domains)
        .where(eq(domains.id, job.object))
        .then(
          ([row]) => row && changes.publish(label.id, row.customerId, { kind: 'domains.domain', id: job.object }),
          () => {},
        );
    },
  },
});
