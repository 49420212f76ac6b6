import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { fileDatabases } from '../../bff/store/open.ts';
import { migrate } from '../../bff/store/migrate.ts';
import { controlMigrations, labelMigrations } from '../../bff/store/migrations.node.ts';
import { Control } from '../../bff/store/control.ts';
import type { Opened } from '../../bff/store/database.ts';
import { programFile } from '../program.ts';
import { runProgram } from '../bff/process.ts';
import { scratch } from '../bff/store/files.ts';
import { dyingAtSync } from './kills.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const count = 200;
/** A later version of the product: it rebuilds a table, fills a column and makes an index. */
const later = {
  name: '9000_later',
  sql: [
    'create table customers_new (id text primary key, name text not null, shown text not null, created_at integer not null) strict',
    'insert into customers_new select id, name, upper(name), created_at from customers',
    'alter table customers rename to customers_old',
    'alter table customers_new rename to customers_later',
    'create index customers_later_shown on customers_later (shown)',
  ].join(';--> statement-breakpoint\n'),
};
const upgrade = `
  import { Labels } from '${root}bff/store/labels.ts';
  import { labelMigrations } from '${root}bff/store/migrations.node.ts';
  import { fileDatabases } from '${root}bff/store/open.ts';
  import { readdirSync } from 'node:fs';
  const [, data] = process.argv;
  const labels = new Labels({ ...fileDatabases(data), migrations: [...labelMigrations, ${JSON.stringify(later)}], keep: 20 });
  for (const file of readdirSync(data + '/labels').filter((name) => name.endsWith('.db')).sort())
    await labels.use(file.slice(0, -3), async () => {});
  await labels.close();
  process.exit(0);`;

const schemaOf = async ({ client }: Opened) =>
  (await client.execute('select type, name, sql from sqlite_master where sql is not null order by type, name')).rows
    .map(({ type, name, sql }) => `${String(type)} ${String(name)} ${String(sql)}`)
    .join('\n');

test(
  `F9: killed again and again while ${count} labels are migrated: each is wholly old or wholly new, the next start finishes, and the old program refuses`,
  { timeout: 120_000 },
  async (t) => {
    const data = scratch();
    const databases = fileDatabases(data);
    await databases.make('control');
    const opened = databases.open('control');
    await migrate(opened.client, controlMigrations);
    const control = new Control(opened.db);
    const resellerId = await control.addReseller('Reseller');
    const old = labelMigrations;
    const fresh = [...labelMigrations, later];
    const ids: string[] = [];
    for (let number = 0; number < count; number += 1) {
      const id = await control.addLabel({ resellerId, name: `Label ${number}` });
      await databases.make(id, old);
      const label = databases.open(id);
      await label.client.execute(
        `insert into customers (id, name, created_at) values ('cus_1', 'Customer ${number}', 0)`,
      );
      label.client.close();
      ids.push(id);
    }
    opened.client.close();

    /** How many labels have each schema; both are read from databases that were made in peace. */
    const reference = async (migrations: typeof labelMigrations) => {
      const apart = fileDatabases(scratch());
      await apart.make('lab_1');
      const one = apart.open('lab_1');
      await migrate(one.client, migrations);
      const schema = await schemaOf(one);
      one.client.close();
      return schema;
    };
    const [before, after] = [await reference(old), await reference(fresh)];
    assert.notEqual(before, after);
    const look = async () => {
      let upgraded = 0;
      for (const [number, id] of ids.entries()) {
        const label = databases.open(id);
        const schema = await schemaOf(label);
        const rows = (await label.client.execute('select name from migrations order by name')).rows.map(
          ({ name }) => name,
        );
        assert.ok(schema === before || schema === after, `${id} is neither old nor new`);
        assert.equal(rows.length, schema === after ? fresh.length : old.length, `${id} says otherwise`);
        const table = schema === after ? 'customers_later' : 'customers';
        const kept = (await label.client.execute(`select name from ${table}`)).rows;
        assert.deepEqual(
          kept.map(({ name }) => name),
          [`Customer ${number}`],
        );
        label.client.close();
        if (schema === after) upgraded += 1;
      }
      return upgraded;
    };

    const node = () => [process.execPath, '--input-type=module-typescript', '-e', upgrade, data];
    const seen: number[] = [];
    for (const sync of [3, 40, 95, 160]) {
      const [program = '', ...args] = [...dyingAtSync(sync), ...node()];
      const child = spawn(program, args, {
        cwd: root,
        env: { PATH: process.env.PATH, HC_DATA: data },
        stdio: 'ignore',
      });
      await once(child, 'exit');
      assert.equal(child.signalCode, 'SIGKILL', 'it ended before it was killed');
      seen.push(await look());
    }
    assert.ok(seen.at(-1)! > seen[0]! && seen.at(-1)! < count, `killed in the middle: ${seen.join(', ')}`);
    const [program = '', ...args] = node();
    const [code] = (await once(spawn(program, args, { cwd: root, stdio: 'inherit' }), 'exit')) as [number];
    assert.equal(code, 0);
    assert.equal(await look(), count);
    const refused = await runProgram(programFile('cli'), ['migrate'], { HC_DATA: data });
    assert.equal(refused.code, 1);
    assert.match(refused.err, /newer version of hc/);
    t.diagnostic(`new after each kill: ${seen.join(', ')} of ${count}`);
  },
);
