import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { libsqlDriver } from '../driver-libsql.ts';
import { databasePath } from '../open.ts';

/** Copies a label's database into one consistent file while it is in use. Local files only. */
export function backUp(data: string, labelId: string, target: string): void {
  const source = databasePath(data, labelId);
  if (!existsSync(source)) throw new Error(`there is no database of ${labelId} in ${data}`);
  if (existsSync(target)) throw new Error(`${target} exists already`);
  mkdirSync(dirname(target), { recursive: true });
  copyInto(source, target);
}

export function copyInto(source: string, target: string): void {
  const driver = libsqlDriver(source);
  try {
    driver.run('vacuum into ?', [target]);
  } finally {
    driver.close();
  }
}
