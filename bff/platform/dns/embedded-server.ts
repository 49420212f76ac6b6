import { createSocket } from 'node:dgram';
import { createServer, type Server, type Socket } from 'node:net';
import { type Query, rcodes, type Reply, udpSize } from './wire.ts';
import { MalformedMessage, readQuery } from './wire-read.ts';
import { writeReply } from './wire-write.ts';

export interface ServerOptions {
  readonly host: string;
  /** 0 = any that is free. */
  readonly port: number;
  readonly answer: (query: Query) => Reply;
  readonly failed: (error: unknown) => void;
  /** How long a TCP connection may be silent, in ms (RFC 7766 §6.2.3). */
  readonly idleMs?: number;
}

/** Reads no more of a connection whose answers nobody takes, in bytes. */
const mostUnread = 1 << 20;
const mostConnections = 200;
const nothing = { authoritative: false, answers: [], authorities: [], additionals: [] };

function fitted(query: Query, reply: Reply, size: number): Buffer {
  const whole = writeReply(query, reply);
  if (whole.length <= size) return whole;
  // Addresses beside the answer may be left out; of a referral they are a part (RFC 9471)
  if (reply.answers.length > 0 && reply.additionals.length > 0) {
    const bare = writeReply(query, { ...reply, additionals: [] });
    if (bare.length <= size) return bare;
  }
  return writeReply(query, { ...nothing, rcode: reply.rcode, authoritative: reply.authoritative }, true);
}

/** The answer to one message; undefined when it deserves none. Never throws. */
export function respond(message: Buffer, udp: boolean, { answer, failed }: ServerOptions): Buffer | undefined {
  let query: Query | undefined;
  try {
    query = readQuery(message);
  } catch (error) {
    if (!(error instanceof MalformedMessage)) throw error;
    return writeReply(error.query, { ...nothing, rcode: rcodes.formErr });
  }
  if (!query) return undefined;
  const size = udp ? Math.min(Math.max(query.edns?.size ?? 512, 512), udpSize) : 65_535;
  try {
    return fitted(query, answer(query), size);
  } catch (error) {
    failed(error);
    return writeReply(query, { ...nothing, rcode: rcodes.servFail });
  }
}

function serve(socket: Socket, options: ServerOptions): void {
  let waiting: Buffer = Buffer.alloc(0);
  socket.setNoDelay(true);
  socket.setTimeout(options.idleMs ?? 10_000, () => socket.destroy());
  socket.on('error', () => socket.destroy());
  socket.on('data', (data: Buffer) => {
    waiting = waiting.length === 0 ? data : Buffer.concat([waiting, data]);
    while (waiting.length >= 2) {
      const end = 2 + waiting.readUInt16BE(0);
      if (waiting.length < end) break;
      const reply = respond(waiting.subarray(2, end), false, options);
      waiting = waiting.subarray(end);
      if (!reply || socket.writableLength > mostUnread) {
        socket.destroy();
        return;
      }
      const length = Buffer.alloc(2);
      length.writeUInt16BE(reply.length);
      socket.write(Buffer.concat([length, reply]));
    }
  });
}

class PortTaken extends Error {}

function portError(error: unknown, { host, port }: { host: string; port: number }): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return new PortTaken(`another process has the DNS port ${host}:${port}; choose another with HC_DNS_PORT`, {
      cause: error,
    });
  }
  if (code === 'EACCES') return new Error(`the DNS port ${host}:${port} is not ours to use`, { cause: error });
  return error;
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((done, refuse) => {
    server.once('error', (error) => refuse(portError(error, { host, port })));
    server.listen(port, host, () => {
      const address = server.address();
      done(typeof address === 'object' && address ? address.port : port);
    });
  });
}

async function openBoth(options: ServerOptions): Promise<{ port: number; close(): Promise<void> }> {
  const { host } = options;
  const connections = new Set<Socket>();
  const tcp = createServer((socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
    serve(socket, options);
  });
  tcp.maxConnections = mostConnections;
  const port = await listen(tcp, host, options.port);
  const udp = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  try {
    await new Promise<void>((done, refuse) => {
      udp.once('error', (error) => refuse(portError(error, { host, port })));
      udp.bind(port, host, done);
    });
  } catch (error) {
    await new Promise((done) => tcp.close(done));
    throw error;
  }
  tcp.removeAllListeners('error').on('error', options.failed);
  udp.removeAllListeners('error').on('error', options.failed);
  udp.on('message', (message, from) => {
    const reply = respond(message, true, options);
    // Who asked may be gone
    if (reply) udp.send(reply, from.port, from.address, () => {});
  });
  return {
    port,
    close: async () => {
      for (const socket of connections) socket.destroy();
      await Promise.all([new Promise((done) => tcp.close(done)), new Promise<void>((done) => udp.close(done))]);
    },
  };
}

/** Answers DNS questions over UDP and TCP on one port. */
export async function listenDns(options: ServerOptions): Promise<{ port: number; close(): Promise<void> }> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await openBoth(options);
    } catch (error) {
      // A port that is free for TCP may be taken for UDP
      if (!(error instanceof PortTaken) || options.port !== 0 || attempt === 20) throw error;
    }
  }
}
