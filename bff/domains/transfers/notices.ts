import { and, eq } from 'drizzle-orm';
import { jobRows, putJob } from '../../jobs/outbox.ts';
import { hurry } from '../../jobs/queue.ts';
import { RegistrarError, type RegistrarPort } from '../../platform/registrar/port.ts';
import type { Claims } from '../../store/claims.ts';
import { claims as claimRows, keptNotices } from '../../store/control.schema.ts';
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
const lookAt = ({ labels, now, wake }: NoticeParts, labelId: string, name: string): Promise<boolean> =>
  labels.use(labelId, async ({ db }) => {
    // Most labels know nothing of it: those are only read.
    const all = await db
      .select({ id: domains.id, state: domains.state })
      .from(domains)
      .where(and(eq(domains.name, name), isThere));
    if (!all.length) return false;
    const at = new Date(now());
    await db.transaction(async (tx) => {
      for (const { id, state } of all) {
        const job = { kind: state === 'pending_transfer_in' ? incomingJob : registryJob, object: id };
        if (!(await hurry(tx, job, at))) for (const row of jobRows([job], at)) await putJob(tx, row);
      }
    });
    wake(labelId);
    return all.some(({ state }) => state !== 'pending_transfer_in');
  });

/** Whose name it is, by what they claim: who asks for it, and who serves its zone. */
async function claimants({ control, claims }: NoticeParts, name: string): Promise<Set<string>> {
  const asking = await control.db
    .select({ labelId: claimRows.labelId })
    .from(claimRows)
    .where(and(eq(claimRows.kind, 'registration'), eq(claimRows.name, name)));
  const zone = await claims.zone([name]);
  return new Set([...asking, ...(zone ? [zone] : [])].map(({ labelId }) => labelId));
}

/** Tells it to whoever it concerns; for a label that cannot be told it is kept, and the next message is read. */
async function tell(parts: NoticeParts, name: string): Promise<void> {
  const own = await claimants(parts, name);
  const failed: string[] = [];
  const isTold = async (labelId: string): Promise<boolean> => {
    try {
      return await lookAt(parts, labelId, name);
    } catch (error) {
      parts.report('notices_failed', { label: labelId, error: error instanceof Error ? error.name : 'unknown' });
      failed.push(labelId);
      return false;
    }
  };
  const told = await Promise.all([...own].map(isTold));
  // All others would wait for a label that the message most likely has nothing to do with.
  if (!told.includes(true) && !(await isToldAmong(parts, own, isTold))) return keep(parts, failed, name);
  await keep(
    parts,
    failed.filter((labelId) => own.has(labelId)),
    name,
  );
}

/** Asks the labels that claim nothing of it, until one has it. */
async function isToldAmong(
  { control }: NoticeParts,
  own: ReadonlySet<string>,
  isTold: (labelId: string) => Promise<boolean>,
): Promise<boolean> {
  for (const { id } of await control.labels()) if (!own.has(id) && (await isTold(id))) return true;
  return false;
}

async function keep({ control, now }: NoticeParts, labelIds: readonly string[], name: string): Promise<void> {
  if (!labelIds.length) return;
  const at = new Date(now());
  await control.db
    .insert(keptNotices)
    .values(labelIds.map((labelId) => ({ labelId, name, at })))
    .onConflictDoNothing();
}

/** Tells the labels what was kept for them; of one that still cannot be told the rest waits. */
async function tellKept(parts: NoticeParts, stopped: () => boolean): Promise<void> {
  const { db } = parts.control;
  const failing = new Set<string>();
  for (const { labelId, name } of await db.select().from(keptNotices).orderBy(keptNotices.at)) {
    if (stopped()) return;
    if (failing.has(labelId)) continue;
    try {
      await lookAt(parts, labelId, name);
    } catch {
      // It was reported when it was kept.
      failing.add(labelId);
      continue;
    }
    await db.delete(keptNotices).where(and(eq(keptNotices.labelId, labelId), eq(keptNotices.name, name)));
  }
}

/** Reads all that the registry has for us. Each message goes once the jobs that it asks for are written, or it is kept. */
export async function readNotices(parts: NoticeParts, stopped = () => false): Promise<void> {
  const { registrar } = parts;
  await tellKept(parts, stopped);
  for (let notice = await registrar.poll(); notice && !stopped(); notice = await registrar.poll()) {
    const { name } = notice;
    if (name !== undefined) await tell(parts, name);
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
