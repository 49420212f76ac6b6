import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { restoreMark } from '../../jobs/restored.ts';
import { libsqlDriver } from '../driver-libsql.ts';
import { newId } from '../ids.ts';
import { databasePath } from '../open.ts';
import type { Archive } from './archive.ts';
import { copyInto } from './snapshot.ts';

export interface Restored {
  /** Where the database lies that stood there before. */
  readonly kept: string | undefined;
  /** Jobs that were open: they are held, not run. */
  readonly held: number;
}

const suffixes = ['', '-wal', '-shm'];
const clear = (path: string) => suffixes.forEach((suffix) => rmSync(path + suffix, { force: true }));

/** Builds the database as it was at a time, in ms, or now; answers up to when what it holds was committed. */
export async function assemble(archive: Archive, name: string, at: number, target: string): Promise<Date> {
  const chain = (await archive.chains(name)).findLast(({ began }) => began <= at);
  if (!chain) throw new Error(`there is no backup of ${name} from ${new Date(at).toISOString()} or before`);
  const pieces = chain.pieces.filter((piece) => piece.at <= at);
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  clear(target);
  await archive.open(chain, target);
  for (const log of new Set(pieces.map((piece) => piece.log))) {
    const parts = await Promise.all(pieces.filter((piece) => piece.log === log).map((piece) => archive.read(piece)));
    await writeFile(`${target}-wal`, Buffer.concat(parts));
    // No statement is prepared, so the close is one at once and the next log finds nothing of this one.
    const driver = libsqlDriver(target);
    driver.exec('pragma wal_checkpoint(truncate)');
    driver.close();
    for (const suffix of ['-wal', '-shm']) rmSync(target + suffix, { force: true });
  }
  return new Date(pieces.at(-1)?.at ?? chain.began);
}

/** Puts a label's database, or `control`, back to a time; undefined = the latest there is. */
export async function restoreAt(data: string, name: string, archive: Archive, at: number | undefined) {
  const work = `${databasePath(data, name)}.assembled`;
  try {
    const until = await assemble(archive, name, at ?? Number.MAX_SAFE_INTEGER, work);
    return { until: until.toISOString(), ...restore(data, name, work) };
  } finally {
    clear(work);
  }
}

/**
 * Puts a backup in the place of a database; what stood there is kept beside it. Sessions and half-made sign-ins of the past must
 * not come back to life, and what was still to be told the world is held, not sent.
 */
export function restore(data: string, name: string, source: string): Restored {
  const target = databasePath(data, name);
  const fresh = `${target}.restoring`;
  if (!existsSync(source)) throw new Error(`there is no file ${source}`);
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  clear(fresh);
  let held: number;
  try {
    copyInto(source, fresh);
    held = pacify(fresh, name);
  } catch (error) {
    clear(fresh);
    throw new Error(`${source} is no whole backup of ${name === 'control' ? 'control' : 'a label’s database'}`, {
      cause: error,
    });
  }
  const kept = existsSync(target) ? `${target}.before-${new Date().toISOString().replaceAll(/[:.]/g, '-')}` : undefined;
  // The log of the old database must not be replayed into the new one.
  if (kept) for (const suffix of suffixes) if (existsSync(target + suffix)) renameSync(target + suffix, kept + suffix);
  renameSync(fresh, target);
  clear(fresh);
  return { kept, held };
}

/** Checks a copy and ends what must not go on; answers how many jobs are held. */
function pacify(path: string, name: string): number {
  const driver = libsqlDriver(path);
  try {
    const [check] = driver.run('pragma integrity_check', []).rows;
    if (check?.[0] !== 'ok') throw new Error('damaged');
    if (name === 'control') {
      driver.run('delete from heartbeats', []);
      return 0;
    }
    // What the name server has since is not known any more: the next publication sends the whole zone.
    driver.run('update domains set served_version = 0', []);
    for (const table of ['sessions', 'embed_sessions', 'authorizations', 'step_ups', 'verifications'])
      driver.run(`delete from ${table}`, []);
    const { changes } = driver.run(
      "update jobs set state = 'failed', error = 'restored' where state in ('pending', 'running')",
      [],
    );
    // Where nothing was open this alone says that the world is newer.
    driver.run(
      `insert into jobs (id, kind, object, state, error, due_at, created_at, ended_at)
        values (?, ?, 'label', 'failed', 'restored', ?, ?, ?)`,
      [newId('job'), restoreMark, ...Array<number>(3).fill(Date.now())],
    );
    return changes;
  } finally {
    driver.exec('pragma wal_checkpoint(truncate)');
    driver.close();
  }
}
