import { demoLabels } from '../../../bff/demo/data.ts';
import { putMailJobs } from '../../../bff/demo/mail.ts';
import type { memoryPanel } from '../memory-panel.ts';

/** The demo's mail domains get their keys, as they do when the server is started. */
export async function makeMailKeys({ deps, me }: Awaited<ReturnType<typeof memoryPanel>>): Promise<void> {
  const { id } = me!.label;
  const label = demoLabels(new Date(), { small: true }).find((one) => one.id === id)!;
  await deps.labels.use(id, ({ db }) => db.transaction((tx) => putMailJobs(tx, label, new Date())));
  deps.jobs.wake(id);
  await deps.jobs.idle(id);
}
