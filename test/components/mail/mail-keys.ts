import { putDomainJobs } from '../../../bff/mail/domain-job.ts';
import type { memoryPanel } from '../memory-panel.ts';

/** The demo's mail domains get their keys, as they do when the server is started. */
export async function makeMailKeys({ deps, me }: Awaited<ReturnType<typeof memoryPanel>>): Promise<void> {
  const { id } = me!.label;
  await deps.labels.use(id, ({ db }) => db.transaction((tx) => putDomainJobs(tx, new Date())));
  deps.jobs.wake(id);
  await deps.jobs.idle(id);
}
