import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Libsql from 'libsql';
import { isBusy } from '../store/values.ts';

/** Another process may be making the same file, for so long at most, in ms. */
const patience = 5000;

type Database = InstanceType<typeof Libsql>;

/** A connector's own file. `use` gives its statements, and throws once it is closed: one that is asked then ends the process. */
export interface OwnFile<Statements> {
  use(): Statements;
  /** All that is written within is there together or not at all; nobody else writes meanwhile. */
  alone<Result>(body: (on: Statements) => Result): Result;
  close(): void;
}

interface OwnFileOptions<Statements> {
  /** In a folder that is made when it is missing, or `:memory:`. */
  readonly path: string;
  readonly tables: string;
  readonly prepare: (db: Database) => Statements;
  /** An error of the connector's own kind. */
  readonly isOurs: (error: unknown) => boolean;
  readonly unreachable: (message: string, options?: ErrorOptions) => Error;
}

/** Opens it; every commit is synced. */
export function ownFile<Statements>({
  path,
  tables,
  prepare,
  isOurs,
  unreachable,
}: OwnFileOptions<Statements>): OwnFile<Statements> {
  const db = openPatiently(path, tables);
  let kept: Statements | undefined = prepare(db);
  const use = (): Statements => {
    if (kept === undefined) throw unreachable('the file is closed');
    return kept;
  };
  return {
    use,
    alone(body) {
      const on = use();
      try {
        db.exec('begin immediate');
        try {
          const result = body(on);
          db.exec('commit');
          return result;
        } catch (error) {
          if (db.inTransaction) db.exec('rollback');
          throw error;
        }
      } catch (error) {
        if (isOurs(error)) throw error;
        throw unreachable('the file cannot be written', { cause: error });
      }
    },
    close() {
      if (kept === undefined) return;
      kept = undefined;
      db.close();
    },
  };
}

function openPatiently(path: string, tables: string): Database {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const db = new Libsql(path);
  // At the start nobody is served yet, so nobody waits for this.
  const end = performance.now() + patience;
  for (;;) {
    try {
      db.exec('pragma journal_mode=wal');
      db.exec('pragma synchronous=full');
      db.exec(tables);
      return db;
    } catch (error) {
      if (!isBusy(error) || performance.now() > end) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10 + Math.random() * 20);
    }
  }
}
