import type { Call } from '../call.ts';
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
  /** Fine when it is gone already. */
  removeZone(zone: string): Promise<void>;
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
