import { eq, sql } from 'drizzle-orm';
import * as v from 'valibot';
import type { Changes } from '../../jobs/changes.ts';
import { putLater } from '../../jobs/queue.ts';
import type { JobHandler } from '../../jobs/runner.ts';
import type { Call } from '../../platform/call.ts';
import { RegistrarError, type RegisteredDomain, type RegistrarPort } from '../../platform/registrar/port.ts';
import { isApproved, type RegistryTransfer } from '../../platform/registrar/transfers.ts';
import type { Claims } from '../../store/claims.ts';
import type { Db } from '../../store/database.ts';
import { newId } from '../../store/ids.ts';
import { registryHas } from '../dnssec/job.ts';
import { forgetSigning } from '../dnssec/verbs.ts';
import { forgetKinds, leaveWaiting } from '../drift/waiting.ts';
import { endLink } from '../hosting-link/verbs.ts';
import { domains } from '../schema.ts';
import { absorbMove } from '../transfers/outgoing.ts';
import { openMove } from '../transfers/read.ts';
import type { DomainRow } from '../zone.ts';
import type { DomainEvent } from './answers.ts';
import { addYears, asPaid, deadlines, stateIn } from './rules.ts';
import { domainEvents } from './schema.ts';
import { tldOf } from './tlds.ts';
import { differs, wishOf } from './wished.ts';
import { registryJob, registryPayload, type RegistryPayload } from './write.ts';

/**
 * The job that brings the registry to what is wished, and takes over what only the registry decides: the day it expires,
 * its state, its own locks. All of it converges, so that it may come twice, late, or after a newer one.
 */
export const registryJobs = (
  registrar: RegistrarPort,
  claims: Claims,
  changes: Changes,
  now: () => number,
): Readonly<Record<string, JobHandler>> => ({
  [registryJob]: {
    async run({ label, job, call }) {
      const domain = await readDomain(label.db, job.object);
      // What is on its way to us has a job of its own; what has left or was released is none of ours, whoever has it now.
      if (!domain || notOurs.has(domain.state)) return async () => {};
      const payload = v.parse(registryPayload, job.payload);
      const at = new Date(now());
      const outcome = await carryOut(registrar, label.db, domain, payload, call, at);
      // Whoever has it next may have its zone with us again.
      if (hasLeft(outcome) || outcome.over)
        await claims.release({ kind: 'zone', name: domain.name, labelId: label.id, objectId: domain.id });
      return async (tx) => {
        await absorb(tx, domain, outcome, { payload, at });
        if (outcome.registered && isUnderWay(outcome.registered))
          await putLater(tx, { kind: registryJob, object: job.object }, new Date(now() + nextLook), job);
      };
    },

    async failed(tx, { job }, _error, retryAt) {
      await tx
        .update(domains)
        .set({ registryError: 'unreachable', registryRetryAt: retryAt ?? null })
        .where(eq(domains.id, job.object));
    },

    // What a renewal wants is said with the day, what else is wished stands in the row: saying it again is safe.
    lookAgain: (tx, { job }, due) => putLater(tx, { kind: registryJob, object: job.object }, due, job),
    port: 'registrar',

    settled({ label, job }) {
      void readDomain(label.db, job.object).then(
        (domain) => domain && changes.publish(label.id, domain.customerId, { kind: 'domains.domain', id: domain.id }),
        () => {},
      );
    },
  },
});

const notOurs: ReadonlySet<DomainRow['state']> = new Set(['pending_transfer_in', 'transferred', 'released']);

/** The registry does later what it was told (EPP's 1001): it is looked at again so often, in ms. */
const nextLook = 600_000;
export const isUnderWay = ({ phase, statuses }: RegisteredDomain): boolean =>
  (phase === 'active' || phase === 'grace') && statuses.some((status) => status.startsWith('pending'));

async function readDomain(db: Db, id: string): Promise<DomainRow | undefined> {
  const [row] = await db.select().from(domains).where(eq(domains.id, id)).limit(1);
  return row;
}

interface Outcome {
  /** What the registry has now; undefined when it has nothing of ours. */
  readonly registered: RegisteredDomain | undefined;
  /** It said no: it would say so again. */
  readonly refused: boolean;
  /** Nobody has it any more. */
  readonly over: boolean;
  /** Its move to another registrar, where there is or was one. */
  readonly move?: RegistryTransfer | undefined;
}

/** Does what is asked, then reads and mends; a no to the one keeps nobody from the other. */
async function carryOut(
  registrar: RegistrarPort,
  db: Db,
  domain: DomainRow,
  payload: RegistryPayload,
  call: Call,
  at: Date,
): Promise<Outcome> {
  // What it never does keeps nobody from what it does.
  const lacking = domain.privacy === true && (registrar.lacks?.includes('privacy') ?? false);
  let refused = (await isRefused(() => begin(registrar, db, domain, payload, call))) || lacking;
  let registered = await registrar.read(domain.name, call);
  const asksForIt = registered?.statuses.includes('pendingTransfer') || (await openMove(db, domain.id, false));
  const move = asksForIt || !registered ? await registrar.transfer(domain.name, call) : undefined;
  if (!registered) {
    const over = isOver(domain, at) || (payload?.op === 'delete' && !refused);
    return { registered, refused: !over, over, move };
  }
  const wished = await leaveWaiting(db, domain.id, await wishOf(registrar, db, domain), registered);
  const { phase, statuses } = registered;
  const open =
    (phase === 'active' || phase === 'grace') &&
    !statuses.includes('serverUpdateProhibited') &&
    !isUnderWay(registered);
  if (open && differs(wished, registered))
    refused =
      (await isRefused(async () => {
        registered = await registrar.update(wished, call);
      })) || refused;
  return { registered, refused, over: false, move };
}

async function begin(
  registrar: RegistrarPort,
  db: Db,
  domain: DomainRow,
  payload: RegistryPayload,
  call: Call,
): Promise<void> {
  const { name, expiresOn } = domain;
  if (payload?.op === 'restore') await registrar.restore(name, call);
  // Who stopped it meanwhile does not want what the day brought.
  if (payload?.op === 'renew' && (domain.autoRenew || !payload.automatic)) {
    const { autoRenewed, expiresOn: until } = await registrar.renew(name, payload.expiresOn, payload.years, call);
    // The registry had begun the first year by itself.
    if (autoRenewed && payload.years > 1 && until === addYears(payload.expiresOn, 1))
      await registrar.renew(name, until, payload.years - 1, call);
  }
  // Who changed his mind meanwhile keeps it.
  if (payload?.op === 'delete' && !domain.autoRenew && payload.expiresOn === expiresOn)
    await registrar.delete(name, call);
  if (payload?.op === 'adopt' && expiresOn !== null && !(await registrar.read(name, call)))
    await registrar.adopt([
      { ...(await wishOf(registrar, db, domain)), registeredOn: addYears(expiresOn, -1), expiresOn },
    ]);
}

async function isRefused(body: () => Promise<void>): Promise<boolean> {
  try {
    await body();
    return false;
  } catch (error) {
    if (error instanceof RegistrarError && error.code !== 'unreachable') return true;
    throw error;
  }
}

const hasLeft = ({ registered, move }: Pick<Outcome, 'registered' | 'move'>): boolean =>
  !registered && move !== undefined && !move.incoming && isApproved(move.state);

/** Takes over what the registry decides; tells the customer's history of it. */
async function absorb(
  tx: Db,
  domain: DomainRow,
  { registered: found, refused: said, over, move }: Outcome,
  { payload, at }: { payload: RegistryPayload; at: Date },
): Promise<void> {
  const registered = found && (isWanted(domain, found, payload) ? found : asPaid(domain, found));
  if (move) await absorbMove(tx, domain, move, at);
  const left = hasLeft({ registered, move });
  const refused = said && !left;
  const expiresOn = registered?.expiresOn ?? domain.expiresOn;
  await tx
    .update(domains)
    .set({
      ...(registered
        ? taken(registered)
        : left
          ? ({ state: 'transferred', statuses: [] } as const)
          : over
            ? ({ state: 'released' } as const)
            : {}),
      // What is under way may still be refused.
      ...(refused || (registered && isUnderWay(registered))
        ? {}
        : { registeredVersion: sql`max(${domains.registeredVersion}, ${domain.wishedVersion})` }),
      // What was let go is as if it had never been held.
      ...(registered && domain.verifyBy === null && !registered.statuses.includes('clientHold') ? { held: false } : {}),
      registryError: refused ? 'refused' : null,
      registryRetryAt: null,
    })
    .where(eq(domains.id, domain.id));
  if (registered) {
    await forgetKinds(tx, [domain.id], ['expiry', 'state', 'statuses', 'unregistered']);
    await registryHas(tx, domain, registered, at);
  }
  if (!registered && (left || over)) {
    await forgetSigning(tx, domain.id);
    await endLink(tx, domain.id, at);
  }
  const isDeleted = over || registered?.phase === 'redemption' || registered?.phase === 'pending_delete';
  if (payload?.op === 'delete' && isDeleted && (domain.state === 'active' || domain.state === 'expired'))
    await tx
      .insert(domainEvents)
      .values({ id: newId('event'), domainId: domain.id, at, by: '', event: { kind: 'deleted' } });
  if (expiresOn === null || expiresOn === domain.expiresOn) return;
  const did = { renew: 'renewed', restore: 'restored' } as const;
  const event: DomainEvent =
    payload?.op === 'renew' || payload?.op === 'restore'
      ? { kind: did[payload.op], expiresOn }
      : { kind: 'synced', facts: ['expiry'] };
  const by = payload && 'by' in payload ? payload.by : '';
  await tx.insert(domainEvents).values({ id: newId('event'), domainId: domain.id, at, by, event });
}

/** What the registry alone decides, as it stands here. */
export const taken = ({ expiresOn, registeredOn, phase, statuses }: RegisteredDomain) => ({
  state: stateIn[phase],
  expiresOn,
  registeredOn,
  statuses: statuses.filter((status) => status.startsWith('server') || status.startsWith('pending')),
});

/** Somebody wants the year that the registry added. */
const isWanted = ({ autoRenew }: DomainRow, { phase }: RegisteredDomain, payload: RegistryPayload): boolean =>
  (payload?.op === 'renew' && (autoRenew || !payload.automatic)) ||
  (payload?.op === 'restore' && (phase === 'active' || phase === 'grace'));

/** Nobody has it any more, once its last day is over; what was deleted before its day goes earlier. */
const isOver = ({ expiresOn, tld, state }: DomainRow, at: Date): boolean =>
  state === 'redemption' ||
  state === 'pending_delete' ||
  (expiresOn !== null && at.toISOString().slice(0, 10) >= deadlines(expiresOn, tldOf(tld)).deletion);
