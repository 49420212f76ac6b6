import { fork, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileDatabases, remoteDatabases, type Databases } from '../../bff/store/open.ts';
import { harness, passwords } from '../bff/harness.ts';
import { sqldPath, startSqld, type Sqld } from '../sqld.ts';
import { LoadGenerator } from './load.ts';
import { eachInTurn, notMeasured, quick, rated, type Row } from './measure.ts';
import { fillDomains } from './world.ts';

const ids = ['QG1', 'QG2', 'QG3', 'QG4', 'QG5', 'QG6'];
const seconds = quick ? 1.5 : 3;
const secret = 'a secret of the tests, long enough';

/** One and two BFFs on the same label, on files and on a libSQL server: 50 rows read, and records published on 16 connections. */
export async function growBench(): Promise<Row[]> {
  if (!existsSync(sqldPath)) return notMeasured('there is no sqld for this machine', ...ids);
  const folder = mkdtempSync(join(tmpdir(), 'hc-bench-'));
  const sqld = await startSqld(folder);
  const files = await cluster(fileDatabases(folder), { HC_DATA: folder });
  const server = await cluster(remoteDatabases(sqld), { HC_DATA: folder, ...sqld.settings });
  try {
    const { list, write } = {
      list: await eachInTurn(
        { one: files.list(1), two: files.list(2), far: server.list(1), farTwo: server.list(2) },
        3,
      ),
      write: await eachInTurn(
        { one: files.write(1), two: files.write(2), far: server.write(1), farTwo: server.write(2) },
        3,
      ),
    };
    return [
      rated('QG1', list.two, list.one),
      rated('QG2', write.two, write.one),
      rated('QG3', list.far, list.one),
      rated('QG4', write.far, write.one),
      rated('QG5', list.farTwo, list.far),
      rated('QG6', write.farTwo, write.far),
    ];
  } finally {
    await files.close();
    await server.close();
    await sqld.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function cluster(databases: Databases, settings: Partial<Sqld['settings']> & { HC_DATA: string }) {
  const h = await harness({ databases });
  const label = await h.label('bench');
  const customer = await h.customer(label.id, 'Sixteen');
  await h.user(label.id, customer, 'Marieke');
  const cookie = await h.signIn(label, 'marieke', passwords.owner);
  const paths: { path: string; version: number }[] = [];
  for (let n = 0; n < 16; n += 1) {
    const id = await h.domain(label.id, customer, `a${n}.example`);
    paths.push({ path: `/v1/domains/${id}/dns`, version: 1 });
  }
  await h.store.labels.use(label.id, ({ db }) => fillDomains(db, customer, 50));
  const children: ChildProcess[] = [];
  const origins: string[] = [];
  for (let number = 0; number < 2; number += 1) {
    const child = fork(fileURLToPath(new URL('./grow.process.ts', import.meta.url)), {
      env: { PATH: process.env.PATH, ...settings, HC_URL: 'http://hc.test', HC_SECRET: secret, HC_DEMO: '0' },
      execArgv: [],
    });
    children.push(child);
    const { port } = await new Promise<{ port: number }>((resolve) => child.once('message', resolve as () => void));
    origins.push(`http://127.0.0.1:${port}`);
  }
  const headers = { cookie, host: label.host, origin: `http://${label.host}` };
  const generators = [new LoadGenerator(), new LoadGenerator()];
  const change = { op: 'set', name: 'www', type: 'A', ttl: 3600, records: ['192.0.2.BYTE'] };
  const body = JSON.stringify({ version: 'VERSION', changes: [change] });
  /** Both at once, each with its share of the connections. */
  const together = (count: number, job: (at: number) => Promise<number>) => async () => {
    const rates = await Promise.all(Array.from({ length: count }, (_, at) => job(at)));
    return rates.reduce((sum, rate) => sum + rate, 0);
  };
  return {
    list: (count: number) =>
      together(count, (at) => generators[at]!.run({ url: `${origins[at]}/v1/domains?limit=50`, headers, seconds })),
    write: (count: number) =>
      together(count, (at) =>
        generators[at]!.run({
          origin: origins[at]!,
          headers,
          seconds,
          paths: paths.filter((_, number) => number % count === at),
          body,
        }),
      ),
    async close() {
      for (const generator of generators) generator.close();
      for (const child of children) child.kill();
      await h.close();
    },
  };
}
