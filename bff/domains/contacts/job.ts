import { and, eq, inArray } from 'drizzle-orm';
import type { Changes } from '../../jobs/changes.ts';
import { putLater } from '../../jobs/queue.ts';
import type { JobHandler } from '../../jobs/runner.ts';
import { RegistrarError, type RegistrarPort } from '../../platform/registrar/port.ts';
import type { RegistryContact } from '../../platform/registrar/contacts.ts';
import type { Db } from '../../store/database.ts';
import type { Told } from './plan.ts';
import { heldOf, toldOf } from './read.ts';
import { registrants } from './schema.ts';
import { tookRegistrant } from './took.ts';
import { contactJob } from './write.ts';

/** The registry does later what it was told: it is asked again so often, in ms. */
const nextLook = 600_000;

export const toRegistry = ({ contact, extra }: Told): RegistryContact => ({
  kind: contact.kind ?? 'person',
  name: contact.name ?? '',
  organisation: contact.organisation ?? '',
  street: contact.street ?? '',
  postalCode: contact.postalCode ?? '',
  city: contact.city ?? '',
  state: contact.state ?? '',
  country: contact.country ?? '',
  phone: contact.phone ?? '',
  email: contact.email ?? '',
  extra,
});

type Outcome = 'done' | 'pending' | 'registrar_refused' | 'registrar_lacks';

async function tell(body: () => Promise<'done' | 'pending'>): Promise<Outcome> {
  try {
    return await body();
  } catch (error) {
    if (!(error instanceof RegistrarError) || error.code === 'unreachable') throw error;
    return error.code === 'unsupported' ? 'registrar_lacks' : 'registrar_refused';
  }
}

/** The job that tells a registry who has a domain. It sends all of it each time, so that it may come twice or late. */
export const contactJobs = (
  registrar: RegistrarPort,
  changes: Changes,
  now: () => number,
): Readonly<Record<string, JobHandler>> => ({
  [contactJob]: {
    async run({ label, job, call }) {
      const held = await heldOf(label.db, job.object);
      const { next, state, version = 0, changeId } = held?.registrant ?? {};
      // What people must agree to first goes nowhere, whichever job comes by.
      if (!held || !next || changeId || (state !== 'pending' && state !== 'failed')) return async () => {};
      const outcome = await tell(() => registrar.setRegistrant(held.domain.name, toRegistry(next), call));
      return async (tx) => {
        if (outcome === 'pending') {
          await putLater(tx, { kind: contactJob, object: job.object }, new Date(now() + nextLook), job);
          return;
        }
        await settle(tx, job.object, { version, at: new Date(now()) }, outcome === 'done' ? next : outcome);
      };
    },

    async failed(tx, { job }, _error, retryAt) {
      await tx
        .update(registrants)
        .set({ state: 'failed', code: 'unreachable', retryAt: retryAt ?? null })
        .where(and(eq(registrants.domainId, job.object), inArray(registrants.state, ['pending', 'failed'])));
    },

    lookAgain: (tx, { job }, due) => putLater(tx, { kind: contactJob, object: job.object }, due, job),
    port: 'registrar',

    settled({ label, job }) {
      void heldOf(label.db, job.object).then(
        (held) => held && changes.publish(label.id, held.domain.customerId, { kind: 'domains.domain', id: job.object }),
        () => {},
      );
    },
  },
});

async function settle(
  tx: Db,
  domainId: string,
  { version, at }: { version: number; at: Date },
  outcome: Told | 'registrar_refused' | 'registrar_lacks',
): Promise<void> {
  // What was wished meanwhile has a job of its own.
  const stillWished = and(eq(registrants.domainId, domainId), eq(registrants.version, version));
  if (typeof outcome === 'string') {
    await tx.update(registrants).set({ state: 'refused', code: outcome, next: null, retryAt: null }).where(stillWished);
    return;
  }
  const held = await heldOf(tx, domainId);
  await tx.update(registrants).set({ told: outcome }).where(eq(registrants.domainId, domainId));
  await tx.update(registrants).set({ state: 'ready', code: null, retryAt: null, next: null }).where(stillWished);
  if (held) await tookRegistrant(tx, held.domain, { before: toldOf(held).contact, after: outcome.contact }, at);
}
