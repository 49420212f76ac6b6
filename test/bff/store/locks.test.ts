import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { Archive } from '../../../bff/store/backup/archive.ts';
import { Shipper } from '../../../bff/store/backup/shipper.ts';
import { databasePath, fileDatabases } from '../../../bff/store/open.ts';
import { scratch } from './files.ts';

const libsql = createRequire(import.meta.url).resolve('libsql');
/** Another process that opens a database, counts, and closes it: as the last one it would remove the log. */
const comes = `
  const db = new (require(process.argv[1]))(process.argv[2]);
  console.log(db.prepare('select count(*) as n from t').get().n);
  globalThis.gc();
  db.close();
  globalThis.gc();`;
const elsewhere = (path: string): number =>
  Number(execFileSync(process.execPath, ['--expose-gc', '-e', comes, libsql, path]));

// POSIX forgets all locks that a process has on a file as soon as it closes any descriptor of that file.
test('F7: looking after a database and copying it leave its locks alone: a process that comes and goes does not take the log away', async () => {
  for (const shipped of [false, true]) {
    const data = scratch();
    const databases = fileDatabases(data, { shipped });
    await databases.make('lab_1', []);
    const { client } = databases.open('lab_1');
    const path = databasePath(data, 'lab_1');
    await client.execute('create table t (n integer)');
    await client.execute('insert into t values (1)');
    assert.equal(await databases.check!('lab_1'), undefined);
    if (shipped) {
      const archive = new Archive(scratch(), randomBytes(32).toString('base64'));
      const shipper = new Shipper('lab_1', path, archive, Date.now);
      await shipper.ship();
    }
    assert.equal(elsewhere(path), 1);
    await client.execute('insert into t values (2)');
    assert.equal(elsewhere(path), 2, `what was acknowledged is in the file (shipped: ${shipped})`);
    client.close();
  }
});
