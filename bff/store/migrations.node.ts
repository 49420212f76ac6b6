import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Migration } from './migrate.ts';

const read = (kind: 'label' | 'control'): Migration[] => {
  const folder = fileURLToPath(new URL(`./migrations/${kind}/`, import.meta.url));
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => ({ name: file.slice(0, -4), sql: readFileSync(folder + file, 'utf8') }));
};

export const labelMigrations = read('label');
export const controlMigrations = read('control');
