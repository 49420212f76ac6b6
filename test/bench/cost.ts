import { statSync } from 'node:fs';
import Libsql from 'libsql';
import type { RRset } from '../../bff/domains/records.ts';
import { figure, quick, type Row } from './measure.ts';
import { world } from './world.ts';

/** A customer looks at his list and changes a record now and then, so many requests a day. */
const requestsADay = 50;

/** What a label and a customer with three domains take on the disk, and how many customers a core serves. */
export async function costBench(): Promise<Row[]> {
  const { h, fileOf, close } = await world();
  try {
    const label = await h.label('bench');
    const size = () => {
      const db = new Libsql(fileOf(label.id));
      db.exec('pragma wal_checkpoint(truncate)');
      db.close();
      return statSync(fileOf(label.id)).size;
    };
    const empty = size();
    const many = quick ? 100 : 400;
    const zone: RRset[] = Array.from({ length: 10 }, (_, at) => ({
      name: `host-${at}`,
      type: 'A',
      ttl: 3600,
      records: ['192.0.2.1'],
    }));
    for (let n = 0; n < many; n += 1) {
      const customer = await h.customer(label.id, `Customer ${n}`);
      await h.user(label.id, customer, `user${n}`);
      for (const at of [1, 2, 3]) await h.domain(label.id, customer, `d${n}-${at}.example`, zone);
    }
    const each = (size() - empty) / many;
    const [row] = await h.store.labels.use(label.id, ({ client }) =>
      client.execute('select id from customers limit 1').then(({ rows }) => rows),
    );
    const token = await h.token(label, String(row!.id));
    const ask = async () => {
      const answer = await h.bff.app.request('http://hc.test/v1/domains', {
        headers: { authorization: `Bearer ${token}` },
      });
      if (answer.status !== 200) throw new Error(await answer.text());
      await answer.text();
    };
    for (let warm = 0; warm < 200; warm += 1) await ask();
    const from = process.cpuUsage();
    for (let n = 0; n < 1000; n += 1) await ask();
    const { user, system } = process.cpuUsage(from);
    const core = 1e9 / (user + system);
    return [
      figure('cost label', empty / 1024),
      figure('cost customer', each / 1024, `${many} customers, 3 domains, 10 records each`),
      figure('cost core', core, 'one list each, in process'),
      figure(
        'cost customers',
        Math.round((core * 86_400 * 0.1) / requestsADay),
        `${requestsADay} requests a day, all within 10 % of it`,
      ),
    ];
  } finally {
    await close();
  }
}
