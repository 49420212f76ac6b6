import type { GenericSchema, InferInput, InferOutput } from 'valibot';
import type { MiddlewareHandler } from 'hono';
import { jsonBody } from '../../http/body.ts';
import type { Ctx, Env } from '../../http/env.ts';
import { describe, type RouteInfo } from '../../http/route.ts';
import { gate, hasBody, signedIn } from '../../policy/action.ts';
import { refused, type Verb } from '../../policy/enact.ts';
import type { Session } from '../../auth/session.ts';

type Documentation = Omit<RouteInfo, 'guard' | 'json' | 'query'>;

/** A label that lets nobody sign in to his mailbox any more lets nobody go on who is. */
function mayBeHere(session: Session): void {
  const refusal = session.denied['mail.self.sign_in'];
  if (refusal) throw refused(refusal, session, 'mail.self.sign_in');
}

/** The gate before what the user of a mailbox does. */
export function selfGate<Schema extends GenericSchema, Target, Output>(
  verb: Verb<Schema, Target, Output>,
  documentation: Documentation,
): ReturnType<typeof gate<Schema, Target, Output>> {
  const inner = gate(verb, documentation);
  const middleware: typeof inner = async (c, next) => {
    mayBeHere(signedIn(c).session);
    return inner(c, next);
  };
  const json = hasBody(verb.input) ? verb.input : undefined;
  return describe(middleware, { ...documentation, guard: { mailbox: verb.name }, json });
}

const guard = { mailbox: 'mail.self.sign_in' } as const;

async function counted(c: Ctx): Promise<void> {
  const { session, label } = signedIn(c);
  await c.get('deps').limits.take('read', `${label.id} ${session.user.id}`);
}

async function admitted(c: Ctx): Promise<void> {
  mayBeHere(signedIn(c).session);
  await counted(c);
}

const guarded = (admit: typeof counted, documentation: Documentation): MiddlewareHandler<Env> =>
  describe(
    async (c, next) => {
      await admit(c);
      await next();
    },
    { ...documentation, guard },
  );

/** The guard of what he reads, and of what is about his session. */
export const selfOpen = (documentation: Documentation): MiddlewareHandler<Env> => guarded(admitted, documentation);

/** The guard of leaving: whoever is signed in may, whatever the label lets him do. */
export const selfLeave = (documentation: Documentation): MiddlewareHandler<Env> => guarded(counted, documentation);

/** As `selfOpen`, with a JSON body. */
export const selfJson = <Schema extends GenericSchema>(
  json: Schema,
  documentation: Documentation,
): MiddlewareHandler<Env, string, { in: { json: InferInput<Schema> }; out: { json: InferOutput<Schema> } }> =>
  describe(
    async (c, next) => {
      await admitted(c);
      c.req.addValidatedData('json', (await jsonBody(c.req.raw, json)).value as object);
      await next();
    },
    { ...documentation, json, guard },
  );
