import type { Client } from '@libsql/client';
import type { Store } from '../../bff/create.ts';

export type Contents = Readonly<Record<string, readonly unknown[]>>;

async function tablesOf(client: Pick<Client, 'execute'>): Promise<Contents> {
  const { rows } = await client.execute("select name from sqlite_master where type = 'table' order by name");
  const contents: Record<string, unknown[]> = {};
  for (const { name } of rows)
    contents[String(name)] = (await client.execute(`select * from "${String(name)}"`)).rows.map((row) => ({ ...row }));
  return contents;
}

/** Every row of a label's database, by table. */
export const contentsOf = (store: Store, labelId: string): Promise<Contents> =>
  store.labels.use(labelId, ({ client }) => tablesOf(client));

/** The same of the control database. */
export const controlContents = ({ control }: Store): Promise<Contents> =>
  tablesOf({ execute: (sql: unknown) => control.db.run(String(sql)) } as Pick<Client, 'execute'>);

/** Names of the tables that differ. */
export const changedIn = (before: Contents, after: Contents): string[] =>
  Object.keys(after).filter((table) => JSON.stringify(before[table]) !== JSON.stringify(after[table]));
