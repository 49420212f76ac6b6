import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { JobRunner } from '../jobs/runner.ts';
import type { Labels } from '../store/labels.ts';
import type { Metrics } from './metrics.ts';

export interface Watched {
  readonly labels: Labels;
  readonly jobs: JobRunner;
  /** The data folder; undefined where the databases are elsewhere. */
  readonly data: string | undefined;
  /** Labels whose database is lost or damaged. */
  readonly lost: () => number;
  /** In ms. */
  readonly backupAge: () => number | undefined;
  readonly now: () => number;
}

/** What an operator wants to know of the process beside its requests; read when somebody asks. */
export function figures(metrics: Metrics, { labels, jobs, data, lost, backupAge, now }: Watched): () => void {
  const loop = monitorEventLoopDelay({ resolution: 10 });
  loop.enable();
  const gauge = (name: string, help: string, read: () => number | undefined | Promise<number | undefined>) =>
    metrics.gauge(name, { help, read });
  gauge('hc_open_labels', 'Label databases that are open.', () => labels.open);
  gauge('hc_lost_labels', 'Label databases that are missing or damaged.', lost);
  gauge('hc_backup_age_seconds', 'Age of what the backups lack, in the process that ships.', () => {
    const age = backupAge();
    return age === undefined ? undefined : age / 1000;
  });
  gauge('hc_oldest_job_seconds', 'Age of the oldest job that is due or was tried in vain.', async () => {
    const at = await jobs.oldest();
    return at === undefined ? 0 : Math.max(0, (now() - at) / 1000);
  });
  gauge('hc_event_loop_p99_seconds', 'How late timers are, 99th percentile since the last look.', () => {
    const late = loop.percentile(99) / 1e9;
    loop.reset();
    return Number.isFinite(late) ? late : 0;
  });
  gauge('process_resident_memory_bytes', 'Memory.', () => process.memoryUsage.rss());
  gauge('process_start_time_seconds', 'When the process began.', () =>
    Math.round(Date.now() / 1000 - process.uptime()),
  );
  gauge(
    'process_open_fds',
    'Open files and connections.',
    async () => (await readdir('/proc/self/fd').catch(() => undefined))?.length,
  );
  if (data !== undefined) {
    gauge('hc_free_disk_ratio', 'Free part of the disk with the data.', async () => {
      const { bavail, blocks } = await statfs(data);
      return bavail / blocks;
    });
    gauge('hc_wal_bytes', 'Write-ahead logs of all databases.', () => walBytes(data));
  }
  return () => loop.disable();
}

async function walBytes(data: string): Promise<number> {
  let sum = 0;
  for (const folder of [data, join(data, 'labels')])
    for (const name of await readdir(folder).catch(() => []))
      if (name.endsWith('-wal')) sum += (await stat(join(folder, name)).catch(() => undefined))?.size ?? 0;
  return sum;
}
