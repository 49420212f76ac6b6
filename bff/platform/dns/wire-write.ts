import { type Labels, labelsOf, type Query, type Reply, typeOpt, udpSize, type WireRecord } from './wire.ts';

const classIn = 1;

class Writer {
  #bytes = Buffer.alloc(1024);
  #length = 0;
  /** Where names already stand, by their wire form. */
  readonly #known = new Map<string, number>();

  #room(count: number): number {
    const from = this.#length;
    this.#length += count;
    if (this.#length > 65_535) throw new RangeError('message too long');
    if (this.#length > this.#bytes.length) {
      this.#bytes = Buffer.concat([this.#bytes], Math.max(this.#length, this.#bytes.length * 4));
    }
    return from;
  }

  get length(): number {
    return this.#length;
  }

  word(value: number): void {
    const from = this.#room(2);
    this.#bytes.writeUInt16BE(value, from);
  }

  long(value: number): void {
    const from = this.#room(4);
    this.#bytes.writeUInt32BE(value, from);
  }

  raw(bytes: Uint8Array): void {
    const from = this.#room(bytes.length);
    this.#bytes.set(bytes, from);
  }

  patch(at: number, value: number): void {
    this.#bytes.writeUInt16BE(value, at);
  }

  /** Remembers a name that stands at an offset already, with all that it ends in. */
  remember(labels: Labels, offset: number): void {
    let at = offset;
    labels.forEach((label, first) => {
      const key = wireKey(labels.slice(first));
      if (at < 0x4000 && !this.#known.has(key)) this.#known.set(key, at);
      at += label.length + 1;
    });
  }

  name(labels: Labels): void {
    for (let first = 0; first < labels.length; first++) {
      const key = wireKey(labels.slice(first));
      const at = this.#known.get(key);
      if (at !== undefined) return this.word(0xc000 | at);
      if (this.#length < 0x4000) this.#known.set(key, this.#length);
      this.raw(Buffer.from(wireKey(labels.slice(first, first + 1)), 'latin1'));
    }
    this.raw(Uint8Array.of(0));
  }

  done(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }
}

const wireKey = (labels: Labels) => labels.map((label) => String.fromCharCode(label.length) + label).join('');

function writeRecord(writer: Writer, { name, type, ttl, rdata }: WireRecord): void {
  writer.name(name);
  writer.word(type);
  writer.word(classIn);
  writer.long(ttl);
  const at = writer.length;
  writer.word(0);
  for (const part of rdata) {
    if (typeof part === 'string') writer.name(labelsOf(part));
    else writer.raw(part);
  }
  writer.patch(at, writer.length - at - 2);
}

/** A reply as bytes; throws RangeError beyond 65,535 of them. */
export function writeReply(query: Query, reply: Reply, truncated = false): Buffer {
  const writer = new Writer();
  const { answers, authorities, additionals, rcode, authoritative } = reply;
  const { question, edns } = query;
  writer.word(query.id);
  const aa = authoritative ? 0x0400 : 0;
  writer.word(0x8000 | (query.opcode << 11) | aa | (truncated ? 0x0200 : 0) | query.flags | (rcode & 15));
  writer.word(question ? 1 : 0);
  writer.word(answers.length);
  writer.word(authorities.length);
  writer.word(additionals.length + (edns ? 1 : 0));
  if (question) {
    writer.raw(question.bytes);
    writer.remember(question.name, 12);
  }
  for (const record of [...answers, ...authorities, ...additionals]) writeRecord(writer, record);
  if (edns) {
    writer.raw(Uint8Array.of(0));
    writer.word(typeOpt);
    writer.word(udpSize);
    writer.long((rcode >> 4) << 24);
    writer.word(0);
  }
  return writer.done();
}
