import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Libsql from 'libsql';
import { listDomains } from '../../bff/domains/list.ts';
import { auditLog } from '../../bff/policy/schema.ts';
import { jobRows, jobTable } from '../../bff/jobs/outbox.ts';
import { domains } from '../../bff/domains/schema.ts';
import { eq } from 'drizzle-orm';
import { newId } from '../../bff/store/ids.ts';
import { passwords } from '../bff/harness.ts';
import { inTurn, quick, samples, timed, type Row } from './measure.ts';
import { fillDomains, fillMillion, nameOf, sessionOf, world } from './world.ts';

const many = quick ? 100_000 : 1_000_000;
const context = { now: Date.now(), timeZone: 'Europe/Amsterdam' };

/** The list, a search and a publication against what the database itself takes for them. */
export async function storeBench(): Promise<Row[]> {
  const { h, data, fileOf, close } = await world();
  try {
    const label = await h.label('bench');
    const customer = await h.customer(label.id, 'Many');
    const usual = await h.customer(label.id, 'Usual');
    await h.user(label.id, customer, 'Marieke');
    const cookie = await h.signIn(label, 'marieke', passwords.owner);
    const zone = await h.domain(label.id, customer, 'a.example');
    return await h.store.labels.use(label.id, async ({ db }) => {
      fillMillion(fileOf(label.id), customer, many);
      await fillDomains(db, usual, 10_000, many);
      const page = async (who: string, name: string) => {
        const cursor = btoa(JSON.stringify(['name', '', name]));
        const found = await listDomains(db, sessionOf(who), { cursor }, context);
        if (found.items.length !== 50) throw new Error(`${found.items.length} rows instead of 50`);
      };
      const first = () => page(customer, 'b');
      const last = () => page(customer, nameOf(many - 52));
      const search = (who: string) => async () => {
        const cursor = btoa(JSON.stringify(['name', '', 'a']));
        const found = await listDomains(db, sessionOf(who), { q: '99.ex', cursor }, context);
        if (found.items.length !== 50) throw new Error('the search does not find what there is');
      };
      // Matches only at its end: every row is looked at.
      const rare = (who: string, n: number) => async () => {
        const cursor = btoa(JSON.stringify(['name', '', 'a']));
        const found = await listDomains(db, sessionOf(who), { q: nameOf(n - 1).slice(1), cursor }, context);
        if (found.items.length !== 1) throw new Error('the search does not find what there is');
      };
      const bare = new Libsql(fileOf(label.id));
      const statement = bare.prepare(
        'select id, name, unicode_name, state, expires_on, auto_renew, renewal_amount, renewal_currency, own_name_servers, zone_version, served_version, sync_error from domains where customer_id = ? and name > ? order by name limit 51',
      );
      const raw = () => statement.all(customer, 'b');

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
      const file = openSync(join(data, 'in-place'), 'w+');
      const block = Buffer.alloc(12 * 1024, 1);
      writeSync(file, block, 0, block.length, 0);
      const inPlace = () => {
        writeSync(file, block, 0, block.length, 0);
        fdatasyncSync(file);
      };
      const verb = () =>
        db.transaction(async (tx) => {
          await tx.update(domains).set({ zoneVersion: version }).where(eq(domains.id, zone));
          await tx.insert(auditLog).values({
            id: newId('audit'),
            at: new Date(),
            customerId: customer,
            userId: 'usr_bench',
            action: 'domains.dns.edit',
            requestId: 'bench',
          });
          await tx.insert(jobTable).values(jobRows([{ kind: 'none', object: zone }], new Date()));
        });
      const rows = [
        timed('QD1', await inTurn(last, first, samples(200))),
        timed('QD2', await inTurn(first, raw, samples(200))),
        timed('QD3', await inTurn(rare(usual, many + 10_000), first, samples(100))),
        timed('QD3 million', await inTurn(rare(customer, many), first, 3)),
        timed('QD3 found', await inTurn(search(usual), first, samples(100))),
        timed('QD7', await inTurn(verb, inPlace, samples(100))),
        timed('QD7 publish', await inTurn(publish, () => insert.run('x'.repeat(200)), samples(100))),
      ];
      closeSync(file);
      bare.close();
      beside.close();
      return rows;
    });
  } finally {
    await close();
  }
}
