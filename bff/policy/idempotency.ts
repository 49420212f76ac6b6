import { and, eq, gt, lt, sql } from 'drizzle-orm';
import type { Ctx } from '../http/env.ts';
import { Problem } from '../http/problem.ts';
import type { Session } from '../auth/session.ts';
import type { Db } from '../store/database.ts';
import { sign } from '../store/hash.ts';
import { inserting, prepared } from '../store/prepared.ts';
import { idempotencyKeys } from './schema.ts';

/** Answers are kept this long, in ms. */
const keep = 7 * 86_400_000;

/** What was asked: by whom, where, and with what. Keyed, as a body may hold a password, and a plain hash of it could be guessed. */
const hashOf = (c: Ctx, session: Session, text: string): Promise<string> =>
  sign(c.get('deps').secret, `${session.user.id}\n${c.req.method} ${c.req.path}\n${text}`);

function keyOf(c: Ctx): string | undefined {
  const key = c.req.header('idempotency-key');
  if (key !== undefined && !/^[\x21-\x7e]{8,200}$/.test(key))
    throw new Problem('invalid', { fields: { 'idempotency-key': 'format' } });
  return key;
}

const keptRow = prepared((db) =>
  db
    .select()
    .from(idempotencyKeys)
    .where(
      and(
        eq(idempotencyKeys.customerId, sql.placeholder('customer')),
        eq(idempotencyKeys.key, sql.placeholder('key')),
        gt(idempotencyKeys.createdAt, sql.placeholder('since')),
      ),
    )
    .limit(1)
    .prepare(),
);
const forget = prepared((db) =>
  db
    .delete(idempotencyKeys)
    .where(lt(idempotencyKeys.createdAt, sql.placeholder('since')))
    .prepare(),
);
const keepAnswer = inserting(idempotencyKeys);

const keptUnder = (db: Db, c: Ctx, session: Session, key: string) =>
  keptRow(db).get({ customer: session.customer.id, key, since: c.get('deps').now() - keep });

/**
 * The answer to a repetition, before anything is asked of the object: it may be gone or in another state, and its step-up
 * spent, by what the first request did. `read` gives the body, and is called only when there is an answer.
 */
export async function keptAnswer(
  c: Ctx,
  db: Db,
  session: Session,
  read: () => Promise<string>,
): Promise<Response | undefined> {
  const key = keyOf(c);
  const kept = key && (await keptUnder(db, c, session, key));
  if (!kept) return undefined;
  if (kept.requestHash !== (await hashOf(c, session, await read()))) throw new Problem('idempotency_key_reused');
  if (kept.status === 204) return c.body(null, 204);
  return c.body(kept.body, kept.status as 200, { 'content-type': 'application/json' });
}

/**
 * Acts once per Idempotency-Key: a repetition gets the kept answer, another request under the same key 422. The
 * answer is kept in the transaction that acts, so a refused request keeps nothing.
 */
export async function idempotent<Output>(
  c: Ctx,
  tx: Db,
  session: Session,
  status: number,
  act: () => Promise<Output>,
): Promise<Output> {
  const key = keyOf(c);
  if (key === undefined) return act();
  const requestHash = await hashOf(c, session, c.get('bodyText') ?? '');
  const found = await keptUnder(tx, c, session, key);
  if (found) {
    if (found.requestHash !== requestHash) throw new Problem('idempotency_key_reused');
    return JSON.parse(found.body) as Output;
  }
  const output = await act();
  const now = c.get('deps').now();
  await forget(tx).run({ since: now - keep });
  await keepAnswer(tx, {
    customerId: session.customer.id,
    key,
    requestHash,
    status,
    body: JSON.stringify(output ?? null),
    createdAt: new Date(now),
  });
  return output;
}
