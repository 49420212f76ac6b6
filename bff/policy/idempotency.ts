import { and, eq, lt } from 'drizzle-orm';
import { Problem } from '../http/problem.ts';
import type { Db } from '../store/database.ts';
import { idempotencyKeys } from './schema.ts';

/** Answers are kept this long, in ms. */
const keep = 7 * 86_400_000;

interface Request {
  readonly customerId: string;
  readonly key: string | undefined;
  /** Hash of what was asked. */
  readonly request: string;
  readonly status: number;
  readonly now: Date;
}

/**
 * Acts once per Idempotency-Key: a repetition gets the kept answer, another request under the same key 422. The
 * answer is kept in the transaction that acts, so a refused request keeps nothing.
 */
export async function idempotent<Output>(
  tx: Db,
  { customerId, key, request, status, now }: Request,
  act: () => Promise<Output>,
): Promise<Output> {
  if (key === undefined) return act();
  if (!/^[\x21-\x7e]{8,200}$/.test(key)) throw new Problem('invalid', { fields: { 'idempotency-key': 'format' } });
  const mine = and(eq(idempotencyKeys.customerId, customerId), eq(idempotencyKeys.key, key));
  const [found] = await tx.select().from(idempotencyKeys).where(mine).limit(1);
  if (found) {
    if (found.requestHash !== request) throw new Problem('idempotency_key_reused');
    return JSON.parse(found.body) as Output;
  }
  const output = await act();
  await tx.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, new Date(now.getTime() - keep)));
  await tx
    .insert(idempotencyKeys)
    .values({ customerId, key, requestHash: request, status, body: JSON.stringify(output ?? null), createdAt: now });
  return output;
}
