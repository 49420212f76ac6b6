import { and, eq, isNull, or, sql } from 'drizzle-orm';
import type { Changes } from '../../jobs/changes.ts';
import { putLater } from '../../jobs/queue.ts';
import type { JobHandler, Running } from '../../jobs/runner.ts';
import type { Call } from '../../platform/call.ts';
import { MailError, type Mailbox } from '../../platform/mail/port.ts';
import type { Db } from '../../store/database.ts';
import { leaveDomain } from '../domain-job.ts';
import { ensureDomain, type DomainParts } from '../domain.ts';
import { keepDeleted } from '../rules.ts';
import { appPasswords, mailboxes } from '../schema.ts';
import { scopesOf, type MailboxRow } from './read.ts';
import { mailboxJob, purgeJob } from './verbs.ts';

export interface MailJobs extends DomainParts {
  readonly changes: Changes;
  readonly now: () => number;
}

/** Looks whether the owner has opened his mailbox by now: the platform is told once more, and answers. */
const firstSignInJob = 'mail.mailbox.first_sign_in';
/** Until then, in ms: soon while it is new, once a day when nobody seems to come. */
const untilNextLook = (age: number): number => Math.min(86_400_000, Math.max(10_000, age / 4));

const readMailbox = async (db: Db, id: string): Promise<MailboxRow | undefined> =>
  (await db.select().from(mailboxes).where(eq(mailboxes.id, id)).limit(1))[0];

/** A mailbox in the words of the port. */
async function specOf(db: Db, row: MailboxRow): Promise<Mailbox> {
  const apps = await db.select().from(appPasswords).where(eq(appPasswords.mailboxId, row.id));
  return {
    key: row.id.slice(row.id.indexOf('_') + 1),
    address: row.address,
    name: row.name,
    hash: row.hash,
    quota: row.quota,
    state: row.deletedAt ? 'deleted' : row.suspended ? 'suspended' : 'active',
    appPasswords: apps.map((app) => ({ key: app.key, hash: app.hash, scopes: scopesOf(app) })),
    credentials: row.credentials,
  };
}

/** The jobs that bring the mail server to what mailboxes shall be. They send all of one each time, so they may come twice or late. */
export function mailboxJobs(parts: MailJobs): Readonly<Record<string, JobHandler>> {
  const { mail, changes, now } = parts;
  const owners = new WeakMap<Running, string>();
  const settled = (running: Running): void => {
    const customer = owners.get(running);
    if (customer) changes.publish(running.label.id, customer, { kind: 'mail.mailbox', id: running.job.object });
  };
  const failed: JobHandler['failed'] = async (tx, { job }, _error, retryAt) => {
    await tx
      .update(mailboxes)
      .set({ syncError: 'unreachable', syncRetryAt: retryAt ?? null })
      .where(eq(mailboxes.id, job.object));
  };
  const put: JobHandler = {
    async run(running) {
      const { label, job, call } = running;
      const row = await readMailbox(label.db, job.object);
      if (!row) return async () => {};
      owners.set(running, row.customerId);
      const told = await tellMailbox(parts, running, row, call);
      return async (tx) => {
        await tx
          .update(mailboxes)
          .set(told)
          .where(and(eq(mailboxes.id, row.id), isNewer(row)));
        if (!told.firstSignInUrl || row.deletedAt) return;
        const due = new Date(now() + untilNextLook(now() - row.createdAt.getTime()));
        await putLater(tx, { kind: firstSignInJob, object: row.id }, due, job);
      };
    },
    failed,
    lookAgain: (tx, { job }, due) => putLater(tx, { kind: mailboxJob, object: job.object }, due, job),
    port: 'mail',
    settled,
  };
  return {
    [mailboxJob]: put,
    [firstSignInJob]: {
      ...put,
      // It is served: a look that failed says nothing of that, and comes again.
      async failed(tx, { job }, _error, retryAt) {
        if (retryAt) return;
        const due = new Date(now() + untilNextLook(Infinity));
        await putLater(tx, { kind: firstSignInJob, object: job.object }, due, job);
      },
    },
    [purgeJob]: {
      async run(running) {
        const { label, job, call } = running;
        const row = await readMailbox(label.db, job.object);
        // Restored, or deleted once more since.
        if (!row?.deletedAt || row.deletedAt.getTime() + keepDeleted > now()) return async () => {};
        owners.set(running, row.customerId);
        await mail.dropMailbox({ address: row.address, key: row.id.slice(row.id.indexOf('_') + 1) }, call);
        return async (tx) => {
          await tx.delete(mailboxes).where(and(eq(mailboxes.id, row.id), eq(mailboxes.deletedAt, row.deletedAt!)));
          await leaveDomain(tx, row.domainId, new Date(now()), job);
        };
      },
      failed,
      port: 'mail',
      settled,
    },
  };
}

/** A later version that another job has told meanwhile stays. */
const isNewer = (row: MailboxRow) =>
  or(isNull(mailboxes.servedVersion), sql`${mailboxes.servedVersion} <= ${row.wishedVersion}`);

/** What to write when the server was told: the version it has, or that it refuses. */
async function tellMailbox(
  parts: MailJobs,
  { label }: Running,
  row: MailboxRow,
  call: Call,
): Promise<Partial<typeof mailboxes.$inferInsert>> {
  try {
    await ensureDomain(parts, label, row.domainId, call);
    const outcome = await parts.mail.putMailbox(await specOf(label.db, row), call);
    return {
      servedVersion: row.wishedVersion,
      syncError: null,
      syncRetryAt: null,
      firstSignInUrl: outcome.state === 'first_sign_in' ? outcome.url : null,
    };
  } catch (error) {
    if (!(error instanceof MailError) || error.code === 'unreachable') throw error;
    return { syncError: 'refused', syncRetryAt: null };
  }
}
