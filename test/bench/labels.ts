import { spawnSync } from 'node:child_process';
import { closeSync, copyFileSync, fsyncSync, mkdtempSync, openSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Labels } from '../../bff/store/labels.ts';
import { labelMigrations } from '../../bff/store/migrations.node.ts';
import { fileDatabases } from '../../bff/store/open.ts';
import { scratch } from '../bff/store/files.ts';
import { figure, inTurn, median, ms, quick, samples, timed, type Row } from './measure.ts';

const many = quick ? 300 : 1000;
const open = () => readdirSync('/proc/self/fd').length;
const pause = (time: number) => new Promise((resolve) => setTimeout(resolve, time));

/** Label databases by the thousand: making, opening, keeping and closing them. */
export async function labelsBench(): Promise<Row[]> {
  const evicted = await evicting();
  return [await making(), ...(await keeping()), ...evicted];
}

async function making(): Promise<Row> {
  // On a disk: what it costs is the waiting for it.
  const data = mkdtempSync(join(tmpdir(), 'hc-bench-'));
  const labels = new Labels({ ...fileDatabases(data), migrations: labelMigrations });
  try {
    await labels.make('first');
    await labels.close();
    const sync = (path: string) => {
      const file = openSync(path, 'r');
      fsyncSync(file);
      closeSync(file);
    };
    let n = 0;
    const ours = () => labels.make(`lab_${(n += 1)}`);
    const copy = () => {
      const path = join(data, `copy-${(n += 1)}.db`);
      copyFileSync(join(data, 'labels', 'first.db'), path);
      sync(path);
      sync(data);
    };
    return timed('QD5', await inTurn(ours, copy, samples(60)));
  } finally {
    await labels.close();
    rmSync(data, { recursive: true, force: true });
  }
}

/** Memory of so many open databases, each side in a process of its own. */
async function keeping(): Promise<Row[]> {
  const data = scratch('/dev/shm');
  const labels = new Labels({ ...fileDatabases(data), migrations: labelMigrations, keep: 8 });
  const ids = Array.from({ length: 500 }, (_, n) => `lab_${n}`);
  for (const id of ids) await labels.make(id);
  await labels.close();
  const measure = (side: 'ours' | 'bare') => {
    const program = fileURLToPath(new URL('./labels.process.ts', import.meta.url));
    const { stdout, stderr, status } = spawnSync(process.execPath, ['--expose-gc', program, side, data], {
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(stdout) as { memory: number; opened: number };
  };
  const sides = { ours: [measure('ours')], bare: [measure('bare')] };
  for (let round = 0; round < 2; round += 1)
    for (const side of ['ours', 'bare'] as const) sides[side].push(measure(side));
  const of = (side: 'ours' | 'bare', what: 'memory' | 'opened') => median(sides[side].map((one) => one[what]));
  const kib = (bytes: number) => `${Math.round(bytes / 1024)} KiB`;
  return [
    {
      id: 'QD4',
      ours: kib(of('ours', 'memory')),
      beside: kib(of('bare', 'memory')),
      value: of('ours', 'memory') / of('bare', 'memory'),
    },
    {
      id: 'QD4 open',
      ours: ms(of('ours', 'opened')),
      beside: ms(of('bare', 'opened')),
      value: of('ours', 'opened') / of('bare', 'opened'),
    },
  ];
}

/** First of all, while nothing else of this process has been closed. */
async function evicting(): Promise<Row[]> {
  const labels = new Labels({ ...fileDatabases(scratch('/dev/shm')), migrations: labelMigrations, keep: 1 });
  await labels.make('first');
  const start = open();
  let most = 0;
  for (let n = 0; n < many; n += 1) {
    await labels.make(`lab_${n}`);
    await labels.use(`lab_${n}`, ({ client }) => client.execute('select count(*) from domains'));
    most = Math.max(most, open() - start);
  }
  const end = performance.now() + 3000;
  // What closes a file is a collection that runs beside us.
  while (open() > start + 10 && performance.now() < end) await pause(100);
  const rows = [figure('QD6', open() - start, `${many} evicted`), figure('QD6 most', most, `${many} evicted`)];
  await labels.close();
  return rows;
}
