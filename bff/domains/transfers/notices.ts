import { and, eq } from 'drizzle-orm';
import { jobRows, putJob } from '../../jobs/outbox.ts';
import { hurry } from '../../jobs/queue.ts';
import { RegistrarError, type RegistrarPort } from '../../platform/registrar/port.ts';
import type { Claims } from '../../store/claims.ts';
import type { Control } from '../../store/control.ts';
import type { Labels } from '../../store/labels.ts';
import { registryJob } from '../registry/write.ts';
import { domains, isThere } from '../schema.ts';
import { incomingJob } from './write.ts';

/** How often a registry is asked for messages, in ms: a customer has days to answer what they are about. */
const often = 60_000;

export interface NoticeParts {
  readonly registrar: RegistrarPort;
  readonly control: Control;
  readonly claims: Claims;
  readonly labels: Labels;
  readonly now: () => number;
  /** How often it is asked, in ms. */
  readonly every?: number;
  readonly wake: (labelId: string) => void;
  readonly report: (name: string, facts?: Readonly<Record<string, string>>) => void;
}

/** Has the registry asked anew how a domain of that name is, for each who has it or has asked for it; true where somebody has it. */
async function lookAt({ labels, now, wake }: NoticeParts, labelId: string, name: string): Promise<boolean> {
  const found = await labels.use(labelId, ({ db }) =>
    db.transaction(async (tx) => {
      const all = await tx
        .select({ id: domains.id, state: domains.state })
        .from(domains)
        .where(and(eq(domains.name, name), isThere));
      const at = new Date(now());
      for (const { id, state } of all) {
        const job = { kind: state === 'pending_transfer_in' ? incomingJob : registryJob, object: id };
        if (!(await hurry(tx, job, at))) for (const row of jobRows([job], at)) await putJob(tx, row);
      }
      return all;
    }),
  );
  if (found.length) wake(labelId);
  return found.some(({ state }) => state !== 'pending_transfer_in');
}

/** The labels where it may be, the likeliest first: whoever serves its zone. */
async function* labelsOf({ control, claims }: NoticeParts, name: string): AsyncGenerator<string> {
  const owner = (await claims.zone([name]))?.labelId;
  if (owner !== undefined) yield owner;
  for (const { id } of await control.labels()) if (id !== owner) yield id;
}

/** Reads all that the registry has for us. Each message goes once the jobs that it asks for are written. */
export async function readNotices(parts: NoticeParts, stopped = () => false): Promise<void> {
  const { registrar } = parts;
  for (let notice = await registrar.poll(); notice && !stopped(); notice = await registrar.poll()) {
    const { name } = notice;
    if (name !== undefined)
      for await (const labelId of labelsOf(parts, name)) if (await lookAt(parts, labelId, name)) break;
    await registrar.acknowledge(notice.id);
  }
}

/** Asks the registry for messages until it is told to stop. */
export function notices(parts: NoticeParts): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let over = false;
  const go = () => {
    running = running
      .then(() => readNotices(parts, () => over))
      .catch((error: unknown) =>
        parts.report('notices_failed', { error: error instanceof RegistrarError ? error.code : 'unknown' }),
      );
  };
  const timer = setInterval(go, parts.every ?? often);
  timer.unref?.();
  go();
  return async () => {
    over = true;
    clearInterval(timer);
    await running;
  };
}
