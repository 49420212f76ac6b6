import { createSocket } from 'node:dgram';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const host = '127.0.0.1';

// Below what systems give to outgoing connections: one of those could take a port between our look and its use.
const [lowest, highest] = [12_000, 32_000];

// Processes that start together look at the same moment: each begins at a place of its own.
const apart = 50;
let next = process.pid * apart;

// A port is free until whoever asked for it has started what it is for: until he ends it is his.
const folder = join(tmpdir(), `hc-ports-${process.getuid?.() ?? 'all'}`);
const mine = new Set<string>();
process.once('exit', () => mine.forEach((file) => rmSync(file, { force: true })));

const isTaken = (file: string): boolean => {
  try {
    return process.kill(Number(readFileSync(file, 'utf8')), 0);
  } catch {
    // Its process has ended, or has just given it back.
    return false;
  }
};

/** False when another process that lives has taken it. */
function take(port: number): boolean {
  const file = join(folder, String(port));
  mkdirSync(folder, { recursive: true });
  for (;;)
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      mine.add(file);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if (isTaken(file)) return false;
      rmSync(file, { force: true });
    }
}

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
    if (!take(port)) continue;
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
