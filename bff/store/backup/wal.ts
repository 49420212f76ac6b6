/**
 * SQLite's write-ahead log as it lies on the disk (https://www.sqlite.org/fileformat2.html#the_write_ahead_log): 32 bytes of
 * header, then frames of 24 bytes and a page. Each frame's checksum goes on from the one before, so a frame that is half
 * written, or left over from an earlier log, is told from one that counts.
 */
export const headerSize = 32;
const frameHead = 24;
const magic = 0x377f0682;

export interface WalHeader {
  readonly pageSize: number;
  /** Another one each time the log begins anew. */
  readonly salt: string;
  readonly bigEndian: boolean;
  readonly sums: Sums;
}
export type Sums = readonly [number, number];

/** Undefined: no log begins here (yet). */
export function readHeader(bytes: Buffer): WalHeader | undefined {
  if (bytes.length < headerSize) return undefined;
  const first = bytes.readUInt32BE(0);
  if (first !== magic && first !== magic + 1) return undefined;
  const bigEndian = first === magic + 1;
  const sums = checksum(bytes, 0, 24, [0, 0], bigEndian);
  if (sums[0] !== bytes.readUInt32BE(24) || sums[1] !== bytes.readUInt32BE(28)) return undefined;
  return { pageSize: bytes.readUInt32BE(8), salt: bytes.toString('hex', 16, 24), bigEndian, sums };
}

export interface Committed {
  /** Bytes of whole transactions at the start of what was looked at. */
  readonly length: number;
  /** The checksum at their end, from which the next frame goes on. */
  readonly sums: Sums;
}

/** How much of `frames` are whole transactions of this log. */
export function committed(frames: Buffer, { pageSize, salt, bigEndian }: WalHeader, from: Sums): Committed {
  const size = frameHead + pageSize;
  let sums = from;
  let found: Committed = { length: 0, sums };
  for (let at = 0; at + size <= frames.length; at += size) {
    if (frames.toString('hex', at + 8, at + 16) !== salt) break;
    sums = checksum(frames, at, 8, sums, bigEndian);
    sums = checksum(frames, at + frameHead, pageSize, sums, bigEndian);
    if (sums[0] !== frames.readUInt32BE(at + 16) || sums[1] !== frames.readUInt32BE(at + 20)) break;
    // The size of the database after it: only the last frame of a transaction has one.
    if (frames.readUInt32BE(at + 4) !== 0) found = { length: at + size, sums };
  }
  return found;
}

function checksum(bytes: Buffer, start: number, length: number, [a, b]: Sums, bigEndian: boolean): Sums {
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, length);
  let [s0, s1] = [a, b];
  for (let at = 0; at < length; at += 8) {
    s0 = (s0 + view.getUint32(at, !bigEndian) + s1) >>> 0;
    s1 = (s1 + view.getUint32(at + 4, !bigEndian) + s0) >>> 0;
  }
  return [s0, s1];
}
