import type { MiddlewareHandler } from 'hono';
import type { GenericSchema } from 'valibot';
import type { Action, Tab } from '../policy/actions.ts';
import type { ProblemCode } from './problem.ts';

/**
 * Who may call a route. `public`: `anyone`; `self` = any signed-in person, about himself; `secret_key` = a reseller's
 * server; `proof` = whoever holds a one-time secret.
 */
export type Guard =
  | { readonly action: Action }
  | { readonly tab: Tab }
  /** For whoever uses a mailbox, and is signed in to it. */
  | { readonly mailbox: Action }
  | { readonly public: 'anyone' | 'self' | 'secret_key' | 'proof' };

/** What the list of routes, the gate's test and /openapi.json know of a route. */
export interface RouteInfo {
  readonly guard: Guard;
  readonly summary: string;
  readonly json?: GenericSchema | undefined;
  readonly query?: GenericSchema | undefined;
  /** Status → what it answers; null = no body. */
  readonly answers: Readonly<Record<number, GenericSchema | null>>;
  /** Problems beside those that the guard brings. */
  readonly problems?: readonly ProblemCode[];
}

const infos = new WeakMap<object, RouteInfo>();

/** Notes on a middleware what its route is. */
export function describe<M extends MiddlewareHandler>(middleware: M, info: RouteInfo): M {
  infos.set(middleware, info);
  return middleware;
}

export interface Route extends RouteInfo {
  readonly method: string;
  /** As Hono writes it: `/v1/domains/:id`. */
  readonly path: string;
}

interface Routed {
  readonly routes: readonly { method: string; path: string; handler: object }[];
}

/** Every route that a request can reach; one without a guard comes with `guard` undefined. */
export function routesOf(app: Routed): (Omit<Route, keyof RouteInfo> & { info: RouteInfo | undefined })[] {
  const found = new Map<string, { method: string; path: string; info: RouteInfo | undefined }>();
  for (const { method, path, handler } of app.routes) {
    // Middleware of whole trees is no route.
    if (method === 'ALL') continue;
    const key = `${method} ${path}`;
    const info = infos.get(handler) ?? found.get(key)?.info;
    found.set(key, { method, path, info });
  }
  return [...found.values()];
}
