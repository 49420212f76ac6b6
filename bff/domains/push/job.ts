import { and, asc, eq, sql } from 'drizzle-orm';
import { mailJob } from '../../account/mail-job.ts';
import { customers, memberships } from '../../account/schema.ts';
import { users } from '../../auth/schema.ts';
import type { Changes } from '../../jobs/changes.ts';
import { jobRows, putJob } from '../../jobs/outbox.ts';
import type { JobHandler, Running } from '../../jobs/runner.ts';
import { locales } from '../../policy/words.ts';
import type { Db } from '../../store/database.ts';
import { domains } from '../schema.ts';
import type { PushRow } from './read.ts';
import { pushes } from './schema.ts';
import { pushJob } from './verbs.ts';

interface Reader {
  readonly name: string;
  readonly email: string;
  readonly locale: string;
}

/** Who reads of it: of an open offer whom it is for, if there is such a person; of one that was answered who made it. */
async function readerOf(db: Db, { state, email, fromId }: PushRow): Promise<Reader | undefined> {
  const who = { name: users.name, email: users.email, locale: users.locale };
  const [found] =
    state === 'open'
      ? await db
          .select(who)
          .from(users)
          .where(eq(sql`lower(${users.email})`, email))
          .limit(1)
      : await db
          .select(who)
          .from(memberships)
          .innerJoin(users, eq(users.id, memberships.userId))
          .where(and(eq(memberships.customerId, fromId), eq(memberships.role, 'owner')))
          .orderBy(asc(memberships.createdAt))
          .limit(1);
  return found && { ...found, locale: found.locale ?? 'en' };
}

const templates = { open: 'push_offer', accepted: 'push_accepted', declined: 'push_declined' } as const;

/** The job that tells people of an offer and of its end. */
export const pushJobs = (changes: Changes, now: () => number): Readonly<Record<string, JobHandler>> => {
  /** Whose list has changed by it. */
  const givers = new WeakMap<Running, { customer: string; domain: string }>();
  return {
    [pushJob]: {
      async run(running) {
        const { label, job } = running;
        const [found] = await label.db
          .select({ push: pushes, about: domains.unicodeName, from: customers.name })
          .from(pushes)
          .innerJoin(domains, eq(domains.id, pushes.domainId))
          .innerJoin(customers, eq(customers.id, pushes.fromId))
          .where(eq(pushes.id, job.object))
          .limit(1);
        if (!found || found.push.state === 'withdrawn') return async () => {};
        givers.set(running, { customer: found.push.fromId, domain: found.push.domainId });
        const reader = await readerOf(label.db, found.push);
        return async (tx) => {
          if (!reader) return;
          const { name, email: to } = reader;
          const locale = locales.find((one) => one === reader.locale) ?? 'en';
          const template = templates[found.push.state as keyof typeof templates];
          const payload = { to, name, template, locale, about: found.about };
          for (const row of jobRows([{ kind: mailJob, object: job.object, payload }], new Date(now()), job))
            await putJob(tx, row);
        };
      },
      failed: async () => {},
      settled(running) {
        const giver = givers.get(running);
        if (giver) changes.publish(running.label.id, giver.customer, { kind: 'domains.domain', id: giver.domain });
      },
    },
  };
};
