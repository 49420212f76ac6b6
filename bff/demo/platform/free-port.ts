import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

const host = '127.0.0.1';

// Below what systems give to outgoing connections: one of those could take a port between our look and its use.
const [lowest, highest] = [12_000, 32_000];

// Processes that start together look at the same moment: each begins at a place of its own.
const apart = 50;
let next = process.pid * apart;

const isFree = (listener: { once(event: 'error', then: () => void): unknown }, listen: (then: () => void) => unknown) =>
  new Promise<boolean>((resolve) => {
    listener.once('error', () => resolve(false));
    listen(() => resolve(true));
  });

/** A port of 127.0.0.1 that is free for TCP and UDP. A process gets each port once. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = lowest + (next % (highest - lowest));
    next += 1;
    const tcp = createServer();
    const udp = createSocket('udp4');
    const free =
      (await isFree(tcp, (then) => tcp.listen(port, host, then))) &&
      (await isFree(udp, (then) => udp.bind(port, host, then)));
    await new Promise((resolve) => tcp.close(resolve));
    await new Promise<void>((resolve) => udp.close(resolve));
    if (free) return port;
  }
}
