import type { Database, SqlJsStatic, Statement } from 'sql.js';
import type { Driver } from './client.ts';
import { rowClass, StoreError } from './values.ts';

/** The same store inside a page, for stories and component tests. */
export function sqljsDriver(engine: SqlJsStatic, image?: Uint8Array): Driver & { image(): Uint8Array } {
  const db: Database = new engine.Database(image);
  db.run('pragma foreign_keys=on');
  const kept = new Map<string, { statement: Statement; columns: string[]; Row: ReturnType<typeof rowClass> }>();
  let depth = 0;

  function prepared(sql: string) {
    let entry = kept.get(sql);
    if (!entry) {
      const statement = db.prepare(sql);
      const columns = statement.getColumnNames();
      entry = { statement, columns, Row: rowClass(columns) };
      kept.set(sql, entry);
    }
    return entry;
  }

  // sql.js has no codes, only sentences.
  function translated<T>(body: () => T): T {
    try {
      return body();
    } catch (error) {
      const message = error instanceof Error ? error.message : 'database error';
      const code = message.startsWith('UNIQUE')
        ? 'SQLITE_CONSTRAINT_UNIQUE'
        : message.startsWith('FOREIGN KEY')
          ? 'SQLITE_CONSTRAINT_FOREIGNKEY'
          : message.includes('constraint failed')
            ? 'SQLITE_CONSTRAINT'
            : 'SQLITE_ERROR';
      throw new StoreError(code, message);
    }
  }

  function forget() {
    for (const { statement } of kept.values()) statement.free();
    kept.clear();
  }

  return {
    run: (sql, args) =>
      translated(() => {
        const { statement, columns, Row } = prepared(sql);
        try {
          // Its bigint binding stores text: hand safe integers over as numbers.
          statement.bind(args.map((value) => (typeof value === 'bigint' ? Number(value) : value)));
          const rows = [];
          while (statement.step()) if (columns.length) rows.push(new Row(statement.get()));
          return { columns, rows, changes: columns.length ? rows.length : db.getRowsModified() };
        } finally {
          statement.reset();
        }
      }),
    exec(sql) {
      translated(() => db.exec(sql));
      if (/^\s*begin/i.test(sql)) depth = 1;
      else if (/^\s*(commit|rollback)\s*;?\s*$/i.test(sql)) depth = 0;
    },
    get inTransaction() {
      return depth > 0;
    },
    forget,
    close() {
      forget();
      db.close();
    },
    image: () => db.export(),
  };
}
