import type { MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { cookieHeader, cookieName, openCookie } from '../auth/cookie.ts';
import { embedSession, sessionLife, signInSession } from '../auth/session.ts';
import { readSettings, type LabelSettings } from '../reseller/settings.ts';
import { isFresh } from '../store/clock.ts';
import type { LabelHandle } from '../store/labels.ts';
import type { BoundLabel, Ctx, Deps, Env } from './env.ts';
import { admitOrigin, checkCookieWrite, checkTokenOrigin, hostOf } from './origin.ts';
import { Problem } from './problem.ts';

/** How long settings are remembered, in ms: a change is in force everywhere within this time. */
const fresh = 1000;
const remembered = new WeakMap<LabelHandle, { at: number; settings: Promise<LabelSettings> }>();

/** The label's settings, read at most once a second. */
export function settingsOf(label: LabelHandle, now: number): Promise<LabelSettings> {
  const found = remembered.get(label);
  if (found && isFresh(found.at, now, fresh)) return found.settings;
  const settings = readSettings(label.db);
  remembered.set(label, { at: now, settings });
  settings.catch(() => remembered.delete(label));
  return settings;
}

/** Settings were changed by this process: read them anew at the next request. */
export const forgetSettings = (label: LabelHandle): void => void remembered.delete(label);

/** Binds a label by id, for as long as `body` runs. */
export async function withLabel<T>(
  deps: Pick<Deps, 'control' | 'labels' | 'now'> & Partial<Pick<Deps, 'lacks'>>,
  id: string,
  body: (label: BoundLabel) => Promise<T>,
): Promise<T> {
  const entry = await deps.control.label(id);
  if (!entry) throw new Problem('host_unknown');
  return deps.labels.use(id, async (handle) =>
    body({ ...handle, entry, settings: await settingsOf(handle, deps.now()), lacks: deps.lacks ?? [] }),
  );
}

/** `hcet_<label>_<secret>` and `hces_…`, `hcer_…`, `hcmt_…`: which label a token belongs to. */
export function labelOfToken(token: string): string | undefined {
  const match = /^hc(?:e[tsr]|mt)_([0-9a-f-]{36})_[\w-]{43}$/.exec(token);
  return match ? `lab_${match[1]}` : undefined;
}
export const tokenOf = (kind: 'hcet' | 'hces' | 'hcer' | 'hcmt', labelId: string, secret: string): string =>
  `${kind}_${labelId.slice(4)}_${secret}`;

export const bearerOf = (c: Ctx): string | undefined =>
  /^Bearer (\S{1,300})$/.exec(c.req.header('authorization') ?? '')?.[1];
const hosts = new Map<string, string>();

export function isPlatformHost({ platformUrl }: Pick<Deps, 'platformUrl'>, host: string): boolean {
  let own = hosts.get(platformUrl);
  if (own === undefined) hosts.set(platformUrl, (own = new URL(platformUrl).host));
  return host === own;
}

/**
 * Finds the request's one label and its session: a bearer token names its label and then no cookie is read, else the
 * host does and the cookie is. Unknown hosts get 421.
 */
export const bind: MiddlewareHandler<Env> = async (c, next) => {
  const deps = c.get('deps');
  const host = hostOf(c);
  const hostLabel = await deps.control.labelOfHost(host);
  if (!hostLabel && !isPlatformHost(deps, host)) throw new Problem('host_unknown');
  const bearer = bearerOf(c);
  if (bearer === undefined && c.req.header('authorization') !== undefined) throw new Problem('not_signed_in');
  // A reseller's key: its routes look at it themselves.
  if (bearer?.startsWith('hc_')) return next();

  const id = bearer === undefined ? hostLabel : labelOfToken(bearer);
  const entry = id === undefined ? undefined : await deps.control.label(id);
  if (!entry) {
    if (bearer !== undefined) throw new Problem('session_expired');
    return next();
  }
  admitOrigin(c, entry, bearer !== undefined);
  // On a label's own host only its own tokens mean anything.
  if (hostLabel && hostLabel !== entry.id) throw new Problem('session_expired');
  await withLabel(deps, entry.id, async (label) => {
    c.set('label', label);
    // Whoever uses a mailbox is nobody but to the routes of mailboxes, which look for themselves.
    if (bearer?.startsWith('hcmt_')) return next();
    const session =
      bearer === undefined
        ? await cookieSession(c, label)
        : await embedSession(label, bearer, deps.now(), languageOf(c));
    if (bearer !== undefined && !session) throw new Problem('session_expired');
    if (session) {
      if (bearer === undefined) checkCookieWrite(c);
      else checkTokenOrigin(c, session);
      c.set('session', session);
    }
    await next();
  });
};

/** The language of the page, as our client says it. */
export const languageOf = (c: Ctx): string | undefined => c.req.header('accept-language');

async function cookieSession(c: Ctx, label: BoundLabel) {
  const cookie = getCookie(c, cookieName);
  const token = cookie && (await openCookie(c.get('deps').secret, label.id, cookie));
  const prolonged = () => c.header('set-cookie', cookieHeader(cookie!, sessionLife / 1000));
  return token ? signInSession(label, token, c.get('deps').now(), languageOf(c), prolonged) : undefined;
}
