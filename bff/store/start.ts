import type { Config } from '../config.ts';
import { Archive } from './backup/archive.ts';
import { Shipping } from './backup/shipping.ts';
import { Claims } from './claims.ts';
import { Control } from './control.ts';
import { newId } from './ids.ts';
import { Labels } from './labels.ts';
import { migrate } from './migrate.ts';
import { controlMigrations, labelMigrations } from './migrations.node.ts';
import { patrol, type PatrolOptions } from './patrol.ts';
import { fileDatabases, remoteDatabases, type Databases } from './open.ts';
import { StoreError } from './values.ts';

/** Where the databases of a configuration are. */
export const databasesOf = ({ dbUrl, dbToken, dbAdminUrl, data, backup }: Config): Databases =>
  dbUrl === undefined
    ? fileDatabases(data, { shipped: backup !== undefined })
    : remoteDatabases({ url: dbUrl, token: dbToken, adminUrl: dbAdminUrl });

/** Where backups go, by configuration. */
export const archiveOf = ({ backup }: Config): Archive | undefined => backup && new Archive(backup.folder, backup.key);

/** What ships to it. */
export function shippingOf(config: Config, now: () => number = Date.now): Shipping | undefined {
  const archive = archiveOf(config);
  return archive && new Shipping({ data: config.data, archive, now });
}

/** The control database and the labels, migrated and ready. */
export async function openStore(databases: Databases, now: () => number = Date.now, shipping?: Shipping) {
  await databases.make('control');
  const opened = databases.open('control');
  await migrate(opened.client, controlMigrations);
  const control = new Control(opened.db, now);
  const labels = new Labels({
    ...databases,
    migrations: labelMigrations,
    ...(shipping && { closing: (id) => shipping.closing(id) }),
  });
  return {
    control,
    claims: new Claims(opened.db, now),
    labels,
    /** Looks after the labels' databases, where they are ours to look after. */
    patrol: (report: PatrolOptions['report']) =>
      databases.check && patrol({ control, labels, check: databases.check, report }),
    /** Ships what is written to the backups, where that is configured. */
    ship: (report: Parameters<Shipping['start']>[1]) => shipping?.start(control, report),
    /** Adds a label with its database. The database comes first: no label is ever without one. */
    async addLabel(input: { resellerId: string; name: string }): Promise<string> {
      if (!(await control.resellers()).some(({ id }) => id === input.resellerId))
        throw new StoreError('SQLITE_CONSTRAINT_FOREIGNKEY', 'there is no such reseller');
      const id = newId('label');
      await labels.make(id);
      return control.addLabel({ id, ...input });
    },
    async close() {
      await labels.close();
      await shipping?.closing('control').catch(() => {});
      opened.client.close();
      shipping?.close();
    },
  };
}
export type Store = Awaited<ReturnType<typeof openStore>>;
