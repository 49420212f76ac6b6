import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { QueuedClient } from './client.ts';
import { openDatabase, type Opened, type TransactionGuard } from './database.ts';
import { libsqlDriver } from './driver-libsql.ts';
import { remoteClient } from './remote.ts';

/** Opens the database of a name: `control` or a label's id. Where it lies is configuration, never code. */
export type OpenDatabase = (name: string) => Opened;

function transactionGuard(): TransactionGuard {
  const running = new AsyncLocalStorage<true>();
  return { run: (body) => running.run(true, body), inside: () => running.getStore() === true };
}

/** Path of a database below the data folder. */
export const databasePath = (data: string, name: string): string =>
  name === 'control' ? join(data, 'control.db') : join(data, 'labels', `${name}.db`);

/** Local files under `data`. */
export const openFiles =
  (data: string): OpenDatabase =>
  (name) => {
    const path = databasePath(data, name);
    // Label databases hold what signs people in.
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const guard = transactionGuard();
    return openDatabase(new QueuedClient(libsqlDriver(path), { insideTransaction: () => guard.inside() }), guard);
  };

/** Each database in memory; for tests. */
export const openMemory = (): OpenDatabase => {
  const guard = transactionGuard();
  return () =>
    openDatabase(new QueuedClient(libsqlDriver(':memory:'), { insideTransaction: () => guard.inside() }), guard);
};

/** Namespaces of a libSQL server; `{db}` in the URL stands for the name. */
export const openRemote =
  (url: string, authToken?: string): OpenDatabase =>
  (name) =>
    openDatabase(remoteClient(url, name, authToken));
