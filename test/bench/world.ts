import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import type { Session } from '../../bff/auth/session.ts';
import { domains } from '../../bff/domains/schema.ts';
import type { Db } from '../../bff/store/database.ts';
import { fileDatabases } from '../../bff/store/open.ts';
import { domainRow, harness, type Harness, type HarnessOptions } from '../bff/harness.ts';

export const portOf = (server: Server): number => (server.address() as AddressInfo).port;
export const listening = (server: Server): Promise<void> =>
  new Promise((resolve) => (server.listening ? resolve() : void server.once('listening', resolve)));

/** The BFF on files of a folder of its own, and what ends with it. */
export async function world(options: Pick<HarnessOptions, 'dns'> = {}) {
  const data = mkdtempSync(join(tmpdir(), 'hc-bench-'));
  const h = await harness({ ...options, databases: fileDatabases(data), data });
  const servers: Server[] = [];
  return {
    h,
    data,
    fileOf: (label: string) => join(data, 'labels', `${label}.db`),
    servers,
    async close() {
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
      await h.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

export const nameOf = (n: number): string => `d${String(n).padStart(7, '0')}.example`;

/** Domains by the thousand, as their customer would have them. */
export async function fillDomains(db: Db, customer: string, many: number, from = 0): Promise<void> {
  await db.transaction(async (tx) => {
    for (let n = from; n < from + many; n += 500)
      await tx
        .insert(domains)
        .values(
          Array.from({ length: Math.min(500, from + many - n) }, (_, at) =>
            domainRow(customer, nameOf(n + at), new Date()),
          ),
        );
  });
}

/** The same by SQLite itself, for the sizes at which that matters. */
export function fillMillion(path: string, customer: string, many: number): void {
  const db = new Libsql(path);
  db.exec('begin immediate');
  db.prepare(
    `with recursive n (n) as (select 0 union all select n + 1 from n where n < ${many - 1})
     insert into domains (id, customer_id, name, unicode_name, tld, state, expires_on, name_servers, own_name_servers, owner_name, owner_email, zone_version, served_version, created_at)
     select 'dom_' || lower(hex(randomblob(16))), ?, printf('d%07d.example', n), printf('d%07d.example', n), 'example', 'active', '2027-03-14', '[]', 1, 'Owner', 'owner@people.example', 1, 1, 0 from n`,
  ).run(customer);
  db.exec('commit');
  db.exec('pragma wal_checkpoint(truncate)');
  db.close();
}

/** What the list asks of a session. */
export const sessionOf = (customer: string): Session =>
  ({ customer: { id: customer, name: '' }, denied: {}, deniedTabs: {}, locale: 'en' }) as unknown as Session;
export type World = Awaited<ReturnType<typeof world>>;
export type { Harness };
