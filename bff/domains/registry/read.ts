import { desc, eq } from 'drizzle-orm';
import type { Session } from '../../auth/session.ts';
import type { BoundLabel } from '../../http/env.ts';
import type { Db } from '../../store/database.ts';
import { registryOf } from '../list-rows.ts';
import { registryWords } from '../messages.ts';
import { relative } from '../rules-names.ts';
import { readSomeRRsets, type DomainRow } from '../zone.ts';
import type { EventEntry, Registration } from './answers.ts';
import { deadlines, yearsLeft } from './rules.ts';
import { childHosts, domainEvents } from './schema.ts';
import { tldOf } from './tlds.ts';

export const hostsOf = (db: Db, domainId: string): Promise<Registration['hosts']> =>
  db
    .select({ id: childHosts.id, name: childHosts.name, addresses: childHosts.addresses })
    .from(childHosts)
    .where(eq(childHosts.domainId, domainId))
    .orderBy(childHosts.name);

export const hostNames = async (db: Db, domainId: string): Promise<string[]> =>
  (await hostsOf(db, domainId)).map(({ name }) => name);

/** What was done to the domain beside its zone, newest first. */
export async function eventsOf(db: Db, domainId: string, limit: number): Promise<EventEntry[]> {
  const rows = await db
    .select()
    .from(domainEvents)
    .where(eq(domainEvents.domainId, domainId))
    .orderBy(desc(domainEvents.at), desc(domainEvents.id))
    .limit(limit);
  return rows.map(({ id, at, by, event }) => ({ id, at: at.toISOString(), by, event }));
}

/** With what the zone says of them: resolvers take the one or the other (RFC 9471). */
async function hostsBesideZone(db: Db, { id, name }: DomainRow): Promise<Registration['hosts']> {
  const hosts = await hostsOf(db, id);
  if (!hosts.length) return [];
  const owners = hosts.map((host) => relative(host.name, name)!);
  const rrsets = (await readSomeRRsets(db, id, owners)).filter(({ type }) => type === 'A' || type === 'AAAA');
  return hosts.map((host, at) => {
    const inZone = rrsets.filter((rrset) => rrset.name === owners[at]).flatMap(({ records }) => records);
    const same = inZone.toSorted().join() === host.addresses.toSorted().join();
    return { ...host, ...(inZone.length && !same ? { inZone } : {}) };
  });
}

export async function registrationOf(
  db: Db,
  domain: DomainRow,
  session: Session,
  { lacks }: Pick<BoundLabel, 'lacks'>,
  today: string,
): Promise<Registration> {
  const tld = tldOf(domain.tld);
  const [least, most] = tld.nameServers;
  const { registryError, registryRetryAt, expiresOn } = domain;
  return {
    sync: {
      state: registryOf(domain),
      ...(registryError ? { reason: registryWords(session.locale).sync[registryError] } : {}),
      ...(registryRetryAt ? { retryAt: registryRetryAt.toISOString() } : {}),
    },
    deadlines: expiresOn === null ? null : deadlines(expiresOn, tld),
    statuses: [...domain.statuses],
    privacy: tld.privacy === 'choice' && !lacks.includes('privacy') ? (domain.privacy ?? false) : null,
    hosts: await hostsBesideZone(db, domain),
    renewableYears: expiresOn === null ? 0 : yearsLeft(expiresOn, today, tld),
    nameServerLimits: { least, most },
  };
}
