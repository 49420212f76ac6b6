import { Hono } from 'hono';
import type { MiddlewareHandler } from 'hono';
import { embedRoutes, mintRoutes } from './account/embed-routes.ts';
import { accountRoutes, selfRoutes } from './account/routes.ts';
import { authRoutes } from './auth/routes.ts';
import { registrantRoutes } from './domains/contacts/answer-routes.ts';
import { domainContactRoutes, profileRoutes } from './domains/contacts/routes.ts';
import { bulkRoutes } from './domains/bulk/routes.ts';
import { authCodeRoutes } from './domains/auth-code/routes.ts';
import { discoveryRoutes } from './domains/connect/discovery.ts';
import { connectRoutes, domainConnectRoutes } from './domains/connect/routes.ts';
import { dnssecRoutes } from './domains/dnssec/routes.ts';
import { driftRoutes } from './domains/drift/routes.ts';
import { healthRoutes } from './domains/health/routes.ts';
import { hostingLinkRoutes } from './domains/hosting-link/routes.ts';
import { domainPushRoutes, offerRoutes } from './domains/push/routes.ts';
import { registryRoutes } from './domains/registry/routes.ts';
import { domainRedirectRoutes, redirectRoutes } from './domains/redirects/routes.ts';
import { changeRoutes, domainRoutes } from './domains/routes.ts';
import { domainTransferRoutes, transferRoutes } from './domains/transfers/routes.ts';
import { templateRoutes } from './domains/templates/routes.ts';
import { verificationRoutes, verifyRoutes } from './domains/verification/routes.ts';
import { zoneFileRoutes } from './domains/zone-file/routes.ts';
import { mailHealthRoutes } from './mail/health/routes.ts';
import { forwardRoutes, targetRoutes } from './mail/forwards/routes.ts';
import { appleProfileRoutes } from './mail/setup/routes.ts';
import { importRoutes } from './mail/import/routes.ts';
import { appPasswordRoutes, mailboxRoutes } from './mail/mailboxes/routes.ts';
import { openRoutes, webmailRoutes } from './mail/webmail/routes.ts';
import { asMailbox } from './mail/self/session.ts';
import { mailboxSelfRoutes, mailboxTokenRoutes } from './mail/self/routes.ts';
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
    .route('/', appleProfileRoutes)
    .route('/v2', discoveryRoutes)
    .use('/embed/*', preflight)
    .route('/embed/v1', embedRoutes)
    .route('/embed/v1', mailboxTokenRoutes)
    .use('/v1/*', preflight)
    .use('/v1/*', bind)
    .route('/v1/embed_sessions', mintRoutes)
    .route('/v1/auth', authRoutes)
    .route('/v1/account', accountRoutes)
    .route('/v1/account/profile', profileRoutes)
    .route('/v1/registrant', registrantRoutes)
    .route('/v1/registrant', verifyRoutes)
    .route('/v1/domains/changes', changeRoutes)
    .route('/v1/domains/redirects', redirectRoutes)
    .route('/v1/domains/transfers', transferRoutes)
    .route('/v1/domains/offers', offerRoutes)
    .route('/v1/domains/bulk', bulkRoutes)
    .route('/v1/domains/connect', connectRoutes)
    .route('/v1/domains', domainRoutes)
    .route('/v1/domains', zoneFileRoutes)
    .route('/v1/domains', templateRoutes)
    .route('/v1/domains', domainConnectRoutes)
    .route('/v1/domains', registryRoutes)
    .route('/v1/domains', domainContactRoutes)
    .route('/v1/domains', dnssecRoutes)
    .route('/v1/domains', authCodeRoutes)
    .route('/v1/domains', verificationRoutes)
    .route('/v1/domains', domainTransferRoutes)
    .route('/v1/domains', domainPushRoutes)
    .route('/v1/domains', driftRoutes)
    .route('/v1/domains', healthRoutes)
    .route('/v1/domains', hostingLinkRoutes)
    .route('/v1/domains', domainRedirectRoutes)
    .use('/v1/mail/self/*', asMailbox)
    .use('/v1/mail/self', asMailbox)
    .route('/v1/mail/self', mailboxSelfRoutes)
    .route('/v1/mail/domains', mailHealthRoutes)
    .route('/v1/mail/app_passwords', appPasswordRoutes)
    .route('/v1/mail/mailboxes', mailboxRoutes)
    .route('/v1/mail/mailboxes', openRoutes)
    .route('/v1/mail/webmail', webmailRoutes)
    .route('/v1/mail/imports', importRoutes)
    .route('/v1/mail/forwards', forwardRoutes)
    .route('/v1/mail/forward_targets', targetRoutes)
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
    const requestId = crypto.randomUUID();
    const trace = traceOf(c.req.raw.headers);
    c.set('deps', deps);
    c.set('requestId', requestId);
    c.set('trace', trace);
    c.header('x-request-id', requestId);
    c.header('x-content-type-options', 'nosniff');
    c.header('cache-control', 'no-store');
    c.header('cross-origin-resource-policy', 'cross-origin');
    await next();
    // Not `c.var`, here and wherever each request comes by: that is a new object each time.
    const session = c.get('session');
    deps.log.request({
      requestId,
      trace,
      method: c.req.method,
      route: c.req.routePath,
      status: c.res.status,
      ms: Math.round((performance.now() - began) * 10) / 10,
      label: c.get('label')?.id,
      customer: session?.customer.id,
      user: session?.user.id,
      ...c.get('failure'),
    });
  };

const knownHost =
  (deps: Deps): MiddlewareHandler<Env> =>
  async (c, next) => {
    const host = hostOf(c);
    if (!isPlatformHost(deps, host) && !(await deps.control.labelOfHost(host))) throw new Problem('host_unknown');
    await next();
  };
