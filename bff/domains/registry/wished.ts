import type { DomainWish, RegisteredDomain, RegistrarPort } from '../../platform/registrar/port.ts';
import { readSettings } from '../../reseller/settings.ts';
import type { Db } from '../../store/database.ts';
import { sameDs } from '../dnssec/ds.ts';
import { wishedDs } from '../dnssec/read.ts';
import type { DomainRow } from '../zone.ts';
import { hostsOf } from './read.ts';
import { tldOf } from './tlds.ts';

/** What the registry shall have of a domain. */
export async function wishOf({ lacks }: Pick<RegistrarPort, 'lacks'>, db: Db, domain: DomainRow): Promise<DomainWish> {
  const tld = tldOf(domain.tld);
  return {
    name: domain.name,
    nameServers: domain.ownNameServers ? (await readSettings(db)).dns.nameServers : domain.nameServers,
    locked: tld.lock ? domain.locked : null,
    privacy: tld.privacy === 'choice' && !lacks?.includes('privacy') ? (domain.privacy ?? false) : null,
    hosts: (await hostsOf(db, domain.id)).map(({ name, addresses }) => ({ name, addresses })),
    ds: await wishedDs(db, domain.id),
    // Whatever else holds it is none of ours to take off.
    hold: domain.held ? domain.verifyBy !== null : undefined,
  };
}

const setOf = (names: readonly string[]): string => names.toSorted().join(' ');
const hostsText = (hosts: DomainWish['hosts']): string =>
  setOf(hosts.map(({ name, addresses }) => `${name}=${setOf(addresses)}`));

/** Whether the registry has something else than is wished. */
export const differs = (wished: DomainWish, { nameServers, statuses, privacy, hosts, ds }: RegisteredDomain): boolean =>
  setOf(wished.nameServers) !== setOf(nameServers) ||
  (wished.locked !== null && wished.locked !== statuses.includes('clientTransferProhibited')) ||
  (wished.privacy !== null && wished.privacy !== privacy) ||
  hostsText(wished.hosts) !== hostsText(hosts) ||
  (wished.hold !== undefined && wished.hold !== statuses.includes('clientHold')) ||
  (wished.ds !== undefined && !sameDs(wished.ds, ds));
