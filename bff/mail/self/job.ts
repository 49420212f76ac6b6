import { and, eq, sql } from 'drizzle-orm';
import { putLater } from '../../jobs/queue.ts';
import type { JobHandler, Running } from '../../jobs/runner.ts';
import { MailError, type MailboxScript } from '../../platform/mail/port.ts';
import { readSettings } from '../../reseller/settings.ts';
import type { Db } from '../../store/database.ts';
import type { MailJobs } from '../mailboxes/job.ts';
import { autoReplies, mailboxes } from '../schema.ts';
import { aliasesOf, readFilters, readReply, type FilterRow, type ReplyRow } from './read.ts';
import { endOf, startOf } from './rules-days.ts';
import { sieveScript, type ReplyWish } from './rules-sieve.ts';
import { mailFilters } from './schema.ts';
import { scriptJob } from './script-job.ts';

type Told = { servedVersion: number; syncError: null; syncRetryAt: null } | { syncError: 'refused'; syncRetryAt: null };

/** A script in the words of the port. */
async function scriptOf(
  db: Db,
  address: string,
  reply: ReplyRow | undefined,
  filters: FilterRow | undefined,
): Promise<MailboxScript> {
  const { timeZone } = (await readSettings(db)).locale;
  const wish: ReplyWish | null = reply?.on
    ? {
        subject: reply.subject,
        text: reply.body,
        from: reply.from === null ? null : startOf(reply.from, timeZone),
        until: reply.until === null ? null : endOf(reply.until, timeZone),
        address,
        aliases: await aliasesOf(db, address),
      }
    : null;
  return { address, script: sieveScript({ reply: wish, rules: filters?.rules ?? [] }), reply: wish };
}

/** The job that brings the mail server to what a mailbox shall answer and sort: all of it each time, so it may come twice or late. */
export function scriptJobs({ mail, changes }: MailJobs): Readonly<Record<string, JobHandler>> {
  const owners = new WeakMap<Running, string>();
  return {
    [scriptJob]: {
      async run(running) {
        const { label, job, call } = running;
        const [row] = await label.db.select().from(mailboxes).where(eq(mailboxes.id, job.object)).limit(1);
        if (!row || row.deletedAt) return async () => {};
        owners.set(running, row.customerId);
        // Its own job comes first.
        if (row.servedVersion === 0) throw new MailError('unreachable', 'the mailbox is not there yet');
        const reply = await readReply(label.db, row.id);
        const filters = await readFilters(label.db, row.id);
        const script = await scriptOf(label.db, row.address, reply, filters);
        const refused = await mail.putScript(script, call).then(
          () => false,
          (error: unknown) => {
            if (!(error instanceof MailError) || error.code === 'unreachable') throw error;
            // It may not know yet that the mailbox is there again.
            if (row.servedVersion < row.wishedVersion && row.syncError !== 'refused')
              throw new MailError('unreachable', 'the mailbox is not there yet', { cause: error });
            return true;
          },
        );
        const told = (version: number): Told =>
          refused
            ? { syncError: 'refused', syncRetryAt: null }
            : { servedVersion: version, syncError: null, syncRetryAt: null };
        return async (tx) => {
          // What was changed meanwhile another job tells.
          if (reply)
            await tx
              .update(autoReplies)
              .set(told(reply.wishedVersion))
              .where(
                and(eq(autoReplies.mailboxId, row.id), sql`${autoReplies.servedVersion} <= ${reply.wishedVersion}`),
              );
          if (filters)
            await tx
              .update(mailFilters)
              .set(told(filters.wishedVersion))
              .where(
                and(eq(mailFilters.mailboxId, row.id), sql`${mailFilters.servedVersion} <= ${filters.wishedVersion}`),
              );
        };
      },
      async failed(tx, { job }, _error, retryAt) {
        const failed = { syncError: 'unreachable', syncRetryAt: retryAt ?? null } as const;
        const behind = (table: typeof autoReplies | typeof mailFilters) =>
          and(eq(table.mailboxId, job.object), sql`${table.servedVersion} < ${table.wishedVersion}`);
        await tx.update(autoReplies).set(failed).where(behind(autoReplies));
        await tx.update(mailFilters).set(failed).where(behind(mailFilters));
      },
      lookAgain: (tx, { job }, due) => putLater(tx, { kind: scriptJob, object: job.object }, due, job),
      port: 'mail',
      settled(running) {
        const customer = owners.get(running);
        if (customer) changes.publish(running.label.id, customer, { kind: 'mail.mailbox', id: running.job.object });
      },
    },
  };
}
