import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Act } from '../../policy/action.ts';
import { autoReplies, mailboxes } from '../schema.ts';

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
