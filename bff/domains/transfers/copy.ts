import type { AskedType, Resolver } from '../../platform/resolver/port.ts';
import type { RRset } from '../records.ts';
import { checkChanges } from '../rules.ts';
import { absolute } from '../rules-names.ts';

/** Names that most zones have, with what stands there: nobody may list another's zone (RFC 5936 §5). */
const asked: readonly (readonly [owner: string, types: readonly AskedType[]])[] = [
  ['@', ['A', 'AAAA', 'MX', 'TXT', 'CAA']],
  ...['www', 'mail', 'webmail', 'smtp', 'imap', 'pop', 'ftp', 'shop', 'autoconfig', 'autodiscover'].map(
    (owner) => [owner, ['CNAME', 'A', 'AAAA']] as const,
  ),
  ...['_dmarc', 'default._domainkey', 'google._domainkey'].map((owner) => [owner, ['CNAME', 'TXT']] as const),
  ...['selector1._domainkey', 'selector2._domainkey'].map((owner) => [owner, ['CNAME', 'TXT']] as const),
];
const ttl = 3600;

/**
 * The records that a domain has in the world, as far as they can be found: with them its site and its mail go on when it
 * comes to other name servers. What nobody answers for, or what would not be taken from a customer, is left out.
 */
export async function copyOfZone(resolver: Resolver, zone: string): Promise<RRset[]> {
  const found = await Promise.all(
    asked.map(async ([owner, types]) => {
      const rrsets = await Promise.all(
        types.map(async (type): Promise<RRset> => {
          const records = await resolver.records(absolute(owner, zone), type).catch(() => []);
          return { name: owner, type, ttl, records: type === 'TXT' ? records.map(quoted) : [...records] };
        }),
      );
      const there = rrsets.filter(({ records }) => records.length > 0);
      // What an alias leads to is not the owner's own.
      return there.some(({ type }) => type === 'CNAME') ? there.filter(({ type }) => type === 'CNAME') : there;
    }),
  );
  return good(zone, found.flat());
}

const quoted = (text: string): string => JSON.stringify(text);

function good(zone: string, rrsets: readonly RRset[]): RRset[] {
  const kept: RRset[] = [];
  for (const rrset of rrsets) {
    const { errors, changes } = checkChanges({
      zone,
      nameServers: [],
      rrsets: kept,
      changes: [{ op: 'set', ...rrset, records: [...rrset.records] }],
      limits: { minTtl: 0, maxTtl: 2 ** 31 - 1, defaultTtl: ttl, maxRrsets: 10_000 },
    });
    const [change] = changes;
    if (!Object.keys(errors).length && change?.op === 'set')
      kept.push({ name: change.name, type: change.type, ttl, records: [...change.records] });
  }
  return kept;
}
