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
  const driver = libsqlDriver(source);
  try {
    driver.run('vacuum into ?', [target]);
  } finally {
    driver.close();
  }
}

/**
 * Puts a backup in the place of a label's database; what stood there is kept beside it. Sessions and half-made
 * sign-ins of the past must not come back to life, and what was still to be told the world is held, not sent.
 */
export function restore(data: string, labelId: string, source: string): { kept: string | undefined; held: number } {
  const target = databasePath(data, labelId);
  const fresh = `${target}.restoring`;
  rmSync(fresh, { force: true });
  backUpFile(source, fresh);
  const driver = libsqlDriver(fresh);
  let held = 0;
  try {
    const [check] = driver.run('pragma integrity_check', []).rows;
    if (check?.[0] !== 'ok') throw new Error(`${source} is damaged`);
    for (const table of ['sessions', 'embed_sessions', 'authorizations', 'step_ups', 'verifications'])
      driver.run(`delete from ${table}`, []);
    held = driver.run(
      "update jobs set state = 'failed', error = 'restored' where state in ('pending', 'running')",
      [],
    ).changes;
    driver.run('pragma wal_checkpoint(truncate)', []);
  } catch (error) {
    driver.close();
    rmSync(fresh, { force: true });
    throw error;
  }
  driver.close();
  mkdirSync(dirname(target), { recursive: true });
  const kept = existsSync(target) ? `${target}.before-${new Date().toISOString().replaceAll(/[:.]/g, '-')}` : undefined;
  if (kept) renameSync(target, kept);
  // The log of the old database must not be replayed into the new one.
  for (const suffix of ['-wal', '-shm']) {
    if (kept && existsSync(target + suffix)) renameSync(target + suffix, kept + suffix);
    rmSync(fresh + suffix, { force: true });
  }
  renameSync(fresh, target);
  return { kept, held };
}

function backUpFile(source: string, target: string): void {
  if (!existsSync(source)) throw new Error(`there is no file ${source}`);
  const driver = libsqlDriver(source);
  try {
    driver.run('vacuum into ?', [target]);
  } finally {
    driver.close();
  }
}
