import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Libsql from 'libsql';
import { customers } from '../../bff/account/schema.ts';
import { listDomains } from '../../bff/domains/list.ts';
import { Labels } from '../../bff/store/labels.ts';
import { labelMigrations } from '../../bff/store/migrations.node.ts';
import { fileDatabases } from '../../bff/store/open.ts';
import { sessionOf } from './world.ts';

/** Opens all databases of a folder one way, asks each for a list, and says what that took of each. */
const [side, data = ''] = process.argv.slice(2);
const folder = join(data, 'labels');
const ids = readdirSync(folder)
  .filter((name) => name.endsWith('.db'))
  .map((name) => name.slice(0, -3));
const [warm = '', ...rest] = ids;
const labels = new Labels({ ...fileDatabases(data), migrations: labelMigrations, keep: 10_000 });
const held: unknown[] = [];

async function ours(id: string): Promise<void> {
  const { label } = await labels.acquire(id);
  await label.db.select().from(customers);
  await listDomains(label.db, sessionOf('none'), {}, { now: Date.now(), timeZone: 'Europe/Amsterdam' });
}

async function bare(id: string): Promise<void> {
  const db = new Libsql(join(folder, `${id}.db`));
  db.exec('pragma journal_mode=wal');
  const statements = ['select * from customers', 'select * from domains where customer_id = ? order by name limit 51'];
  held.push(db, ...statements.map((sql) => db.prepare(sql)));
  (held.at(-2) as { all(): unknown }).all();
  (held.at(-1) as { all(id: string): unknown }).all('none');
}

const body = side === 'ours' ? ours : bare;
await body(warm);
globalThis.gc?.();
const before = process.memoryUsage.rss();
const began = performance.now();
for (const id of rest) await body(id);
const opened = (performance.now() - began) / rest.length;
globalThis.gc?.();
process.stdout.write(JSON.stringify({ memory: (process.memoryUsage.rss() - before) / rest.length, opened }));
process.exit();
