import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { Problem } from '../../http/problem.ts';
import type { Changes } from '../../jobs/changes.ts';
import { jobRows, putJob } from '../../jobs/outbox.ts';
import { putLater } from '../../jobs/queue.ts';
import type { JobHandler, Running } from '../../jobs/runner.ts';
import { RegistrarError, type RegistrarPort } from '../../platform/registrar/port.ts';
import { isApproved, type RegistryTransfer } from '../../platform/registrar/transfers.ts';
import type { Resolver } from '../../platform/resolver/port.ts';
import type { Claims } from '../../store/claims.ts';
import type { Db } from '../../store/database.ts';
import { unseal } from '../../store/hash.ts';
import { dayOf } from '../days.ts';
import { domains } from '../schema.ts';
import type { DomainRow } from '../zone.ts';
import { arrivalOf, takeIn, type Arrival } from './arrival.ts';
import { movableOn } from './check.ts';
import { openMove, type TransferRow } from './read.ts';
import type { TransferCode } from './states.ts';
import { incomingJob, releaseJob, setMove, tellHistory, timesOf } from './write.ts';

/** While the other registrar has his days, it is looked so often, in ms; messages of the registry come before. */
const nextLook = 600_000;

export interface IncomingParts {
  readonly registrar: RegistrarPort;
  readonly resolver: Resolver;
  readonly claims: Claims;
  readonly changes: Changes;
  readonly now: () => number;
  readonly secret: string;
}

type Outcome =
  | { readonly kind: 'waiting'; readonly at: RegistryTransfer }
  | { readonly kind: 'here'; readonly at: RegistryTransfer; readonly arrival: Arrival }
  | { readonly kind: 'stuck'; readonly code: TransferCode }
  | { readonly kind: 'ended' };

/**
 * The job that brings a domain to us: asks the registry, and looks until it is here or will not come. It reads how it
 * stands before it asks, so that it may come twice or late.
 */
export function incomingJobs(parts: IncomingParts): Readonly<Record<string, JobHandler>> {
  /** Whose it is: of one that left the list nobody could tell any more. */
  const owners = new WeakMap<Running, string>();
  return { [incomingJob]: incoming(parts, owners), [releaseJob]: release(parts.claims) };
}

const releasePayload = v.object({ name: v.string() });

/**
 * Lets others ask for the name. It comes after what ended the move is written: freed before, the name could come to
 * somebody else while this row still takes what comes for its own.
 */
const release = (claims: Claims): JobHandler => ({
  async run({ label, job }) {
    const { name } = v.parse(releasePayload, job.payload);
    const move = await openMove(label.db, job.object, true);
    // Asked once more meanwhile.
    if (!move || move.since === null)
      await claims.release({ kind: 'registration', name, labelId: label.id, objectId: job.object });
    return async () => {};
  },
  failed: async () => {},
});

const incoming = (parts: IncomingParts, owners: WeakMap<Running, string>): JobHandler => ({
  async run(running) {
    const { label, job } = running;
    const domain = await readDomain(label.db, job.object);
    if (domain) owners.set(running, domain.customerId);
    const move = domain && (await openMove(label.db, domain.id, true));
    if (!domain || !move || move.state === 'stuck') return async () => {};
    const outcome = await carry(parts, running, domain, move);
    const at = new Date(parts.now());
    return async (tx) => {
      await settle(tx, { domain, move, outcome, at });
      if (outcome.kind === 'waiting')
        await putLater(tx, { kind: incomingJob, object: job.object }, new Date(at.getTime() + nextLook), job);
      else {
        const over = { kind: releaseJob, object: job.object, payload: { name: domain.name } };
        for (const row of jobRows([over], at, job)) await putJob(tx, row);
      }
    };
  },

  async failed(tx, { job }, _error, retryAt) {
    const move = await openMove(tx, job.object, true);
    if (!move) return;
    // Given up: what was typed is not kept for longer, and he can ask once more.
    if (!retryAt && move.state === 'asking')
      return void (await setMove(tx, move.id, { code: 'unreachable', retryAt: null, state: 'stuck', sealed: null }));
    const again = retryAt ?? new Date(parts.now() + nextLook);
    await setMove(tx, move.id, { code: 'unreachable', retryAt: again });
    // The registry may have it on its way to us: somebody has to look how that ends.
    if (!retryAt) await putLater(tx, { kind: incomingJob, object: job.object }, again, job);
  },

  lookAgain: (tx, { job }, due) => putLater(tx, { kind: incomingJob, object: job.object }, due, job),
  port: 'registrar',

  settled(running) {
    const owner = owners.get(running);
    const { label, job } = running;
    if (owner) parts.changes.publish(label.id, owner, { kind: 'domains.domain', id: job.object });
  },
});

async function readDomain(db: Db, id: string): Promise<DomainRow | undefined> {
  const [row] = await db.select().from(domains).where(eq(domains.id, id)).limit(1);
  return row;
}

const claimOf = ({ label }: Running, { id, name }: DomainRow) =>
  ({ kind: 'registration', name, labelId: label.id, objectId: id }) as const;

/** A move that this row asked for, and none that somebody else of the platform made before. */
const isThis = (found: RegistryTransfer | undefined, { since }: TransferRow): found is RegistryTransfer =>
  since !== null && found !== undefined && found.incoming && found.askedAt !== since;

/** All labels have one account at the registry: what one asks for, no other one can take for its own. False where it is another one's. */
async function holds({ claims }: IncomingParts, running: Running, domain: DomainRow): Promise<boolean> {
  const claim = claimOf(running, domain);
  try {
    await claims.hold(claim);
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
  await claims.confirm(claim);
  return true;
}

async function carry(parts: IncomingParts, running: Running, domain: DomainRow, row: TransferRow): Promise<Outcome> {
  const { registrar } = parts;
  const { label, call } = running;
  const { name } = domain;
  const cancelling = row.state === 'cancelling';
  if (row.since === null && cancelling) return { kind: 'ended' };
  if (!(await holds(parts, running, domain)))
    return cancelling ? { kind: 'ended' } : { kind: 'stuck', code: 'ours_already' };
  const since = row.since ?? (await registrar.transfer(name, call))?.askedAt ?? '';
  // Before anything is asked for: after a crash it says what was there already.
  if (row.since === null) await setMove(label.db, row.id, { since });
  const move = { ...row, since };
  let found = await registrar.transfer(name, call);
  if (isThis(found, move) && found.state === 'pending' && cancelling)
    found = await registrar.endTransfer(name, 'cancel', call);
  if (isThis(found, move) && isApproved(found.state)) return here(parts, running, domain, move, found);
  if (cancelling) return { kind: 'ended' };
  if (isThis(found, move) && found.state === 'pending') return { kind: 'waiting', at: found };
  // Asked once, and somebody ended it.
  if (move.state === 'waiting') return { kind: 'stuck', code: 'other_refused' };
  return ask(parts, running, domain, move);
}

async function ask(parts: IncomingParts, running: Running, domain: DomainRow, move: TransferRow): Promise<Outcome> {
  const { registrar, secret } = parts;
  const { call } = running;
  const { name } = domain;
  const found = await registrar.look(name, call);
  if (!found) return { kind: 'stuck', code: 'not_registered' };
  if (found.ours) return { kind: 'stuck', code: 'ours_already' };
  try {
    const asked = await registrar.askFor(name, await unseal(secret, move.sealed ?? ''), call);
    if (isApproved(asked.state)) return await here(parts, running, domain, move, asked);
    return { kind: 'waiting', at: asked };
  } catch (error) {
    if (!(error instanceof RegistrarError) || error.code === 'unreachable') throw error;
    if (error.code === 'wrong_code') return { kind: 'stuck', code: 'wrong_code' };
    if (error.code === 'missing') return { kind: 'stuck', code: 'not_registered' };
    const says = (status: string): boolean => (found.statuses as readonly string[]).includes(status);
    const first = movableOn(name, found);
    const code: TransferCode = says('clientTransferProhibited')
      ? 'locked'
      : found.statuses.some((status) => status.startsWith('pending'))
        ? 'pending'
        : first !== undefined && first > dayOf(parts.now(), 'UTC')
          ? 'too_young'
          : 'registry_refused';
    return { kind: 'stuck', code };
  }
}

async function here(
  { registrar, resolver }: IncomingParts,
  { label, call }: Running,
  domain: DomainRow,
  move: TransferRow,
  at: RegistryTransfer,
): Promise<Outcome> {
  const registered = await registrar.read(domain.name, call);
  if (!registered) throw new RegistrarError('unreachable', `${domain.name} moved and is not here yet`);
  const registrant = await registrar.registrant(domain.name, call);
  return { kind: 'here', at, arrival: await arrivalOf(resolver, label.db, domain, move, { registered, registrant }) };
}

async function settle(
  tx: Db,
  { domain, move, outcome, at }: { domain: DomainRow; move: TransferRow; outcome: Outcome; at: Date },
): Promise<void> {
  if (outcome.kind === 'here') {
    await takeIn(tx, domain, outcome.arrival, at);
    await setMove(tx, move.id, {
      ...timesOf(outcome.at),
      state: 'done',
      code: null,
      sealed: null,
      retryAt: null,
      endedAt: at,
    });
    return;
  }
  // What the customer wants by now stands in the row.
  const now = await openMove(tx, domain.id, true);
  if (outcome.kind === 'ended') return forget(tx, domain, move, at);
  const cancelled = now?.state === 'cancelling';
  if (outcome.kind === 'waiting') {
    if (!cancelled)
      await setMove(tx, move.id, { ...timesOf(outcome.at), state: 'waiting', code: null, sealed: null, retryAt: null });
    return;
  }
  // Nothing was asked that could still come: what comes from now on is somebody else's, also while it is being cancelled.
  await setMove(tx, move.id, { sealed: null, since: null });
  if (cancelled) return;
  await setMove(tx, move.id, { state: 'stuck', code: outcome.code, retryAt: null });
  await tellHistory(tx, domain.id, 'stuck', at);
}

/** It does not come. One that was never here leaves the list; one that was is again what it was. */
async function forget(tx: Db, domain: DomainRow, move: TransferRow, at: Date): Promise<void> {
  if (!move.before) {
    await tx.delete(domains).where(eq(domains.id, domain.id));
    return;
  }
  await tx.update(domains).set({ state: move.before }).where(eq(domains.id, domain.id));
  await setMove(tx, move.id, { state: 'cancelled', code: null, sealed: null, retryAt: null, endedAt: at });
  await tellHistory(tx, domain.id, 'cancelled', at, move.by);
}
