import { AsyncLocalStorage } from 'node:async_hooks';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Transaction } from '@libsql/client';
import { QueuedClient } from './client.ts';
import { openDatabase, type Opened, type TransactionGuard } from './database.ts';
import { libsqlDriver } from './driver-libsql.ts';
import { makeNamespace, RemoteClient, type RemoteOptions } from './remote.ts';
import { Reach } from './remote-reach.ts';
import type { Migration } from './migrate.ts';
import { putNew, templateOf } from './template.ts';
import { StoreError } from './values.ts';

/** Where databases are: `control` and one by each label's id. Configuration decides it, never code. */
export interface Databases {
  /** Opens one that exists. One that was made and is gone is an error (`DATABASE_MISSING`), never a new empty one. */
  open(name: string): Opened;
  /** Makes one where there is none: empty, or with the tables of these migrations at once (true) where that is faster. */
  make(name: string, migrations?: readonly Migration[]): Promise<boolean>;
  /** What is wrong with one, as far as that is seen without opening it; undefined when it looks whole. */
  check?(name: string): Promise<'missing' | 'damaged' | undefined>;
}

function transactionGuard(): TransactionGuard {
  const running = new AsyncLocalStorage<Transaction>();
  return { run: (transaction, body) => running.run(transaction, body), current: () => running.getStore() };
}

function openFile(path: string, shipped = false): Opened {
  const guard = transactionGuard();
  return openDatabase(
    new QueuedClient(libsqlDriver(path, { shipped }), {
      insideTransaction: () => guard.current() !== undefined,
      // Nothing is synced in memory, so nothing is gained by waiting.
      turn: path === ':memory:' ? undefined : () => new Promise((resolve) => void setImmediate(resolve)),
    }),
    guard,
  );
}

/** Path of a database below the data folder. */
export const databasePath = (data: string, name: string): string =>
  name === 'control' ? join(data, 'control.db') : join(data, 'labels', `${name}.db`);

// One for the whole process: running the migrations takes many syncs, a copy of what they make takes two.
const templates = new WeakMap<readonly Migration[], Promise<Uint8Array>>();

function template(migrations: readonly Migration[]): Promise<Uint8Array> {
  let made = templates.get(migrations);
  if (!made) {
    templates.set(migrations, (made = templateOf(migrations)));
    made.catch(() => templates.delete(migrations));
  }
  return made;
}

interface Verdict {
  /** What the file looked like. */
  readonly seen: string;
  readonly reason: 'damaged' | undefined;
}

/**
 * Looks through SQLite, never by a descriptor of our own: as soon as a process closes one it loses all locks that SQLite has on
 * the file, and another process that comes and goes takes the log away.
 */
function verdictOn(path: string): Verdict['reason'] {
  try {
    const driver = libsqlDriver(path);
    driver.exec('pragma schema_version');
    driver.close();
    return undefined;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return /^SQLITE_(CORRUPT|NOTADB)/.test(code) ? 'damaged' : undefined;
  }
}

/** Local files under `data`; `shipped` when backups of what is written are shipped. */
export const fileDatabases = (
  data: string,
  { shipped = false } = {},
  verdicts = new Map<string, Verdict>(),
): Databases => ({
  open(name) {
    const path = databasePath(data, name);
    if (!existsSync(path)) throw new StoreError('DATABASE_MISSING', `${path} is missing`);
    return openFile(path, shipped);
  },
  async make(name, migrations) {
    const path = databasePath(data, name);
    if (existsSync(path)) return false;
    const labels = join(data, 'labels');
    if (name === 'control' && existsSync(labels) && readdirSync(labels).length)
      throw new StoreError('DATABASE_MISSING', `${path} is missing, and there are labels’ databases beside it`);
    // Label databases hold what signs people in.
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    if (migrations) putNew(path, await template(migrations));
    else openFile(path).client.close();
    return migrations !== undefined;
  },
  async check(name) {
    const path = databasePath(data, name);
    const found = await stat(path, { bigint: true }).catch(() => undefined);
    if (!found) return 'missing';
    const seen = `${found.ino} ${found.size} ${found.mtimeNs}`;
    let verdict = verdicts.get(name);
    if (verdict?.seen !== seen) verdicts.set(name, (verdict = { seen, reason: verdictOn(path) }));
    return verdict.reason;
  },
});

/** Each database in memory, new at each opening; for tests. */
export const memoryDatabases = (): Databases => ({ open: () => openFile(':memory:'), make: async () => false });

/** Namespaces of a libSQL server. */
export function remoteDatabases(options: RemoteOptions): Databases {
  const reach = new Reach();
  return {
    open(name) {
      const guard = transactionGuard();
      return openDatabase(
        new RemoteClient(options, name, { insideTransaction: () => guard.current() !== undefined, reach }),
        guard,
      );
    },
    make: (name) => makeNamespace(options, name).then(() => false),
  };
}
