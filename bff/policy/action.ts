import type { MiddlewareHandler } from 'hono';
import * as v from 'valibot';
import type { Session } from '../auth/session.ts';
import { stepUps } from '../auth/schema.ts';
import { stepUpLife } from '../auth/session.ts';
import { goodNow } from '../store/clock.ts';
import { and, eq, isNull } from 'drizzle-orm';
import { checked, jsonBody, readText } from '../http/body.ts';
import type { BoundLabel, Ctx, Deps, Env } from '../http/env.ts';
import { Problem, type ProblemCode } from '../http/problem.ts';
import { describe, type RouteInfo } from '../http/route.ts';
import type { Change } from '../jobs/changes.ts';
import { jobRows, jobTable, type NewJob } from '../jobs/outbox.ts';
import type { Db } from '../store/database.ts';
import { newId } from '../store/ids.ts';
import { needsStepUp, type Action, type Refusal, type Tab } from './actions.ts';
import { idempotent, keptAnswer } from './idempotency.ts';
import { auditLog } from './schema.ts';
import { reasonFor } from './words.ts';

/** What a verb may use. Everything it writes goes through `tx`. */
export interface Act<Target> {
  readonly tx: Db;
  readonly session: Session;
  readonly label: BoundLabel;
  readonly deps: Deps;
  readonly now: Date;
  /** The object in the path, as it is inside the transaction. */
  readonly target: Target;
  /** Facts for the audit row; it is written in any case. */
  note(detail: Readonly<Record<string, unknown>>): void;
  /** What the world must be told once the transaction has committed. */
  enqueue(job: NewJob): void;
  /** What open panels shall read again, once the transaction has committed. */
  changed(change: Change): void;
}

export interface Verb<Schema extends v.GenericSchema, Target, Output> {
  readonly name: Action;
  readonly input: Schema;
  /** Loads the object in the path through the customer; undefined = not there, or not his. */
  readonly target?: (db: Db, session: Session, id: string) => Promise<Target | undefined>;
  /** Why this object does not allow it now. */
  readonly capability?: (target: Target, session: Session, label: BoundLabel) => Refusal | undefined;
  readonly run: (act: Act<Target>, input: v.InferOutput<Schema>) => Promise<Output>;
}

type Load = (db: Db, session: Session, id: string) => Promise<unknown>;
const loads = new Map<Action, Load>();

/** The only way to write something a customer can do. */
export function action<Schema extends v.GenericSchema, Target, Output>(
  verb: Verb<Schema, Target, Output>,
): Verb<Schema, Target, Output> {
  if (needsStepUp(verb.name)) loads.set(verb.name, verb.target ?? oneself);
  return verb;
}

const oneself: Load = async (_, { user }, id) => (id === user.id ? user : undefined);

/** How the object that a proof of identity is for is loaded; undefined for an action that needs none, or that there is not yet. */
export const loadOf = (name: string): Load | undefined => loads.get(name as Action);

interface Documentation extends Omit<RouteInfo, 'guard' | 'json' | 'query'> {}

type JsonMiddleware<Schema extends v.GenericSchema> = MiddlewareHandler<
  Env,
  string,
  { in: { json: v.InferInput<Schema> }; out: { json: v.InferOutput<Schema> } }
>;

export function signedIn(c: Ctx): { session: Session; label: BoundLabel } {
  const { session, label } = c.var;
  if (!session || !label) throw new Problem('not_signed_in');
  return { session, label };
}

/** A refusal as the person reads it: the label's own words, else ours. */
export function refused(refusal: Refusal, session: Session, name?: Action): Problem {
  const code = refusal.code as ProblemCode;
  return new Problem(code, { action: name, reason: refusal.reason ?? reasonFor(code, session.locale) });
}

/**
 * The gate before a route that writes: signed in → label setting → session scope → role → the answer that a repetition
 * already has → the object and what it allows → step-up → only then the body. `id` is the parameter of the path that names the object.
 */
export function gate<Schema extends v.GenericSchema, Target, Output>(
  verb: Verb<Schema, Target, Output>,
  documentation: Documentation,
): JsonMiddleware<Schema> {
  const middleware: JsonMiddleware<Schema> = async (c, next) => {
    const { session, label } = signedIn(c);
    const refusal = session.denied[verb.name];
    if (refusal) throw refused(refusal, session, verb.name);
    const kept = await keptAnswer(c, label.db, session, () => (hasBody(verb.input) ? readText(c.req.raw) : noText));
    if (kept) return kept;
    const target = await loadTarget(verb, label.db, c);
    await requireStepUp(verb, label.db, c, target.id);
    await c.var.deps.limits.take('write', `${label.id} ${session.customer.id}`);
    const body = hasBody(verb.input)
      ? await jsonBody(c.req.raw, verb.input)
      : { value: checked(verb.input, {}), text: '' };
    c.req.addValidatedData('json', body.value as object);
    c.set('bodyText', body.text);
    await next();
  };
  const json = hasBody(verb.input) ? verb.input : undefined;
  return describe(middleware, { ...documentation, guard: { action: verb.name }, json });
}

const hasBody = (schema: v.GenericSchema): boolean =>
  !('entries' in schema) || Object.keys(schema.entries as object).length > 0;

const noText = Promise.resolve('');

/** The input of a verb that takes none. */
export const nothing = v.strictObject({});

/** Runs a verb behind its gate: rows, audit row and jobs in one transaction, the answer kept under the Idempotency-Key. */
export async function perform<Schema extends v.GenericSchema, Target, Output>(
  c: Ctx,
  verb: Verb<Schema, Target, Output>,
  input: v.InferOutput<Schema>,
  status: number,
): Promise<Output> {
  const { session, label } = signedIn(c);
  const { deps, requestId, trace } = c.var;
  const now = new Date(deps.now());
  const queued: NewJob[] = [];
  const news: Change[] = [];
  const output = await label.db.transaction((tx) =>
    idempotent(c, tx, session, status, async () => {
      // Looked at once more: since the gate another transaction may have changed the object.
      const { target, id } = await loadTarget(verb, tx, c);
      await spendStepUp(verb, tx, c, id);
      let detail: Readonly<Record<string, unknown>> = {};
      const answer = await verb.run(
        {
          tx,
          session,
          label,
          deps,
          now,
          target: target as Target,
          note: (facts) => {
            detail = { ...detail, ...facts };
          },
          enqueue: (job) => void queued.push(job),
          changed: (change) => void news.push(change),
        },
        input,
      );
      await tx.insert(auditLog).values({
        id: newId('audit'),
        at: now,
        customerId: session.customer.id,
        userId: session.user.id,
        action: verb.name,
        object: id ?? null,
        detail,
        origin: session.origin ?? new URL(c.req.url).host,
        requestId,
      });
      const rows = jobRows(queued, now, { requestId, trace });
      if (rows.length) await tx.insert(jobTable).values(rows);
      return answer;
    }),
  );
  if (queued.length) deps.jobs.wake(label.id);
  for (const change of news) deps.changes.publish(label.id, session.customer.id, change);
  return output;
}

async function loadTarget<Schema extends v.GenericSchema, Target, Output>(
  verb: Verb<Schema, Target, Output>,
  db: Db,
  c: Ctx,
): Promise<{ target: Target | undefined; id: string | undefined }> {
  if (!verb.target) return { target: undefined, id: undefined };
  const { session, label } = signedIn(c);
  const id = c.req.param('id') ?? session.user.id;
  const target = await verb.target(db, session, id);
  if (target === undefined) throw new Problem('not_found');
  const refusal = verb.capability?.(target, session, label);
  if (refusal) throw refused(refusal, session, verb.name);
  return { target, id };
}

/** Of the session that was asked for it: what a person confirms in his customer area, no page that embeds may spend. */
const openStepUp = ({ session }: { session: Session }, verb: { name: Action }, id: string | undefined, now: Date) =>
  and(
    eq(stepUps.userId, session.user.id),
    eq(stepUps.sessionId, session.id),
    eq(stepUps.action, verb.name),
    eq(stepUps.object, id ?? session.user.id),
    goodNow(stepUps.expiresAt, now.getTime(), stepUpLife),
    isNull(stepUps.usedAt),
  );

async function requireStepUp(verb: { name: Action }, db: Db, c: Ctx, id: string | undefined): Promise<void> {
  if (!needsStepUp(verb.name)) return;
  const now = new Date(c.var.deps.now());
  const [row] = await db
    .select({ id: stepUps.id })
    .from(stepUps)
    .where(openStepUp(signedIn(c), verb, id, now))
    .limit(1);
  if (row) return;
  const { session } = signedIn(c);
  const { code, extra } = refused({ code: 'step_up_required' }, session, verb.name);
  const asked = { action: verb.name, object: id ?? session.user.id };
  // A page of a reseller opens it in a window of its own: there its session is named, and the person sees whose it is.
  const query = new URLSearchParams(session.kind === 'embed' ? { ...asked, session: session.id } : asked);
  throw new Problem(code, { ...extra, confirmAt: `/ca/step-up?${query}` });
}

async function spendStepUp(verb: { name: Action }, tx: Db, c: Ctx, id: string | undefined): Promise<void> {
  if (!needsStepUp(verb.name)) return;
  const now = new Date(c.var.deps.now());
  const spent = await tx
    .update(stepUps)
    .set({ usedAt: now })
    .where(openStepUp(signedIn(c), verb, id, now))
    .returning({ id: stepUps.id });
  if (!spent.length) throw refused({ code: 'step_up_required' }, signedIn(c).session, verb.name);
}

type QueryInput<Query> = Query extends v.GenericSchema
  ? { in: { query: v.InferInput<Query> }; out: { query: v.InferOutput<Query> } }
  : object;

/** The guard of a route that reads: the tab must be open to this session. */
export function tab<Query extends v.GenericSchema | undefined = undefined>(
  name: Tab,
  documentation: Documentation & { query?: Query },
): MiddlewareHandler<Env, string, QueryInput<Query>> {
  return describe(
    async (c, next) => {
      const { session, label } = signedIn(c);
      const refusal = session.deniedTabs[name];
      if (refusal) throw refused(refusal, session);
      await c.var.deps.limits.take('read', `${label.id} ${session.customer.id}`);
      if (documentation.query) c.req.addValidatedData('query', checked(documentation.query, c.req.query()) as object);
      await next();
    },
    { ...documentation, guard: { tab: name } },
  );
}
