/** Record types a customer can meet, in the order the panel offers them. SOA never shows: the connector owns it. */
export const recordTypes = [
  'A',
  'AAAA',
  'CNAME',
  'ALIAS',
  'MX',
  'TXT',
  'SRV',
  'CAA',
  'NS',
  'DS',
  'TLSA',
  'SSHFP',
  'HTTPS',
  'SVCB',
  'NAPTR',
  'PTR',
] as const;
export type RecordType = (typeof recordTypes)[number];

/**
 * All records of one name and type (RFC 2181 §5): what is shown, changed and published as one thing.
 *
 * `name` is relative to the zone, in lower-case A-labels, `@` for the apex (`www`, `_dmarc`, `*.shop`).
 * `records` are canonical presentation values: host names absolute without trailing dot; addresses in
 * their shortest form; TXT is the plain text itself (never quoted, split only on the wire).
 */
export interface RRset {
  readonly name: string;
  readonly type: RecordType;
  readonly ttl: number;
  readonly records: readonly string[];
}

/** One step of a change set: the RRset as it shall be, or that it shall go. */
export type RRsetChange =
  | {
      readonly op: 'set';
      readonly name: string;
      readonly type: RecordType;
      readonly ttl: number;
      readonly records: readonly string[];
    }
  | { readonly op: 'delete'; readonly name: string; readonly type: RecordType };

/** One line of a preview or of the history; `before` missing = added, `after` missing = removed. */
export interface RRsetDiff {
  readonly name: string;
  readonly type: RecordType;
  readonly before?: RRset | undefined;
  readonly after?: RRset | undefined;
}

export const rrsetKey = (rrset: { readonly name: string; readonly type: string }): string =>
  `${rrset.name} ${rrset.type}`;
