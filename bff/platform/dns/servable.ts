import { type RRset, type RRsetChange, recordTypes, rrsetKey } from '../../domains/records.ts';
import { absolute } from '../../domains/rules-names.ts';
import { DnsError, type DnsZone } from './port.ts';
import { nameBytes } from './rdata-fields.ts';
import { encodeRdata } from './rdata.ts';

/** How long resolvers keep the name servers of a zone, in seconds. */
const apexNsTtl = 86_400;

/** All RRsets of a zone: the apex NS that its name servers make, then its own. */
export function allRRsets({ nameServers, rrsets }: DnsZone): RRset[] {
  const own = rrsets.filter(({ name, type }) => name !== '@' || type !== 'NS');
  if (nameServers.length === 0) return own;
  return [{ name: '@', type: 'NS', ttl: apexNsTtl, records: [...nameServers] }, ...own];
}

const refuse = (rrset: { readonly name: string; readonly type: string }, why: string): never => {
  throw new DnsError('refused', `${rrset.name} ${rrset.type}: ${why}`);
};

function attempt<T>(body: () => T): T | undefined {
  try {
    return body();
  } catch {
    return undefined;
  }
}

/** Refuses an RRset that has no form on the wire. */
export function checkRRset(rrset: RRset, zone: string): void {
  const { name, type, ttl, records } = rrset;
  if (!recordTypes.includes(type)) refuse(rrset, 'this type is not served');
  if (!attempt(() => nameBytes(absolute(name, zone)))) refuse(rrset, 'not a name of the zone');
  if (!Number.isInteger(ttl) || ttl < 0 || ttl >= 2 ** 31) refuse(rrset, 'no TTL');
  if (records.length === 0) refuse(rrset, 'no records');
  if (new Set(records).size < records.length) refuse(rrset, 'the same record twice');
  if (type === 'CNAME' && records.length > 1) refuse(rrset, 'more than one record');
  for (const record of records) {
    if (!attempt(() => encodeRdata(type, record))) refuse(rrset, 'a value that cannot be served');
  }
}

/** Refuses a CNAME that has company (RFC 2181 §10.1). `types`: all at the name. */
export function checkAlone(name: string, types: readonly string[]): void {
  if (types.length > 1 && types.includes('CNAME')) refuse({ name, type: 'CNAME' }, 'other types are at this name');
}

/** Refuses two changes of one RRset. */
export function checkOnce(changes: readonly RRsetChange[] | readonly RRset[]): void {
  const seen = new Set<string>();
  for (const change of changes) {
    if (seen.has(rrsetKey(change))) refuse(change, 'named twice');
    seen.add(rrsetKey(change));
  }
}
