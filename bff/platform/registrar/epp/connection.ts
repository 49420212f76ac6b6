import { isIP } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { RegistrarError } from '../port.ts';

/** A frame says its length in four bytes, which count themselves (RFC 5734 §4). */
const headLength = 4;
/** No answer of a registry comes near it. */
const largestFrame = 1 << 20;

export interface Endpoint {
  readonly host: string;
  readonly port: number;
  /** Whom to trust instead of the public authorities, as PEM. */
  readonly ca?: string | undefined;
  /** Who we are, where the registry wants to see it. */
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
}

/** One connection to an EPP server: frames go out and come in, one at a time. */
export interface Connection {
  /** The next frame, after this one was sent if there is one. Whoever gets an error does not know what became of it. */
  exchange(frame: string | undefined, ms: number): Promise<string>;
  readonly open: boolean;
  /** The server ended it, or the network did. */
  readonly cut: boolean;
  destroy(): void;
}

interface Waiting {
  readonly resolve: (text: string) => void;
  readonly reject: (error: Error) => void;
}

const unreachable = (where: string, why: string) => new RegistrarError('unreachable', `EPP at ${where}: ${why}`);
const strict = new TextDecoder('utf-8', { fatal: true });

/** Connects over TLS; the frames begin with the server's greeting. */
export function connection({ host, port, ...trust }: Endpoint): Connection {
  const where = `${host}:${port}`;
  const name = isIP(host) ? {} : { servername: host };
  const socket: TLSSocket = connect({ host, port, minVersion: 'TLSv1.2', ...name, ...trust });
  socket.setNoDelay(true);
  let received = Buffer.alloc(0);
  let waiting: Waiting | undefined;
  let failure: RegistrarError | undefined;

  function fail(why: string): void {
    failure ??= unreachable(where, why);
    socket.destroy();
    waiting?.reject(failure);
    waiting = undefined;
  }

  /** Takes a whole frame out of what came. Bytes that nobody waits for would be taken for the next answer. */
  function deliver(): void {
    if (received.length < headLength) return;
    const length = received.readUInt32BE(0);
    if (length <= headLength || length > largestFrame) return fail('a frame of no possible length');
    if (received.length < length) return;
    if (!waiting || received.length > length) return fail('an answer that nobody asked for');
    let text: string;
    try {
      text = strict.decode(received.subarray(headLength));
    } catch {
      return fail('a frame that is not UTF-8');
    }
    const { resolve } = waiting;
    received = Buffer.alloc(0);
    waiting = undefined;
    resolve(text);
  }

  socket.on('data', (bytes) => {
    received = Buffer.concat([received, bytes]);
    deliver();
  });
  let cut = false;
  const ended = (why: string) => {
    cut ||= !failure;
    fail(why);
  };
  socket.on('error', (error: NodeJS.ErrnoException) => ended(error.code ?? error.name));
  socket.on('close', () => ended('the connection ended'));

  return {
    get open() {
      return !failure;
    },
    get cut() {
      return cut;
    },
    destroy: () => fail('the connection was given up'),
    exchange(frame, ms) {
      return new Promise<string>((resolve, reject) => {
        if (failure) return reject(failure);
        if (waiting) return reject(unreachable(where, 'two commands at once'));
        // An answer that comes later would be taken for that to the next command.
        const timer = setTimeout(() => fail('no answer in time'), ms);
        const done = () => clearTimeout(timer);
        waiting = {
          resolve: (text) => (done(), resolve(text)),
          reject: (error) => (done(), reject(error)),
        };
        if (frame !== undefined) {
          const bytes = Buffer.from(frame);
          const head = Buffer.alloc(headLength);
          head.writeUInt32BE(bytes.length + headLength);
          socket.write(Buffer.concat([head, bytes]));
        }
        deliver();
      });
    },
  };
}
