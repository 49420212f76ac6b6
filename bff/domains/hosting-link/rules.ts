import type { RRset, RRsetChange } from '../records.ts';
import { rrsetKey } from '../records.ts';
import { addressesOf, changesToPoint } from '../redirects/rules-records.ts';
import { applyChanges, sameRRset } from '../rules-zone.ts';
import { changesOf } from '../templates/rules.ts';
import type { LinkRole } from './roles.ts';

/** What of a plan a zone names. */
export interface PlanFacts {
  readonly addresses: readonly string[];
  readonly mailHost: string | null;
  readonly spf: string;
}

export interface Wish {
  readonly role: LinkRole;
  /** The owner below which the site is; `@` for the domain itself. */
  readonly host: string;
  readonly mail: boolean;
}

/** The names at which a site answers. */
export const hostsOf = ({ role, host }: Pick<Wish, 'role' | 'host'>): string[] =>
  role === 'subdomain' ? [host] : ['@', 'www'];

/** The change set that leads a domain's visitors to a plan, and its mail where that is wished. Who takes its mail else stays. */
export function changesToLink(
  zone: string,
  rrsets: readonly RRset[],
  plan: PlanFacts,
  wish: Wish,
  ttl: number,
): RRsetChange[] {
  const addresses = addressesOf(plan.addresses);
  const web = hostsOf(wish).flatMap((host) => changesToPoint(rrsets, host, addresses, ttl));
  if (!wish.mail || !plan.mailHost) return web;
  const template = {
    id: 'plan',
    rrsets: [
      { name: '@', type: 'MX' as const, records: [`10 ${plan.mailHost}`] },
      ...(plan.spf ? [{ name: '@', type: 'TXT' as const, records: [`v=spf1 ${plan.spf} ~all`] }] : []),
    ],
  };
  const known = new Map(rrsets.map((rrset) => [rrsetKey(rrset), rrset]));
  const mail = changesOf(template, zone, rrsets, ttl).filter((change) => {
    const old = known.get(rrsetKey(change));
    return change.op === 'delete' || !old || !sameRRset(old, { ...old, ...change });
  });
  // What stands beside an address at the apex is judged there already.
  return [...web, ...mail.filter((change) => !web.some((one) => rrsetKey(one) === rrsetKey(change)))];
}

/** Each RRset that a change set touches, as it is in a zone; without records where it is not there. */
export function touchedIn(rrsets: readonly RRset[], changes: readonly RRsetChange[]): RRset[] {
  const known = new Map(rrsets.map((rrset) => [rrsetKey(rrset), rrset]));
  return changes.map(({ name, type }) => {
    const { ttl, records } = known.get(rrsetKey({ name, type })) ?? { ttl: 0, records: [] };
    return { name, type, ttl, records: [...records] };
  });
}
export const touchedAfter = (rrsets: readonly RRset[], changes: readonly RRsetChange[]): RRset[] =>
  touchedIn(applyChanges(rrsets, changes), changes);

/** Stands alone at its name, or instead of an address (RFC 1034 §3.6.2). */
const isAlias = ({ type, records }: RRset): boolean => (type === 'CNAME' || type === 'ALIAS') && records.length > 0;

/**
 * The change set that brings back what was there before. What somebody changed since is his and stays; where an alias would
 * come back beside it, all of that name stays.
 */
export function changesToUnlink(
  rrsets: readonly RRset[],
  before: readonly RRset[],
  after: readonly RRset[],
): { changes: RRsetChange[]; kept: Pick<RRset, 'name' | 'type'>[] } {
  const known = new Map(rrsets.map((rrset) => [rrsetKey(rrset), rrset]));
  const touched = new Set(before.map(rrsetKey));
  const isUntouched = (made: RRset): boolean => {
    const now = known.get(rrsetKey(made));
    return made.records.length ? now !== undefined && sameRRset(now, made) : now === undefined;
  };
  const changed = after.filter((made) => !isUntouched(made));
  const others = rrsets.filter((rrset) => !touched.has(rrsetKey(rrset)));
  const stays = ({ name, type }: RRset): boolean =>
    type === 'CNAME'
      ? [...changed, ...others].some((one) => one.name === name)
      : changed.some((one) => one.name === name && (one.type === 'A' || one.type === 'AAAA'));
  const stuck = new Set(before.filter((old) => isAlias(old) && stays(old)).map(({ name }) => name));
  const changes: RRsetChange[] = [];
  const kept: Pick<RRset, 'name' | 'type'>[] = [];
  before.forEach((old, at) => {
    const { name, type } = old;
    if (stuck.has(name) || !isUntouched(after[at]!)) kept.push({ name, type });
    else if (old.records.length) changes.push({ op: 'set', name, type, ttl: old.ttl, records: [...old.records] });
    else if (known.has(rrsetKey(old))) changes.push({ op: 'delete', name, type });
  });
  // What was taken away for something else comes back after that has gone.
  const rank = ({ op }: RRsetChange) => (op === 'delete' ? 0 : 1);
  return { changes: changes.sort((one, other) => rank(one) - rank(other)), kept };
}
