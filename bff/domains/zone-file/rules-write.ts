import type { RRset } from '../records.ts';
import { wireText } from '../rules-values.ts';

/** The zone in the form that other providers take over (RFC 1035 §5). The SOA is not in it: whoever serves the zone makes it. */
export function writeZoneFile(domain: string, rrsets: readonly RRset[]): string {
  const lines = [`$ORIGIN ${domain}.`];
  for (const { name, type, ttl, records } of rrsets) {
    if (type === 'ALIAS') lines.push('; ALIAS is not a standard: some name servers do not know it.');
    for (const record of records) lines.push(`${name}\t${ttl}\tIN\t${type}\t${wireText(type, record)}`);
  }
  return `${lines.join('\n')}\n`;
}
