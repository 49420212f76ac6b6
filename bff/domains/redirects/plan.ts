import { and, count, eq } from 'drizzle-orm';
import type { Session } from '../../auth/session.ts';
import { isPlatformHost } from '../../http/bind.ts';
import type { BoundLabel, Deps } from '../../http/env.ts';
import { Problem } from '../../http/problem.ts';
import { refused } from '../../policy/action.ts';
import type { Db } from '../../store/database.ts';
import { conflict, judge } from '../dns.ts';
import type { RRset, RRsetChange } from '../records.ts';
import { absolute, parseOwner } from '../rules-names.ts';
import { limitsFor, readRRsets, type DomainRow } from '../zone.ts';
import { loopOf } from './find.ts';
import { addressesFor, nowhere } from './list.ts';
import { changesToPoint, isDelegated, ledBefore, type Addresses } from './rules-records.ts';
import { hostAsked, parseTarget } from './rules.ts';
import { redirects } from './schema.ts';
import { redirectWords, wrong } from './words.ts';

/** A domain can have so many. */
const most = 200;

/** Where a plan is made: in a verb's transaction, or before it for a preview. */
export interface Place {
  readonly db: Db;
  readonly label: BoundLabel;
  readonly session: Session;
  readonly deps: Deps;
}

export interface Plan {
  readonly host: string;
  readonly target: string;
  /** What led the host's visitors elsewhere until now. */
  readonly before: RRset[];
  /** Undefined where nothing of the zone changes, or the zone is not ours. */
  readonly judged: Awaited<ReturnType<typeof judge>> | undefined;
}

/** What a redirect that somebody wishes comes to, or the problem that says why it cannot be. `known` is the one that is edited. */
export async function planRedirect(
  place: Place,
  domain: DomainRow,
  wish: { readonly host: string; readonly target: string; readonly version: number },
  known?: string,
): Promise<Plan> {
  const { label, session, deps } = place;
  const addresses = addressesFor(label, deps);
  const none = nowhere(addresses, session);
  if (none) throw refused(none, session, 'domains.redirect.create');
  const owner = parseOwner(wish.host, domain.name);
  const parsed = parseTarget(wish.target);
  const fields = {
    ...('code' in owner ? { host: owner.code } : owner.name.includes('_') ? { host: 'host_underscore' } : {}),
    ...('code' in parsed ? { target: parsed.code } : {}),
  };
  if ('code' in owner || 'code' in parsed || Object.keys(fields).length) throw new Problem('invalid', { fields });
  const { name: host } = owner;
  const { url: target } = parsed;
  if (!known) await refuseTaken(place, domain, host);
  await refuseWay(place, domain, host, target);
  if (!domain.ownNameServers) return { host, target, before: [], judged: undefined };
  await refuseOld(place, domain, wish.version);
  return { host, target, ...(await planRecords(place, domain, host, addresses)) };
}

/** The records may be others than the person saw. */
export async function refuseOld(
  { db, label, session }: Pick<Place, 'db' | 'label' | 'session'>,
  domain: DomainRow,
  version: number,
): Promise<void> {
  if (domain.ownNameServers && version !== domain.zoneVersion) throw await conflict(db, label, session, domain);
}

async function refuseTaken({ db, session }: Place, domain: DomainRow, host: string): Promise<void> {
  const words = redirectWords(session.locale);
  const [same] = await db
    .select({ id: redirects.id })
    .from(redirects)
    .where(and(eq(redirects.domainId, domain.id), eq(redirects.host, host)));
  if (same) throw wrong('host', 'taken', words.taken);
  const [{ many } = { many: 0 }] = await db
    .select({ many: count() })
    .from(redirects)
    .where(eq(redirects.domainId, domain.id));
  if (many >= most) throw wrong('host', 'too_many', words.too_many);
}

async function refuseWay({ db, session, deps }: Place, domain: DomainRow, host: string, target: string): Promise<void> {
  const words = redirectWords(session.locale);
  const { host: asked, hostname } = new URL(target);
  // A panel under somebody else's name would be asked for passwords there.
  for (const one of new Set([asked, hostname]))
    if (isPlatformHost(deps, one) || (await deps.control.labelOfHost(one)))
      throw wrong('target', 'own_panel', words.own_panel);
  const name = absolute(host, domain.name);
  if (hostAsked(target) === name) throw wrong('target', 'target_self', words.target_self);
  const way = await loopOf(db, name, { domainId: domain.id, host, target });
  if (way) throw wrong('target', 'loop', words.loop(way.join(' → ')));
}

async function planRecords({ db, label, session }: Place, domain: DomainRow, host: string, addresses: Addresses) {
  const rrsets = await readRRsets(db, domain.id);
  if (isDelegated(rrsets, host)) throw wrong('host', 'delegated', redirectWords(session.locale).delegated);
  const changes = changesToPoint(rrsets, host, addresses, limitsFor(label, session).defaultTtl);
  return {
    before: ledBefore(rrsets, host, addresses),
    judged: await judgeRecords({ db, label, session }, domain, changes),
  };
}

/** A change set that a redirect brings; what is wrong with it is wrong with the host. */
export async function judgeRecords(
  { db, label, session }: Pick<Place, 'db' | 'label' | 'session'>,
  domain: DomainRow,
  changes: readonly RRsetChange[],
): Promise<Plan['judged']> {
  if (!changes.length) return undefined;
  try {
    return await judge(db, label, session, domain, changes as never);
  } catch (error) {
    if (!(error instanceof Problem) || !error.extra.fields) throw error;
    const [code = 'invalid'] = Object.values(error.extra.fields);
    throw new Problem(error.code, { ...error.extra, fields: { host: code } });
  }
}
