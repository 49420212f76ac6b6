import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Db } from '../../store/database.ts';
import { forwards, mailboxes } from '../schema.ts';

export type TakenCode = 'local_taken' | 'local_deleted' | 'local_forward';

/** Which of these addresses no new mailbox can have, and why. One address is one mailbox; a forward of it that keeps no copy would leave it empty. */
export async function takenAmong(db: Db, addresses: readonly string[]): Promise<ReadonlyMap<string, TakenCode>> {
  // One parameter however many there are.
  const asked = sql`(select value from json_each(${JSON.stringify(addresses)}))`;
  const leading = await db
    .select({ address: forwards.address })
    .from(forwards)
    .where(and(inArray(forwards.address, asked), eq(forwards.keepCopy, false), isNull(forwards.deletedAt)));
  const there = await db
    .select({ address: mailboxes.address, deletedAt: mailboxes.deletedAt })
    .from(mailboxes)
    .where(inArray(mailboxes.address, asked));
  return new Map<string, TakenCode>([
    ...leading.map(({ address }) => [address, 'local_forward'] as const),
    ...there.map(({ address, deletedAt }) => [address, deletedAt ? 'local_deleted' : 'local_taken'] as const),
  ]);
}
