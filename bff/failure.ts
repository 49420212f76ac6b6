import { ConfigError } from './config.ts';
import { Problem } from './http/problem.ts';
import { storeCode, StoreError } from './store/values.ts';

/** Why a program of ours ends, in one line (one for each wrong setting). The database's own messages hold what was to be stored, and are not shown. */
export function wordsOf(error: unknown): string {
  if (error instanceof ConfigError) return error.lines.join('\n');
  if (error instanceof Problem && error.code === 'name_taken')
    return 'another label has this name, or one above or below it';
  const code = storeCode(error);
  if (code === 'SQLITE_CONSTRAINT_UNIQUE') return 'it exists already';
  if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY') return 'what it should belong to is not there';
  if (code === 'SCHEMA_TOO_NEW') return 'the database was made by a newer version of hc';
  if (code === 'DATABASE_MISSING') return error instanceof StoreError ? error.message : 'a database is gone';
  if (code === 'DATABASE_UNREACHABLE') return 'the database server cannot be reached';
  if (code) return `the database says no: ${code}`;
  return error instanceof Error ? error.message.split('\n', 1)[0]! : 'failed';
}
