import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Opened } from '../../../bff/store/database.ts';
import { fileDatabases } from '../../../bff/store/open.ts';

/** Opens a database of a folder, made where it is not there. */
export async function openFile(data: string, name: string): Promise<Opened> {
  const databases = fileDatabases(data);
  await databases.make(name);
  return databases.open(name);
}

const folders: string[] = [];
process.once('exit', () => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A folder that goes away with the process; in `fast` if there is such a place (memory, where a sync costs nothing). */
export function scratch(fast?: string): string {
  const folder = mkdtempSync(join(fast && existsSync(fast) ? fast : tmpdir(), 'hc-test-'));
  folders.push(folder);
  return folder;
}

const libsql = createRequire(import.meta.url).resolve('libsql');
const holder = `
  const db = new (require(process.argv[1]))(process.argv[2]);
  db.exec('begin immediate');
  console.log('held');
  setTimeout(() => { db.exec('rollback'); db.close(); }, Number(process.argv[3]));
`;

/** Another process that holds the write lock of a database file for some ms. Resolves once it holds it. */
export async function holdLock(path: string, ms: number): Promise<{ released: Promise<unknown> }> {
  const child = spawn(process.execPath, ['-e', holder, libsql, path, String(ms)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const released = once(child, 'exit');
  await once(child.stdout, 'data');
  return { released };
}
