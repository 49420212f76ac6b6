import { StoreError } from './values.ts';

const constraints: Readonly<Record<string, string>> = {
  UNIQUE: 'SQLITE_CONSTRAINT_UNIQUE',
  'FOREIGN KEY': 'SQLITE_CONSTRAINT_FOREIGNKEY',
  'NOT NULL': 'SQLITE_CONSTRAINT_NOTNULL',
  CHECK: 'SQLITE_CONSTRAINT_CHECK',
};

// sqld tells the kind of a constraint only in words, and most other things by the status of its answer.
export function storeError(error: unknown, inTransaction: boolean): unknown {
  if (error instanceof StoreError || error instanceof RangeError) return error;
  const { status, code = '', message } = factsOf(error);
  if (status === 404) return new StoreError('DATABASE_MISSING', 'the database server has no such database');
  // Another process waited for it too long.
  if (code === 'TRANSACTION_TIMEOUT' || (status === 400 && inTransaction))
    return new StoreError('SQLITE_BUSY', 'the server ended the transaction');
  if (code === 'SQLITE_CONSTRAINT') {
    const [, kind = ''] = /(UNIQUE|FOREIGN KEY|NOT NULL|CHECK) constraint failed/.exec(message) ?? [];
    return new StoreError(constraints[kind] ?? code, 'a constraint failed');
  }
  if (/database is locked/.test(message)) return new StoreError('SQLITE_BUSY', 'the database is busy');
  if (/disk is full/.test(message)) return new StoreError('SQLITE_FULL', 'the disk of the database server is full');
  if (code.startsWith('SQL')) return new StoreError(code, message);
  return unreachableError();
}

function factsOf(error: unknown): { status: number | undefined; code: string | undefined; message: string } {
  let status: number | undefined;
  let code: string | undefined;
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if ('status' in at && typeof at.status === 'number') status ??= at.status;
    if ('code' in at && typeof at.code === 'string') code ??= at.code;
  }
  return { status, code, message: error instanceof Error ? error.message : '' };
}

export const unreachableError = () => new StoreError('DATABASE_UNREACHABLE', 'the database server cannot be reached');
