import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import type { Session } from '../../bff/auth/session.ts';
import { listDomains } from '../../bff/domains/list.ts';
import { domains } from '../../bff/domains/schema.ts';
import { fileDatabases } from '../../bff/store/open.ts';
import { harness, passwords } from '../bff/harness.ts';
import { inTurn, timed, type Row } from './measure.ts';

const many = 100_000;
const context = { now: Date.now(), timeZone: 'Europe/Amsterdam' };

/** The list and a publication against what the database itself takes for them. */
export async function storeBench(): Promise<Row[]> {
  const data = mkdtempSync(join(tmpdir(), 'hc-bench-'));
  const h = await harness({ databases: fileDatabases(data), data });
  try {
    const label = await h.label('bench');
    const customer = await h.customer(label.id, 'Many');
    await h.user(label.id, customer, 'Marieke');
    const cookie = await h.signIn(label, 'marieke', passwords.owner);
    const zone = await h.domain(label.id, customer, 'a.example');
    return await h.store.labels.use(label.id, async ({ db }) => {
      const rowOf = (n: number): typeof domains.$inferInsert => ({
        id: `dom_${n}`,
        customerId: customer,
        name: `d${String(n).padStart(7, '0')}.example`,
        unicodeName: 'd',
        tld: 'example',
        state: 'active',
        nameServers: [],
        ownNameServers: true,
        ownerName: 'o',
        ownerEmail: 'o@people.example',
        createdAt: new Date(),
      });
      await db.transaction(async (tx) => {
        for (let n = 0; n < many; n += 500)
          await tx.insert(domains).values(Array.from({ length: 500 }, (_, at) => rowOf(n + at)));
      });
      const session = { customer: { id: customer, name: '' }, denied: {}, locale: 'en' } as unknown as Session;
      const page = (name: string) => {
        const cursor = btoa(JSON.stringify(['name', '', name]));
        return listDomains(db, session, { cursor }, context);
      };
      const first = () => page('a');
      const last = () => page(`d${String(many - 60).padStart(7, '0')}.example`);
      const bare = new Libsql(join(data, 'labels', `${label.id}.db`));
      const statement = bare.prepare('select * from domains where customer_id = ? and name > ? order by name limit 51');
      const raw = () => statement.all(customer, 'a');

      const beside = new Libsql(join(data, 'bare.db'));
      beside.exec(
        'pragma journal_mode=wal; pragma synchronous=full; create table bare (id integer primary key, text text)',
      );
      const insert = beside.prepare('insert into bare (text) values (?)');
      let version = 1;
      const publish = async () => {
        const change = { op: 'set', name: 'www', type: 'A', ttl: 3600, records: [`192.0.2.${version % 250}`] };
        const body = JSON.stringify({ version, changes: [change] });
        const answer = await h.request(`http://${label.host}/v1/domains/${zone}/dns`, { method: 'POST', cookie, body });
        if (answer.status !== 200) throw new Error(await answer.text());
        version += 1;
      };
      const rows = [
        timed('QD1', await inTurn(last, first, 200)),
        timed('QD2', await inTurn(first, raw, 200)),
        timed('QD7', await inTurn(publish, () => insert.run('x'.repeat(200)), 100)),
      ];
      bare.close();
      beside.close();
      return rows;
    });
  } finally {
    await h.close();
    rmSync(data, { recursive: true, force: true });
  }
}
