import { and, asc, eq, inArray, notLike } from 'drizzle-orm';
import type { Db } from '../../store/database.ts';
import { dnsRrsets, domains, isHeld } from '../schema.ts';
import { absolute } from '../rules-names.ts';
import { hostAsked, ownersFor, zonesOver } from './rules.ts';
import { redirects } from './schema.ts';

export type RedirectRow = typeof redirects.$inferSelect;

/** What a way through redirects asks of each. */
interface Step {
  readonly domainId: string;
  readonly host: string;
  readonly target: string;
}

const nearest = <T extends { readonly host: string }>(rows: readonly T[], owners: readonly string[]): T | undefined =>
  owners.map((owner) => rows.find(({ host }) => host === owner)).find((row) => row !== undefined);

/** The redirect of a domain that answers for a host: its own, else the nearest wildcard. */
export async function redirectIn(
  db: Db,
  domainId: string,
  owners: readonly string[],
): Promise<RedirectRow | undefined> {
  const rows = await db
    .select()
    .from(redirects)
    .where(and(eq(redirects.domainId, domainId), inArray(redirects.host, [...owners])));
  return nearest(rows, owners);
}

/** The full names that redirects of a domain answer for, at most ten; those of wildcards have no end. */
export async function redirectedHosts(db: Db, { id, name }: { id: string; name: string }): Promise<string[]> {
  const rows = await db
    .select({ host: redirects.host })
    .from(redirects)
    .where(and(eq(redirects.domainId, id), notLike(redirects.host, '*%')))
    .orderBy(asc(redirects.host))
    .limit(10);
  return rows.map(({ host }) => absolute(host, name));
}

/** The redirect of this label that a host's visitors come to, a wished one among them; undefined where their way ends. */
async function next(db: Db, host: string, wished: Step): Promise<Step | undefined> {
  const over = await db
    .select({ id: domains.id, name: domains.name, ownNameServers: domains.ownNameServers })
    .from(domains)
    .where(and(inArray(domains.name, zonesOver(host)), isHeld));
  const zone = over.sort((a, b) => b.name.length - a.name.length)[0];
  if (!zone) return undefined;
  const owners = ownersFor(host, zone.name);
  const own = owners[0]!;
  if (wished.domainId === zone.id && wished.host === own) return wished;
  const known = await redirectIn(db, zone.id, owners);
  const wishes = wished.domainId === zone.id ? [wished] : [];
  const found = nearest<Step>([...wishes, ...(known ? [known] : [])], owners);
  if (!found || found.host === own) return found;
  // A name that has records of its own is not the wildcard's, and where those lead we do not know.
  if (!zone.ownNameServers) return undefined;
  const [row] = await db
    .select({ name: dnsRrsets.name })
    .from(dnsRrsets)
    .where(and(eq(dnsRrsets.domainId, zone.id), eq(dnsRrsets.name, own)))
    .limit(1);
  return row ? undefined : found;
}

/** More in a row than anybody wants; browsers give up at twenty. */
const longestWay = 20;

/**
 * Follows a redirect that somebody wishes through those that there are. The hosts of the way when it comes back or never
 * ends; undefined when visitors arrive.
 */
export async function loopOf(db: Db, name: string, wished: Step): Promise<string[] | undefined> {
  const way = [name];
  for (let url = wished.target; way.length <= longestWay;) {
    const host = hostAsked(url);
    if (host === undefined) return undefined;
    way.push(host);
    const found = await next(db, host, wished);
    if (!found) return undefined;
    if (found === wished) return way;
    url = found.target;
  }
  return way;
}
