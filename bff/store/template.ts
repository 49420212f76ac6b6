import { closeSync, fsyncSync, linkSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { QueuedClient } from './client.ts';
import { libsqlDriver } from './driver-libsql.ts';
import { migrate, type Migration } from './migrate.ts';

/** An empty database with all its tables, as the bytes of its file. */
export async function templateOf(migrations: readonly Migration[]): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'hc-template-'));
  try {
    const path = join(folder, 'empty.db');
    const client = new QueuedClient(libsqlDriver(path));
    try {
      await migrate(client, migrations);
      // What lies in the log is not in the file yet.
      await client.execute('pragma wal_checkpoint(truncate)');
    } finally {
      client.close();
    }
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function synced(path: string, flags: string, write?: Uint8Array): void {
  const file = openSync(path, flags);
  try {
    if (write) writeFileSync(file, write);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Puts a whole file at a path where there is none; after a power cut it is there as a whole, or not at all. */
export function putNew(path: string, bytes: Uint8Array): void {
  const making = `${path}.${process.pid}.new`;
  try {
    synced(making, 'w', bytes);
    linkSync(making, path);
  } catch (error) {
    // Another process was first, with the same.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(making, { force: true });
  }
  synced(dirname(path), 'r');
}
