import type Libsql from 'libsql';
import { ownFile } from '../own-file.ts';
import { RegistrarError } from './port.ts';
import { simulatedRegistrar, type Held, type RegistryStore, type SimulatedRegistrar } from './registry.ts';

export type EmbeddedRegistrar = SimulatedRegistrar;

/** The simulated registrar in a libSQL file of its own, or `:memory:`. */
export function embeddedRegistrar(path: string, now: () => number = Date.now): SimulatedRegistrar {
  return simulatedRegistrar({ kind: 'embedded', store: registryFile(path), now });
}

const tables = `
  create table if not exists registrations (name text primary key, held text not null) without rowid;
  create table if not exists uses (
    host text not null, domain text not null, primary key (host, domain)
  ) without rowid;
  create index if not exists moving on registrations (name) where held ->> '$.transfer.state' = 'pending';
  create table if not exists notices (id integer primary key autoincrement, name text not null);
`;

function prepare(db: InstanceType<typeof Libsql>) {
  return {
    find: db.prepare('select held from registrations where name = ?'),
    put: db.prepare('insert or replace into registrations (name, held) values (?, ?)'),
    users: db.prepare('select domain from uses where host = ?'),
    use: db.prepare('insert or ignore into uses (host, domain) values (?, ?)'),
    moving: db.prepare("select held from registrations where held ->> '$.transfer.state' = 'pending'"),
    tell: db.prepare('insert into notices (name) values (?)'),
    notice: db.prepare('select id, name from notices order by id limit 1'),
    drop: db.prepare('delete from notices where id = ?'),
    unuse: db.prepare('delete from uses where domain = ?'),
  };
}

function registryFile(path: string): RegistryStore {
  const file = ownFile({
    path,
    tables,
    prepare,
    isOurs: (error) => error instanceof RegistrarError,
    unreachable: (message, options) => new RegistrarError('unreachable', `registrations: ${message}`, options),
  });
  return {
    find(name) {
      const row = file.use().find.get([name]) as { held: string } | undefined;
      return row && (JSON.parse(row.held) as Held);
    },
    usersOf: (host) => (file.use().users.all([host]) as { domain: string }[]).map(({ domain }) => domain),
    put(domain) {
      const on = file.use();
      on.put.run([domain.name, JSON.stringify(domain)]);
      on.unuse.run([domain.name]);
      for (const host of domain.nameServers) on.use.run([host, domain.name]);
    },
    moving: () => (file.use().moving.all([]) as { held: string }[]).map(({ held }) => JSON.parse(held) as Held),
    tell: (name) => void file.use().tell.run([name]),
    oldestNotice() {
      const row = file.use().notice.get([]) as { id: number; name: string } | undefined;
      return row && { id: `${row.id}`, name: row.name };
    },
    dropNotice: (id) => void file.use().drop.run([Number(id)]),
    alone: (body) => file.alone(() => body()),
    close: () => file.close(),
  };
}
