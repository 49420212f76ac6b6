import type Libsql from 'libsql';
import { ownFile } from '../own-file.ts';
import { HostingError, type HostingPort, type Site } from './port.ts';

const tables = `
  create table if not exists sites (
    plan text not null, domain text not null, site text not null, primary key (plan, domain)
  ) without rowid;
`;

const prepare = (db: InstanceType<typeof Libsql>) => ({
  put: db.prepare('insert or replace into sites (plan, domain, site) values (?, ?, ?)'),
  drop: db.prepare('delete from sites where plan = ? and domain = ?'),
  list: db.prepare('select site from sites where plan = ? order by domain'),
});

/** Sites in a libSQL file of its own, or `:memory:`. A simulator: it keeps what a server would serve, and serves nothing. */
export function embeddedHosting(path: string): HostingPort {
  const file = ownFile({
    path,
    tables,
    prepare,
    isOurs: (error) => error instanceof HostingError,
    unreachable: (message, options) => new HostingError('unreachable', `sites: ${message}`, options),
  });
  return {
    kind: 'embedded',
    attach: async (plan, site, call) => {
      call?.admit(0);
      file.alone((on) => on.put.run([plan, site.domain, JSON.stringify(site)]));
    },
    detach: async (plan, domain, call) => {
      call?.admit(0);
      file.alone((on) => on.drop.run([plan, domain]));
    },
    sites: async (plan) =>
      (file.use().list.all([plan]) as { site: string }[]).map(({ site }) => JSON.parse(site) as Site),
    close: async () => file.close(),
  };
}
