import type { MiddlewareHandler } from 'hono';
import type { Session } from '../auth/session.ts';
import type { LabelEntry } from '../store/control.ts';
import type { Ctx, Env } from './env.ts';
import { Problem } from './problem.ts';

const preflightHeaders = {
  'access-control-allow-methods': 'GET,POST,PATCH,DELETE',
  'access-control-allow-headers':
    'authorization, content-type, dpop, idempotency-key, if-none-match, x-hc-client, traceparent, tracestate',
  'access-control-max-age': '7200',
};
const exposed = 'etag, x-request-id, retry-after, ratelimit, www-authenticate';

export const hostOf = (c: Ctx): string => new URL(c.req.url).host.toLowerCase();

/** The origin that the request itself was sent to; the scheme is configured, since a proxy may have ended TLS. */
export const ownOrigin = (c: Ctx): string => `${new URL(c.get('deps').platformUrl).protocol}//${hostOf(c)}`;

/** Lets the page of an origin read the answer, whatever it becomes. */
export function allow(c: Ctx, origin: string, credentials: boolean): void {
  c.header('access-control-allow-origin', origin);
  c.header('vary', 'origin');
  c.header('access-control-expose-headers', exposed);
  if (credentials) c.header('access-control-allow-credentials', 'true');
}

/** Answers preflights. They name neither key nor token, so any label's origin passes; the request itself is checked again. */
export const preflight: MiddlewareHandler<Env> = async (c, next) => {
  if (c.req.method !== 'OPTIONS') return next();
  const origin = c.req.header('origin');
  const { control, demo } = c.get('deps');
  const known = origin !== undefined && origin !== 'null' && (demo || (await control.knowsOrigin(origin)));
  if (!known) throw new Problem('origin_not_allowed');
  allow(c, origin, (await control.labelOfHost(hostOf(c))) !== undefined);
  for (const [name, value] of Object.entries(preflightHeaders)) c.header(name, value);
  return c.body(null, 204);
};

/**
 * The page that asks must be listed by the label; compared exactly, so `null`, suffixes and other ports never match.
 * The demo key works from anywhere.
 */
export function admitOrigin(c: Ctx, entry: LabelEntry, bearer: boolean): void {
  const origin = c.req.header('origin');
  if (origin === undefined || origin === ownOrigin(c)) return;
  const listed = entry.origins.includes(origin) || (bearer && c.get('deps').demo && origin !== 'null');
  if (!listed) throw new Problem('origin_not_allowed');
  allow(c, origin, !bearer);
}

/** A token is good on the page that it was made for; Origin is what the browser says of that. */
export function checkTokenOrigin(c: Ctx, session: Session): void {
  const origin = c.req.header('origin');
  if (origin !== undefined && origin !== session.origin) throw new Problem('origin_not_allowed');
}

/** A cookie travels with forms and from sibling hosts too: a write must come from a listed page of the same site. */
export function checkCookieWrite(c: Ctx): void {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return;
  // A browser always sends Origin with a write; without it there is no telling whose page it is.
  if (c.req.header('origin') === undefined) throw new Problem('cross_site');
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'same-site') throw new Problem('cross_site');
}
