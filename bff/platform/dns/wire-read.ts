import { type Labels, type Query, typeOpt } from './wire.ts';

/** Bytes that are no message. `query` is what can be answered with FORMERR all the same. */
export class MalformedMessage extends Error {
  readonly query: Query;

  constructor(query: Query) {
    super('malformed message');
    this.query = query;
  }
}

class Reader {
  readonly #bytes: Buffer;
  at = 12;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  word(): number {
    this.at += 2;
    return this.#bytes.readUInt16BE(this.at - 2);
  }

  skip(count: number): void {
    this.at += count;
    if (this.at > this.#bytes.length) throw new RangeError('too short');
  }

  name(): Labels {
    const labels: string[] = [];
    let from = this.at;
    let end: number | undefined;
    let size = 1;
    let jumps = 0;
    for (;;) {
      const length = this.#bytes.readUInt8(from);
      if (length >= 0xc0) {
        const target = this.#bytes.readUInt16BE(from) & 0x3fff;
        end ??= from + 2;
        // Only backwards, so that no chain of pointers can close, and none that takes long to follow
        if (target >= from || target < 12 || ++jumps > 64) throw new RangeError('pointer');
        from = target;
        continue;
      }
      if (length > 63) throw new RangeError('label type');
      from += 1;
      if (length === 0) break;
      size += length + 1;
      if (size > 255 || from + length > this.#bytes.length) throw new RangeError('name too long');
      const label = this.#bytes.toString('latin1', from, from + length);
      // ASCII only (RFC 4343): toLowerCase would take letters of Latin 1 as well
      labels.push(label.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()));
      from += length;
    }
    this.at = end ?? from;
    return labels;
  }
}

function readEdns(reader: Reader, others: number, additionals: number): Query['edns'] {
  let edns: Query['edns'];
  for (let at = 0; at < others + additionals; at++) {
    const name = reader.name();
    const type = reader.word();
    const size = reader.word();
    const version = reader.word() & 255;
    reader.skip(2);
    reader.skip(reader.word());
    if (type !== typeOpt) continue;
    if (edns || name.length > 0 || at < others) throw new RangeError('OPT out of place');
    edns = { size, version };
  }
  return edns;
}

/** Reads a query; undefined for what deserves no answer: too short for one, or itself an answer. */
export function readQuery(bytes: Buffer): Query | undefined {
  if (bytes.length < 12) return undefined;
  const head = bytes.readUInt16BE(2);
  if ((head & 0x8000) !== 0) return undefined;
  let query: Query = {
    id: bytes.readUInt16BE(0),
    opcode: (head >> 11) & 15,
    flags: head & 0x0110,
    question: undefined,
    edns: undefined,
  };
  if (query.opcode !== 0) return query;
  try {
    // One question (RFC 9619)
    if (bytes.readUInt16BE(4) !== 1) throw new RangeError('questions');
    const reader = new Reader(bytes);
    const question = { name: reader.name(), type: reader.word(), class: reader.word() };
    query = { ...query, question: { ...question, bytes: bytes.subarray(12, reader.at) } };
    const others = bytes.readUInt16BE(6) + bytes.readUInt16BE(8);
    return { ...query, edns: readEdns(reader, others, bytes.readUInt16BE(10)) };
  } catch {
    throw new MalformedMessage(query);
  }
}
