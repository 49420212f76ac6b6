import type { MiddlewareHandler } from 'hono';
import * as v from 'valibot';
import type { Session } from '../auth/session.ts';
import { stepUps } from '../auth/schema.ts';
import { countedAs, stepUpLife } from '../auth/session.ts';
import { goodNow } from '../store/clock.ts';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { checked, jsonBody, readText } from '../http/body.ts';
import type { BoundLabel, Ctx, Env } from '../http/env.ts';
import { Problem } from '../http/problem.ts';
import { describe, type RouteInfo } from '../http/route.ts';
import type { Db } from '../store/database.ts';
import { needsStepUp, type Action, type Tab } from './actions.ts';
import { enact, judged, refused, tell, type Enacted, type Verb } from './enact.ts';
import { idempotent, keptAnswer } from './idempotency.ts';

export { refused, type Act, type Verb } from './enact.ts';

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
  const session = c.get('session');
  const label = c.get('label');
  if (!session || !label) throw new Problem('not_signed_in');
  return { session, label };
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
    const kept = await keptAnswer(c, label.db, session, () =>
      hasBody(verb.input) ? readText(c.req.raw, verb.bodyLimit) : noText,
    );
    if (kept) return kept;
    const target = await loadTarget(verb, label.db, c);
    await requireStepUp(verb, label.db, c, target.id);
    await c.get('deps').limits.take('write', `${label.id} ${countedAs(session)}`);
    const body = hasBody(verb.input)
      ? await jsonBody(c.req.raw, verb.input, verb.bodyLimit)
      : { value: checked(verb.input, {}), text: '' };
    c.req.addValidatedData('json', body.value as object);
    c.set('bodyText', body.text);
    await next();
  };
  const json = hasBody(verb.input) ? verb.input : undefined;
  return describe(middleware, { ...documentation, guard: { action: verb.name }, json });
}

export const hasBody = (schema: v.GenericSchema): boolean =>
  !('entries' in schema) || Object.keys(schema.entries as object).length > 0;

const noText = Promise.resolve('');

/** The input of a verb that takes none. */
export const nothing = v.strictObject({});

/** A proof of identity that was spent before the verb: what is done outside comes first, and nobody else does it meanwhile. */
export interface SpentProof<Target> {
  /** As it was when the proof was spent. */
  readonly target: Target;
  /** Nothing came of it: the same proof may be used once more. */
  giveBack(): Promise<void>;
}

/** Spends the proof that the verb needs; `perform` then takes it for spent. Of two who come at once one gets it. */
export async function spendProof<Schema extends v.GenericSchema, Target, Output>(
  c: Ctx,
  verb: Verb<Schema, Target, Output>,
): Promise<SpentProof<Target>> {
  const { db } = signedIn(c).label;
  return db.transaction(async (tx) => {
    const { target, id } = await loadTarget(verb, tx, c);
    const spent = await spendStepUp(verb, tx, c, id);
    return {
      target: target as Target,
      async giveBack() {
        await db.update(stepUps).set({ usedAt: null }).where(inArray(stepUps.id, spent));
      },
    };
  });
}

/** Runs a verb behind its gate: rows, audit row and jobs in one transaction, the answer kept under the Idempotency-Key. */
export async function perform<Schema extends v.GenericSchema, Target, Output>(
  c: Ctx,
  verb: Verb<Schema, Target, Output>,
  input: v.InferOutput<Schema>,
  status: number,
  proof?: SpentProof<Target>,
): Promise<Output> {
  const { session, label } = signedIn(c);
  const { deps, requestId, trace } = c.var;
  const origin = session.origin ?? new URL(c.req.url).host;
  const through = { session, label, deps, now: new Date(deps.now()), origin, requestId, trace };
  let enacted: Enacted<Output> | undefined;
  const output = await label.db.transaction((tx) =>
    idempotent(c, tx, session, status, async () => {
      // Looked at once more: since the gate another transaction may have changed the object.
      const { target, id } = await loadTarget(verb, tx, c);
      if (!proof) await spendStepUp(verb, tx, c, id);
      enacted = await enact(tx, verb, through, { id, target: target as Target }, input);
      return enacted.output;
    }),
  );
  if (enacted) tell(through, enacted);
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
  return { target: judged(verb, await verb.target(db, session, id), { session, label }), id };
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
  const now = new Date(c.get('deps').now());
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

async function spendStepUp(verb: { name: Action }, tx: Db, c: Ctx, id: string | undefined): Promise<string[]> {
  if (!needsStepUp(verb.name)) return [];
  const now = new Date(c.get('deps').now());
  const spent = await tx
    .update(stepUps)
    .set({ usedAt: now })
    .where(openStepUp(signedIn(c), verb, id, now))
    .returning({ id: stepUps.id });
  if (!spent.length) throw refused({ code: 'step_up_required' }, signedIn(c).session, verb.name);
  return spent.map((row) => row.id);
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
      await c.get('deps').limits.take('read', `${label.id} ${session.customer.id}`);
      if (documentation.query) c.req.addValidatedData('query', checked(documentation.query, c.req.query()) as object);
      await next();
    },
    { ...documentation, guard: { tab: name } },
  );
}

/** The same for a question that is too long for an address: it changes nothing, so no key of a repetition is looked at. */
export function tabJson<Schema extends v.GenericSchema>(
  name: Tab,
  json: Schema,
  documentation: Documentation,
): JsonMiddleware<Schema> {
  const guard = tab(name, documentation);
  return describe(
    (c, next) =>
      guard(c, async () => {
        c.req.addValidatedData('json', (await jsonBody(c.req.raw, json)).value as object);
        await next();
      }),
    { ...documentation, guard: { tab: name }, json },
  );
}
