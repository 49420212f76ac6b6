import * as v from 'valibot';
import type { Session } from '../auth/session.ts';
import type { BoundLabel, Deps } from '../http/env.ts';
import { Problem, type ProblemCode } from '../http/problem.ts';
import type { Change } from '../jobs/changes.ts';
import { putJobs, type NewJob } from '../jobs/outbox.ts';
import type { Db } from '../store/database.ts';
import { newId } from '../store/ids.ts';
import { inserting } from '../store/prepared.ts';
import { needsStepUp, type Action, type Refusal } from './actions.ts';
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
  /** Bytes of a body that may be longer than others. */
  readonly bodyLimit?: number;
  /** Loads the object in the path through the customer; undefined = not there, or not his. */
  readonly target?: (db: Db, session: Session, id: string) => Promise<Target | undefined>;
  /** Why this object does not allow it now. */
  readonly capability?: (target: Target, session: Session, label: BoundLabel) => Refusal | undefined;
  readonly run: (act: Act<Target>, input: v.InferOutput<Schema>) => Promise<Output>;
}

const putAudit = inserting(auditLog);

/** A refusal as the person reads it: the label's own words, else ours. */
export function refused(refusal: Refusal, session: Session, name?: Action): Problem {
  const code = refusal.code as ProblemCode;
  return new Problem(code, { action: name, reason: refusal.reason ?? reasonFor(code, session.locale) });
}

/** Who acts, with what, and what is written down of how he came. */
export interface Through extends Pick<Act<unknown>, 'session' | 'label' | 'deps' | 'now'> {
  /** The page that it was asked on. */
  readonly origin: string;
  readonly requestId: string;
  readonly trace: string;
}

/** What there is to tell once the transaction has committed. */
export interface Enacted<Output> {
  readonly output: Output;
  readonly queued: readonly NewJob[];
  readonly news: readonly Change[];
}

/** The object as the gate lets it through: there, and in a state that allows it. */
export function judged<Schema extends v.GenericSchema, Target, Output>(
  verb: Verb<Schema, Target, Output>,
  target: Target | undefined,
  { session, label }: Pick<Through, 'session' | 'label'>,
): Target {
  if (target === undefined) throw new Problem('not_found');
  const refusal = verb.capability?.(target, session, label);
  if (refusal) throw refused(refusal, session, verb.name);
  return target;
}

/** Runs a verb on what the gate has let through: rows, audit row and jobs in the transaction. */
export async function enact<Schema extends v.GenericSchema, Target, Output>(
  tx: Db,
  verb: Verb<Schema, Target, Output>,
  { origin, requestId, trace, ...through }: Through,
  { id, target }: { readonly id: string | undefined; readonly target: Target },
  input: v.InferOutput<Schema>,
): Promise<Enacted<Output>> {
  const { session, now } = through;
  const queued: NewJob[] = [];
  const news: Change[] = [];
  let detail: Readonly<Record<string, unknown>> = {};
  const act: Act<Target> = {
    ...through,
    tx,
    target,
    note: (facts) => {
      detail = { ...detail, ...facts };
    },
    enqueue: (job) => void queued.push(job),
    changed: (change) => void news.push(change),
  };
  const output = await verb.run(act, input);
  await putAudit(tx, {
    id: newId('audit'),
    at: now,
    customerId: session.customer.id,
    userId: session.user.id,
    action: verb.name,
    object: id ?? null,
    detail,
    origin,
    requestId,
  });
  await putJobs(tx, queued, now, { requestId, trace });
  return { output, queued, news };
}

/** The same gate for one object where no request stands before it: what was asked for once, of many. */
export async function enactOn<Schema extends v.GenericSchema, Target, Output>(
  tx: Db,
  verb: Verb<Schema, Target, Output>,
  through: Through,
  id: string,
  inputOf: (target: Target) => v.InferOutput<Schema>,
): Promise<Enacted<Output>> {
  const { session } = through;
  const refusal = session.denied[verb.name] ?? (needsStepUp(verb.name) ? { code: 'step_up_required' } : undefined);
  if (refusal) throw refused(refusal, session, verb.name);
  const target = judged(verb, await verb.target!(tx, session, id), through);
  return enact(tx, verb, through, { id, target }, inputOf(target));
}

/** After the commit: who runs jobs, and the panels that are open. */
export function tell({ deps, label, session }: Through, { queued, news }: Omit<Enacted<unknown>, 'output'>): void {
  if (queued.length) deps.jobs.wake(label.id);
  for (const change of news) deps.changes.publish(label.id, session.customer.id, change);
}
