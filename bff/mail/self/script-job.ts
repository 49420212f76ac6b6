import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Act } from '../../policy/action.ts';
import { autoReplies, mailboxes } from '../schema.ts';
import { mailFilters } from './schema.ts';

/** Brings the mail server to what a mailbox shall answer and sort. */
export const scriptJob = 'mail.script.put';

/** Other addresses lead to these mailboxes than before: those that answer must know which. */
export async function tellReplies(
  { tx, enqueue }: Pick<Act<unknown>, 'tx' | 'enqueue'>,
  addresses: readonly string[],
): Promise<void> {
  const asked = sql`(select value from json_each(${JSON.stringify(addresses)}))`;
  const rows = await tx
    .select({ id: mailboxes.id })
    .from(mailboxes)
    .innerJoin(autoReplies, and(eq(autoReplies.mailboxId, mailboxes.id), eq(autoReplies.on, true)))
    .where(inArray(mailboxes.address, asked));
  for (const { id } of rows) enqueue({ kind: scriptJob, object: id });
}

/** A mailbox is there again: what it answers and sorts is told once more, whatever came of it while it was gone. */
export async function tellScript({ tx, enqueue }: Pick<Act<unknown>, 'tx' | 'enqueue'>, id: string): Promise<void> {
  let any = false;
  for (const table of [autoReplies, mailFilters]) {
    const rows = await tx
      .update(table)
      .set({ wishedVersion: sql`${table.wishedVersion} + 1`, syncError: null, syncRetryAt: null })
      .where(eq(table.mailboxId, id))
      .returning({ id: table.mailboxId });
    any ||= rows.length > 0;
  }
  if (any) enqueue({ kind: scriptJob, object: id });
}
