import type { Config } from '../config.ts';
import { Claims } from './claims.ts';
import { Control } from './control.ts';
import { Labels } from './labels.ts';
import { migrate } from './migrate.ts';
import { controlMigrations, labelMigrations } from './migrations.node.ts';
import { openFiles, openRemote, type OpenDatabase } from './open.ts';

/** Where the databases of a configuration are. */
export const databasesOf = ({ dbUrl, dbToken, data }: Config): OpenDatabase =>
  dbUrl === undefined ? openFiles(data) : openRemote(dbUrl, dbToken);

/** The control database and the labels, migrated and ready. */
export async function openStore(open: OpenDatabase, now: () => number = Date.now) {
  const control = open('control');
  await migrate(control.client, controlMigrations);
  const labels = new Labels({ open, migrations: labelMigrations });
  return {
    control: new Control(control.db, now),
    claims: new Claims(control.db, now),
    labels,
    async close() {
      await labels.close();
      control.client.close();
    },
  };
}
export type Store = Awaited<ReturnType<typeof openStore>>;
