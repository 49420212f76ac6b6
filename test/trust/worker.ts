import { eq } from 'drizzle-orm';
import { putLater } from '../../bff/jobs/queue.ts';
import { JobRunner, type JobHandler } from '../../bff/jobs/runner.ts';
import { fetchWithin } from '../../bff/platform/within.ts';
import { Labels } from '../../bff/store/labels.ts';
import { labelMigrations } from '../../bff/store/migrations.node.ts';
import { fileDatabases } from '../../bff/store/open.ts';
import { zones } from './simulation/zones.ts';

/** A process that runs the jobs of `lab_1`: `node worker.ts <data folder> <url of the system outside>`. */
const [, , data = '', url = ''] = process.argv;
const callTime = 2000;

const zone: JobHandler = {
  async run({ label, job, call }) {
    const [row] = await label.db.select().from(zones).where(eq(zones.id, job.object));
    const body = JSON.stringify({ key: job.id, zone: job.object, version: row!.wished });
    const request = new Request(url, { method: 'POST', body });
    call.admit(callTime);
    await fetchWithin(callTime, request);
    return async (tx) => void (await tx.update(zones).set({ served: row!.wished }).where(eq(zones.id, job.object)));
  },
  failed: async () => {},
  lookAgain: (tx, { job }, due) => putLater(tx, { kind: 'look', object: job.object }, due, {}),
};

const labels = new Labels({ ...fileDatabases(data), migrations: labelMigrations });
const runner = new JobRunner({
  labels,
  handlers: { zone, look: zone },
  now: Date.now,
  random: Math.random,
  report: () => {},
});
// The jobs are put by another process, which cannot wake us.
const poll = setInterval(() => runner.wake('lab_1'), 20);
process.once('SIGTERM', () => {
  clearInterval(poll);
  void runner
    .stop()
    .then(() => labels.close())
    .then(() => process.exit(0));
});
