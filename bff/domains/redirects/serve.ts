import { eq } from 'drizzle-orm';
import type { Claims } from '../../store/claims.ts';
import { isFresh } from '../../store/clock.ts';
import type { Labels } from '../../store/labels.ts';
import { domains } from '../schema.ts';
import { redirectIn, type RedirectRow } from './find.ts';
import { ownersFor, zonesOver } from './rules.ts';

/** What the redirect server needs of a redirect. */
export type Served = Pick<
  RedirectRow,
  | 'host'
  | 'kind'
  | 'target'
  | 'keepPath'
  | 'keepQuery'
  | 'title'
  | 'description'
  | 'canonical'
  | 'noindex'
  | 'frames'
  | 'domainId'
>;
export type FindRedirect = (host: string) => Promise<Served | undefined>;

/** How long an answer is remembered, in ms: what is saved here or in another process holds within a second. */
const fresh = 400;
/** Names come from outside: all are forgotten before they fill the memory. */
const most = 20_000;

/** The redirect of a host, over all labels: the claim of its zone says whose it is, and nobody else's counts. */
export function redirectFinder({
  claims,
  labels,
  now,
}: {
  readonly claims: Claims;
  readonly labels: Labels;
  readonly now: () => number;
}): FindRedirect {
  const memory = new Map<string, { at: number; found: Promise<Served | undefined> }>();

  async function look(host: string): Promise<Served | undefined> {
    const zone = await claims.zone(zonesOver(host));
    if (!zone) return undefined;
    return labels.use(zone.labelId, async ({ db }) => {
      const [domain] = await db
        .select({ name: domains.name, state: domains.state })
        .from(domains)
        .where(eq(domains.id, zone.objectId));
      if (domain?.name !== zone.name || (domain.state !== 'active' && domain.state !== 'expired')) return undefined;
      return redirectIn(db, zone.objectId, ownersFor(host, zone.name));
    });
  }

  return async (host) => {
    // No name is longer (RFC 1035 §2.3.4); what a header holds may be.
    if (host.length > 253) return undefined;
    const known = memory.get(host);
    if (known && isFresh(known.at, now(), fresh)) return known.found;
    if (memory.size >= most) memory.clear();
    const found = look(host);
    memory.set(host, { at: now(), found });
    found.catch(() => memory.delete(host));
    return found;
  };
}
