import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect } from 'node:net';
import dnsPacket, { type Answer, type DecodedPacket, type RecordType } from 'dns-packet';

/** What came back. Records as `name ttl type data`, data as in a zone file but for types the client does not know: hex. */
export interface Reply {
  readonly rcode: string;
  readonly authoritative: boolean;
  readonly truncated: boolean;
  readonly questions: readonly string[];
  readonly answers: readonly string[];
  readonly authorities: readonly string[];
  readonly additionals: readonly string[];
  /** The text of each TXT record among the answers, its strings joined. */
  readonly texts: readonly string[];
  /** Bytes of the message. */
  readonly size: number;
}

export interface AskOptions {
  readonly tcp?: boolean;
  /** The largest UDP answer we say we take; without it no EDNS. */
  readonly udpSize?: number;
}

const patience = 2000;

function shown(data: unknown): string {
  if (data instanceof Uint8Array) return Buffer.from(data).toString('hex');
  if (Array.isArray(data)) return data.map((part) => JSON.stringify(Buffer.from(part).toString('utf8'))).join(' ');
  if (typeof data !== 'object' || data === null) return String(data);
  const fields = Object.entries(data).filter(([name]) => name !== 'issuerCritical');
  return fields.map(([name, value]) => (name === 'value' ? JSON.stringify(value) : shown(value))).join(' ');
}

function textOf(record: Answer): string {
  if (record.type === 'OPT') return 'OPT';
  return `${record.name} ${record.ttl} ${record.type} ${shown(record.data)}`;
}

/** A query as bytes. Types that the client does not know go by their number: `TYPE65`. */
export function queryOf(name: string, type: string, { udpSize }: AskOptions = {}): Buffer {
  const opt = { type: 'OPT', name: '.', extendedRcode: 0, ednsVersion: 0, flags: 0, flag_do: false } as const;
  return dnsPacket.encode({
    type: 'query',
    id: Math.floor(Math.random() * 65_536),
    flags: 0,
    // The client knows more types than its declarations
    questions: [{ name, type: type.replace(/^TYPE/, 'UNKNOWN_') as RecordType, class: 'IN' }],
    additionals: udpSize === undefined ? [] : [{ ...opt, udpPayloadSize: udpSize, options: [] }],
  });
}

/** Sends bytes over UDP; the answer as bytes. */
export async function sendUdp(port: number, message: Buffer, patienceMs = patience): Promise<Buffer> {
  const socket = createSocket('udp4');
  try {
    socket.send(message, port, '127.0.0.1');
    const [bytes] = await once(socket, 'message', { signal: AbortSignal.timeout(patienceMs) });
    return bytes as Buffer;
  } finally {
    socket.close();
  }
}

/** Sends messages over one TCP connection, all at once; their answers in the order in which they come. */
export async function sendTcp(port: number, messages: readonly Buffer[]): Promise<Buffer[]> {
  const socket = connect(port, '127.0.0.1');
  const replies: Buffer[] = [];
  socket.setTimeout(patience, () => socket.destroy(new Error('no answer over TCP')));
  for (const message of messages) {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(message.length);
    socket.write(Buffer.concat([length, message]));
  }
  let waiting = Buffer.alloc(0);
  for await (const data of socket) {
    waiting = Buffer.concat([waiting, data as Buffer]);
    while (waiting.length >= 2 && waiting.length >= 2 + waiting.readUInt16BE(0)) {
      const end = 2 + waiting.readUInt16BE(0);
      replies.push(waiting.subarray(2, end));
      waiting = waiting.subarray(end);
    }
    if (replies.length >= messages.length) break;
  }
  return replies;
}

/** Reads an answer. */
export function readReply(bytes: Buffer): Reply {
  const packet = dnsPacket.decode(bytes) as DecodedPacket & { rcode: string };
  return {
    rcode: packet.rcode,
    authoritative: packet.flag_aa,
    truncated: packet.flag_tc,
    questions: (packet.questions ?? []).map(({ name, type }) => `${name} ${type}`),
    answers: (packet.answers ?? []).map(textOf),
    authorities: (packet.authorities ?? []).map(textOf),
    additionals: (packet.additionals ?? []).map(textOf).filter((text) => text !== 'OPT'),
    texts: (packet.answers ?? [])
      .filter((answer) => answer.type === 'TXT')
      .map(({ data }) => Buffer.concat([data].flat().map((part) => Buffer.from(part))).toString('utf8')),
    size: bytes.length,
  };
}

/** Asks the name server on a port of 127.0.0.1. */
export async function ask(port: number, name: string, type: string, options: AskOptions = {}): Promise<Reply> {
  const message = queryOf(name, type, options);
  const [bytes] = options.tcp ? await sendTcp(port, [message]) : [await sendUdp(port, message)];
  if (!bytes) throw new Error('the connection was closed without an answer');
  if (bytes.readUInt16BE(0) !== message.readUInt16BE(0)) throw new Error('the answer to another query');
  return readReply(bytes);
}

/** The same question over UDP and TCP; the answers must not differ. */
export async function askBoth(port: number, name: string, type: string): Promise<Reply> {
  const udp = await ask(port, name, type, { udpSize: 1232 });
  const tcp = await ask(port, name, type, { tcp: true, udpSize: 1232 });
  const sorted = (reply: Reply) => ({ ...reply, answers: reply.answers.toSorted(), texts: reply.texts.toSorted() });
  assert.deepEqual(sorted(tcp), sorted(udp));
  return sorted(udp);
}
