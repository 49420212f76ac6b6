import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type TLSSocket } from 'node:tls';
import { readXml, xml } from '../../../../bff/platform/registrar/epp/xml.ts';
import { spaces } from '../../../../bff/platform/registrar/epp/frames.ts';
import { selfSigned, type SelfSigned } from '../../self-signed.ts';
import { answerTo, type Said } from './commands.ts';
import { emptyRegistry, type Registry } from './state.ts';

/** What goes wrong with one command. */
export type Fault =
  /** The connection ends, before it is done or after. */
  | 'closed'
  | 'lost'
  /** Half an answer, then the end. */
  | 'half'
  | 'hangs'
  /** Each byte alone. */
  | 'drips'
  /** Not done, and something else than an answer. */
  | { readonly says: string | Buffer }
  /** Refused with that code; where it echoes, with the password or code that came. */
  | { readonly code: number; readonly echoes?: true }
  /** Done later: 1001. */
  | 'pending';

export interface EppServer {
  readonly port: number;
  readonly trust: SelfSigned;
  readonly registry: Registry;
  /** Every frame that came and went, in order. */
  readonly frames: { readonly from: 'client' | 'server'; readonly text: string }[];
  /** So many connections are open. */
  connections(): number;
  /** The most that were open at once. */
  most(): number;
  /** The next command that has this in it goes wrong. */
  next(fault: Fault, within?: string): void;
  /** Ends all connections, as a registry does that starts anew. */
  cut(): void;
  stop(): Promise<void>;
}

/** An EPP server over TLS with a registry behind it, for tests: it has the rules and the clock of the simulated one. */
export async function startEppServer(now: () => number): Promise<EppServer> {
  const trust = selfSigned('DNS:localhost,IP:127.0.0.1');
  const registry = emptyRegistry(now);
  const frames: EppServer['frames'] = [];
  const faults: { fault: Fault; within: string }[] = [];
  const sockets = new Set<TLSSocket>();
  let most = 0;
  const server = createServer({ key: trust.key, cert: trust.certificate }, (socket) => {
    sockets.add(socket);
    most = Math.max(most, sockets.size);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    serve(socket);
  });
  server.on('tlsClientError', () => {});

  function serve(socket: TLSSocket): void {
    let received = Buffer.alloc(0);
    let user: string | undefined;
    const write = (text: string) => {
      frames.push({ from: 'server', text });
      socket.write(framed(text));
    };
    write(greeting(now()));

    function handle(text: string): void {
      frames.push({ from: 'client', text });
      const at = faults.findIndex(({ within }) => text.includes(within));
      const fault = at < 0 ? undefined : faults.splice(at, 1)[0]!.fault;
      if (fault === 'hangs') return;
      if (fault === 'closed') return void socket.destroy();
      if (typeof fault === 'object' && 'says' in fault) return void socket.write(fault.says);
      const root = readXml(text);
      if (root.children.some(({ name }) => name === 'hello')) return write(greeting(now()));
      const forced = typeof fault === 'object' && 'code' in fault ? refusal(fault, text) : undefined;
      const { frame, signedIn, ends } = answerTo(root, { registry, user, forced, pending: fault === 'pending' });
      user = signedIn;
      if (fault === 'lost') return void socket.destroy();
      if (fault === 'half') return void socket.end(framed(frame).subarray(0, 60));
      if (fault === 'drips') return void drip(socket, framed(frame));
      write(frame);
      if (ends) socket.end();
    }

    socket.on('data', (bytes) => {
      received = Buffer.concat([received, bytes]);
      while (received.length >= 4 && received.length >= received.readUInt32BE(0)) {
        const length = received.readUInt32BE(0);
        const text = received.subarray(4, length).toString();
        received = received.subarray(length);
        handle(text);
      }
    });
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => sockets.forEach((socket) => socket.destroy());
  return {
    port: (server.address() as AddressInfo).port,
    trust,
    registry,
    frames,
    connections: () => sockets.size,
    most: () => most,
    next: (fault, within = '<command>') => void faults.push({ fault, within }),
    cut,
    async stop() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}

const refusal = ({ code, echoes }: { code: number; echoes?: true }, text: string): Said =>
  echoes ? { code, message: `Not <good>: ${/<(?:domain:)?pw>(.*?)</.exec(text)?.[1]}` } : { code };

async function drip(socket: TLSSocket, bytes: Buffer): Promise<void> {
  for (const byte of bytes) {
    socket.write(Buffer.of(byte));
    await new Promise(setImmediate);
  }
}

/** With its length before it (RFC 5734 §4). */
export function framed(text: string): Buffer {
  const bytes = Buffer.from(text);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(bytes.length + 4);
  return Buffer.concat([head, bytes]);
}

const greeting = (now: number): string =>
  xml`<?xml version="1.0" encoding="UTF-8"?><epp xmlns="${spaces.epp}"><greeting><svID>Test registry</svID><svDate>${new Date(now).toISOString()}</svDate><svcMenu><version>1.0</version><lang>en</lang>${[spaces.domain, spaces.host, spaces.contact].map((uri) => xml`<objURI>${uri}</objURI>`)}<svcExtension>${[spaces.rgp, spaces.secDns].map((uri) => xml`<extURI>${uri}</extURI>`)}</svcExtension></svcMenu><dcp><access><all/></access><statement><purpose><admin/><prov/></purpose><recipient><ours/></recipient><retention><stated/></retention></statement></dcp></greeting></epp>`
    .text;
