import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Held {
  /** As the kernel has it. */
  now: Buffer;
  /** As the disk surely has it: what was there at the last sync. */
  synced: Buffer;
}

const text = (hex: string) => Buffer.from(hex.replaceAll('\\x', ''), 'hex');

/**
 * Replays what a process wrote, from a trace of its system calls (`strace -xx`), and at each line that it printed
 * answers what files a power cut at that moment could leave: only what was synced.
 */
export function* powerCuts(trace: string, folder: string): Generator<{ printed: string; files: Map<string, Buffer> }> {
  const files = new Map<string, Held>();
  const open = new Map<number, string>();
  const held = (fd: number): Held | undefined => {
    const path = open.get(fd);
    if (path === undefined) return undefined;
    const found = files.get(path) ?? { now: Buffer.alloc(0), synced: Buffer.alloc(0) };
    files.set(path, found);
    return found;
  };
  for (const line of readFileSync(trace, 'utf8').split('\n')) {
    const [, call = '', args = '', result = ''] = /^(\w+)\((.*)\)\s+= (-?\d+)/.exec(line) ?? [];
    const fd = Number.parseInt(args, 10);
    const file = held(fd);
    if (call === 'openat') {
      const path = text(/"([^"]*)"/.exec(args)?.[1] ?? '').toString();
      if (Number(result) >= 0 && path.startsWith(folder) && /\.db(-wal|-journal)?$/.test(path))
        open.set(Number(result), path);
    } else if (call === 'close') open.delete(fd);
    else if (call === 'pwrite64' && file) {
      const [, hex = '', length = '', at = ''] = /"([^"]*)"(?:\.\.\.)?, (\d+), (\d+)$/.exec(args) ?? [];
      const bytes = text(hex);
      if (bytes.length !== Number(length)) throw new Error('the trace is cut');
      const grown = Buffer.alloc(Math.max(file.now.length, Number(at) + bytes.length));
      file.now.copy(grown);
      bytes.copy(grown, Number(at));
      file.now = grown;
    } else if (call === 'ftruncate' && file) {
      const cut = Buffer.alloc(Number(args.split(', ')[1]));
      file.now.copy(cut);
      file.now = cut;
    } else if ((call === 'fsync' || call === 'fdatasync') && file) file.synced = file.now;
    else if (call === 'unlink') files.delete(text(/"([^"]*)"/.exec(args)?.[1] ?? '').toString());
    else if (call === 'write' && fd === 1) {
      const printed = text(/"([^"]*)"/.exec(args)?.[1] ?? '').toString();
      yield { printed, files: new Map([...files].map(([path, { synced }]) => [path, synced])) };
    }
  }
}

/** Lays down what a power cut left. */
export function layDown(files: ReadonlyMap<string, Buffer>, from: string, to: string): void {
  for (const [path, bytes] of files) writeFileSync(join(to, path.slice(from.length)), bytes);
}
