import { and, eq, sql } from 'drizzle-orm';
import { domains } from '../domains/schema.ts';
import { putJobs, type Cause } from '../jobs/outbox.ts';
import { putLater } from '../jobs/queue.ts';
import type { JobHandler, Running } from '../jobs/runner.ts';
import type { Call } from '../platform/call.ts';
import { MailError } from '../platform/mail/port.ts';
import type { Db } from '../store/database.ts';
import { ensureDomain, type DomainParts } from './domain.ts';
import { forwardJob } from './forwards/write.ts';
import { mailboxJob } from './mailboxes/verbs.ts';
import { forwards, mailboxes, mailDomains } from './schema.ts';

/** Brings the mail server to what a domain shall be: there with its key while it has mailboxes or forwards, and gone after the last. */
export const domainJob = 'mail.domain.put';

/** The jobs that tell the server of all that is in a domain, or of what it refused. */
async function jobsOf(db: Db, domainId: string, what: 'all' | 'refused' = 'all') {
  const wanted = (table: typeof mailboxes | typeof forwards) =>
    and(eq(table.domainId, domainId), what === 'refused' ? eq(table.syncError, 'refused') : undefined);
  const boxes = await db.select({ id: mailboxes.id }).from(mailboxes).where(wanted(mailboxes));
  const leads = await db.select({ id: forwards.id }).from(forwards).where(wanted(forwards));
  return [
    ...boxes.map(({ id }) => ({ kind: mailboxJob, object: id })),
    ...leads.map(({ id }) => ({ kind: forwardJob, object: id })),
  ];
}

/** Of a mailbox or a forward that is gone: its domain goes with the last one. */
export async function leaveDomain(tx: Db, domainId: string, now: Date, cause: Cause): Promise<void> {
  if ((await jobsOf(tx, domainId)).length === 0) await putJobs(tx, [{ kind: domainJob, object: domainId }], now, cause);
}

/**
 * From before the server is asked, so that whoever needs the domain meanwhile makes it anew; also when it is in use, since an end
 * of it whose answer was lost may have come after it was made. False when it is in use.
 */
const forget = (db: Db, domainId: string): Promise<boolean> =>
  db.transaction(async (tx) => {
    await tx.update(mailDomains).set({ servedVersion: 0 }).where(eq(mailDomains.domainId, domainId));
    return (await jobsOf(tx, domainId)).length === 0;
  });

async function dropDomain({ mail, claims }: DomainParts, { label, job }: Running, name: string, call: Call) {
  try {
    await mail.dropDomain(name, call);
  } catch (error) {
    // It has mailboxes by now, or such as somebody else made there.
    if (error instanceof MailError && error.code === 'refused') return;
    throw error;
  }
  if ((await jobsOf(label.db, job.object)).length === 0)
    await claims.release({ kind: 'mail_domain', name, labelId: label.id, objectId: job.object });
}

/** The job of a mail domain. Its key stays here, so that its record is right again when the domain is back. */
export function domainJobs(parts: DomainParts & { readonly now: () => number }): Readonly<Record<string, JobHandler>> {
  return {
    [domainJob]: {
      async run(running) {
        const { label, job, call, doubt } = running;
        const tell = async (tx: Db, what?: 'refused'): Promise<void> => {
          const again = await jobsOf(tx, job.object, what);
          if (again.length) await putJobs(tx, again, new Date(parts.now()), job);
        };
        const [found] = await label.db
          .select({ name: domains.name })
          .from(mailDomains)
          .innerJoin(domains, eq(domains.id, mailDomains.domainId))
          .where(eq(mailDomains.domainId, job.object));
        if (!found) return async () => {};
        if (!(await forget(label.db, job.object))) {
          await ensureDomain(parts, label, job.object, call);
          // An earlier attempt may have taken the domain from under them; or under those that came meanwhile, at a second look.
          return (tx) => tell(tx, doubt ? undefined : 'refused');
        }
        await dropDomain(parts, running, found.name, call);
        return async (tx) => {
          // Made meanwhile and told before the domain went: all of it is told once more.
          await tx
            .update(mailDomains)
            .set({ servedVersion: 0, syncError: null, syncRetryAt: null })
            .where(eq(mailDomains.domainId, job.object));
          await tell(tx);
        };
      },
      failed: async (tx, { job }, _error, retryAt) =>
        void (await tx
          .update(mailDomains)
          .set({ syncError: 'unreachable', syncRetryAt: retryAt ?? null })
          .where(eq(mailDomains.domainId, job.object))),
      lookAgain: (tx, { job }, due) => putLater(tx, { kind: domainJob, object: job.object }, due, job),
      port: 'mail',
    },
  };
}

/** Has the server told of each mail domain of a label anew, as after it was set up afresh; how many there are. */
export async function putDomainJobs(tx: Db, now: Date): Promise<number> {
  const rows = await tx
    .update(mailDomains)
    .set({ wishedVersion: sql`${mailDomains.wishedVersion} + 1` })
    .returning({ id: mailDomains.domainId });
  const jobs = rows.map(({ id }) => ({ kind: domainJob, object: id }));
  if (jobs.length) await putJobs(tx, jobs, now);
  return jobs.length;
}
