import type { MiddlewareHandler } from 'hono';
import type { Session } from '../auth/session.ts';
import { dayOf } from '../domains/days.ts';
import { signedIn } from '../policy/action.ts';
import type { Denied } from '../policy/actions.ts';
import { sha256 } from '../store/hash.ts';
import type { Env } from './env.ts';

// Many requests share one object of refusals, and it is longer than all else that a tag is made of.
const refused = new WeakMap<Denied, Promise<string>>();

function refusedIn({ denied, deniedTabs }: Session): Promise<string> {
  let name = refused.get(denied);
  if (!name) refused.set(denied, (name = sha256(JSON.stringify([denied, deniedTabs]))));
  return name;
}

/** Answers 304 to who has a list as it is; no row of it is read for that. Goes after the route's guard. */
export const unchanged =
  (list: keyof Session['versions']): MiddlewareHandler<Env> =>
  async (c, next) => {
    const { session, label } = signedIn(c);
    const { customer, versions, locale } = session;
    // The session was read before the rows: a change in between makes the tag too old, never too new.
    const today = dayOf(c.get('deps').now(), label.settings.locale.timeZone);
    const seen = [label.id, customer.id, versions[list], await refusedIn(session), locale, today];
    // Weak: compressed it is the same list.
    const tag = `W/"${(await sha256(seen.join(' '))).slice(0, 24)}"`;
    c.header('etag', tag);
    const known = c.req.header('if-none-match')?.split(/,\s*/).includes(tag);
    if (known) return c.body(null, 304);
    return next();
  };
