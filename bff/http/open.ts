import type { MiddlewareHandler } from 'hono';
import * as v from 'valibot';
import { jsonBody } from './body.ts';
import type { Env } from './env.ts';
import { describe, type Guard, type RouteInfo } from './route.ts';

type Public = Extract<Guard, { public: string }>['public'];

/** Says of a route that it needs no right of the customer's, and why that is so. */
export const open = (guard: Public, documentation: Omit<RouteInfo, 'guard'>): MiddlewareHandler<Env> =>
  describe((_, next) => next(), { ...documentation, guard: { public: guard } });

/** The same, with a JSON body. */
export const openJson = <Schema extends v.GenericSchema>(
  guard: Public,
  json: Schema,
  documentation: Omit<RouteInfo, 'guard' | 'json'>,
): MiddlewareHandler<Env, string, { in: { json: v.InferInput<Schema> }; out: { json: v.InferOutput<Schema> } }> =>
  describe(
    async (c, next) => {
      c.req.addValidatedData('json', (await jsonBody(c.req.raw, json)).value as object);
      await next();
    },
    { ...documentation, json, guard: { public: guard } },
  );

export const empty = v.object({});
