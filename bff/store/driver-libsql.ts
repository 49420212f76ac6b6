import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import Libsql from 'libsql';
import type { Driver } from './client.ts';
import { normalCode, rowClass, StoreError, type Bound } from './values.ts';

const keep = 256;
/** After so many closed databases their statements are collected. */
const collectAfter = 32;
let closed = 0;
let collect: ((options: { type: 'major'; execution: 'async' }) => Promise<void>) | undefined;

// A closed database keeps its files open until its statements are collected, and they are small: that may be never.
function noteClosed(): void {
  closed += 1;
  if (closed % collectAfter !== 0) return;
  if (!collect) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as NonNullable<typeof collect>;
  }
  void collect({ type: 'major', execution: 'async' });
}
type Statement = ReturnType<InstanceType<typeof Libsql>['prepare']>;
interface Kept {
  readonly statement: Statement;
  readonly columns: string[];
  readonly Row: ReturnType<typeof rowClass>;
  /** It ends with a limit: when that is 1, there is one row or none. */
  readonly oneAtMost: boolean;
}

// Reading many goes by an iterator in the driver, which takes longer to make than one row does to read.
function readAll(statement: Statement, args: readonly Bound[], one: boolean): unknown[][] {
  if (!one) return statement.all(args) as unknown[][];
  const row = statement.get(args) as unknown[] | undefined;
  return row ? [row] : [];
}

// Another process that makes or recovers the same file has it for some ms, and an opened driver cannot be awaited.
function patiently(attempt: () => void): void {
  const end = performance.now() + 2000;
  for (;;) {
    try {
      return attempt();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY'))) throw error;
      if (performance.now() > end) throw error;
      Atomics.wait(still, 0, 0, 2 + Math.random() * 8);
    }
  }
}
const still = new Int32Array(new SharedArrayBuffer(4));

/**
 * One connection to a local file (or `:memory:`), WAL, every commit synced to disk. `shipped`: the log is put into the file by
 * whoever ships it to the backups, and by nobody else.
 */
export function libsqlDriver(path: string, { shipped = false } = {}): Driver {
  const db = new Libsql(path);
  let open = true;
  try {
    patiently(() => db.exec('pragma journal_mode=wal'));
    db.exec('pragma synchronous=full');
    db.exec('pragma foreign_keys=on');
    if (shipped) db.exec('pragma wal_autocheckpoint=0');
  } catch (error) {
    db.close();
    throw error;
  }
  const kept = new Map<string, Kept>();

  function prepared(sql: string): Kept {
    const found = kept.get(sql);
    if (found) {
      // Map order = age of last use.
      kept.delete(sql);
      kept.set(sql, found);
      return found;
    }
    const statement = db.prepare(sql).safeIntegers(true);
    const columns = statement.reader ? statement.columns().map(({ name }) => name) : [];
    if (statement.reader) (statement as Statement & { raw(on: boolean): Statement }).raw(true);
    const entry = { statement, columns, Row: rowClass(columns), oneAtMost: /\blimit \?$/.test(sql) };
    kept.set(sql, entry);
    if (kept.size > keep) kept.delete(kept.keys().next().value!);
    return entry;
  }

  function translated<T>(body: () => T): T {
    try {
      return body();
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'SQLITE_ERROR';
      throw new StoreError(normalCode(code), error instanceof Error ? error.message : 'database error');
    }
  }

  return {
    run: (sql, args) =>
      translated(() => {
        const { statement, columns, Row, oneAtMost } = prepared(sql);
        if (columns.length === 0) {
          const { changes, lastInsertRowid } = statement.run(args);
          return { columns, rows: [], changes, lastId: BigInt(lastInsertRowid) };
        }
        const rows = readAll(statement, args, oneAtMost && args.at(-1) === 1n).map((values) => new Row(values));
        return { columns, rows, changes: rows.length };
      }),
    exec: (sql) => translated(() => void db.exec(sql)),
    get inTransaction() {
      // Asking a closed connection aborts the process.
      return open && db.inTransaction;
    },
    forget: () => kept.clear(),
    close() {
      if (!open) return;
      open = false;
      kept.clear();
      db.close();
      noteClosed();
    },
  };
}
