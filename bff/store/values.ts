import type { InArgs, InValue, ResultSet, Row, Value } from '@libsql/client';

/** What a driver binds: integers as bigint, since a plain JS number would be stored as REAL. */
export type Bound = null | string | number | bigint;

/** A failure of the database, by SQLite's code. Never holds parameters. */
export class StoreError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** The SQLite code of an error, also when drizzle or the remote client wrapped it; undefined for any other error. */
export function storeCode(error: unknown): string | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if (at instanceof StoreError) return at.code;
    if ('extendedCode' in at && typeof at.extendedCode === 'string') return normalCode(at.extendedCode);
    if ('code' in at && typeof at.code === 'string' && at.code.startsWith('SQLITE_')) return normalCode(at.code);
  }
  return undefined;
}

// libsql names a doubled primary key apart, sql.js does not: callers see one code.
export const normalCode = (code: string): string =>
  code === 'SQLITE_CONSTRAINT_PRIMARYKEY' ? 'SQLITE_CONSTRAINT_UNIQUE' : code;

export const isUniqueViolation = (error: unknown): boolean => storeCode(error) === 'SQLITE_CONSTRAINT_UNIQUE';
export const isBusy = (error: unknown): boolean => (storeCode(error) ?? '').startsWith('SQLITE_BUSY');
export const isFull = (error: unknown): boolean => {
  const code = storeCode(error) ?? '';
  return code === 'SQLITE_FULL' || code.startsWith('SQLITE_IOERR');
};

/** The file of a database is damaged. */
export const isDamaged = (error: unknown): boolean => /^SQLITE_(CORRUPT|NOTADB)/.test(storeCode(error) ?? '');

const away: readonly unknown[] = ['DATABASE_MISSING', 'DATABASE_UNREACHABLE', 'CLIENT_CLOSED'];

/** Nothing is wrong with what was asked: the database is out of reach, busy or lost, and may be there again later. */
export const isUnavailable = (error: unknown): boolean =>
  isBusy(error) || isDamaged(error) || away.includes(storeCode(error));

/** Arguments as a driver may take them. Booleans abort the native driver, NUL cuts text: convert the one, refuse the other. */
export function bind(args: InArgs | undefined): Bound[] {
  if (args === undefined) return [];
  if (!Array.isArray(args)) throw new StoreError('SQLITE_MISUSE', 'named arguments are not supported');
  return args.map(bound);
}

function bound(value: InValue): Bound {
  if (value === null || typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'string') {
    if (value.includes('\0')) throw new StoreError('SQLITE_MISMATCH', 'text with NUL');
    return value;
  }
  if (typeof value === 'number') {
    if (Number.isSafeInteger(value)) return BigInt(value);
    if (Number.isFinite(value)) return value;
  }
  throw new StoreError('SQLITE_MISMATCH', `a value of type ${typeof value} cannot be stored`);
}

function shown(value: unknown): Value {
  if (typeof value !== 'bigint') return value as Value;
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new StoreError('SQLITE_RANGE', 'an integer above 2^53');
  return number;
}

type RowClass = new (values: readonly unknown[]) => Row;

/**
 * One class per statement. drizzle's builder reads by index (two columns may share a name), raw queries by own
 * enumerable name; index getters on the prototype serve the first without showing in the second.
 */
export function rowClass(columns: readonly string[]): RowClass {
  // A private field, so that no column's name can hide it.
  let valueOf: (row: StatementRow, index: number) => Value;

  class StatementRow {
    readonly #values: readonly Value[];
    static {
      valueOf = (row, index) => row.#values[index]!;
    }

    constructor(values: readonly unknown[]) {
      this.#values = values.map(shown);
      for (let index = 0; index < columns.length; index += 1)
        (this as unknown as Record<string, Value>)[columns[index]!] = this.#values[index]!;
    }
  }
  Object.defineProperty(StatementRow.prototype, 'length', { value: columns.length });
  for (let index = 0; index < columns.length; index += 1)
    Object.defineProperty(StatementRow.prototype, index, {
      get(this: StatementRow) {
        return valueOf(this, index);
      },
    });
  return StatementRow as unknown as RowClass;
}

export function resultSet(columns: string[], rows: Row[], rowsAffected: number, lastInsertRowid?: bigint): ResultSet {
  return {
    columns,
    columnTypes: [],
    rows,
    rowsAffected,
    lastInsertRowid,
    toJSON: () => ({ columns, rows, rowsAffected }),
  };
}
