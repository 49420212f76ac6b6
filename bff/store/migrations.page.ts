import type { Migration } from './migrate.ts';

const migrations = (files: Record<string, string>): Migration[] =>
  Object.entries(files)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, sql]) => ({ name: path.slice(path.lastIndexOf('/') + 1, -4), sql }));

export const labelMigrations = migrations(
  import.meta.glob<string>('./migrations/label/*.sql', { query: '?raw', import: 'default', eager: true }),
);
export const controlMigrations = migrations(
  import.meta.glob<string>('./migrations/control/*.sql', { query: '?raw', import: 'default', eager: true }),
);
