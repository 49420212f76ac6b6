import { Hono } from 'hono';
import type { MiddlewareHandler } from 'hono';
import { embedRoutes, mintRoutes } from './account/embed-routes.ts';
import { accountRoutes, selfRoutes } from './account/routes.ts';
import { authRoutes } from './auth/routes.ts';
import { changeRoutes, domainRoutes } from './domains/routes.ts';
import { bind, isPlatformHost } from './http/bind.ts';
import type { Deps, Env } from './http/env.ts';
import { notFoundIn, onError } from './http/errors.ts';
import { open } from './http/open.ts';
import { openApi } from './http/openapi.ts';
import { hostOf, preflight } from './http/origin.ts';
import { pageRoutes } from './http/pages.ts';
import { Problem } from './http/problem.ts';
import { traceOf } from './trace.ts';

/** The whole BFF. Knows nothing of Node: what differs between server, tests and stories is handed in. */
export function createApp(deps: Deps) {
  // The description of the routes is itself a route: it learns of the others once they stand.
  const self: { app: Parameters<typeof openApi>[0] } = { app: { routes: [] } };
  const app = new Hono<Env>({ strict: true })
    .onError(onError)
    .use('*', requests(deps))
    .get('/healthz', open('anyone', { summary: 'The process runs', answers: { 200: null } }), (c) => c.text('ok'))
    .get(
      '/readyz',
      open('anyone', { summary: 'The process can serve', answers: { 200: null, 503: null } }),
      async (c) => {
        const lacking = await deps.ready();
        return lacking.length ? c.text(`not ready: ${lacking.join(', ')}\n`, 503) : c.text('ready\n');
      },
    )
    .get('/openapi.json', open('anyone', { summary: 'This description', answers: { 200: null } }), (c) =>
      c.json(openApi(self.app, deps.platformUrl)),
    )
    .get(
      '/embed/v1/:file{.+\\.(?:js|css|map)}',
      open('anyone', { summary: 'Scripts and sheets', answers: { 200: null } }),
      (c) => {
        const file = deps.assets(c.req.path, c.req.raw.headers);
        if (!file) throw new Problem('not_found');
        return file;
      },
    )
    .use('*', knownHost(deps))
    .route('/', pageRoutes)
    .use('/embed/*', preflight)
    .route('/embed/v1', embedRoutes)
    .use('/v1/*', preflight)
    .use('/v1/*', bind)
    .route('/v1/embed_sessions', mintRoutes)
    .route('/v1/auth', authRoutes)
    .route('/v1/account', accountRoutes)
    .route('/v1/domains/changes', changeRoutes)
    .route('/v1/domains', domainRoutes)
    .route('/v1', selfRoutes);
  self.app = app;
  app.notFound(notFoundIn(() => app));
  return app;
}

export type Api = ReturnType<typeof createApp>;

/** Before and after every request: its id, the headers that all answers have, one line of log. */
const requests =
  (deps: Deps): MiddlewareHandler<Env> =>
  async (c, next) => {
    const began = performance.now();
    c.set('deps', deps);
    c.set('requestId', crypto.randomUUID());
    c.set('trace', traceOf(c.req.raw.headers));
    c.header('x-request-id', c.var.requestId);
    c.header('x-content-type-options', 'nosniff');
    c.header('cache-control', 'no-store');
    c.header('cross-origin-resource-policy', 'cross-origin');
    await next();
    deps.log.request({
      requestId: c.var.requestId,
      trace: c.var.trace,
      method: c.req.method,
      route: c.req.routePath,
      status: c.res.status,
      ms: Math.round((performance.now() - began) * 10) / 10,
      label: c.var.label?.id,
      customer: c.var.session?.customer.id,
      user: c.var.session?.user.id,
      ...c.var.failure,
    });
  };

const knownHost =
  (deps: Deps): MiddlewareHandler<Env> =>
  async (c, next) => {
    const host = hostOf(c);
    if (!isPlatformHost(deps, host) && !(await deps.control.labelOfHost(host))) throw new Problem('host_unknown');
    await next();
  };
