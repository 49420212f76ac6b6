import type { Changes } from '../../jobs/changes.ts';
import type { JobHandler, Running } from '../../jobs/runner.ts';
import type { MailboxRow } from '../mailboxes/read.ts';
import { webmailEndJob } from './end.ts';
import { dropSession } from './redeem.ts';

/** The jobs that end sessions of the webmail when their time is over. */
export function webmailJobs({
  changes,
  now,
}: {
  readonly changes: Changes;
  readonly now: () => number;
}): Readonly<Record<string, JobHandler>> {
  const left = new WeakMap<Running, MailboxRow>();
  return {
    [webmailEndJob]: {
      run: async (running) => async (tx) => {
        const row = await dropSession(tx, running.job.object, new Date(now()));
        if (row) left.set(running, row);
      },
      failed: async () => {},
      settled(running) {
        const row = left.get(running);
        if (row) changes.publish(running.label.id, row.customerId, { kind: 'mail.mailbox', id: row.id });
      },
    },
  };
}
