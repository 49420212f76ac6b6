import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { libsqlDriver } from './driver-libsql.ts';
import { databasePath } from './open.ts';

/** Copies a label's database into one consistent file while it is in use (`vacuum into`). Local files only. */
export function backUp(data: string, labelId: string, target: string): void {
  const source = databasePath(data, labelId);
  if (!existsSync(source)) throw new Error(`there is no database of ${labelId} in ${data}`);
  if (existsSync(target)) throw new Error(`${target} exists already`);
  mkdirSync(dirname(target), { recursive: true });
  copyInto(source, target);
}

/**
 * Puts a backup in the place of a label's database; what stood there is kept beside it. Sessions and half-made
 * sign-ins of the past must not come back to life, and what was still to be told the world is held, not sent.
 */
export function restore(data: string, labelId: string, source: string): { kept: string | undefined; held: number } {
  const target = databasePath(data, labelId);
  const fresh = `${target}.restoring`;
  const clear = () => suffixes.forEach((suffix) => rmSync(fresh + suffix, { force: true }));
  if (!existsSync(source)) throw new Error(`there is no file ${source}`);
  mkdirSync(dirname(target), { recursive: true });
  clear();
  let held: number;
  try {
    copyInto(source, fresh);
    held = pacify(fresh);
  } catch (error) {
    clear();
    throw new Error(`${source} is no whole backup of a label’s database`, { cause: error });
  }
  const kept = existsSync(target) ? `${target}.before-${new Date().toISOString().replaceAll(/[:.]/g, '-')}` : undefined;
  // The log of the old database must not be replayed into the new one.
  if (kept) for (const suffix of suffixes) if (existsSync(target + suffix)) renameSync(target + suffix, kept + suffix);
  renameSync(fresh, target);
  clear();
  return { kept, held };
}

const suffixes = ['', '-wal', '-shm'];

/** Checks a copy and ends what must not go on; answers how many jobs are held. */
function pacify(path: string): number {
  const driver = libsqlDriver(path);
  try {
    const [check] = driver.run('pragma integrity_check', []).rows;
    if (check?.[0] !== 'ok') throw new Error('damaged');
    // What the name server has since is not known any more: the next publication sends the whole zone.
    driver.run('update domains set served_version = 0', []);
    for (const table of ['sessions', 'embed_sessions', 'authorizations', 'step_ups', 'verifications'])
      driver.run(`delete from ${table}`, []);
    const { changes } = driver.run(
      "update jobs set state = 'failed', error = 'restored' where state in ('pending', 'running')",
      [],
    );
    driver.run('pragma wal_checkpoint(truncate)', []);
    return changes;
  } finally {
    driver.close();
  }
}

function copyInto(source: string, target: string): void {
  const driver = libsqlDriver(source);
  try {
    driver.run('vacuum into ?', [target]);
  } finally {
    driver.close();
  }
}
