import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ne, sql } from 'drizzle-orm';
import { jobRows, jobTable } from '../../bff/jobs/outbox.ts';
import { leaseTime } from '../../bff/jobs/queue.ts';
import { Labels } from '../../bff/store/labels.ts';
import { labelMigrations } from '../../bff/store/migrations.node.ts';
import { fileDatabases } from '../../bff/store/open.ts';
import { isBusy } from '../../bff/store/values.ts';
import { newId } from '../../bff/store/ids.ts';
import { scratch } from '../bff/store/files.ts';
import { makeZones, zones } from './simulation/zones.ts';

export interface Outcome {
  readonly jobs: number;
  /** Requests that came again for the same job: the system knows their key. */
  readonly repeated: number;
  /** Jobs that had no effect, or more than one. */
  readonly wrong: number;
  /** Zones that are served in another version than is wished. */
  readonly stale: number;
  /** The longest that a job was in the outbox, in ms. */
  readonly longest: number;
  readonly pauses: number;
}

/** A system outside that keeps the keys it was given, and the last version of each zone. */
async function outside() {
  const keys = new Map<string, number>();
  const served = new Map<string, number>();
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const { key, zone, version } = JSON.parse(text) as { key: string; zone: string; version: number };
    keys.set(key, (keys.get(key) ?? 0) + 1);
    served.set(zone, version);
    await pause(Math.random() * 40);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { keys, served, server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const worker = fileURLToPath(new URL('worker.ts', import.meta.url));

/**
 * Two processes run the jobs of one label. Now and then one of them is stopped for longer than a lease, in the middle of
 * what it does, and goes on afterwards.
 */
export async function twoProcesses(count: number, pauses: number): Promise<Outcome> {
  const data = scratch();
  const labels = new Labels({ ...fileDatabases(data), migrations: labelMigrations });
  await labels.make('lab_1');
  const { label } = await labels.acquire('lab_1');
  await label.client.execute(makeZones);
  const { keys, served, server, url } = await outside();
  const workers: ChildProcess[] = [0, 1].map(() =>
    spawn(process.execPath, [worker, data, url], { stdio: ['ignore', 'ignore', 'inherit'] }),
  );
  // Both are at work before anything happens to them.
  await pause(1500);
  const submitted = new Set<string>();
  let submitting = true;
  const put = async (object: string): Promise<void> => {
    const row = { ...jobRows([{ kind: 'zone', object }], new Date())[0]!, id: newId('job') };
    const set = { wished: sql`${zones.wished} + 1` };
    const one = { id: object, wished: 1, served: 0 };
    try {
      await label.db.transaction(async (tx) => {
        await tx.insert(zones).values(one).onConflictDoUpdate({ target: zones.id, set });
        await tx.insert(jobTable).values(row);
      });
      submitted.add(row.id);
    } catch (error) {
      // A process that is stopped inside a transaction keeps the file's lock; a customer would be told to try again.
      if (!isBusy(error)) throw error;
      await put(object);
    }
  };
  let told = () => {};
  const batch = 40;
  /** Batches over the whole time of the pauses, so that there is always something under way. */
  const submit = async () => {
    for (let number = 0; number < count; number += batch) {
      for (let at = number; at < Math.min(number + batch, count); at += 1) await put(`zone ${at % 97}`);
      told();
      await pause((pauses * (leaseTime + 2000) * batch) / count);
    }
    submitting = false;
  };
  const disturb = async () => {
    for (let number = 0; number < pauses; number += 1) {
      await new Promise<void>((resolve) => (told = resolve));
      const stopped = workers[number % 2]!;
      await pause(20 + Math.random() * 60);
      stopped.kill('SIGSTOP');
      await pause(leaseTime + 1500);
      stopped.kill('SIGCONT');
    }
  };
  const isStale = async () => {
    const rows = await label.db.select().from(zones);
    return rows.filter(({ id, wished, served: said }) => served.get(id) !== wished || said !== wished).length;
  };
  const open = async () => {
    const left = await label.db.select({ id: jobTable.id }).from(jobTable).where(ne(jobTable.state, 'done'));
    return left.some(({ id }) => submitted.has(id));
  };
  await Promise.all([submit(), disturb()]);
  while (submitting || (await open())) await pause(50);
  // What a late holder sends comes within a moment; what makes it good, within two leases.
  await pause(1000);
  for (const end = performance.now() + 2 * leaseTime; (await isStale()) && performance.now() < end;) await pause(50);
  for (const child of workers) child.kill('SIGTERM');

  const jobs = await label.db.select().from(jobTable);
  const ended = jobs.filter(({ id }) => submitted.has(id));
  const outcome = {
    jobs: submitted.size,
    repeated: [...keys.values()].filter((times) => times > 1).length,
    wrong: [...submitted].filter((id) => !keys.has(id)).length,
    stale: await isStale(),
    longest: Math.max(...ended.map(({ createdAt, endedAt }) => (endedAt?.getTime() ?? Infinity) - createdAt.getTime())),
    pauses,
  };
  server.closeAllConnections();
  server.close();
  await labels.close();
  return outcome;
}
