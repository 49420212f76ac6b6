import type { Call } from '../call.ts';
import type { Ds } from '../../domains/dnssec/ds.ts';
import type { RRset, RRsetChange } from '../../domains/records.ts';

/** A zone as a name server shall serve it. `name` is the A-label without trailing dot. */
export interface DnsZone {
  readonly name: string;
  /** Host names without trailing dot; they become the apex NS RRset. */
  readonly nameServers: readonly string[];
  readonly rrsets: readonly RRset[];
}

/**
 * What the BFF asks of a kind of name server. Every call converges: repeating it, also after an answer was
 * lost, leaves the same zone. A call that rejects with DnsError has changed nothing, unless its answer was lost.
 */
export interface DnsPort {
  readonly kind: string;
  /** Makes the zone exactly this, creating it when it is not there. */
  ensureZone(zone: DnsZone, call?: Call): Promise<void>;
  /** Creates many zones that are known to be new; for imports and demo data. */
  createZones(zones: readonly DnsZone[]): Promise<void>;
  /** Applies all changes at once or none. Rejects with `zone_missing` when the server does not have the zone. */
  change(zone: string, changes: readonly RRsetChange[], call?: Call): Promise<void>;
  /** Whether it signs zones (RFC 4033). Where it does not, `sign` and `unsign` reject with `refused`. */
  readonly signs: boolean;
  /**
   * Signs the zone, where it is not signed yet; answers what the parent shall hold, and says the same in CDS and CDNSKEY
   * (RFC 7344). Rejects with `zone_missing` when the server does not have the zone.
   */
  sign(zone: string, call?: Call): Promise<readonly Ds[]>;
  /**
   * Asks the parent to forget the keys, by CDS and CDNSKEY (RFC 8078 §4); answers go on being signed. Fine when there is no
   * zone.
   */
  withdraw(zone: string, call?: Call): Promise<void>;
  /** Ends signing, and forgets the keys. Fine when it is not signed, or not there. */
  unsign(zone: string, call?: Call): Promise<void>;
  /** Fine when it is gone already. */
  removeZone(zone: string, call?: Call): Promise<void>;
  /** The apex SOA serial, undefined when the zone is not there. */
  serial(zone: string): Promise<number | undefined>;
  /** The RRsets as served, without SOA; undefined when the zone is not there. For repair and tests, not for hot paths. */
  readZone(zone: string): Promise<readonly RRset[] | undefined>;
  close(): Promise<void>;
}

/** `zone_missing` and `refused` (the server says no: repeating is useless) or `unreachable` (try again). */
export class DnsError extends Error {
  readonly code: 'zone_missing' | 'refused' | 'unreachable';

  constructor(code: DnsError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Of a kind of name server that does not sign. */
export const signsNothing: Pick<DnsPort, 'signs' | 'sign' | 'withdraw' | 'unsign'> = {
  signs: false,
  sign: (zone) => Promise.reject(new DnsError('refused', `the name server cannot sign ${zone}`)),
  withdraw: async () => {},
  unsign: async () => {},
};
