import type { RecordType } from '../records.ts';
import type { DnsCode } from '../rules-codes.ts';

/** What a zone file may hold that is not taken over as it stands, beside what is wrong with a record itself. */
export const zoneFileCodes = [
  /** The connector owns it. */
  'soa',
  /** Made when the zone is signed. */
  'dnssec',
  'unknown_type',
  'class',
  /** `$INCLUDE`, `$GENERATE` and their like. */
  'directive',
  'syntax',
  /** A quote or a parenthesis is not closed. */
  'unbalanced',
  /** The provider keeps this name or type. */
  'locked',
  /** Taken, with the nearest TTL that is allowed. */
  'ttl_limits',
  /** Taken, with the lowest TTL of the RRset (RFC 2181 §5.2). */
  'ttl_mixed',
  /** Taken, as the standard reads it: the origin was added since there is no dot at the end. */
  'relative_target',
] as const;
export type ZoneFileCode = (typeof zoneFileCodes)[number] | DnsCode;

/** One line of a zone file that was left out, or taken otherwise than it stands. */
export interface ZoneFileNote {
  /** From 1; missing for what stands in the zone alone. */
  readonly line?: number | undefined;
  readonly code: ZoneFileCode;
  /** True when it is not taken over. */
  readonly skipped: boolean;
  /** As the file has it. */
  readonly name?: string | undefined;
  readonly type?: string | undefined;
  /** What was made of it. */
  readonly value?: string | undefined;
}

/** An RRset of a zone file, with the line of each of its records. */
export interface FileRRset {
  readonly name: string;
  readonly type: RecordType;
  ttl: number;
  readonly records: string[];
  readonly lines: number[];
}
