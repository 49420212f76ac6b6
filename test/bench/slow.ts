import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A slow line: half the round trip each way, one rate for all that comes down it. */
export async function slowLine(to: number, { rtt, bitsPerSecond }: { rtt: number; bitsPerSecond: number }) {
  const sockets = new Set<Socket>();
  // When the line is free again, for all connections.
  let free = 0;
  const carry = (from: Socket, into: Socket, down: boolean) => {
    from.on('data', (chunk) => {
      const now = performance.now();
      if (down) free = Math.max(free, now) + (chunk.length * 8000) / bitsPerSecond;
      const arrives = (down ? free : now) + rtt / 2;
      setTimeout(() => into.writable && into.write(chunk), arrives - now);
    });
    from.on('end', () => setTimeout(() => into.end(), Math.max(0, free - performance.now()) + rtt / 2 + 1));
    from.on('error', () => into.destroy());
    from.on('close', () => sockets.delete(from));
  };
  const server = createServer((near) => {
    sockets.add(near);
    near.pause();
    // A connection takes a round trip before the first byte of a question goes.
    setTimeout(() => {
      const far = connect(to, '127.0.0.1');
      sockets.add(far);
      near.setNoDelay();
      far.setNoDelay();
      carry(near, far, false);
      carry(far, near, true);
      near.resume();
    }, rtt);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
