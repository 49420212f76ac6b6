import { eq } from 'drizzle-orm';
import type { Changes } from '../../jobs/changes.ts';
import { jobRows, putJob } from '../../jobs/outbox.ts';
import { putLater } from '../../jobs/queue.ts';
import type { JobHandler } from '../../jobs/runner.ts';
import { RegistrarError, type RegistrarPort } from '../../platform/registrar/port.ts';
import { isApproved, type RegistryTransfer } from '../../platform/registrar/transfers.ts';
import type { Db } from '../../store/database.ts';
import { newId } from '../../store/ids.ts';
import { registryJob } from '../registry/write.ts';
import { domains } from '../schema.ts';
import type { DomainRow } from '../zone.ts';
import { lastMove, openMove } from './read.ts';
import { transfers } from './schema.ts';
import type { TransferState } from './states.ts';
import { outgoingJob, setMove, tellHistory, tellPeople, timesOf, type Step } from './write.ts';

const endOf = ({ state }: RegistryTransfer): Extract<TransferState, 'done' | 'refused' | 'cancelled'> =>
  isApproved(state) ? 'done' : state === 'clientRejected' ? 'refused' : 'cancelled';
const stepOf = { done: 'left', refused: 'kept', cancelled: 'withdrawn' } as const satisfies Record<string, Step>;

/** Takes over what the registry says of a move away from us: that another registrar asks, and how it ended. */
export async function absorbMove(tx: Db, domain: DomainRow, found: RegistryTransfer, at: Date): Promise<void> {
  if (found.incoming) return;
  const last = await lastMove(tx, domain.id);
  const known = last && !last.incoming && last.askedAt?.getTime() === Date.parse(found.askedAt) ? last : undefined;
  if (found.state === 'pending') {
    if (known) return;
    await tx.insert(transfers).values({
      id: newId('transfer'),
      domainId: domain.id,
      incoming: false,
      state: 'waiting',
      by: '',
      startedAt: at,
      ...timesOf(found),
    });
    await tellHistory(tx, domain.id, 'asked', at);
    await tellPeople(tx, domain, 'transfer_out', at);
    return;
  }
  const state = endOf(found);
  const row = { ...timesOf(found), state, endedAt: at, code: null, retryAt: null };
  if (known?.state === state) return;
  if (known) await setMove(tx, known.id, row);
  else
    await tx
      .insert(transfers)
      .values({ id: newId('transfer'), domainId: domain.id, incoming: false, by: '', startedAt: at, ...row });
  await tellHistory(tx, domain.id, stepOf[state], at, known?.by);
}

/** The job that tells the registry what the customer says of a move away: that he agrees, or that he does not. */
export const outgoingJobs = (
  registrar: RegistrarPort,
  changes: Changes,
  now: () => number,
): Readonly<Record<string, JobHandler>> => ({
  [outgoingJob]: {
    async run({ label, job, call }) {
      const [domain] = await label.db.select().from(domains).where(eq(domains.id, job.object)).limit(1);
      const move = domain && (await openMove(label.db, domain.id, false));
      if (!domain || !move || (move.state !== 'approving' && move.state !== 'refusing')) return async () => {};
      const how = move.state === 'approving' ? 'approve' : 'reject';
      const refused = await registrar.endTransfer(domain.name, how, call).then(
        () => false,
        (error: unknown) => {
          if (!(error instanceof RegistrarError) || error.code === 'unreachable') throw error;
          return true;
        },
      );
      return async (tx) => {
        // It goes on as if nobody had answered.
        if (refused) await setMove(tx, move.id, { state: 'waiting', code: 'registry_refused', retryAt: null });
        // How it ended, and what became of the domain, is read with the rest of the registration.
        for (const row of jobRows([{ kind: registryJob, object: domain.id }], new Date(now()), job))
          await putJob(tx, row);
      };
    },

    async failed(tx, { job }, _error, retryAt) {
      const move = await openMove(tx, job.object, false);
      if (!move) return;
      await setMove(tx, move.id, {
        code: 'unreachable',
        retryAt: retryAt ?? null,
        ...(retryAt ? {} : { state: 'waiting' }),
      });
    },

    lookAgain: (tx, { job }, due) => putLater(tx, { kind: outgoingJob, object: job.object }, due, job),
    port: 'registrar',

    settled({ label, job }) {
      void label.db
        .select({ customerId: domains.customerId })
        .from(domains)
        .where(eq(domains.id, job.object))
        .then(
          ([row]) => row && changes.publish(label.id, row.customerId, { kind: 'domains.domain', id: job.object }),
          () => {},
        );
    },
  },
});
