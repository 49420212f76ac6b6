import { type RRset, rrsetKey, type RRsetChange } from '../../domains/records.ts';
import type { DnsZone } from './port.ts';

/** Seconds of the SOA (RFC 1912 §2.2); `minimum` is how long "there is no such name" is kept (RFC 2308). */
export const soaTimers = { refresh: 10_800, retry: 3600, expire: 604_800, minimum: 3600, ttl: 3600 };

/** The apex NS RRset of a zone. Its TTL is a day: name servers seldom change. */
export const nameServerRRset = ({ nameServers }: Pick<DnsZone, 'nameServers'>): RRset => ({
  name: '@',
  type: 'NS',
  ttl: 86_400,
  records: nameServers,
});

/** The SOA of a new zone in presentation format; the server gives it its serial. */
export function soaText({ name, nameServers: [primary = name] }: Pick<DnsZone, 'name' | 'nameServers'>): string {
  const { refresh, retry, expire, minimum } = soaTimers;
  return `${primary}. hostmaster.${name}. 0 ${refresh} ${retry} ${expire} ${minimum}`;
}

/**
 * A change set with one change per RRset, deletions first: some servers look at every step by itself, and a name
 * whose CNAME becomes an A would be refused half way.
 */
export function changesByKey(changes: readonly RRsetChange[]): RRsetChange[] {
  const last = new Map(changes.map((change) => [rrsetKey(change), change]));
  return [...last.values()].toSorted((a, b) => Number(a.op === 'set') - Number(b.op === 'set'));
}
