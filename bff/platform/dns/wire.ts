import type { RdataPart } from './rdata.ts';

/** A name as labels, the leftmost first, one character a byte, in lower case. */
export type Labels = readonly string[];

/** Response codes (RFC 1035 §4.1.1, RFC 6891 §9). */
export const rcodes = { noError: 0, formErr: 1, servFail: 2, nxDomain: 3, notImp: 4, refused: 5, badVers: 16 } as const;
export type Rcode = (typeof rcodes)[keyof typeof rcodes];

/** What a client wants to know, as far as it could be read. */
export interface Query {
  readonly id: number;
  readonly opcode: number;
  /** RD and CD: they come back as they were sent. */
  readonly flags: number;
  readonly question: Question | undefined;
  readonly edns: { readonly size: number; readonly version: number } | undefined;
}

export interface Question {
  readonly name: Labels;
  readonly type: number;
  readonly class: number;
  /** As it was sent: the answer repeats it to the letter. */
  readonly bytes: Uint8Array;
}

export interface WireRecord {
  readonly name: Labels;
  readonly type: number;
  /** Seconds. */
  readonly ttl: number;
  readonly rdata: readonly RdataPart[];
}

export interface Reply {
  readonly rcode: Rcode;
  readonly authoritative: boolean;
  readonly answers: readonly WireRecord[];
  readonly authorities: readonly WireRecord[];
  readonly additionals: readonly WireRecord[];
}

/** What we take and send over UDP without the risk of fragments (DNS flag day 2020), in bytes. */
export const udpSize = 1232;
/** The pseudo-type of EDNS (RFC 6891). */
export const typeOpt = 41;

/** The labels of a host name without trailing dot, `.` for the root. */
export const labelsOf = (name: string): Labels => (name === '.' || name === '' ? [] : name.split('.'));
